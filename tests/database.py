"""The database of a run: made once by the real migrations, and copied for each worker."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
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


# Nothing in Spean writes them, and to make them again takes longer than most tests.
_NEVER_SWEPT = {"django_content_type", "auth_permission"}


def _sweep_after_each_commit() -> None:
    """Leave what the migrations wrote after a test that commits, and nothing else.

    Django truncates, and sends the signal of a migration: half a second of new files each time
    where the rows of one test are deleted in a few milliseconds.
    """
    models = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model._meta.db_table not in _NEVER_SWEPT
    ]
    first = {model: rows for model in models if (rows := list(model._base_manager.all()))}
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    names = [connection.ops.quote_name(name) for name in tables if name not in _NEVER_SWEPT]
    deletes = [f"DELETE FROM {name}" for name in names]
    if connection.vendor == "postgresql":
        # No key is checked and no trigger called while everything goes.
        deletes = ["; ".join(["SET LOCAL session_replication_role = replica", *deletes])]

    def sweep(_test: TransactionTestCase) -> None:
        connection.ops.execute_sql_flush(deletes)
        for model, rows in first.items():
            model._base_manager.bulk_create(rows)

    TransactionTestCase._fixture_teardown = sweep


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
        _sweep_after_each_commit()
    yield
    with django_db_blocker.unblock():
        if worker:
            _remove(shared, worker, before)
        else:
            connection.creation.destroy_test_db(before, verbosity=0)
