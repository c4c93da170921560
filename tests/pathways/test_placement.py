import uuid

import pytest

from spean.accounts.models import AuditEntry
from spean.casework.models import FollowUp
from spean.casework.services import NoOpenCase
from spean.jobs.models import Placement
from spean.outreach.models import Message, MessageTemplate
from spean.pathways.placement import place
from tests.factories.casework import case_for, plan_for
from tests.factories.jobs import VacancyFactory, meeting, terms, willing
from tests.factories.people import MORNING, TODAY, consent

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(counsellor, pursat):
    return case_for(counsellor, pursat, consent=consent("share_employer", "contact_by_phone"))


@pytest.fixture
def referral(counsellor, pursat, case):
    return meeting(counsellor, case.person, VacancyFactory(employer__centre=pursat))


def placed(actor, referral, id=None):
    return place(
        actor=actor,
        id=id or uuid.uuid4(),
        referral_id=referral.pk,
        terms=terms(),
        now=MORNING,
    )


def test_one_act_places_ticks_the_plan_promises_and_writes(counsellor, case, referral):
    plan = plan_for(case, agreed=True)

    placement = placed(counsellor, referral)

    step = plan.actions.get()
    assert (step.state, step.evidence_kind, step.evidence_id) == ("done", "placement", placement.pk)
    promised = FollowUp.objects.filter(about_id=placement.pk).order_by("due_on")
    assert [one.due_on.isoformat() for one in promised] == [
        "2026-12-22",
        "2027-02-20",
        "2027-05-22",
        "2027-11-22",
    ]
    message = Message.objects.get()
    assert (message.template_id, message.state) == ("placed", "queued")
    assert placement.started_on == TODAY


def test_told_twice_it_happened_once(counsellor, case, referral):
    key = uuid.uuid4()

    for _time in range(2):
        placed(counsellor, referral, key)

    assert (Placement.objects.count(), FollowUp.objects.count(), Message.objects.count()) == (
        1,
        4,
        1,
    )


def test_a_failure_in_the_last_step_leaves_no_trace_of_the_first(counsellor, case, referral):
    plan = plan_for(case, agreed=True)
    MessageTemplate.objects.filter(code="placed").delete()
    before = AuditEntry.objects.count()

    with pytest.raises(MessageTemplate.DoesNotExist):
        placed(counsellor, referral)

    referral.refresh_from_db()
    assert referral.state == "meeting"
    assert plan.actions.get().state != "done"
    assert not Placement.objects.exists()
    assert not FollowUp.objects.filter(about_kind="placement").exists()
    assert AuditEntry.objects.count() == before


def test_without_an_open_case_nobody_would_follow_so_nothing_is_kept(counsellor, pursat):
    person = willing(counsellor, pursat)
    referral = meeting(counsellor, person, VacancyFactory(employer__centre=pursat))

    with pytest.raises(NoOpenCase):
        placed(counsellor, referral)
    assert not Placement.objects.exists()


def test_without_consent_to_be_called_the_officer_tells_her(counsellor, pursat):
    case = case_for(counsellor, pursat, consent=consent("share_employer"))
    referral = meeting(counsellor, case.person, VacancyFactory(employer__centre=pursat))

    placed(counsellor, referral)

    assert Message.objects.get().state == "held"
