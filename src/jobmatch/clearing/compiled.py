"""Compile loops that ask for memory of their own; the engine's kernels never do.

The innermost loops of the auction are the engine's kind: they write into arrays they are given,
and nobody counts who holds them. The loops here run once or once a round, where a plain
allocation is easier to read.
"""

from pathlib import Path
from typing import Any, TypeVar, cast

from jobmatch.engine.jit import HAS_NUMBA, kept_in

Function = TypeVar("Function", bound=Any)
OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy"}


def part(function: Function) -> Function:
    """Compile a function that only other compiled ones call."""
    if not HAS_NUMBA:
        return function
    import numba

    return cast(Function, numba.njit(**OPTIONS)(function))


def loop(function: Function) -> Function:
    """Compile a loop that releases the interpreter lock, and keep it on disk."""
    if not HAS_NUMBA:
        return function
    import numba

    place = kept_in(Path(function.__code__.co_filename).resolve().parent)
    settings = cast(Any, numba.config)
    before = settings.CACHE_DIR
    settings.CACHE_DIR = "" if place is None else str(place)
    try:
        return cast(Function, numba.njit(**OPTIONS, cache=place is not None)(function))
    finally:
        settings.CACHE_DIR = before
