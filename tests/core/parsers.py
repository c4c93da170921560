"""Parsers, kind and unkind, that the sandbox is tried with."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path


class Refusal(Exception):
    code = "not-a-roster"


def first_line(path: Path, *, upper: bool = False) -> dict[str, str]:
    line = path.read_text(encoding="utf-8").splitlines()[0]
    sys.stdout.write("noise that must not be taken for the answer")
    return {"line": line.upper() if upper else line}


def modules(path: Path) -> list[str]:
    return sorted(sys.modules)


def surroundings(path: Path) -> dict[str, str]:
    return dict(os.environ)


def hungry(path: Path) -> int:
    return len(bytearray(2_000_000_000))


def busy(path: Path) -> None:
    while True:
        pass


def asleep(path: Path) -> None:
    time.sleep(60)


def endless(path: Path) -> str:
    return "x" * 200_000_000


def refusing(path: Path) -> None:
    raise Refusal(path.read_text(encoding="utf-8"))


def quoting(path: Path) -> None:
    raise ValueError(path.read_text(encoding="utf-8"))


def dying(path: Path) -> None:
    os._exit(3)


def writing(path: Path) -> None:
    path.with_name("written.txt").write_text("x", encoding="utf-8")


def removing(path: Path) -> None:
    path.unlink()


def calling(path: Path) -> None:
    with socket.create_connection(("127.0.0.1", 9), timeout=1):
        pass


def starting(path: Path) -> str:
    return subprocess.run(["true"], check=True).args[0]
