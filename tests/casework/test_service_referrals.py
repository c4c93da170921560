"""Referral to another service: with consent alone, in time, and never forgotten."""

import uuid
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spean.accounts.models import AuditEntry
from spean.casework import flows
from spean.casework.choices import ReferralUrgency, ServiceReferralState, SharedField
from spean.casework.models import FollowUp, ServiceReferral
from spean.casework.rules import referrals as rules
from spean.casework.selectors.referrals import (
    late_referrals,
    open_referrals,
    partner_figures,
    purpose_covering,
    service_referrals_visible_to,
)
from spean.casework.services.service_referrals import (
    NotCovered,
    ReferralIncomplete,
    WhyMissing,
    open_reason,
    send_referral,
    take_back_referral,
    tell_person,
)
from spean.core.errors import IllegalMove, NotAllowed
from spean.people.contracts import ScopeAnswer
from spean.people.services import withdraw_consent
from tests.factories.casework import case_for, plan_for, step_for
from tests.factories.people import MORNING, TODAY, consent
from tests.factories.referrals import (
    CLINIC,
    allows,
    answered,
    case_allowing,
    partner,
    referral_words,
    referred,
)

# --- rules ----------------------------------------------------------------------------------------

STATES = st.sampled_from(ServiceReferralState.values)
URGENCIES = st.sampled_from(ReferralUrgency.values)


@given(STATES, URGENCIES)
def test_a_clock_runs_while_something_is_waited_for_and_only_then(state, urgency):
    found = rules.clock(state, urgency, MORNING)

    assert (found is None) == (state not in flows.LIVE_REFERRALS)
    if found:
        assert MORNING < found.remind_at < found.due_at


def test_the_answer_is_due_as_the_form_says():
    days = [rules.clock("sent", code, MORNING).due_at - MORNING for code in ("24h", "3d", "14d")]

    assert days == [timedelta(days=1), timedelta(days=3), timedelta(days=14)]


@given(st.sets(st.sampled_from(SharedField.values)), st.booleans(), st.booleans())
def test_a_partner_is_told_what_was_chosen_and_nothing_without_consent(shared, covered, over):
    told = set(rules.told(shared, is_covered=covered, is_over=over))

    assert told <= {"initials", "number", *shared}
    if not covered:
        assert not told
    elif over:
        assert told == {"initials", "number"}
    else:
        assert told == {"initials", "number", *shared}


def test_initials_are_the_first_letters_of_the_names():
    assert rules.initials(("ទន្លេ", "សុភា")) == "ទ. ស."
    assert rules.initials(("tonle", "")) == "T."


def test_a_median_of_few_answers_is_not_told():
    assert rules.median_days([24, 24, 24, 24]) is None
    assert rules.median_days([24, 24, 48, 48, 240]) == 2.0


# --- sending --------------------------------------------------------------------------------------

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic():
    return partner()


@pytest.fixture
def case(counsellor, pursat):
    return case_allowing(counsellor, pursat)


def test_without_consent_for_this_organisation_nothing_is_sent(counsellor, pursat, clinic):
    case = case_for(counsellor, pursat, consent=allows("អង្គការផ្សេង"))
    entries = AuditEntry.objects.count()

    with pytest.raises(NotCovered) as refusal:
        referred(case, clinic)

    assert CLINIC in str(refusal.value)
    assert not ServiceReferral.objects.exists() and not FollowUp.objects.exists()
    assert AuditEntry.objects.count() == entries


def test_an_organisation_is_found_in_the_consent_by_either_name(counsellor, pursat):
    case = case_for(counsellor, pursat, consent=allows("bakan  HEALTH centre"))
    clinic = partner(label_en="Bakan Health Centre")

    assert purpose_covering(case.person, clinic, TODAY) == "share_cso"


def test_a_no_to_this_organisation_goes_before_the_yes_to_its_kind(counsellor, pursat):
    school = partner("វិទ្យាស្ថានពោធិ៍សាត់", kind="training_provider")
    no = ScopeAnswer(scope="share_tvet", is_granted=False, recipient="វិទ្យាស្ថានពោធិ៍សាត់")
    yes = consent("share_tvet")
    willing = case_for(counsellor, pursat, consent=yes).person
    unwilling = case_for(counsellor, pursat, consent=consent(scopes=(*yes.scopes, no))).person

    assert purpose_covering(willing, school, TODAY) == "share_tvet"
    assert purpose_covering(unwilling, school, TODAY) == ""


def test_a_referral_keeps_its_consent_its_fields_and_its_reason_under_seal(
    counsellor, case, clinic
):
    referral = referred(case, clinic, shared=("reason", "name"))

    assert referral.shared == ["name", "reason"]
    assert referral.consent.person == case.person and referral.consent_scope == "share_cso"
    assert "ឈឺខ្នង".encode() not in bytes(referral.sealed)
    assert open_reason(viewer=counsellor, referral=referral).startswith("ឈឺខ្នង")
    entry = AuditEntry.objects.get(action="casework.referral_sent")
    assert entry.detail == {"fields": ["name", "reason"], "purpose": "share_cso"}


def test_a_colleague_does_not_read_the_reason(colleague, case, clinic):
    with pytest.raises(NotAllowed):
        open_reason(viewer=colleague, referral=referred(case, clinic))


def test_sending_the_form_twice_makes_one_referral(counsellor, case, clinic):
    form = {"id": uuid.uuid4(), "words": referral_words(clinic), "now": MORNING}
    for _turn in range(2):
        send_referral(actor=counsellor, person=case.person, **form)

    assert ServiceReferral.objects.count() == 1


@pytest.mark.parametrize("lacking", [{"reason": "  "}, {"urgency": "soon"}])
def test_a_referral_says_why_and_how_soon(case, clinic, lacking):
    with pytest.raises(ReferralIncomplete):
        referred(case, clinic, **lacking)


def test_an_officer_of_another_centre_neither_sends_nor_sees(officer_elsewhere, case, clinic):
    referral = referred(case, clinic)

    assert not service_referrals_visible_to(officer_elsewhere).exists()
    with pytest.raises(NotAllowed):
        answered(referral, "accept", actor=officer_elsewhere)


# --- the loop -------------------------------------------------------------------------------------


def test_the_whole_way_is_dated_and_ticks_the_step(counsellor, case, clinic):
    plan = plan_for(case, steps=0)
    step = step_for(plan, code="PRO5")
    referral = referred(case, clinic)
    for day, move in enumerate(("acknowledge", "accept", "contact", "start", "finish"), start=1):
        referral = answered(referral, move, now=MORNING + timedelta(days=day), outcome="បានពិនិត្យ")

    step.refresh_from_db()
    assert (step.state, step.evidence_id) == ("done", referral.pk)
    moments = ("acknowledged_at", "answered_at", "contacted_at", "started_at", "ended_at")
    assert [(getattr(referral, name) - MORNING).days for name in moments] == [1, 2, 3, 4, 5]
    assert referral.outcome == "បានពិនិត្យ" and referral.due_at is None


@pytest.mark.parametrize("move", ["fail", "decline"])
def test_what_came_to_nothing_ticks_no_step(case, clinic, move):
    step = step_for(plan_for(case, steps=0), code="PRO5")
    referral = referred(case, clinic)
    if move == "fail":
        answered(referral, "accept")
    answered(referral, move, reason="other")

    step.refresh_from_db()
    assert step.state == "planned" and step.evidence_id is None


def test_a_no_has_a_reason(case, clinic):
    referral = referred(case, clinic)

    with pytest.raises(WhyMissing):
        answered(referral, "decline")

    referral.refresh_from_db()
    assert referral.state == "sent"


def test_the_second_of_two_answers_changes_nothing(case, clinic):
    referral = referred(case, clinic)
    answered(referral, "accept")
    entries = AuditEntry.objects.count()

    with pytest.raises(IllegalMove):
        answered(referral, "decline", reason="no_place")

    referral.refresh_from_db()
    assert (referral.state, referral.reason_code) == ("accepted", "")
    assert AuditEntry.objects.count() == entries


def test_nobody_answers_for_the_partner_by_taking_back(case, clinic):
    with pytest.raises(IllegalMove):
        answered(referred(case, clinic), "withdraw", reason="person")


def test_taking_back_ends_it(counsellor, case, clinic):
    referral = referred(case, clinic)
    take_back_referral(actor=counsellor, referral_id=referral.pk, reason="person", now=MORNING)

    referral.refresh_from_db()
    assert (referral.state, referral.reason_code) == ("withdrawn", "person")
    assert not FollowUp.objects.filter(state="due").exists()


def test_that_the_person_was_told_is_kept(counsellor, case, clinic):
    referral = referred(case, clinic)

    assert tell_person(actor=counsellor, referral_id=referral.pk, now=MORNING).told_at == MORNING


# --- nothing is forgotten -------------------------------------------------------------------------


def due(case):
    return FollowUp.objects.filter(case=case, about_kind="service_referral", state="due")


def test_the_officer_is_reminded_to_call_before_it_is_too_late(case, clinic):
    referral = referred(case, clinic, code="EMP3")

    call = due(case).get()
    assert call.due_on == TODAY + timedelta(days=2)
    assert CLINIC in call.what and "២" in call.what and not call.is_discreet
    answered(referral, "accept")
    assert due(case).count() == 1
    answered(referral, "finish")
    assert not due(case).exists()


def test_a_protection_service_keeps_its_words_off_the_screen(case, clinic):
    referred(case, clinic, code="PRO5")

    assert due(case).get().is_discreet


def test_the_reason_stands_in_no_reminder(case, clinic):
    referred(case, clinic)

    assert "ឈឺខ្នង" not in due(case).get().what


def test_that_it_was_received_gains_no_time(case, clinic):
    referral = referred(case, clinic)
    was = referral.due_at

    referral = answered(referral, "acknowledge", now=MORNING + timedelta(days=2))

    assert referral.due_at == was


def test_what_is_late_comes_to_the_manager_the_worst_first(manager, counsellor, case, clinic):
    slow, quick = referred(case, clinic, urgency="3d"), referred(case, clinic, urgency="24h")
    later = MORNING + timedelta(days=2)

    assert list(late_referrals(manager, MORNING)) == []
    assert list(late_referrals(manager, later)) == [quick]
    assert list(late_referrals(manager, later + timedelta(days=2))) == [quick, slow]
    assert not late_referrals(counsellor, later).exists()


def test_open_referrals_come_the_longest_waited_first(counsellor, case, clinic):
    slow, quick = referred(case, clinic, urgency="14d"), referred(case, clinic, urgency="24h")
    answered(referred(case, clinic), "decline", reason="too_far")

    assert list(open_referrals(counsellor)) == [quick, slow]


def test_a_partner_is_measured_from_five_answers_on(counsellor, case, clinic):
    for days in (1, 2, 2, 3):
        answered(referred(case, clinic), "accept", now=MORNING + timedelta(days=days))
    assert partner_figures(counsellor) == [(clinic, 4, 4, None)]

    answered(referred(case, clinic), "accept", now=MORNING + timedelta(days=9))
    assert partner_figures(counsellor) == [(clinic, 5, 5, 2.0)]


def test_a_withdrawn_consent_refuses_the_next_referral(counsellor, case, clinic):
    withdraw_consent(actor=counsellor, person_id=case.person.pk, withdrawn_at=MORNING)

    with pytest.raises(NotCovered):
        referred(case, clinic)
