"""Run a parser of an uploaded file where it can do no harm (trust rule R7).

The parser is a plain function of a plain module: a path goes in, JSON values come out. It runs
in a process of its own with a limit of memory, processor and clock, without the site's settings,
keys or database, unable to write a file or start a program, and without network as far as the
platform allows.
"""

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from typing import IO, Any, Final

from django.utils.translation import gettext_lazy as _

from spean.core.errors import DomainError

LARGEST_ANSWER: Final = 128 * 1024 * 1024
# A busy machine gives a parser its seconds of processor late: the clock is more patient.
PATIENCE: Final = 3
_CHILD: Final = Path(__file__).with_name("child.py")
_CHUNK: Final = 1 << 16


class ParserTooGreedy(DomainError):
    """The file needs more memory, time or room than a file of a centre ever does."""

    code = "parser-too-greedy"
    message = _("This file is too large or too packed to be read safely. Please split it.")


class ParserFailed(DomainError):
    """The file could not be read; `details["reason"]` is the parser's own code, or empty."""

    code = "parser-failed"
    message = _("This file could not be read. It may be damaged, or of another kind.")


def run_parser(
    function_path: str,
    path: Path,
    *,
    memory_mb: int = 256,
    seconds: int = 20,
    with_pictures: bool = False,
    **options: Any,
) -> Any:
    """Call `package.module.function(path, **options)` in a limited child; return its JSON value.

    `seconds` are of the processor; by the clock it may take three times as long. Only a reader of
    pictures is given the library for them (`with_pictures`).
    The child imports that module alone, so it must be plain Python. A zip container (.xlsx) is
    weighed before the parser sees it. A parser refuses a file by raising an exception that has a
    `code` (a short word): it comes back as `ParserFailed.details["reason"]`; the text of an
    exception never does, for it may quote the file.

    :raises ParserTooGreedy: if a limit of memory, time, packing or answer is passed
    :raises ParserFailed: if the file cannot be read or the parser refuses it
    """
    order = {
        "function": function_path,
        "file": str(path.resolve()),
        "options": options,
        "memory_mb": memory_mb,
        "seconds": seconds,
        "with_pictures": with_pictures,
        "search": [folder for folder in sys.path if folder],
        "largest_answer": LARGEST_ANSWER,
    }
    with _child() as child:
        answer = _answer_of(child, json.dumps(order).encode(), _deadline(seconds))
    return _value_of(answer)


def _deadline(seconds: int) -> float:
    return time.monotonic() + seconds * PATIENCE


@contextlib.contextmanager
def _child() -> Iterator[subprocess.Popen[bytes]]:
    # A bare environment: no key, no address of a database reaches the child.
    child = subprocess.Popen(
        [sys.executable, "-I", "-B", str(_CHILD)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PATH": os.defpath, "LANG": "C.UTF-8", "TZ": "UTC"},
        cwd=_CHILD.parent,
    )
    with child:
        try:
            yield child
        finally:
            child.kill()


def _answer_of(child: subprocess.Popen[bytes], order: bytes, deadline: float) -> bytes:
    assert child.stdin is not None
    assert child.stdout is not None
    # A child that died at once leaves a broken pipe; its missing answer says so below.
    with contextlib.suppress(BrokenPipeError):
        child.stdin.write(order)
        child.stdin.close()
    answer = _read(child.stdout, deadline)
    try:
        code = child.wait(timeout=max(1.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired as cause:
        raise ParserTooGreedy from cause
    if not answer and code < 0:
        # Killed by a signal: the processor's limit, or the system's when memory ran out.
        raise ParserTooGreedy
    return answer


def _read(pipe: IO[bytes], deadline: float) -> bytes:
    kept = bytearray()
    with DefaultSelector() as selector:
        selector.register(pipe, EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            if left <= 0 or not selector.select(left):
                raise ParserTooGreedy
            chunk = os.read(pipe.fileno(), _CHUNK)
            if not chunk:
                return bytes(kept)
            kept += chunk
            if len(kept) > LARGEST_ANSWER:
                raise ParserTooGreedy


def _value_of(answer: bytes) -> Any:
    try:
        told = json.loads(answer)
        kind, content = told["kind"], told["content"]
    except (ValueError, KeyError, TypeError) as cause:
        raise ParserFailed(reason="") from cause
    if kind == "greedy":
        raise ParserTooGreedy
    if kind != "value":
        raise ParserFailed(reason=content if isinstance(content, str) else "")
    return content
