"""The partner's link: what she allowed, until it ends; and papers that are gone afterwards."""

import uuid
from datetime import timedelta

import pytest
from django.core.cache import cache

from spean.accounts.models import AuditEntry
from spean.casework.services import referral_links as links
from spean.casework.services import referral_telling as telling
from spean.casework.services.service_referrals import take_back_referral
from spean.core.errors import NotAllowed
from spean.people.contracts import Contact
from spean.people.models import Consent, Person
from spean.people.services import record_consent, withdraw_consent
from tests.factories.people import MORNING, consent
from tests.factories.referrals import (
    answered,
    case_allowing,
    partner,
    referral_link,
    referred,
)
from tests.factories.serving import AreaFactory

pytestmark = pytest.mark.django_db

MARKERS = {
    "family_name_km": "គ្រួសារសម្គាល់",
    "given_name_km": "ឈ្មោះសម្គាល់",
    "nickname": "Nickmarker",
    "address": "Addressmarker",
}
PHONE = "097 000 0166"


@pytest.fixture(autouse=True)
def _no_strangers_yet():
    cache.clear()


@pytest.fixture
def case(counsellor, pursat):
    home = AreaFactory(code="150501", label_km="ឃុំសម្គាល់")
    contacts = (Contact(number=PHONE),)
    return case_allowing(counsellor, pursat, contacts=contacts, area_id=home.pk, **MARKERS)


@pytest.fixture
def clinic():
    return partner()


def opened(token, now=MORNING):
    return links.open_referral_link(token=token, now=now)


# --- what is told ---------------------------------------------------------------------------------


def test_without_a_choice_the_partner_is_told_initials_and_number(case, clinic):
    _link, token = referral_link(referred(case, clinic))

    _link, told = opened(token)

    assert told == telling.Told("គ. ឈ.", case.person.client_number)


def test_each_field_she_chose_is_told_and_no_other(case, clinic):
    _link, token = referral_link(referred(case, clinic, shared=("name", "phone", "reason")))

    _link, told = opened(token)

    assert told.name == case.person.name and told.phone.endswith("0166")
    assert told.reason.startswith("ឈឺខ្នង")
    assert (told.sex, told.age, told.commune) == ("", None, "")
    entry = AuditEntry.objects.get(action="casework.referral_opened")
    assert entry.detail == {"fields": ["initials", "number", "name", "phone", "reason"]}


def test_a_page_that_forgot_the_rule_would_be_caught(case, clinic, monkeypatch):
    everything = ("initials", "number", *telling._READ)
    monkeypatch.setattr(telling.rules, "told", lambda shared, **_state: everything)
    _link, token = referral_link(referred(case, clinic))

    _link, told = opened(token)

    assert told.name == case.person.name


def test_a_telephone_that_is_not_safe_is_not_told(case, clinic):
    case.person.contacts.update(safe_to_call="later")
    _link, token = referral_link(referred(case, clinic, shared=("phone",)))

    assert opened(token)[1].phone == ""


def test_when_it_is_over_initials_and_number_remain_for_a_week(case, clinic):
    referral = referred(case, clinic, shared=("name", "reason"))
    _link, token = referral_link(referral)
    answered(referral, "decline", reason="no_place")

    assert opened(token)[1] == telling.Told("គ. ឈ.", case.person.client_number)
    assert why(token, MORNING + timedelta(days=8)) == "over"


# --- when it ends ---------------------------------------------------------------------------------


def why(token, now=MORNING):
    with pytest.raises(links.ReferralLinkEnded) as refusal:
        opened(token, now)
    links.note_refused_link(refusal=refusal.value)
    entry = AuditEntry.objects.order_by("-seq").first()
    assert entry.action == "casework.referral_link_refused"
    assert token not in str(entry.detail)
    return entry.detail["why"]


def test_a_forged_link_opens_nothing_and_is_written_down(case, clinic):
    referral_link(referred(case, clinic))

    assert why("x" * 32) == "unknown"


def test_made_up_links_do_not_fill_the_trail():
    for _turn in range(links.STRANGERS_A_MINUTE + 5):
        with pytest.raises(links.ReferralLinkEnded) as refusal:
            opened(uuid.uuid4().hex)
        links.note_refused_link(refusal=refusal.value)

    found = AuditEntry.objects.filter(action="casework.referral_link_refused")
    assert found.count() == links.STRANGERS_A_MINUTE


def test_a_link_ends_on_its_last_day(case, clinic):
    _link, token = referral_link(referred(case, clinic), days=3)

    opened(token, MORNING + timedelta(days=3))
    assert why(token, MORNING + timedelta(days=4)) == "expired"


def test_a_link_that_was_opened_too_often_is_used_up(case, clinic):
    link, token = referral_link(referred(case, clinic))
    link.opened = links.MOST_OPENINGS - 1
    link.save()

    opened(token)
    assert why(token) == "used-up"


def test_a_new_link_ends_the_one_before(case, clinic):
    referral = referred(case, clinic)
    _link, first = referral_link(referral)
    _link, second = referral_link(referral)

    assert why(first) == "withdrawn"
    opened(second)


def test_a_link_is_ended_by_hand_and_by_taking_the_referral_back(counsellor, case, clinic):
    referral = referred(case, clinic)
    _link, token = referral_link(referral)
    assert links.end_referral_links(actor=counsellor, referral=referral, now=MORNING) == 1
    assert why(token) == "withdrawn"

    _link, token = referral_link(referral)
    take_back_referral(actor=counsellor, referral_id=referral.pk, reason="person", now=MORNING)
    assert why(token) == "withdrawn"


def test_taking_the_consent_back_ends_the_link_at_once(counsellor, case, clinic):
    _link, token = referral_link(referred(case, clinic))
    withdraw_consent(actor=counsellor, person_id=case.person.pk, withdrawn_at=MORNING)

    assert why(token) == "not-allowed"


def test_a_consent_given_again_does_not_wake_the_old_link(counsellor, case, clinic):
    _link, token = referral_link(referred(case, clinic))
    withdraw_consent(actor=counsellor, person_id=case.person.pk, withdrawn_at=MORNING)
    Consent.objects.update(created_at=MORNING - timedelta(days=1))
    again = consent(decided_at=MORNING + timedelta(hours=1))
    record_consent(actor=counsellor, person_id=case.person.pk, decision=again, id=uuid.uuid4())

    assert why(token) == "not-allowed"


def test_a_newer_decision_without_this_partner_ends_the_link(counsellor, case, clinic):
    _link, token = referral_link(referred(case, clinic))
    newer = consent(decided_at=MORNING + timedelta(hours=1))
    record_consent(actor=counsellor, person_id=case.person.pk, decision=newer, id=uuid.uuid4())

    assert why(token) == "not-allowed"


@pytest.mark.parametrize("hidden", ["sealed", "merged"])
def test_the_link_of_a_sealed_or_merged_file_is_dead(counsellor, pursat, case, clinic, hidden):
    _link, token = referral_link(referred(case, clinic))
    other = case_allowing(counsellor, pursat).person
    changes = {"is_sealed": True} if hidden == "sealed" else {"merged_into": other}
    Person.objects.filter(pk=case.person.pk).update(**changes)

    assert why(token) == "not-allowed"


def test_a_link_is_made_once_and_only_by_who_works_on_the_file(
    counsellor, officer_elsewhere, case, clinic
):
    referral = referred(case, clinic)
    link, _token = referral_link(referral)

    with pytest.raises(links.ReferralLinkShown):
        links.make_referral_link(
            actor=counsellor, id=link.pk, referral=referral, days=1, now=MORNING
        )
    with pytest.raises(links.ReferralLinkTooLong):
        referral_link(referral, days=61)
    with pytest.raises(NotAllowed):
        referral_link(referral, actor=officer_elsewhere)


def test_a_link_answers_for_its_own_referral_alone(case, clinic):
    link, _token = referral_link(referred(case, clinic))
    other = referred(case, clinic)

    with pytest.raises(NotAllowed):
        answered(other, "accept", actor=None, link=link)
