"""How often a property is tried: some times in `make test`, every time in `make test-long`."""

import os
from typing import Final

from hypothesis import settings

# The suite's conftest says so before any test is read.
THOROUGH: Final = os.environ.get("SPEAN_THOROUGH") == "1"
_SHARE: Final = 5
_LEAST: Final = 10


def often(times: int) -> settings:
    """Try a property `times` times when there is time, else a fifth of it."""
    return settings(max_examples=times if THOROUGH else max(_LEAST, times // _SHARE))
