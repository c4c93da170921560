"""Many send at once: one commit for several, nobody is answered before it, nobody sinks another."""

import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from spean.accounts.models import AuditEntry
from spean.accounts.services import one_writer
from spean.api.writer import Busy, Writer
from spean.surveys.contracts import Arrival
from spean.surveys.models import Submission
from spean.surveys.services import NotASubmission
from tests.factories.forms import answer, in_use

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def visit(pursat):
    return in_use(pursat)


def at_once(*acts):
    """Run each act in a thread of its own, all from the same moment; return what each gave."""
    start, given = threading.Barrier(len(acts)), [None] * len(acts)

    def run(at, act):
        try:
            start.wait(20)
            given[at] = act()
        except Exception as cause:
            given[at] = cause
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=one) for one in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return given


def sending(writer, actor, document):
    return lambda: writer.take([Arrival(actor=actor, xml=document)])[0].outcome


@pytest.fixture
def writer():
    made = Writer()
    yield made
    made.stop()


def test_each_of_many_who_send_at_once_has_an_answer_that_is_kept(writer, volunteer, visit):
    documents = [answer(visit, {"note": str(one)}) for one in range(20)]

    given = at_once(*(sending(writer, volunteer, one) for one in documents))

    assert given == ["new"] * 20
    assert Submission.objects.count() == 20


def test_a_storm_of_the_same_answer_is_one_row_and_only_successes(writer, volunteer, visit):
    sent = answer(visit, {"note": "x"}, id=f"uuid:{uuid.uuid4()}")

    given = at_once(*[sending(writer, volunteer, sent)] * 20)

    assert sorted(given) == ["known"] * 19 + ["new"]
    assert Submission.objects.count() == 1


def test_one_that_is_refused_does_not_sink_those_beside_it(writer, volunteer, visit):
    good = [answer(visit, {"note": str(one)}) for one in range(6)]

    given = at_once(*(sending(writer, volunteer, one) for one in [*good, b"<data", b"no"]))

    assert given[:6] == ["new"] * 6
    assert all(isinstance(one, NotASubmission) for one in given[6:])


def test_what_came_together_shares_a_commit(writer, volunteer, visit):
    documents = [answer(visit, {"note": str(one)}) for one in range(20)]
    sends = [sending(writer, volunteer, one) for one in documents]

    # Whatever comes while somebody else holds the chain has to wait, and then goes together.
    with ThreadPoolExecutor(20) as pool, one_writer():
        given = [pool.submit(closing(one)) for one in sends]
        until(lambda: writer.taken == 20)
    assert [one.result() for one in given] == ["new"] * 20

    # The entries of one commit bear one moment.
    moments = AuditEntry.objects.filter(action="surveys.answered").values_list("at", flat=True)
    assert len(moments) == 20
    assert len(set(moments)) <= 2


def test_an_act_of_its_own_shares_the_commit_and_its_failure_sinks_nobody(writer, volunteer, visit):
    documents = [answer(visit, {"note": str(one)}) for one in range(3)]
    sends = [sending(writer, volunteer, one) for one in documents]

    def fails():
        raise NotASubmission

    acts = [lambda: writer.do(lambda: "done", weight=5), lambda: writer.do(fails, weight=5)]
    with ThreadPoolExecutor(5) as pool, one_writer():
        given = [pool.submit(closing(one)) for one in [*acts, *sends]]
        until(lambda: writer.taken == 5)

    assert given[0].result() == "done"
    assert isinstance(given[1].exception(), NotASubmission)
    assert [one.result() for one in given[2:]] == ["new"] * 3
    assert Submission.objects.count() == 3


def test_what_nobody_waits_for_any_more_is_not_begun(writer, monkeypatch):
    monkeypatch.setattr("spean.api.writer._PATIENCE", 0.2)
    done = []

    with ThreadPoolExecutor(2) as pool, one_writer():
        first = pool.submit(closing(lambda: writer.do(lambda: done.append(1), weight=1)))
        until(lambda: writer.taken == 1)
        # The writer stands before the chain with the first in hand; this one waits behind it.
        second = pool.submit(closing(lambda: writer.do(lambda: done.append(2), weight=1)))
        assert isinstance(first.exception(), Busy)
        assert isinstance(second.exception(), Busy)
    writer.stop()

    assert done == [1]


def closing(act):
    def run():
        try:
            return act()
        finally:
            connection.close()

    return run


def until(so):
    for _turn in range(600):
        if so():
            return
        time.sleep(0.05)
    raise AssertionError("it never came to that")
