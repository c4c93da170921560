"""Measure what the field's door takes: `make bench-ingest`. FAST=1 sends a twentieth of it.

The last line says how many gates were passed. `--write` keeps the table in docs/bench-ingest.md.
"""

import argparse
import json
import os
import platform
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools.bench_ingest import site
from tools.bench_ingest.gates import CENTRAL_P95, CENTRAL_RATE, GATES
from tools.bench_ingest.postgres import a_server_of_its_own

FAST = bool(os.environ.get("FAST"))
COUNT = 500 if FAST else 10_000
CLIENTS = 8
STORM, TIMES = (20, 20) if FAST else (200, 20)
DEVICES, RECORDS = (10, 100) if FAST else (200, 200)
SMALL, LARGE = (500, 2_000) if FAST else (10_000, 100_000)
Figures = dict[str, float]


def main() -> None:
    """Measure everything, then print the table."""
    parsed = argparse.ArgumentParser(description=__doc__)
    parsed.add_argument("--write", action="store_true", help="keep it in docs/bench-ingest.md")
    parsed.add_argument("--sqlite", action="store_true", help="measure on SQLite alone")
    asked = parsed.parse_args()
    figures: Figures = {}
    notes = [f"commits of one row, fsync on: {_commits():.0f} a second", f"loop: {_loop():.2f} s"]
    with tempfile.TemporaryDirectory(prefix="spean-bench-") as folder:
        _measure("sqlite", Path(folder) / "sqlite", "", figures, notes)
        _exports(site.environment(Path(folder) / "sqlite"), figures, notes)
        if not asked.sqlite:
            with a_server_of_its_own(Path(folder)) as database:
                if database:
                    _measure("postgres", Path(folder) / "postgres", database, figures, notes)
    text = _table(figures, notes)
    print(text)
    if asked.write:
        path = Path(site.ROOT) / "docs" / "bench-ingest.md"
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        _head, mark, kept = before.partition("\n## ")
        path.write_text(f"{text}\n{mark}{kept}".rstrip() + "\n", encoding="utf-8")
    told = [one.holds(figures[one.figure]) for one in GATES if one.figure in figures]
    print(f"gates: {told.count(True)} passed, {told.count(False)} failed")


def _measure(base: str, home: Path, database: str, figures: Figures, notes: list[str]) -> None:
    _say(f"{base}: a site of 400 people")
    env = site.environment(home, database)
    home.mkdir()
    known = site.ask(env, "make")
    before = site.ask(env, "count")
    with _served(env) as (port, peak):
        asked = {**known, "port": port, "seed": 1, "clients": CLIENTS}
        _say(f"{base}: {COUNT} first posts by {CLIENTS}")
        first = _send({**asked, "act": "posts", "count": COUNT})
        _say(f"{base}: {first['rate']:.0f} a second; the same once more")
        again = _send({**asked, "act": "posts", "count": COUNT})
        after = site.ask(env, "count")
        _say(f"{base}: {again['rate']:.0f} a second; a storm")
        storm = _send({**asked, "act": "storm", "seed": 2, "count": STORM, "times": TIMES})
        rows = site.ask(env, "count")
        _say(f"{base}: a backlog of {DEVICES} telephones")
        backlog = _backlog(env, port)
        ended = site.ask(env, "count")
        figures[f"{base}_peak"] = peak()
    figures |= {
        f"{base}_rate": first["rate"],
        f"{base}_p95": first["p95"],
        f"{base}_replay": again["rate"] / first["rate"],
        f"{base}_wrong": _wrong(before, after),
        f"{base}_storm_rows": (rows["answers"] - after["answers"]) * 200 / STORM,
        f"{base}_storm_ok": storm["statuses"].get("201", 0) * 4000 / (STORM * TIMES),
        f"{base}_backlog_lost": DEVICES * RECORDS - backlog["kept"],
        f"{base}_backlog_faults": backlog["faults"],
        f"{base}_backlog_twice": ended["answers"] + ended["visits"] - rows["answers"]
        - DEVICES * RECORDS,
    }  # fmt: skip
    for name, said in (("first", first), ("again", again), ("storm", storm), ("backlog", backlog)):
        notes.append(f"{base} {name}: {json.dumps(said)}")
    notes.append(f"{base} register: {json.dumps(ended)}")


def _wrong(before: dict[str, int], after: dict[str, int]) -> float:
    """Return how many answers or effects are missing or too many, all kinds together."""
    kinds = ("answers", "applied", "people", "consents", "cases")
    return float(sum(abs(after[one] - before[one] - COUNT) for one in kinds))


def _exports(env: dict[str, str], figures: Figures, notes: list[str]) -> None:
    for name, wanted in (("small", SMALL), ("large", LARGE)):
        _say(f"CSV of {wanted:,} answers")
        site.ask(env, "many", str(wanted))
        said = site.ask(env, "csv")
        figures[f"export_{name}_peak"] = said["peak"]
        notes.append(f"csv of {wanted:,}: {json.dumps(said)}")


@contextmanager
def _served(env: dict[str, str]) -> Iterator[tuple[int, Any]]:
    """Serve the site as `spean serve` does; yield its port, and what tells its memory."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "spean.config.cli", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    try:
        ends = time.monotonic() + 60
        while time.monotonic() < ends:
            with socket.socket() as door:
                if door.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        yield port, lambda: _peak(server.pid)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=60)


def _peak(pid: int) -> float:
    """Return the most memory (MB) that the largest process of the site's own has ever had."""
    found, most = [pid], 0.0
    while found:
        one = found.pop()
        status = Path(f"/proc/{one}/status").read_text()
        peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
        most = max(most, float(peak.split()[1]) / 1000)
        found += map(int, Path(f"/proc/{one}/task/{one}/children").read_text().split())
    return most


def _send(asked: dict[str, Any]) -> Any:
    command = [sys.executable, "-m", "tools.bench_ingest.sending"]
    done = subprocess.run(
        command, input=json.dumps(asked), stdout=subprocess.PIPE, text=True, check=True
    )
    return json.loads(done.stdout)


def _backlog(env: dict[str, str], port: int) -> Any:
    command = [sys.executable, "-m", "tools.bench_ingest.backlog"]
    command += [str(port), str(DEVICES), str(RECORDS)]
    done = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def _commits() -> float:
    """Return how many commits of one row this disk takes a second, each waited for."""
    with tempfile.TemporaryDirectory() as folder:
        base = sqlite3.connect(Path(folder) / "x", isolation_level=None)
        base.execute("PRAGMA journal_mode=WAL")
        base.execute("PRAGMA synchronous=FULL")
        base.execute("CREATE TABLE x (y)")
        began = time.perf_counter()
        for at in range(500):
            base.execute("INSERT INTO x VALUES (?)", (at,))
        spent = time.perf_counter() - began
        base.close()
    return 500 / spent


def _loop() -> float:
    """Return the seconds of a fixed loop of Python, to set machines beside each other."""
    began, total = time.perf_counter(), 0
    for at in range(10_000_000):
        total += at
    return time.perf_counter() - began


def _table(figures: Figures, notes: list[str]) -> str:
    fast = " FAST=1" if FAST else ""
    text = f"""# What the field's door takes

`make bench-ingest{fast}`: {COUNT:,} registrations of 250 questions by {CLIENTS} clients on the same
machine, fsync on; person, consent, return, search for doubles, case and trail in the same
transaction. ODK Central, measured on two quiet cores elsewhere: {CENTRAL_RATE:.0f} a second, p95
{CENTRAL_P95:.0f} ms, 433 MiB, nothing applied.
Machine: {platform.machine()}, {os.cpu_count()} cores; Python {platform.python_version()}."""
    lines = [
        text,
        "",
        "| Promise | Gate | Figure | |",
        "|---|---|---|---|",
    ]
    for gate in GATES:
        if gate.figure not in figures:
            lines.append(f"| {gate.says} | {gate.side} {gate.limit:g} {gate.unit} | | not run |")
            continue
        figure = figures[gate.figure]
        word = "passed" if gate.holds(figure) else "failed"
        lines.append(
            f"| {gate.says} | {gate.side} {gate.limit:g} {gate.unit} | {figure:.4g} | {word} |"
        )
    return "\n".join([*lines, "", "```", *notes, "```"])


def _say(what: str) -> None:
    print(f"· {what} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
