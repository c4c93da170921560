"""The strictness of the whole suite."""

import gc
import os
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine must not fail a property; and a change is judged by the same stories as the one
# before it. New stories are looked for with SPEAN_EXPLORE=1, and what they find becomes a test.
is_exploring = bool(os.environ.get("SPEAN_EXPLORE"))
settings.register_profile("unhurried", deadline=None, derandomize=not is_exploring)
settings.load_profile("unhurried")

# The libraries are also tested where Django is not installed.
if find_spec("django"):
    from tests.database import django_db_setup as django_db_setup

    pytest_plugins = ["tests.cast"]

# Begun last, they would leave the other workers with nothing to do.
LONGEST = ("browser/test_story.py", "browser/test_ways_of_looking.py", "console/test_serving.py")
# Of what needs no database, this takes about as long as making one.
SLOW = ("namematch", "core/test_sandbox.py", "surveys/test_files.py", "results/test_attack.py")

DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}

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


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what opens the database: the rest gives the same answer on every one of them."""
    if _needs_database(item):
        item.add_marker("database")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what needs no database, for the worker that does not make it, then the longest.

    Of n workers each is given a 4n-th of the tests to begin with, the first of them the first.
    Within each of the three parts the order stays as it was drawn.
    """
    share = len(items) // (4 * int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))
    quiet = sorted((item for item in items if not _needs_database(item)), key=_is_quick)[:share]
    first = {id(item) for item in quiet}
    items.sort(key=lambda item: 0 if id(item) in first else 1 if _is_in(LONGEST, item) else 2)


def _needs_database(item: pytest.Item) -> bool:
    asked_for = DATABASE & {*getattr(item, "fixturenames", ())}
    return bool(asked_for) or item.get_closest_marker("django_db") is not None


def _is_quick(item: pytest.Item) -> bool:
    return not _is_in(SLOW, item)


def _is_in(places: tuple[str, ...], item: pytest.Item) -> bool:
    return item.nodeid.removeprefix("tests/").startswith(places)


def pytest_collection_finish() -> None:
    """Spare the collector what lives as long as the run: it would look through it all each time."""
    gc.collect()
    gc.freeze()
