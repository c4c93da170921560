"""Make the sites that are measured, and measure the making."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

Row = tuple[str, str, str]
SPEAN = [sys.executable, "-m", "spean.config.cli"]
DATA = Path(
    os.environ.get("SPEAN_REFERENCE_DIR") or Path(__file__).resolve().parents[2] / "shared" / "data"
)
GAZETTEER = "ref_gazetteer/source_ncdd_gazetteer_2024-10-14.xlsx"


def starting(home: Path) -> list[Row]:
    """Return what a newcomer waits for, and what official lists take to load."""
    _live_in(home)
    steps = (("migrate", "-v", "0"), ("load-reference",), ("demo", "--people", "400"))
    spent = [run(*step) for step in steps]
    parts = ", ".join(
        f"{name} {wall:.0f} s"
        for name, (wall, _cpu, _peak) in zip(("tables", "lists", "people"), spent, strict=True)
    )
    rows = [("First start, 400 people", f"{sum(one[0] for one in spent):.0f} s", parts)]
    lists = (("load-areas", DATA / GAZETTEER), ("load-esco", DATA / "ref_occupations"))
    for command, path in lists:
        if path.exists():
            wall, cpu, _peak = run(command, str(path))
            rows.append((f"`spean {command}`", f"{wall:.0f} s", f"{cpu:.0f} s of processor"))
    return rows


def _live_in(home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    os.environ.update(SPEAN_MODE="demo", SPEAN_HOME=str(home), SPEAN_LOG_LEVEL="ERROR")
    os.environ.pop("DATABASE_URL", None)


def making(home: Path, people: int, seed: int) -> list[Row]:
    """Make the large register, or take the one that is there with the figures of its making."""
    _live_in(home)
    kept = home / "making.json"
    if kept.exists():
        run("migrate", "-v", "0")
        return [(what, measured, note) for what, measured, note in json.loads(kept.read_text())]
    rows = _made(people, seed)
    kept.write_text(json.dumps(rows))
    return rows


def _made(people: int, seed: int) -> list[Row]:
    run("migrate", "-v", "0")
    run("load-reference")
    before = _size()
    wall, cpu, peak = run("demo", "--people", str(people), "--seed", str(seed))
    grown = (_size() - before) / people / 1000
    made = f"{wall:.0f} s", f"{people / wall:.0f} people/s"
    return [
        (f"`spean demo --people {people}`", *made),
        ("… processor time a person", f"{cpu / people * 1000:.1f} ms", "stories included"),
        ("… memory at its peak", f"{peak / 1000:.0f} MB", "resident"),
        ("… database", f"{_size() / 1e6:.0f} MB", f"{grown:.1f} kB a person"),
    ]


def run(*arguments: str) -> tuple[float, float, int]:
    """Return seconds on the clock, seconds of processor and peak memory (kB) of a command."""
    print(f"· spean {' '.join(arguments)} …", file=sys.stderr, flush=True)
    began = time.monotonic()
    process = subprocess.Popen([*SPEAN, *arguments], stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"spean {' '.join(arguments)} ended with {process.returncode}")
    return time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss


def _size() -> int:
    return sum(
        path.stat().st_size for path in Path(os.environ["SPEAN_HOME"]).glob("spean.sqlite3*")
    )
