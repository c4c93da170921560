"""Another machine: the program as installed, with a home, a database and a port of its own."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SPEAN = (sys.executable, "-m", "spean.config.cli")
# No command of a story takes so long; the machine may be busy with other tests. In seconds.
LONGEST = 300


class Machine:
    """A computer on which `spean` is installed: commands, and a site on the loopback."""

    def __init__(self, home: Path) -> None:
        self.home = home
        foreign = ("SPEAN_", "DJANGO_", "DATABASE_URL")
        own = {key: value for key, value in os.environ.items() if not key.startswith(foreign)}
        self._surroundings = {**own, "SPEAN_HOME": str(home), "SPEAN_MODE": "demo"}

    def run(self, *words: object, code: int = 0) -> str:
        """Run a command as the runbook writes it; return what it said, on both channels."""
        said = subprocess.run(
            [*SPEAN, *map(str, words)],
            env=self._surroundings,
            capture_output=True,
            text=True,
            timeout=LONGEST,
        )
        told = said.stdout + said.stderr
        assert said.returncode == code, told
        return told

    @contextmanager
    def serving(self) -> Iterator[str]:
        """Serve on a free port until the block ends; give the address."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        with (self.home / "serving.log").open("w") as log:
            process = subprocess.Popen(
                [*SPEAN, "serve", "--port", str(port)],
                env=self._surroundings,
                stdout=log,
                stderr=log,
            )
        try:
            self._wait_for(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _wait_for(self, port: int, process: "subprocess.Popen[bytes]") -> None:
        deadline = time.monotonic() + LONGEST
        while time.monotonic() < deadline and process.poll() is None:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            try:
                line.request("GET", "/desk/")
                line.getresponse()
            except OSError:
                time.sleep(0.3)
            else:
                return
            finally:
                line.close()
        raise AssertionError((self.home / "serving.log").read_text())
