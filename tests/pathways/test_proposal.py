import uuid

import pytest

from spean.casework.models import FollowUp, ServiceEvent
from spean.casework.services import NoOpenCase
from spean.jobs.models import JobReferral
from spean.jobs.services import CannotBeProposed
from spean.pathways.matching import Pair
from spean.pathways.proposal import say_no, say_yes
from spean.pathways.thinking import report_wrong_reason, think_it_over
from tests.factories.casework import case_for, service_type
from tests.factories.jobs import VacancyFactory, rules, willing
from tests.factories.people import MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(counsellor, pursat):
    rules()
    service_type("EMP3")
    person = case_for(counsellor, pursat).person
    return Pair(person, VacancyFactory(employer__centre=pursat))


def test_her_yes_keeps_the_reasons_of_the_day(counsellor, pair):
    key = uuid.uuid4()

    for _time in range(2):
        referral = say_yes(actor=counsellor, id=key, pair=pair, now=MORNING)

    assert (referral.state, JobReferral.objects.count()) == ("agreed", 1)
    assert {"code", "polarity", "params", "source"} == set(referral.reasons[0])
    assert 0 < referral.fits <= referral.fits_of


def test_her_no_is_kept_with_its_reason_however_often_it_is_sent(counsellor, pair):
    key = uuid.uuid4()

    for _time in range(2):
        referral = say_no(actor=counsellor, id=key, pair=pair, reason="wage", note="", now=MORNING)

    assert (referral.state, referral.decline_reason) == ("declined", "wage")
    assert JobReferral.objects.count() == 1


def test_who_thinks_is_asked_again_tomorrow(counsellor, pair):
    key = uuid.uuid4()

    for _time in range(2):
        think_it_over(actor=counsellor, id=key, pair=pair, task="សួរម្តងទៀត", now=MORNING)

    promise = FollowUp.objects.get()
    assert (promise.what, promise.due_on.isoformat()) == ("សួរម្តងទៀត", "2026-11-23")
    assert JobReferral.objects.get().state == "proposed"
    assert say_yes(actor=counsellor, id=uuid.uuid4(), pair=pair, now=MORNING).state == "agreed"


def test_a_wrong_reason_becomes_a_task_for_today_that_others_do_not_read(counsellor, pair):
    report_wrong_reason(
        actor=counsellor, id=uuid.uuid4(), pair=pair, task="ឆ្ងាយជាងនេះ", now=MORNING
    )

    promise = FollowUp.objects.get()
    assert (promise.due_on.isoformat(), promise.is_discreet) == ("2026-11-22", True)
    assert not JobReferral.objects.exists()


def test_what_a_gate_closes_is_not_proposed_and_the_gate_is_told(counsellor, pursat, pair):
    closed = Pair(pair.person, VacancyFactory(employer__centre=pursat, employer__unchecked=True))

    for act in (say_yes, think_it_over):
        extra = {"task": "x"} if act is think_it_over else {}
        with pytest.raises(CannotBeProposed) as told:
            act(actor=counsellor, id=uuid.uuid4(), pair=closed, now=MORNING, **extra)
        assert [gate.code for gate in told.value.details["gates"]] == ["not-screened"]
    assert not ServiceEvent.objects.exists()


def test_without_an_open_case_there_is_nobody_to_remind(counsellor, pursat, pair):
    alone = Pair(willing(counsellor, pursat, given_name_lat="Dara"), pair.vacancy)

    with pytest.raises(NoOpenCase):
        think_it_over(actor=counsellor, id=uuid.uuid4(), pair=alone, task="x", now=MORNING)
    assert not JobReferral.objects.exists(), "all of it, or none"
