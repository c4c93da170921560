"""The loop closes: answers, steps, reminders, and the manager's list."""

from datetime import timedelta

import pytest

from spean.accounts.models import AuditEntry
from spean.casework.models import FollowUp
from spean.casework.selectors.referrals import late_referrals, open_referrals, partner_figures
from spean.casework.services.service_referrals import (
    NotCovered,
    WhyMissing,
    take_back_referral,
    tell_person,
)
from spean.core.errors import IllegalMove
from spean.people.services import withdraw_consent
from tests.factories.casework import plan_for, step_for
from tests.factories.people import MORNING, TODAY
from tests.factories.referrals import CLINIC, answered, case_allowing, partner, referred

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic():
    return partner()


@pytest.fixture
def case(counsellor, pursat):
    return case_allowing(counsellor, pursat)


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
