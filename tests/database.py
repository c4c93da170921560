"""The database of a run: made once by the real migrations, and copied for each worker."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker


def _point_to(**changes: Any) -> None:
    connection.close()
    connection.settings_dict.update(changes)
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"]


@contextmanager
def _alone(shared: Path) -> Iterator[Path]:
    """Hold the workers' common lock and give the file that says what the first of them made."""
    with (shared / "database.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield shared / "database.txt"


def _make() -> str:
    return connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)


def _copy(shared: Path, worker: str) -> None:
    """Copy what the first worker made; the first to come makes it."""
    with _alone(shared) as made:
        if not made.exists():
            made.write_text(_make())
        _point_to(NAME=made.read_text())
        (shared / f"{worker}.uses").touch()
        connection.creation.clone_test_db(suffix=worker, verbosity=0)
        _point_to(**connection.creation.get_test_db_clone_settings(worker))


def _remove(shared: Path, worker: str, before: str) -> None:
    """Remove a worker's copy, and with the last copy what it was copied from."""
    with _alone(shared) as made:
        _point_to(NAME=made.read_text())
        connection.creation.destroy_test_db(suffix=worker, verbosity=0)
        (shared / f"{worker}.uses").unlink()
        if not list(shared.glob("*.uses")):
            connection.creation.destroy_test_db(before, verbosity=0)
            made.unlink()


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """Give the run its database: the migrations cost as much as hundreds of tests."""
    worker = getattr(request.config, "workerinput", {}).get("workerid")
    shared = tmp_path_factory.getbasetemp().parent
    before = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        _copy(shared, worker) if worker else _make()
    yield
    with django_db_blocker.unblock():
        if worker:
            _remove(shared, worker, before)
        else:
            connection.creation.destroy_test_db(before, verbosity=0)


@pytest.fixture(autouse=True)
def _first_rows(request: pytest.FixtureRequest) -> None:
    """Write what the migrations wrote for a test that commits: the one before swept it away."""
    marked = request.node.get_closest_marker("django_db")
    if marked and marked.kwargs.get("transaction"):
        from tests.browser.first_rows import write_first_rows

        request.getfixturevalue("transactional_db")
        write_first_rows()
