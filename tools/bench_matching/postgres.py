"""A PostgreSQL server of our own for one measurement."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

RUNS = 3
TYPES = {"f": "double precision", "i": "bigint", "u": "bigint"}
# What its manual advises for one large question on a machine of this size; no copy is kept safe.
SETTINGS = {
    "shared_buffers": "1GB",
    "work_mem": "512MB",
    "effective_cache_size": "4GB",
    "random_page_cost": "1.1",
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
    "fsync": "off",
    "listen_addresses": "",
}
KEYS = {
    "asked": "feature, post",
    "held": "person, feature",
    "way": "person, place",
    "post": "place",
    "person": "person",
}


def programs() -> Path | None:
    """Return where the newest server's programs lie, `None` where none is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda one: one.parts[-3])
    if found:
        return found[-1].parent
    beside = shutil.which("initdb")
    return Path(beside).parent if beside else None


@contextmanager
def server(where: Path) -> Iterator[str]:
    """Start a server that nobody else can reach, and take everything away at the end."""
    folder = Path(tempfile.mkdtemp(prefix="spean-bench-"))
    # The server refuses to run as root.
    before = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if before:
        shutil.chown(folder, "postgres")
    data, options = str(folder / "data"), " ".join(f"-c {k}={v}" for k, v in SETTINGS.items())
    control = [*before, str(where / "pg_ctl"), "-D", data]
    quiet: dict[str, Any] = {"check": True, "stdout": subprocess.DEVNULL}
    try:
        make = [str(where / "initdb"), "-D", data, "-U", "spean", "--auth=trust", "-E", "UTF8"]
        subprocess.run([*before, *make, "--locale=C.UTF-8"], **quiet)
        options += f" -c unix_socket_directories={folder}"
        log = ["-l", str(folder / "log"), "-o", options]
        subprocess.run([*control, "-w", *log, "start"], **quiet)
        yield f"host={folder} user=spean dbname=postgres"
    finally:
        subprocess.run(
            [*control, "-m", "immediate", "stop"], check=False, stdout=subprocess.DEVNULL
        )
        shutil.rmtree(folder, ignore_errors=True)


def asked(frames: dict[str, dict[str, np.ndarray]], text: str) -> Any:
    """Ask it a question; return its backend's median processor seconds, persons and scores.

    `None` where no server is installed.
    """
    where = programs()
    if where is None:
        return None
    import psycopg

    with server(where) as line, psycopg.connect(line, autocommit=True) as base:
        for name, columns in frames.items():
            _load(base, name, columns)
        number = base.execute("SELECT pg_backend_pid()").fetchone()[0]
        spent = []
        for _ in range(RUNS):
            began = _processor_seconds(number)
            rows = base.execute(text).fetchall()
            spent.append(_processor_seconds(number) - began)
    found = np.array(rows)
    return float(np.median(spent)), found[:, 0].astype(np.int64), found[:, 1]


def _load(base: Any, name: str, columns: dict[str, np.ndarray]) -> None:
    arrays = {key: np.asarray(values) for key, values in columns.items()}
    types = ", ".join(f"{key} {TYPES[values.dtype.kind]}" for key, values in arrays.items())
    base.execute(f"CREATE UNLOGGED TABLE {name} ({types})")
    with base.cursor() as cursor, cursor.copy(f"COPY {name} FROM STDIN") as copy:
        for row in zip(*(values.tolist() for values in arrays.values()), strict=True):
            copy.write_row(row)
    base.execute(f"CREATE INDEX ON {name} ({KEYS[name]})")
    base.execute(f"VACUUM ANALYZE {name}")


def _processor_seconds(number: int) -> float:
    """Return what a process has used so far: what it counted itself and for the system."""
    fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
