"""The strictness of the whole suite."""

import gc
import os
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine must not fail a property.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

# The libraries are also tested where Django is not installed.
if find_spec("django"):
    from tests.database import _first_rows as _first_rows
    from tests.database import django_db_setup as django_db_setup

    pytest_plugins = ["tests.cast"]

# Begun last, they would leave the other workers with nothing to do.
LONGEST = ("browser/test_story.py", "browser/test_ways_of_looking.py")
WITHOUT_DATABASE = ("namematch", "rulebook", "safestats")

REFERENCE = Path(
    os.environ.get("SPEAN_REFERENCE_DIR") or Path(__file__).resolve().parents[2] / "shared" / "data"
)


@pytest.fixture
def reference() -> Path:
    """Return the folder of reference data, or skip and say so."""
    if not REFERENCE.is_dir():
        pytest.skip("../shared/data is absent: set SPEAN_REFERENCE_DIR to test on the real files")
    return REFERENCE


def pytest_configure(config: pytest.Config) -> None:
    """Say how often to try a property, before any test is read (tests/often.py)."""
    asked_for = "not long" not in config.option.markexpr
    os.environ.setdefault("SPEAN_THOROUGH", "1" if asked_for else "0")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what needs no database, for the worker that does not make it, then the longest.

    Within each of the three parts the order stays as it was drawn.
    """
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    if item.path.parent.name in WITHOUT_DATABASE:
        return 0
    return 1 if f"{item.path.parent.name}/{item.path.name}" in LONGEST else 2


def pytest_collection_finish() -> None:
    """Spare the collector what lives as long as the run: it would look through it all each time."""
    gc.collect()
    gc.freeze()
