"""The limited process itself: started by path, so that nothing of the site is imported.

It reads one order from its standard input, gives up what a parser does not need, calls the
parser, and answers one JSON value on the pipe it was given.
"""

import ctypes
import importlib
import json
import os
import sys
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

try:
    import resource
except ImportError:  # Not every platform has it; the parent's clock still holds.
    resource = None  # type: ignore[assignment]

# What an honest spreadsheet stays far below: the largest seen holds 40 parts and 7 MB.
MOST_PARTS: Final = 2_000
MOST_UNPACKED: Final = 200 * 1024 * 1024
MOST_RATIO: Final = 150
SMALL_ENOUGH: Final = 8 * 1024 * 1024

# Readers of spreadsheets try these for speed or pictures; here they only cost memory.
_NOT_NEEDED: Final = ("numpy", "PIL", "lxml", "pandas")
_FORBIDDEN: Final = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn")
_FORBIDDEN_TOO: Final = ("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink")
_WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000


class TooGreedy(Exception):
    """The file would unpack to more than an honest one."""


def main() -> None:
    """Read the order, obey it, answer."""
    answer_pipe = os.dup(1)
    with open(os.devnull, "wb") as nowhere:
        # Whatever a parser prints must not be taken for the answer.
        os.dup2(nowhere.fileno(), 1)
    order = json.loads(sys.stdin.buffer.read())
    answer = _obey(order)
    while answer:
        answer = answer[os.write(answer_pipe, answer) :]


def _obey(order: dict[str, Any]) -> bytes:
    try:
        give_up(order["memory_mb"], order["seconds"], with_pictures=order["with_pictures"])
        sys.path[:] = order["search"]
        weigh(Path(order["file"]))
        value = _call(order["function"], Path(order["file"]), order["options"])
        answer = _told("value", value)
        return answer if len(answer) <= order["largest_answer"] else _told("greedy", "")
    except (MemoryError, RecursionError, TooGreedy):
        return _told("greedy", "")
    except BaseException as problem:
        code = getattr(problem, "code", "")
        return _told("failed", code[:60] if isinstance(code, str) else "")


def _told(kind: str, content: Any) -> bytes:
    return json.dumps({"kind": kind, "content": content}).encode()


def _call(function_path: str, path: Path, options: dict[str, Any]) -> Any:
    module, _dot, name = function_path.rpartition(".")
    return getattr(importlib.import_module(module), name)(path, **options)


def give_up(memory_mb: int, seconds: int, *, with_pictures: bool = False) -> None:
    """Lower the limits of this process for ever, and close its ways out."""
    for name in _NOT_NEEDED:
        if with_pictures and name in ("PIL", "numpy"):
            continue
        sys.modules[name] = None  # type: ignore[assignment]
    _leave_network()
    if resource is not None:
        _limit(resource.RLIMIT_AS, memory_mb * 1024 * 1024)
        _limit(resource.RLIMIT_CPU, seconds)
        _limit(resource.RLIMIT_FSIZE, 0)
        _limit(resource.RLIMIT_CORE, 0)
    sys.addaudithook(_refuse)


def _limit(what: int, most: int) -> None:
    with suppress(ValueError, OSError):
        _soft, hard = resource.getrlimit(what)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))


def _leave_network() -> None:
    """Move to a network namespace with nothing in it, where the system lets us."""
    with suppress(AttributeError, OSError):
        flags = _NEW_NETWORK if os.geteuid() == 0 else _NEW_NETWORK | _NEW_USER
        ctypes.CDLL(None).unshare(flags)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open":
        _path, mode, flags = (*arguments, None, None)[:3]
        writes = isinstance(flags, int) and flags & _WRITES
        if writes or (isinstance(mode, str) and set(mode) & set("wax+")):
            raise PermissionError("a parser writes nothing")
    elif event.startswith(_FORBIDDEN) or event in _FORBIDDEN_TOO:
        raise PermissionError(f"a parser may not {event}")


def weigh(path: Path) -> None:
    """Refuse a zip container that would unpack to far more than it weighs.

    :raises TooGreedy: if it has too many parts or unpacks to too much
    """
    with path.open("rb") as file:
        if file.read(2) != b"PK":
            return
    try:
        with zipfile.ZipFile(path) as container:
            parts = container.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError):
        return  # Damaged: the parser says so in its own words.
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, path.stat().st_size)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
        raise TooGreedy
    if unpacked > SMALL_ENOUGH and unpacked / packed > MOST_RATIO:
        raise TooGreedy


if __name__ == "__main__":
    main()
