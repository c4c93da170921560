"""Search without a clock: a busy machine must not fail a property. As in tests/conftest.py."""

import os

from hypothesis import settings

settings.register_profile(
    "unhurried", deadline=None, derandomize=not os.environ.get("SPEAN_EXPLORE")
)
settings.load_profile("unhurried")
