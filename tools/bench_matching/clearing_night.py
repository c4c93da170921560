"""A whole night: exact lists, the auction, priced rounds, bonuses; its proof, time and memory.

Each size runs in a process of its own, so that its memory is its own. The largest runs once.
python tools/bench_matching/clearing_night.py [S|M|L]
"""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "src"))

MOST_GAP = {"S": 1e-3, "M": 1e-3, "L": 6e-2}
AIM = {"L": 1e-2}
MOST_MEMORY_GB = 2.0
SEED = 13
PLANS: dict[str, dict[str, Any]] = {
    "S": {"target": 1e-3, "rounds": 8},
    "M": {"target": 1e-3, "rounds": 8},
    "L": {"target": 1e-2, "rounds": 1, "guess": 0.4},
}

Row = tuple[str, str, str, bool]


def gates(*, fast: bool = False) -> list[Row]:
    """Return the gates of the night: proved gaps, and the memory of the largest."""
    rows: list[Row] = []
    for scale in ("S", "M") if fast else ("M", "L"):
        said = _in_own_process(scale)
        where = f"{said['people']:,} x {said['posts']:,}"
        measured = f"{said['gap']:.1e} after {said['rounds']} rounds"
        measured += f" ({said['cpu']:,.0f} s CPU, {said['wall']:,.0f} s)"
        bound = f"<= {MOST_GAP[scale]:.0e}" + (f", aim {AIM[scale]:.0e}" if scale in AIM else "")
        rows.append(
            (f"proved gap of the night, {where}", bound, measured, said["gap"] <= MOST_GAP[scale])
        )
        rows.append(
            (
                f"memory of the night, {where}",
                f"<= {MOST_MEMORY_GB:.0f} GB",
                f"{said['memory']:.2f} GB",
                said["memory"] <= MOST_MEMORY_GB,
            )
        )
    return rows


def _in_own_process(scale: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, __file__, "--night", scale], stdout=subprocess.PIPE, text=True, check=True
    )
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def night(scale: str) -> dict[str, Any]:
    """Run one night with its fairness and say what it took."""
    from jobmatch.clearing.fairness import Fair
    from jobmatch.clearing.night import solve
    from jobmatch.clearing.rounds import Plan, Round
    from jobmatch.engine import build
    from jobmatch.market.arrays import SCALES, make

    def tell(line: Round) -> None:
        gap = (line.bound - line.total) / line.bound if line.bound else 0.0
        words = f"  round {line.number}: gap {gap:.1e}, {line.matched:,} matched"
        words += f", {line.edges:,} pairs, {time.process_time() - cpu:,.0f} s CPU"
        print(words, file=sys.stderr, flush=True)

    people, posts = SCALES[scale]
    made = make(people, posts, seed=SEED)
    groups = (made.groups.province * 2 + made.groups.woman).astype("U4")
    cpu, wall = time.process_time(), time.time()
    index = build(made.posts)
    plan = Plan(**PLANS[scale])
    fair = Fair(groups=groups)
    solved = solve(index, made.people, plan=plan, seed=str(SEED), fair=fair, tell=tell)
    return {
        "people": people,
        "posts": posts,
        "gap": solved.certificate.gap,
        "rounds": solved.certificate.rounds,
        "matched": solved.matched,
        "places": int(made.posts.places.sum()),
        "cost": solved.bonuses.cost if solved.bonuses else 0.0,
        "cpu": time.process_time() - cpu,
        "wall": time.time() - wall,
        # Kilobytes on Linux.
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
    }


if __name__ == "__main__":
    if sys.argv[1:2] == ["--night"]:
        print(json.dumps(night(sys.argv[2])))
    elif len(sys.argv) == 2:
        print(_in_own_process(sys.argv[1]))
    else:
        for row in gates():
            print(row)
