"""R1: each unsafe thing, made on purpose, is refused by name; nothing else is."""

from datetime import timedelta

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from spean.accounts.models import AuditEntry
from spean.config.checks import refuse_unsafe_start
from spean.console.selfcheck import reasons_not_to_serve
from tests.factories.accounts import entries

pytestmark = pytest.mark.django_db(transaction=True)
sqlite_only = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite's own settings")


def codes():
    return [reason.code for reason in reasons_not_to_serve()]


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_site_as_it_is_set_up_may_serve():
    entries(3)

    assert codes() == []
    refuse_unsafe_start()


@sqlite_only
@pytest.mark.parametrize(
    ("unsafe", "safe", "code"),
    [
        ("PRAGMA synchronous=NORMAL", "PRAGMA synchronous=FULL", "synchronous"),
        ("PRAGMA synchronous=OFF", "PRAGMA synchronous=FULL", "synchronous"),
        ("PRAGMA secure_delete=OFF", "PRAGMA secure_delete=ON", "secure_delete"),
        ("PRAGMA secure_delete=FAST", "PRAGMA secure_delete=ON", "secure_delete"),
        ("PRAGMA foreign_keys=OFF", "PRAGMA foreign_keys=ON", "foreign_keys"),
        ("PRAGMA journal_mode=DELETE", "PRAGMA journal_mode=WAL", "journal_mode"),
    ],
)
def test_an_unsafe_sqlite_is_refused(unsafe, safe, code):
    execute(unsafe)
    try:
        assert codes() == [code]
    finally:
        execute(safe)


@sqlite_only
def test_a_stricter_sqlite_is_accepted():
    execute("PRAGMA synchronous=EXTRA")
    try:
        assert codes() == []
    finally:
        execute("PRAGMA synchronous=FULL")


@sqlite_only
@pytest.mark.parametrize("mode", [None, "DEFERRED"])
def test_a_sqlite_that_begins_late_is_refused(mode, monkeypatch):
    connection.ensure_connection()
    monkeypatch.setattr(connections["default"], "transaction_mode", mode)

    assert codes() == ["transaction_mode"]


@pytest.mark.postgres
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL's own settings")
def test_a_postgresql_that_answers_before_it_wrote_is_refused():
    execute("SET synchronous_commit = off")
    try:
        assert codes() == ["synchronous_commit"]
    finally:
        execute("SET synchronous_commit = on")


def test_debug_is_refused(settings):
    settings.DEBUG = True

    assert codes() == ["debug"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "django-insecure-" + "abcdefghij" * 6),
        ("SECRET_KEY", "a" * 64),
        ("SPEAN_MASTER_KEY", bytes(32)),
        ("SPEAN_MASTER_KEY", bytes(range(16))),
        ("SPEAN_INDEX_KEY", bytes(32)),
        ("SPEAN_RECOVERY_KEY", "secret"),
    ],
)
def test_a_key_that_can_be_guessed_is_refused(settings, name, value):
    setattr(settings, name, value)

    assert codes() == ["key"]


@pytest.mark.parametrize("column", ["action", "hash", "previous"])
def test_a_trail_broken_at_its_end_is_refused(column):
    entries(5)
    AuditEntry.objects.filter(seq=4).update(**{column: "x"})

    assert codes() == ["audit"]


def test_a_trail_without_its_last_entry_is_refused():
    entries(5)
    AuditEntry.objects.filter(seq=5).delete()

    assert codes() == ["audit"]


def test_a_clock_behind_the_last_entry_is_refused(monkeypatch):
    entries(1)
    later = timezone.now() - timedelta(hours=1)
    monkeypatch.setattr("spean.console.selfcheck.timezone.now", lambda: later)

    assert codes() == ["clock"]


def test_a_database_older_than_the_program_is_refused():
    recorder = MigrationRecorder(connection)
    last = max(name for app, name in recorder.applied_migrations() if app == "axes")
    recorder.record_unapplied("axes", last)
    try:
        assert codes() == ["migrations"]
    finally:
        recorder.record_applied("axes", last)


def test_every_reason_is_said_in_khmer_and_english(settings):
    settings.DEBUG = True

    with pytest.raises(ImproperlyConfigured) as refused:
        refuse_unsafe_start()

    assert "error pages would show" in str(refused.value)
    assert any("\u1780" <= sign <= "\u17ff" for sign in str(refused.value))


def test_serve_refuses_and_opens_nothing(settings):
    settings.DEBUG = True

    with pytest.raises(CommandError, match="error pages would show") as refused:
        call_command("serve", port=1)

    assert refused.value.returncode == 2


def test_the_checks_that_need_no_database_stand_in_check_deploy(settings):
    settings.DEBUG = True

    found = {message.id for message in run_checks(tags=["start"], include_deployment_checks=True)}

    assert found == {"spean.debug"}


def test_migrate_is_never_stopped_by_these_checks():
    settings_free = run_checks(tags=["start"], databases=["default"])

    assert settings_free == []
