"""Measure the matching engine beside its peers and hold the figures against the gates.

make bench-matching            the figures that count; FAST=1 a small market, to see that all runs
The table goes to docs/benchmarks.md only with --write, from a machine that is otherwise idle;
what people wrote below it there, under WRITTEN, stays. --no-large leaves out the one night that
takes longer than all the rest.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from pathlib import Path

from tools.bench_matching.gates import GATES

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 1900
WRITTEN = "## What missed its gate, and why"
SIZES = {
    False: {"middle": (100_000, 10_000), "large": (1_000_000, 100_000)},
    True: {"middle": (5_000, 1_000), "large": (10_000, 3_000)},
}
SAMPLES = {
    False: {
        "sparse_dot_topn": 5_000,
        "scipy": 2_000,
        "polars": 500,
        "duckdb": 500,
        "postgres": 100,
    },
    True: {"sparse_dot_topn": 200, "scipy": 100, "polars": 50, "duckdb": 50, "postgres": 20},
}


def main() -> int:
    """Run every measurement in a process of its own; return 1 if a gate failed."""
    asked = _parser().parse_args()
    figures, lines = _measured(asked.fast, asked.large)
    rows = []
    for gate in GATES:
        figure = figures.get(gate.figure)
        state = "not run" if figure is None else "passed" if gate.holds(figure) else "failed"
        shown = "" if figure is None else f"{figure:.4g}"
        rows.append((gate.says, f"{gate.side} {gate.limit:g} {gate.unit}", shown, state))
    text = _text(rows, lines, asked.fast)
    print(text)
    if asked.write and not asked.fast:
        page = ROOT / "docs" / "benchmarks.md"
        _, mark, reasons = page.read_text(encoding="utf-8").partition(WRITTEN)
        page.write_text(f"{text}\n{mark}{reasons}" if mark else text, encoding="utf-8")
    passed = sum(row[3] == "passed" for row in rows)
    failed = sum(row[3] == "failed" for row in rows)
    print(f"gates: {passed} passed, {failed} failed")
    return 1 if failed else 0


def _measured(fast: bool, with_large: bool) -> tuple[dict[str, float], list[str]]:
    middle, large = SIZES[fast]["middle"], SIZES[fast]["large"]
    figures: dict[str, float] = {}
    lines: list[str] = []
    same: dict[str, list[float]] = {"pure": [], "full": []}
    for name, size, figure in (
        ("sparse_dot_topn", (middle[0], large[1]), "pure_large"),
        ("sparse_dot_topn", middle, "pure_middle"),
        ("scipy", middle, "full_scipy"),
        ("polars", middle, "full_polars"),
        ("duckdb", middle, "full_duckdb"),
        ("postgres", middle, "full_postgres"),
    ):
        said = _ask("peers", name, *size, SAMPLES[fast][name])
        lines.append(f"{name} {size[0]:,} × {size[1]:,}: {json.dumps(said)}")
        if "ratio" in said:
            figures[figure] = said["ratio"]
            same["pure" if name == "sparse_dot_topn" else "full"].append(said["same"])
    for kind, found in same.items():
        if found:
            figures[f"{kind}_recall"] = min(found)
    said = _ask("one", large[1], 200 if fast else 2_000)
    lines.append(f"one person, {large[1]:,} posts: {json.dumps(said)}")
    if "p99" in said:
        figures["one_p99"] = said["p99"]
    for name in ("flow", "acceptance", "night"):
        for size in (middle, large) if name == "night" and with_large else (middle,):
            said = _ask("clearing", name, *size)
            lines.append(f"{name} {size[0]:,} × {size[1]:,}: {json.dumps(said)}")
            which = "middle" if size == middle else "large"
            figures.update(
                {
                    key.replace("WHICH", which): value
                    for key, value in said.items()
                    if key.replace("WHICH", which) in {gate.figure for gate in GATES}
                }
            )
    return figures, lines


def _ask(module: str, *arguments: object) -> dict[str, float]:
    """Run one measurement in its own process; an engine that is absent leaves nothing."""
    print(f"· {module} {' '.join(map(str, arguments))} …", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", f"tools.bench_matching.{module}", *map(str, arguments)]
    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=LONGEST
        )
    except subprocess.TimeoutExpired:
        return {}
    if done.returncode:
        print(done.stderr[-2000:], file=sys.stderr)
        return {}
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _text(rows: list[tuple[str, str, str, str]], lines: list[str], fast: bool) -> str:
    size = "small market (FAST=1): no figure counts" if fast else "full market"
    head = [
        "# The matching engine beside its peers",
        "",
        f"`make bench-matching`, {size}. Processor time, medians, one thread, fixed seeds;",
        "each peer in a process of its own, measured in the same minute as we are.",
        f"Machine: {platform.processor() or platform.machine()}, {os.cpu_count()} cores, load",
        f"{os.getloadavg()[0]:.1f} at the end; Python {platform.python_version()}.",
        "",
        "| Promise | Gate | Figure | |",
        "|---|---|---|---|",
    ]
    body = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([*head, *body, "", "```", *lines, "```", ""])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fast", action="store_true", help="a small market")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    parser.add_argument(
        "--no-large", dest="large", action="store_false", help="without the largest night"
    )
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
