"""A PostgreSQL that lives as long as a measurement, where one is installed."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def a_server_of_its_own(folder: Path) -> Iterator[str]:
    """Yield the address of an empty database, or "" where no server is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        yield ""
        return
    programs, cluster = found[-1].parent, folder / "cluster"
    cluster.mkdir(mode=0o700)
    # A server of this kind refuses to run as root.
    who = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if who:
        shutil.chown(cluster, "postgres")
        folder.chmod(0o755)

    def call(program: str, *arguments: str) -> None:
        command = [*who, str(programs / program), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    data, options = str(cluster / "data"), f"-c listen_addresses= -k {cluster}"
    call("initdb", "-D", data, "-U", "spean", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8")
    call("pg_ctl", "-D", data, "-w", "-l", str(cluster / "log"), "-o", options, "start")
    try:
        call("createdb", "-h", str(cluster), "-U", "spean", "spean")
        yield f"postgres://spean@{str(cluster).replace('/', '%2F')}/spean"
    finally:
        call("pg_ctl", "-D", data, "-m", "fast", "stop")
