"""The auction against OR-tools' min-cost flow, on one graph, by processor time.

The peer runs in a process of its own: its libraries clash with others, and its memory is its own.
python tools/bench_matching/clearing_auction.py [people posts candidates]
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "src"))

LEAST_RATIO, LEAST_SHARE = 5.0, 0.9999
REPEATS, SEED, SCALE = 5, 11, 10**6
EPSILON = 5e-4
FULL, QUICK = (100_000, 10_000, 50), (10_000, 1_000, 50)

Row = tuple[str, str, str, bool]


def gates(*, fast: bool = False) -> list[Row]:
    """Return the gates of the auction: how much faster, and how near the optimum."""
    people, posts, candidates = QUICK if fast else FULL
    market = _graph(people, posts, candidates)
    times, total, gap = _auction(market)
    with tempfile.TemporaryDirectory() as place:
        peer = _peer(market, Path(place) / "graph.npz")
    where = f"{people:,} x {posts:,}, {market.edges:,} pairs"
    if "absent" in peer:
        return [(f"auction, {where}", "OR-tools installed", "not run", False)]
    ratio = statistics.median(peer["cpu"]) / statistics.median(times)
    share = total / peer["optimum"] if peer["optimum"] else 1.0
    said = f"{ratio:.1f} x ({_seconds(times)} against {_seconds(peer['cpu'])})"
    return [
        (
            f"auction over OR-tools flow, {where}",
            f">= {LEAST_RATIO:.0f} x",
            said,
            ratio >= LEAST_RATIO,
        ),
        (
            f"auction's share of the optimum, {where}",
            f">= {LEAST_SHARE:.2%}",
            f"{share:.4%} (its own proof: gap {gap:.1e})",
            share >= LEAST_SHARE,
        ),
    ]


def _seconds(times: list[float]) -> str:
    return f"{statistics.median(times):.3f} s CPU"


def _graph(people: int, posts: int, candidates: int) -> Any:
    from jobmatch.clearing.graph import graph
    from jobmatch.engine import build, top
    from jobmatch.market.arrays import make

    made = make(people, posts, seed=SEED)
    return graph(top(build(made.posts), made.people, candidates), made.posts.places)


def _auction(market: Any) -> tuple[list[float], float, float]:
    from jobmatch.clearing.auction import auction

    auction(market, epsilon=0.1)
    times = []
    for _ in range(REPEATS):
        begun = time.process_time()
        solved = auction(market, epsilon=EPSILON)
        times.append(time.process_time() - begun)
    return times, solved.certificate.total, solved.certificate.gap


def _peer(market: Any, file: Path) -> dict[str, Any]:
    np.savez(file, indptr=market.indptr, post=market.post, score=market.score, places=market.places)
    done = subprocess.run(
        [sys.executable, __file__, "--peer", str(file)], capture_output=True, text=True, check=True
    )
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _flow(file: str) -> dict[str, Any]:
    """Solve the same graph as a min-cost flow, arcs given as arrays in one call each."""
    try:
        from ortools.graph.python import min_cost_flow
    except ImportError:
        return {"absent": True}
    read = SimpleNamespace(**np.load(file))
    people, posts = len(read.indptr) - 1, len(read.places)
    owner = np.repeat(np.arange(people), np.diff(read.indptr))
    source, sink = people + posts, people + posts + 1
    tail = np.concatenate((np.full(people, source), owner, people + np.arange(posts), [source]))
    head = np.concatenate((np.arange(people), people + read.post, np.full(posts, sink), [sink]))
    room = np.concatenate((np.ones(people + len(owner)), read.places, [people])).astype(np.int64)
    cost = np.zeros(len(tail), np.int64)
    cost[people : people + len(owner)] = -np.round(read.score.astype(np.float64) * SCALE)
    supply = np.zeros(people + posts + 2, np.int64)
    supply[source], supply[sink] = people, -people
    times = []
    for _ in range(REPEATS):
        flow = min_cost_flow.SimpleMinCostFlow()
        flow.add_arcs_with_capacity_and_unit_cost(tail, head, room, cost)
        flow.set_nodes_supplies(np.arange(len(supply)), supply)
        begun = time.process_time()
        if flow.solve() != flow.OPTIMAL:
            raise SystemExit("the flow was not solved")
        times.append(time.process_time() - begun)
    return {"cpu": times, "optimum": -flow.optimal_cost() / SCALE}


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peer"]:
        print(json.dumps(_flow(sys.argv[2])))
    else:
        if len(sys.argv) == 4:
            FULL = (int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
        for row in gates():
            print(row)
