"""Appeals: a third assessor, within the days of the rule, once."""

from datetime import timedelta

import pytest

from spean.core.errors import IllegalMove
from spean.skills.selectors import recognition as reads
from spean.skills.services import assessing
from spean.skills.services.appeals import (
    AppealedAlready,
    AppealTooLate,
    NothingToAppeal,
    NotTheFirstOnes,
    decide_appeal,
)
from tests.factories.casework import client_of
from tests.factories.jobs import RuleFactory
from tests.factories.people import MORNING
from tests.factories.recognition import (
    appealed,
    applied,
    assessed,
    assessors,
    booked,
    found,
    ready,
    standard,
)

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(hours=2)


@pytest.fixture
def tiler():
    return standard()


@pytest.fixture
def person(counsellor, pursat):
    return client_of(counsellor, pursat, family_name_lat="Sok", family_name_km="សុខ")


@pytest.fixture
def made(facilitator, person, tiler):
    return ready(applied(facilitator, person, tiler))


@pytest.fixture
def both(pursat, tiler):
    return assessors(pursat, tiler)


def approved_again(made, *results):
    first, second = assessors(made.person.centre, made.standard)
    booked(made, first, second)
    assessed(made, *results)
    return assessing.moderate(actor=second.user, recognition_id=made.pk, agrees=True, now=LATER)


@pytest.fixture
def third(pursat, tiler):
    return assessors(pursat, tiler, 1)[0]


def test_an_appeal_goes_to_a_third_one_who_may_find_otherwise(made, third):
    made = approved_again(made, "c", "nyc")
    appeal = appealed(made, third)
    assert list(reads.recognitions_visible_to(third.user)) == [made]

    doubt = made.units.get(result="nyc")
    said = {doubt.unit_id: assessing.Found(dict.fromkeys(made.parts, "c"))}
    decided = decide_appeal(
        actor=third.user, appeal_id=appeal.pk, found=said, now=MORNING + timedelta(days=2)
    )
    assert decided.state == "upheld"
    assert reads.units_to_certify(made).count() == 2
    assert not reads.recognitions_visible_to(third.user).exists()


def test_an_appeal_that_finds_the_same_changes_nothing(made, third):
    made = approved_again(made, "nyc", "nyc")
    appeal = appealed(made, third)
    said = found(made, "nyc", "nyc")
    decided = decide_appeal(actor=third.user, appeal_id=appeal.pk, found=said, now=LATER)
    made.refresh_from_db()
    assert (decided.state, made.state) == ("rejected", "not_yet")
    with pytest.raises(AppealedAlready):
        appealed(made, third)
    with pytest.raises(IllegalMove):
        decide_appeal(actor=third.user, appeal_id=appeal.pk, found=said, now=LATER)


def test_who_judged_before_does_not_hear_the_appeal(made):
    made = approved_again(made, "nyc", "nyc")
    for one in (made.assessor, made.moderator):
        with pytest.raises(NotTheFirstOnes):
            appealed(made, one)


def test_an_appeal_has_its_days(made, third):
    RuleFactory(code=reads.APPEAL_DAYS, value="30", unit="days")
    made = approved_again(made, "nyc", "nyc")
    with pytest.raises(AppealTooLate):
        appealed(made, third, now=MORNING + timedelta(days=40))
    assert appealed(made, third, now=MORNING + timedelta(days=20)).state == "open"


def test_who_passed_everything_has_nothing_to_appeal(made, third):
    made = approved_again(made)
    with pytest.raises(NothingToAppeal):
        appealed(made, third)


def test_before_a_result_there_is_no_appeal(made, third):
    with pytest.raises(IllegalMove):
        appealed(made, third)
