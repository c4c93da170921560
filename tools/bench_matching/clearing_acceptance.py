"""Deferred acceptance against the `matching` package: the identical result, by processor time.

python tools/bench_matching/clearing_acceptance.py
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

LEAST_RATIO = 1_000.0
REPEATS, SEED, CANDIDATES = 5, 12, 50
FULL, QUICK = (4_000, 400), (1_500, 150)
DEEP = 100_000

Row = tuple[str, str, str, bool]


def gates(*, fast: bool = False) -> list[Row]:
    """Return the gates of deferred acceptance: the same result, and how much faster."""
    people, posts = QUICK if fast else FULL
    rows, places, priority = _strict(people, posts)
    times, found = _ours(rows, places, priority)
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "game.npz"
        np.savez(
            file,
            indptr=rows.indptr,
            post=rows.post,
            score=rows.score,
            places=places,
            priority=priority,
        )
        peer = _peer(file)
    where = f"{people:,} people, {posts:,} posts"
    if "absent" in peer:
        return [(f"deferred acceptance, {where}", "matching installed", "not run", False)]
    ratio = statistics.median(peer["cpu"]) / max(statistics.median(times), 1e-9)
    same = peer["post"] == found
    said = f"{ratio:,.0f} x ({statistics.median(times) * 1000:.2f} ms CPU against "
    said += f"{statistics.median(peer['cpu']):.2f} s)"
    return [
        (
            f"deferred acceptance over matching, {where}",
            f">= {LEAST_RATIO:,.0f} x",
            said,
            ratio >= LEAST_RATIO,
        ),
        (
            f"deferred acceptance, {where}",
            "identical to matching",
            "identical" if same else "different",
            same,
        ),
    ]


def _strict(people: int, posts: int) -> tuple[Any, Any, Any]:
    """Draw a market without a single tie, on either side."""
    dice = np.random.default_rng(SEED)
    weight = 1 / np.arange(1, posts + 1) ** 0.7
    drawn = np.sort(dice.choice(posts, (people, CANDIDATES), p=weight / weight.sum()), axis=1)
    once = np.concatenate((np.ones((people, 1), bool), drawn[:, 1:] != drawn[:, :-1]), axis=1)
    count = int(once.sum())
    owner = np.repeat(np.arange(people), once.sum(axis=1))
    score = (1 + dice.permutation(count)) / (count + 1)
    # Lists come best first, as the engine gives them.
    order = np.lexsort((-score, owner))
    rows = SimpleNamespace(
        indptr=np.searchsorted(owner, np.arange(people + 1)),
        post=drawn[once].astype(np.int32)[order],
        score=score[order],
    )
    return rows, dice.integers(1, 9, posts), dice.permutation(count).astype(np.float64)


def _ours(rows: Any, places: Any, priority: Any) -> tuple[list[float], list[int]]:
    from jobmatch.clearing.acceptance import accept
    from jobmatch.clearing.graph import graph

    market = graph(rows, places)
    accept(market, priority)
    times = []
    for _ in range(REPEATS):
        begun = time.process_time()
        # One call lies below what the clock can tell, so twenty are timed.
        for _ in range(20):
            found = accept(market, priority)
        times.append((time.process_time() - begun) / 20)
    return times, found.post.tolist()


def _peer(file: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", __file__, "--peer", str(file)],
        capture_output=True,
        text=True,
        check=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _matching(file: str) -> dict[str, Any]:
    """Solve the same game with the package; only its `solve` is timed."""
    try:
        from matching.games import HospitalResident
    except ImportError:
        return {"absent": True}
    # It copies its players deeply, and they all know each other.
    sys.setrecursionlimit(DEEP)
    read = SimpleNamespace(**np.load(file))
    people = len(read.indptr) - 1
    wishes: dict[int, list[int]] = {}
    ranks: dict[int, list[tuple[float, int]]] = {}
    for person in range(people):
        edges = range(read.indptr[person], read.indptr[person + 1])
        best = sorted(edges, key=lambda edge: -read.score[edge])
        wishes[person] = [int(read.post[edge]) for edge in best]
        for edge in edges:
            ranks.setdefault(int(read.post[edge]), []).append((-read.priority[edge], person))
    ranked = {post: [person for _, person in sorted(rows)] for post, rows in ranks.items()}
    places = {post: int(read.places[post]) for post in ranked}
    times = []
    result = [-1] * people
    for _ in range(REPEATS):
        game = HospitalResident.create_from_dictionaries(wishes, ranked, places)
        begun = time.process_time()
        solved = game.solve(optimal="resident")
        times.append(time.process_time() - begun)
    for post, residents in solved.items():
        for resident in residents:
            result[int(resident.name)] = int(post.name)
    return {"cpu": times, "post": result}


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peer"]:
        print(json.dumps(_matching(sys.argv[2])))
    else:
        for row in gates():
            print(row)
