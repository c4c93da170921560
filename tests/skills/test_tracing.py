"""What came of a course: whom to ask, what is kept of it, what is said of a provider."""

from decimal import Decimal

import pytest

from spean.accounts.choices import Role
from spean.core.errors import NotAllowed
from spean.skills.models import Trace
from spean.skills.selectors.tracing import due_traces, providers_for
from spean.skills.services import tracing
from tests.factories.people import TODAY
from tests.factories.serving import staff
from tests.factories.training import LAST, course_at, learner, published_terms
from tests.skills.test_training_to_the_end import asked, in_months

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(pursat):
    published_terms()
    return staff(Role.CENTRE_MANAGER, pursat)


@pytest.fixture
def course(pursat):
    return course_at(pursat)


def finished(actor, course):
    return learner(actor, course, state="completed", ended_on=LAST)


def test_nobody_is_asked_too_early_or_twice(manager, course):
    who = finished(manager, course)
    with pytest.raises(tracing.NotYetDue):
        asked(manager, who, at=in_months(2))
    asked(manager, who)
    with pytest.raises(tracing.AskedAlready):
        asked(manager, who, work="none")

    assert Trace.objects.get().work == "employed"


def test_who_was_not_reached_is_asked_again(manager, course):
    who = finished(manager, course)
    asked(manager, who, state="not_reached", work="")
    (row,) = due_traces(manager, in_months(3).date())
    assert row.was_tried

    asked(manager, who)

    assert due_traces(manager, in_months(3).date()) == []


def test_only_the_latest_moment_is_asked_and_one_row_a_person(manager, course):
    finished(manager, course)

    (row,) = due_traces(manager, in_months(7).date())

    assert row.moment == "month_6"


def test_wage_and_hours_are_sealed_and_opened_by_few(manager, pursat, course):
    who = finished(manager, course)
    trace = asked(manager, who, wage_usd=Decimal("212.5"), hours=48)

    assert b"212" not in bytes(trace.sealed)
    assert tracing.open_trace(viewer=manager, trace=trace) == {"wage_usd": "212.5", "hours": 48}
    with pytest.raises(NotAllowed):
        tracing.open_trace(viewer=staff(Role.JOB_OFFICER, pursat), trace=trace)
    for wrong in ({"wage_usd": Decimal(-1)}, {"hours": 200}):
        with pytest.raises(tracing.WageRefused):
            asked(manager, finished(manager, course), **wrong)


def test_of_few_people_nothing_is_said(manager, course):
    course.state = "ended"
    course.save()
    for _one in range(9):
        finished(manager, course)

    (provider,) = providers_for(manager, TODAY)
    assert not provider.is_said

    finished(manager, course)
    (provider,) = providers_for(manager, TODAY)
    assert provider.is_said
