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
    purpose_covering,
    service_referrals_visible_to,
)
from spean.casework.services.service_referrals import (
    NotCovered,
    ReferralIncomplete,
    open_reason,
    send_referral,
)
from spean.core.errors import NotAllowed
from spean.people.contracts import ScopeAnswer
from tests.factories.casework import case_for
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
