"""Compile the inner loops once, keep them on disk, and let them run beside other threads."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """Compile a loop to machine code; sums keep their order, so results repeat to the bit."""
    return cast(Function, numba.njit(cache=True, nogil=True)(function))
