"""Referrals at the desk: sent from her page, read, answered by telephone, late, printed."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from spean.accounts.models import AuditEntry
from spean.casework.models import FollowUp, ReferralLink, ServiceReferral, SharedPaper
from spean.directory.models import ServiceMapping
from tests.factories.casework import plan_for, service_type, step_for
from tests.factories.referrals import (
    CLINIC,
    PDF,
    answered,
    case_allowing,
    partner,
    referral_link,
    referred,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


@pytest.fixture
def clinic():
    return partner(phone="052 000 111")


@pytest.fixture
def case(counsellor, pursat, client):
    client.force_login(counsellor)
    return case_allowing(counsellor, pursat)


@pytest.fixture
def referral(case, clinic):
    return referred(case, clinic, now=timezone.now())


def page(client, name, *args, query=""):
    answer = client.get(reverse(f"desk:{name}", args=args) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def send(client, name, referral, **said):
    return client.post(reverse(f"desk:{name}", args=[referral.pk]), said)


def form(organisation, **changes):
    return {
        "id": str(uuid.uuid4()),
        "organisation": str(organisation.pk),
        "service_type": str(service_type("PRO5").pk),
        "urgency": "3d",
        "reason": "ឈឺខ្នង",
        **changes,
    }


def test_a_person_is_referred_from_her_page(client, case, clinic):
    url = reverse("desk:refer", args=[case.person_id])
    assert url in page(client, "person", case.person_id)
    assert CLINIC in page(client, "refer", case.person_id)

    answer = client.post(url, form(clinic, shared=["name"]))

    made = ServiceReferral.objects.get()
    assert answer.url == reverse("desk:service_referral", args=[made.pk])
    assert made.shared == ["name"]
    assert "Give" in page(client, "service_referral", made.pk)
    assert CLINIC in page(client, "person", case.person_id)


def test_without_consent_the_form_says_so_at_the_partner(client, case):
    other = partner("អង្គការផ្សេង")

    html = client.post(reverse("desk:refer", args=[case.person_id]), form(other)).content.decode()

    assert "has not allowed sharing with" in html and "Nothing was sent" in html
    assert not ServiceReferral.objects.exists()


def test_a_step_of_the_plan_fills_the_form(client, case, clinic):
    step = step_for(plan_for(case, steps=0), code="PRO5", provider_id=clinic.pk)
    assert f"?step={step.pk}" in page(client, "plan_step", step.pk)

    html = page(client, "refer", case.person_id, query=f"?step={step.pk}")

    assert re.search(rf'value="{clinic.pk}" selected', html)
    assert re.search(rf'value="{step.service_type_id}" selected', html)


def test_the_partners_word_by_telephone_is_written_down(client, referral):
    send(client, "service_referral_answer", referral, move="accept")
    referral.refresh_from_db()
    assert (referral.state, referral.answered_by) == ("accepted", "officer")

    html = send(client, "service_referral_answer", referral, move="accept").content.decode()
    assert "accepted" in ServiceReferral.objects.values_list("state", flat=True)
    assert "answered already" in html
    refused = AuditEntry.objects.get(action="casework.referral_answer_refused")
    assert refused.detail == {"move": "accept", "state": "accepted"}
    send(client, "service_referral_answer", referral, move="fail", reason="did_not_come")
    html = page(client, "service_referral", referral.pk)
    assert "The person did not come" in html and "Tell the person" in html

    send(client, "service_referral_told", referral)
    assert "Nothing more is to be done" in page(client, "service_referral", referral.pk)


def test_the_slip_holds_number_and_square_and_neither_name_nor_reason(client, case, referral):
    answer = send(client, "service_referral_link", referral, id=str(uuid.uuid4()), days="14")

    html = answer.content.decode()
    card = html[html.index('id="link"') :]
    assert case.person.client_number in card and "<svg" in card and "/r/" in card
    assert "ឈឺខ្នង" not in html and case.person.given_name_km not in card
    assert service_type("PRO5").label_en not in card
    assert "no-store" in answer["Cache-Control"]
    link = ReferralLink.objects.get()
    send(client, "service_referral_link_end", referral)
    link.refresh_from_db()
    assert link.withdrawn_at


def test_the_reason_is_opened_by_the_responsible_officer_with_a_trace(client, colleague, referral):
    assert "ឈឺខ្នង" not in page(client, "service_referral", referral.pk)
    assert "ឈឺខ្នង" in page(client, "service_referral_why", referral.pk)
    assert AuditEntry.objects.filter(action="people.sensitive_read").exists()

    client.force_login(colleague)
    url = reverse("desk:service_referral_why", args=[referral.pk])
    assert client.get(url).status_code == 404


def test_a_paper_is_added_and_deleted(client, referral):
    sent = SimpleUploadedFile("letter.pdf", PDF)
    send(client, "service_referral_paper", referral, id=str(uuid.uuid4()), file=sent)
    paper = SharedPaper.objects.get()
    assert "Paper 1" in page(client, "service_referral", referral.pk)

    client.post(reverse("desk:shared_paper_delete", args=[paper.pk]))
    assert "deleted on" in page(client, "service_referral", referral.pk)


def test_what_is_no_paper_is_refused_at_its_field(client, referral):
    sent = SimpleUploadedFile("letter.pdf", b"MZ program")
    answer = send(client, "service_referral_paper", referral, id=str(uuid.uuid4()), file=sent)

    assert "could not be read" in answer.content.decode() and not SharedPaper.objects.exists()


def test_taking_it_back_needs_a_reason(client, referral):
    send(client, "service_referral_back", referral)
    referral.refresh_from_db()
    assert referral.state == "sent"

    send(client, "service_referral_back", referral, reason="person")
    referral.refresh_from_db()
    assert referral.state == "withdrawn"


def test_the_list_shows_what_is_open_and_can_be_narrowed_to_a_partner(client, case, referral):
    other = partner("សាលា")
    over = answered(referred(case, referral.organisation), "decline", reason="too_far")

    html = page(client, "service_referrals")
    assert html.count('class="row"') == 1 and str(referral.pk) in html
    assert str(over.pk) in page(client, "service_referrals", query="?show=over")
    narrowed = page(client, "service_referrals", query=f"?partner={other.pk}")
    assert str(referral.pk) not in narrowed
    assert page(client, "service_referrals", query="?partner=x&page=x")
    assert "too few" in page(client, "referral_partners")


def test_the_manager_sees_who_is_late_on_today_and_on_the_list(client, manager, case, clinic):
    late = referred(case, clinic, now=timezone.now() - timedelta(days=5))
    client.force_login(manager)

    assert reverse("desk:referrals_late") in page(client, "today")
    assert str(late.pk) in page(client, "referrals_late")
    assert "it is late" in page(client, "service_referral", late.pk)


def test_the_list_asks_as_much_for_twenty_as_for_one(
    client, case, clinic, django_assert_max_num_queries
):
    for _turn in range(20):
        referred(case, clinic)

    with django_assert_max_num_queries(14):
        page(client, "service_referrals")


def test_a_withdrawn_consent_is_said_on_the_page(client, case, referral):
    referral_link(referral, now=timezone.now())
    case.person.consents.update(withdrawn_at=timezone.now())

    assert "no longer allows sharing" in page(client, "service_referral", referral.pk)


def test_a_code_of_another_system_is_changed_by_the_administrator(client, administrator):
    row = ServiceMapping.objects.create(service_type=service_type("LEG1"), their_code="old")
    client.force_login(administrator)
    assert "old" in page(client, "service_map")

    said = {"id": str(uuid.uuid4()), "revision": 1, "their_code": "new", "note": ""}
    client.post(reverse("desk:service_mapping", args=[row.pk]), said)

    row.refresh_from_db()
    assert (row.their_code, row.revision, row.is_verified) == ("new", 2, False)


def test_the_call_on_todays_list_leads_to_the_referral(client, referral):
    call = FollowUp.objects.get(about_id=referral.pk)

    assert reverse("desk:service_referral", args=[referral.pk]) in page(
        client, "follow_up", call.pk
    )


def test_her_history_says_that_she_was_referred_and_names_no_discreet_partner(client, case, clinic):
    referred(case, clinic, code="PRO5")
    assert CLINIC not in page(client, "history", case.person_id)

    referred(case, clinic, code="SKL4")
    assert f"Referred to {CLINIC}" in page(client, "history", case.person_id)


def test_a_file_for_the_exchange_is_given_or_refused_in_words(client, referral):
    assert "ministry" in page(client, "service_referral_oscar", referral.pk)
