"""Registration at the desk: five steps, nothing lost, nobody twice."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from spean.accounts.models import User
from spean.directory.models import Area
from spean.people.models import Consent, Person
from tests.desk.people.writing import (
    CONSENT,
    NEEDS,
    WHO,
    begun,
    home,
    saved,
    sent,
    signed_in,
    written,
)

pytestmark = pytest.mark.django_db


def test_five_steps_register_a_person_and_lead_to_the_first_questions(
    counsellor: User, commune: Area
) -> None:
    client = signed_in(counsellor)
    draft = written(client, commune)

    answer = saved(client, draft)

    person = Person.objects.get()
    assert person.pk == draft
    assert answer["Location"] == reverse("desk:triage", args=[person.pk])
    assert person.name == "ទន្លេ សុភា"
    assert person.area == commune
    assert person.born_precision == "age_only"
    assert person.main_needs == ["income", "debt"]
    assert person.contacts.get().number == "+85512000417"
    granted = Consent.objects.get().scopes.filter(is_granted=True).values_list("scope", flat=True)
    assert set(granted) == {"service_delivery", "share_employer", "contact_by_phone"}


def test_sending_the_last_step_twice_registers_once(counsellor: User, commune: Area) -> None:
    client = signed_in(counsellor)
    draft = written(client, commune)
    first = saved(client, draft)

    second = saved(client, draft)

    assert Person.objects.count() == 1
    assert second["Location"] == first["Location"]


def test_a_no_to_keeping_a_record_writes_nothing_down(counsellor: User) -> None:
    client = signed_in(counsellor)
    draft = begun(client)

    answer = sent(client, draft, "consent", {**CONSENT, "consent-decision": "no"})

    assert answer.status_code == 200
    assert "អ្នកអាចថាទេ។ យើងនៅតែជួយ។" in answer.content.decode()
    assert "registrations" not in client.session or not client.session["registrations"]
    assert not Person.objects.exists()


def test_an_emergency_registers_without_a_consent(counsellor: User, commune: Area) -> None:
    client = signed_in(counsellor)
    emergency = {"consent-decision": "vital_interest", "consent-mode": ""}

    saved(client, written(client, commune, consent=emergency))

    assert Consent.objects.get().legal_basis == "vital_interest"


def test_what_is_written_is_kept_when_the_officer_leaves(counsellor: User) -> None:
    client = signed_in(counsellor)
    draft = begun(client)

    sent(client, draft, "who", {"identity-given_name_km": "សុភា"}, then="leave")

    page = client.get(reverse("desk:register_step", args=[draft, "who"])).content.decode()
    assert 'value="សុភា"' in page
    assert "សុភា" in client.get(reverse("desk:register")).content.decode()


def test_a_draft_lies_sealed_in_the_session(counsellor: User) -> None:
    client = signed_in(counsellor)
    draft = begun(client)
    sent(client, draft, "who", {**WHO, "identity-nickname": "Sopheakdey"}, then="leave")

    stored = Session.objects.get().get_decoded()

    assert str(draft) in stored["registrations"]
    assert "Sopheakdey" not in str(stored)


def test_a_draft_is_another_officers_business_to_nobody(counsellor: User, colleague: User) -> None:
    draft = begun(signed_in(counsellor))

    answer = signed_in(colleague).get(reverse("desk:register_step", args=[draft, "who"]))

    assert answer["Location"] == reverse("desk:people")


def test_each_field_is_kept_while_it_is_written(counsellor: User) -> None:
    client = signed_in(counsellor)
    draft = begun(client)
    address = reverse("desk:register_keep", args=[draft, "who"])

    client.post(address, {"identity-given_name_km": "សុភា"})

    page = client.get(reverse("desk:register_step", args=[draft, "who"])).content.decode()
    assert 'value="សុភា"' in page


def test_a_missing_answer_leads_back_to_its_step(counsellor: User, commune: Area) -> None:
    client = signed_in(counsellor)
    draft = begun(client)
    sent(client, draft, "consent", CONSENT)
    sent(client, draft, "who", WHO)
    sent(client, draft, "needs", NEEDS)

    answer = client.get(reverse("desk:register_step", args=[draft, "check"]))

    assert answer["Location"] == reverse("desk:register_step", args=[draft, "home"])


def test_a_province_is_not_exact_enough_for_an_address(counsellor: User, commune: Area) -> None:
    client = signed_in(counsellor)
    draft = begun(client)

    answer = sent(client, draft, "home", home(commune) | {"address-area": "១៥"})

    assert answer.status_code == 200
    assert "សូមសរសេរឃុំ/សង្កាត់ ឬភូមិ។" in answer.content.decode()


def test_a_volunteer_may_register(volunteer: User, commune: Area) -> None:
    client = signed_in(volunteer)

    saved(client, written(client, commune))

    assert Person.objects.get().registered_by == volunteer


@pytest.mark.parametrize(("who", "page"), [("job_officer", "person"), ("volunteer", "people")])
def test_who_may_not_ask_the_first_questions_is_led_on_to_a_page_that_opens(
    request: pytest.FixtureRequest, commune: Area, who: str, page: str
) -> None:
    client = signed_in(request.getfixturevalue(who))

    answer = saved(client, written(client, commune))

    keys = [Person.objects.get().pk] if page == "person" else []
    assert answer["Location"] == reverse(f"desk:{page}", args=keys)
    assert client.get(answer["Location"]).status_code == 200


def test_an_evaluator_has_no_registration(evaluator: User) -> None:
    assert signed_in(evaluator).get(reverse("desk:register")).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"identity-given_name_km": "ក" * 200_000},
        {"identity-given_name_km": "សុ\x00ភា"},
        {"identity-born": "15/6/2568"},
        {"identity-born": "31/11/2020"},
        {"identity-sex": "Q"},
        {"phone1-number": "12"},
        {"document1-kind": "none", "document1-number": "1"},
        {"identity-family_name_km": "", "identity-given_name_km": ""},
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_stays(
    counsellor: User, wrong: dict[str, str]
) -> None:
    client = signed_in(counsellor)
    draft = begun(client)

    answer = sent(client, draft, "who", {**WHO, **wrong})

    assert answer.status_code == 200
    assert "aria-invalid" in answer.content.decode()


def test_a_body_of_ten_megabytes_is_refused_before_it_is_read(counsellor: User) -> None:
    client = signed_in(counsellor)
    draft = begun(client)

    answer = sent(client, draft, "who", {**WHO, "identity-nickname": "a" * 10_000_000})

    assert answer.status_code == 400
