"""Compile the kernels where numba is there, and leave them plain Python where it is not.

Compiled code is kept on disk, so that only the first start after an installation pays for it. It
lies under a digest of the sources it was made of: a kernel is never older than what it calls.
Sums are never reordered, so the same input gives the same bits on any number of threads.
"""

import hashlib
import importlib.util
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., Any])

HAS_NUMBA = importlib.util.find_spec("numba") is not None
ENGINE = Path(__file__).resolve().parent
OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False}
"""No memory is asked for or counted in a kernel: it writes into arrays that it is given. Counting
who holds the arrays of a tuple would cost a hundred times what scoring a pair does."""

INNER: dict[str, Any] = {
    **OPTIONS,
    "no_cpython_wrapper": True,
    "no_cfunc_wrapper": True,
    "forceinline": True,
}
LIBRARY = ENGINE.parent


def inner(function: Function) -> Function:
    """Compile a function that only kernels call; it is kept as a part of them."""
    if not HAS_NUMBA:
        return function
    import numba

    return cast(Function, numba.njit(**INNER)(function))


def kernel(function: Function) -> Function:
    """Compile a kernel that releases the interpreter lock, and keep it on disk."""
    if not HAS_NUMBA:
        return function
    import numba

    place, settings = (
        kept_in(Path(function.__code__.co_filename).resolve().parent),
        cast(Any, numba.config),
    )
    before = settings.CACHE_DIR
    settings.CACHE_DIR = "" if place is None else str(place)
    try:
        wrapped = numba.njit(**OPTIONS, cache=place is not None)(function)
    finally:
        settings.CACHE_DIR = before
    return cast(Function, wrapped)


@cache
def kept_in(package: Path) -> Path | None:
    """Return where the compiled kernels of just these sources are kept, `None` for nowhere."""
    place = base() / f"{package.name}-{_digest(package)}"
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return place if os.access(place, os.W_OK) else None


def base() -> Path:
    """Return the directory under which all compiled kernels are kept."""
    named = os.environ.get("NUMBA_CACHE_DIR")
    if named:
        return Path(named) / "jobmatch"
    if sys.prefix != sys.base_prefix and os.access(sys.prefix, os.W_OK):
        return Path(sys.prefix) / "var" / "jobmatch"
    # Never a directory that others may write: what lies here is loaded as code.
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(home) / "jobmatch"


def _digest(package: Path) -> str:
    sources = {*package.glob("*.py"), *ENGINE.glob("*.py"), *LIBRARY.glob("*.py")}
    mixed = hashlib.blake2b(digest_size=8)
    for path in sorted(sources):
        mixed.update(path.relative_to(LIBRARY).as_posix().encode() + b"\0" + path.read_bytes())
    return mixed.hexdigest()
