"""Corrections: one section at a time, refusals at their fields, two officers at once."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from spean.accounts.models import User
from spean.directory.models import Area
from spean.people.models import ContactPoint, EmergencyContact, IdentityDocument, Person
from tests.desk.people.writing import signed_in
from tests.factories.people import registered
from tests.factories.serving import AreaFactory

pytestmark = pytest.mark.django_db


def section(person: Person, name: str) -> str:
    return reverse("desk:person_edit", args=[person.pk, name])


def sent(client: Client, to: str, revision: int, /, **answers: Any) -> Any:
    return client.post(to, {"revision": revision, **answers})


def test_an_answer_is_corrected_and_read(counsellor: User) -> None:
    person = registered(counsellor)
    client = signed_in(counsellor)

    answer = sent(
        client, section(person, "background"), 1, marital_status="married", school_years="៦"
    )

    assert answer["Location"] == reverse("desk:person", args=[person.pk])
    page = client.get(answer["Location"]).content.decode()
    assert Person.objects.get().get_marital_status_display() in page
    assert Person.objects.get().school_years == 6


def test_a_place_is_corrected_by_its_code(counsellor: User) -> None:
    person = registered(counsellor)
    other = AreaFactory(code="220401")

    sent(signed_in(counsellor), section(person, "address"), 1, area="២២០៤០១")

    assert Person.objects.get().area == other


def test_an_unknown_code_is_refused_and_stays_in_its_field(counsellor: User, commune: Area) -> None:
    person = registered(counsellor)

    answer = sent(signed_in(counsellor), section(person, "address"), 1, area="990099")

    assert "រកមិនឃើញទីកន្លែងនេះ" in answer.content.decode()
    assert 'value="990099"' in answer.content.decode()
    assert Person.objects.get().area == commune


def test_a_place_left_as_it_is_stays(counsellor: User, commune: Area) -> None:
    person = registered(counsellor)
    client = signed_in(counsellor)
    label = commune.label_km
    unchanged = {"area": label, "area-code": commune.code, "area-asked": label}

    answer = sent(client, section(person, "address"), 1, **unchanged, address="ជិតវត្ត")

    assert answer.status_code == 302
    assert Person.objects.get().area == commune


def test_the_second_of_two_officers_is_shown_both_versions(
    counsellor: User, colleague: User
) -> None:
    person = registered(counsellor)
    sent(signed_in(colleague), section(person, "protection"), 1, nssf_scheme="health care")

    answer = sent(signed_in(counsellor), section(person, "protection"), 1, nssf_scheme="pension")

    html = answer.content.decode()
    assert answer.status_code == 409
    assert "health care" in html
    assert "pension" in html
    assert Person.objects.get().nssf_scheme == "health care"


@pytest.mark.parametrize(("take", "kept"), [("theirs", "health care"), ("mine", "pension")])
def test_the_answer_chosen_is_the_one_kept(
    counsellor: User, colleague: User, take: str, kept: str
) -> None:
    person = registered(counsellor)
    sent(signed_in(colleague), section(person, "protection"), 1, nssf_scheme="health care")
    choice = {"conflict": "1", "take-nssf_scheme": take, "nssf_scheme": "pension"}

    answer = sent(signed_in(counsellor), section(person, "protection"), 2, **choice)

    assert answer.status_code == 302
    assert Person.objects.get().nssf_scheme == kept


def test_a_conflict_without_a_choice_is_asked_again(counsellor: User, colleague: User) -> None:
    person = registered(counsellor)
    sent(signed_in(colleague), section(person, "protection"), 1, nssf_scheme="health care")

    answer = sent(
        signed_in(counsellor), section(person, "protection"), 2, conflict="1", nssf_scheme="pension"
    )

    assert answer.status_code == 409
    assert Person.objects.get().nssf_scheme == "health care"


def test_a_household_begins_and_grows(counsellor: User) -> None:
    person = registered(counsellor)
    client = signed_in(counsellor)
    sent(client, section(person, "household"), 0, size="5", head_sex="F")

    sent(client, section(person, "household"), 1, size="6", head_sex="F")

    assert Person.objects.get().household.size == 6


def test_more_children_than_people_are_refused(counsellor: User) -> None:
    person = registered(counsellor)

    answer = sent(
        signed_in(counsellor), section(person, "household"), 0, size="2", children_5_17="3"
    )

    assert answer.status_code == 200
    assert Person.objects.get().household is None


def test_sending_an_item_twice_keeps_one(counsellor: User) -> None:
    person = registered(counsellor)
    client = signed_in(counsellor)
    items = {
        "emergency": {"name": "វណ្ណា", "relation": "sibling", "phone": "097 654 3210"},
        "document": {"kind": "passport", "number": "N0123456"},
        "contact": {
            "number": "011 222 333",
            "owner": "self",
            "safe_to_call": "safe",
            "app": "none",
        },
    }

    for kind, written in items.items():
        for _time in (1, 2):
            client.post(reverse("desk:item_new", args=[person.pk, kind]), written)

    assert EmergencyContact.objects.count() == 1
    assert IdentityDocument.objects.count() == 1
    assert ContactPoint.objects.count() == 2


def test_a_hidden_number_stays_when_the_field_is_left_empty(counsellor: User) -> None:
    person = registered(counsellor)
    contact = person.contacts.get()
    client = signed_in(counsellor)
    address = reverse("desk:item_edit", args=[person.pk, "contact", contact.pk])
    never = {"number": "012 345 678", "owner": "self", "safe_to_call": "never", "app": "none"}
    sent(client, address, 1, **never)

    sent(client, address, 2, **{**never, "number": "", "best_time": "ល្ងាច"})

    contact.refresh_from_db()
    assert (contact.number, contact.best_time) == ("+85512345678", "ល្ងាច")


def test_a_telephone_is_taken_out_of_use(counsellor: User) -> None:
    person = registered(counsellor)
    contact = person.contacts.get()

    signed_in(counsellor).post(reverse("desk:item_remove", args=[person.pk, "contact", contact.pk]))

    contact.refresh_from_db()
    assert not contact.is_current


def test_an_item_of_another_person_is_not_there(counsellor: User) -> None:
    hers = registered(counsellor)
    other = registered(counsellor, contacts=())
    contact = hers.contacts.get()

    answer = signed_in(counsellor).get(
        reverse("desk:item_edit", args=[other.pk, "contact", contact.pk])
    )

    assert answer.status_code == 404


def test_a_formula_is_kept_as_the_text_it_is(counsellor: User) -> None:
    person = registered(counsellor)

    sent(signed_in(counsellor), section(person, "protection"), 1, nssf_scheme="=1+1")

    assert Person.objects.get().nssf_scheme == "=1+1"


def test_someone_who_may_not_edit_has_no_editing_page(counsellor: User, facilitator: User) -> None:
    person = registered(counsellor)

    assert signed_in(facilitator).get(section(person, "address")).status_code == 404
