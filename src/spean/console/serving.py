"""Two processes that belong together: the web server and the background worker.

This process holds the listening socket and watches both. If the web server ends, all ends; if the
worker ends, it is started again. A signal to stop is passed on, and both get time to finish.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

from django.utils.translation import gettext_lazy as _

from spean.core.errors import DomainError

THREADS = 8
GRACE_SECONDS = 30
LOOK_SECONDS = 0.2
# A closed terminal (SIGHUP) stops the site too: nothing may hold the port unseen.
STOPPING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
LONGEST_PAUSE_SECONDS = 60


class NoFreePort(DomainError):
    """Something else listens there."""

    code = "no-free-port"
    message = _("Port %(port)s is taken. Choose another: spean serve --port 8123")


def listening(bind: str, port: int) -> socket.socket:
    """Return a socket that listens at an address.

    :raises NoFreePort: if another program listens there
    """
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((bind, port))
        door.listen(512)
    except OSError as cause:
        door.close()
        raise NoFreePort(port=port) from cause
    return door


def run_together(door: socket.socket) -> int:
    """Run both until a signal comes or the web server ends; return its exit code (0 if told to)."""
    told_to_stop: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        told_to_stop.append(number)

    before = {number: signal.signal(number, stop) for number in STOPPING}
    web, worker = _web(door), _Worker()
    try:
        while not told_to_stop and web.poll() is None:
            worker.keep_alive()
            time.sleep(LOOK_SECONDS)
        code = 0 if told_to_stop else int(web.returncode or 0)
    finally:
        _end([web, *worker.processes])
        door.close()
        for number, handler in before.items():
            signal.signal(number, handler)
    return code


def _web(door: socket.socket) -> "subprocess.Popen[bytes]":
    # Answers that come at the same time share one commit (`api.writer`).
    return _start(web_command(door), door.fileno(), SPEAN_ONE_WRITER="1")


def web_command(door: socket.socket) -> list[str]:
    """Return the command of the web server on a socket that listens."""
    # One process with threads: SQLite has one writer anyway, and the counters of wrong tries
    # live in its memory.
    return [
        *(sys.executable, "-m", "gunicorn", "spean.config.wsgi:application"),
        *("--bind", f"fd://{door.fileno()}", "--worker-class", "gthread", "--workers", "1"),
        *("--threads", str(THREADS), "--graceful-timeout", str(GRACE_SECONDS)),
        *("--log-level", "warning", "--no-control-socket"),
    ]


class _Worker:
    """The background worker, started again after a pause that grows with each fall."""

    def __init__(self) -> None:
        self.processes: list[subprocess.Popen[bytes]] = []
        self._pause = 1.0
        self._not_before = 0.0
        self._started = 0.0

    def keep_alive(self) -> None:
        """Start the worker if it does not run and the pause is over."""
        now = time.monotonic()
        if self.processes and self.processes[0].poll() is None:
            return
        if self.processes:
            steady = now - self._started > LONGEST_PAUSE_SECONDS
            self._pause = 1.0 if steady else min(self._pause * 2, LONGEST_PAUSE_SECONDS)
            self._not_before = now + self._pause
            self.processes = []
        if now >= self._not_before:
            self._started = now
            self.processes = [_start([sys.executable, "-m", "spean.config.cli", "db_worker"])]


def _start(command: list[str], *open_files: int, **more: str) -> "subprocess.Popen[bytes]":
    # A group of their own: Ctrl+C reaches this process alone, which then ends both in order.
    return subprocess.Popen(
        command, pass_fds=open_files, env={**os.environ, **more}, start_new_session=True
    )


def _end(processes: "list[subprocess.Popen[bytes]]") -> None:
    for process in processes:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + GRACE_SECONDS
    for process in processes:
        try:
            process.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
