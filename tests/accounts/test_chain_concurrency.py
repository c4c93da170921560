"""Writers at the same moment: one chain, no fork, no deadlock, nothing lost."""

import threading

import pytest
from django.db import connection, transaction

from spean.accounts.models import AuditEntry, User
from spean.accounts.selectors import verify_chain
from spean.accounts.services import audit, one_writer
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, ACTS = 6, 8


def together(*acts):
    """Run each act in a thread and a connection of its own; return what they raised."""
    start, failed = threading.Barrier(len(acts)), []

    def run(act):
        try:
            start.wait(20)
            act()
        except Exception as cause:
            failed.append(cause)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return failed


def writing(number):
    def write():
        for act in range(ACTS):
            with one_writer():
                audit(actor=None, action="test.act", writer=number, act=act)

    return write


def test_writers_at_the_same_moment_make_one_chain():
    assert together(*(writing(number) for number in range(WRITERS))) == []

    assert AuditEntry.objects.count() == WRITERS * ACTS
    assert verify_chain().is_whole


def test_two_transactions_that_touch_the_same_rows_in_turns_never_wait_in_a_circle():
    first, second = UserFactory(), UserFactory()

    def rename(*users):
        def act():
            for _ in range(ACTS):
                with one_writer():
                    for user in users:
                        locked = User.objects.select_for_update().get(pk=user.pk)
                        locked.revision += 1
                        locked.save()
                    audit(actor=None, action="test.act")

        return act

    assert together(rename(first, second), rename(second, first)) == []

    first.refresh_from_db()
    assert first.revision == 1 + 2 * ACTS
    assert verify_chain().is_whole


@pytest.mark.postgres
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="two writers need PostgreSQL")
def test_a_second_writer_waits_for_the_first_and_follows_it():
    begun, may_end = threading.Event(), threading.Event()

    def slow():
        with one_writer():
            audit(actor=None, action="test.slow")
            begun.set()
            may_end.wait(20)

    def quick():
        begun.wait(20)
        threading.Timer(0.5, may_end.set).start()
        with one_writer():
            audit(actor=None, action="test.quick")

    assert together(slow, quick) == []

    assert list(AuditEntry.objects.order_by("seq").values_list("action", flat=True)) == [
        "test.slow",
        "test.quick",
    ]
    assert verify_chain().is_whole


def test_without_the_lock_two_writers_would_fork_the_chain():
    """The control: the same writers, reading the head without taking it, do collide."""

    def unlocked(number):
        def write():
            for _ in range(ACTS):
                with transaction.atomic():
                    last = AuditEntry.objects.order_by("-seq").first()
                    seq = (last.seq if last else 0) + 1
                    threading.Event().wait(0.01)
                    AuditEntry.objects.create(
                        seq=seq, at="2026-01-01T00:00:00Z", action="x", previous="", hash=""
                    )

        return write

    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer whatever the program does")
    assert together(*(unlocked(number) for number in range(WRITERS)))
