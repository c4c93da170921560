"""`bench`: how quick this machine is on an invented market, and that every way gives one answer."""

import argparse
import os
import platform
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from jobmatch.commands.market import whole

if TYPE_CHECKING:
    from jobmatch.engine import Index, People

K = 50
RUNS = 5
CALLS = 300
SAMPLE = 400
"""People for whom every pair is looked at: a sample proves as much, and takes seconds."""


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the command asks for."""
    parser.add_argument("--people", type=whole, default=20_000, help="people (20000)")
    parser.add_argument("--posts", type=whole, default=10_000, help="posts (10000)")
    parser.add_argument("--seed", type=int, default=1, help="the seed of the market (1)")
    parser.add_argument("--threads", type=whole, help="threads (as many as processors)")


def run(asked: argparse.Namespace) -> int:
    """Write a line for each measurement; return 1 if two ways disagree about a list."""
    from jobmatch.clearing.night import solve
    from jobmatch.engine import build
    from jobmatch.market.arrays import make

    made = make(asked.people, asked.posts, seed=asked.seed)
    _say(f"{asked.people:,} people, {asked.posts:,} posts, seed {asked.seed}, lists of {K}")
    _say(f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}")
    spent, index = _timed(lambda: build(made.posts))
    _tell("the index is built", f"{spent * 1e3:,.1f} ms")
    _one_at_a_time(index, made.people, asked.seed)
    agree = _both_ways(index, made.people, asked.seed)
    spent, night = _timed(lambda: solve(index, made.people, threads=asked.threads), runs=1)
    _tell("a whole night", f"{spent:,.2f} s")
    _tell("proved to be of the best, at least", f"{(1 - night.certificate.gap) * 100:,.3f} %")
    return 0 if agree else 1


def _one_at_a_time(index: "Index", people: "People", seed: int) -> None:
    """Measure what one person waits for, the first call of the process by itself."""
    from jobmatch.engine import top

    rows = np.random.default_rng(seed).integers(0, len(people), CALLS + 1)
    calls = (partial(top, index, people, K, rows=np.array([row]), threads=1) for row in rows)
    spent = [_timed(call, runs=1)[0] * 1e3 for call in calls]
    _tell("one person, the first call", f"{spent[0]:,.2f} ms")
    _tell("one person, the middle call", f"{np.median(spent[1:]):,.2f} ms")
    _tell("one person, 99 of 100 within", f"{np.percentile(spent[1:], 99):,.2f} ms")


def _both_ways(index: "Index", people: "People", seed: int) -> bool:
    """Measure a sample by blocks and by every pair; return whether the lists are the same."""
    from jobmatch.engine import top, top_by_brute_force

    some = np.sort(np.random.default_rng(seed).permutation(len(people))[:SAMPLE])
    by_blocks, lists = _timed(lambda: top(index, people, K, rows=some, threads=1))
    by_pairs, plain = _timed(lambda: top_by_brute_force(index.posts, people, K, rows=some), runs=1)
    same: bool = lists.same_as(plain)
    _tell("each of a random few, by blocks", f"{by_blocks / len(some) * 1e6:,.1f} µs")
    _tell("each of them, by every pair", f"{by_pairs / len(some) * 1e6:,.1f} µs")
    _tell("the two lists are", "the same" if same else "DIFFERENT")
    return same


def _timed(work: Callable[[], Any], runs: int = RUNS) -> tuple[float, Any]:
    """Return the median time of some runs in seconds, and the last answer."""
    spent, answer = [], None
    for _ in range(runs):
        began = time.perf_counter()
        answer = work()
        spent.append(time.perf_counter() - began)
    return float(np.median(spent)), answer


def _tell(what: str, figure: str) -> None:
    _say(f"{what:<36}{figure:>14}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
