"""A person's page: who may see it, what it never shows, and the trace it leaves."""

import pytest
from django.urls import reverse

from spean.accounts.models import AuditEntry, User
from spean.people.contracts import Contact
from spean.people.models import Person
from spean.people.services import assign, mark_sealed
from tests.desk.people.writing import signed_in
from tests.factories.people import registered, whole_intake

pytestmark = pytest.mark.django_db
PERSON_PAGES = ("person", "history", "sensitive", "consent", "return_new")


def page(user: User, name: str, person: Person) -> tuple[int, str]:
    answer = signed_in(user).get(reverse(f"desk:{name}", args=[person.pk]))
    return answer.status_code, answer.content.decode()


def told(actor: User) -> Person:
    facts = whole_intake()
    values = {name: getattr(facts, name) for name in facts.__slots__ if name != "centre_id"}
    return registered(actor, **values)


@pytest.mark.parametrize("name", PERSON_PAGES)
def test_a_person_of_another_centre_is_not_there(
    counsellor: User, officer_elsewhere: User, name: str
) -> None:
    person = registered(counsellor)

    assert page(officer_elsewhere, name, person)[0] == 404


@pytest.mark.parametrize("name", PERSON_PAGES)
def test_a_sealed_person_is_not_there(counsellor: User, name: str) -> None:
    person = registered(counsellor)
    mark_sealed(actor=counsellor, person_id=person.pk)

    assert page(counsellor, name, person)[0] == 404


def test_opening_a_file_leaves_a_trace_without_a_name(counsellor: User) -> None:
    person = registered(counsellor)

    page(counsellor, "person", person)

    entry = AuditEntry.objects.get(action="people.opened")
    assert entry.ref_id == person.pk
    assert "សុភា" not in str(entry.detail)


def test_a_number_that_must_not_be_called_is_nowhere(counsellor: User) -> None:
    secret = Contact(number="012 345 678", safe_to_call="never")
    person = registered(counsellor, contacts=(secret,))
    contact = person.contacts.get()
    edit = reverse("desk:item_edit", args=[person.pk, "contact", contact.pk])
    client = signed_in(counsellor)

    pages = [
        client.get(address).content.decode()
        for address in (reverse("desk:person", args=[person.pk]), edit, reverse("desk:people"))
    ]

    assert not any("345 678" in html or "12345678" in html for html in pages)
    assert "កុំហៅ · ទៅជួបតាមភូមិ" in pages[0]


def test_a_number_that_may_be_called_is_there(counsellor: User) -> None:
    person = registered(counsellor)

    assert "tel:+85512345678" in page(counsellor, "person", person)[1]


def test_the_protected_answers_are_not_on_the_page(counsellor: User) -> None:
    person = told(counsellor)

    html = page(counsellor, "person", person)[1]

    assert "010 123 456" not in html
    assert 'data-field="injury"' not in html
    assert 'data-field="walk"' not in html
    assert 'data-field="channel_out"' not in html


def test_the_responsible_officer_opens_the_protected_answers_with_a_trace(
    counsellor: User,
) -> None:
    person = told(counsellor)

    status, html = page(counsellor, "sensitive", person)

    assert status == 200
    assert "010 123 456" in html
    assert 'data-field="injury">ដៃ<' in html
    assert AuditEntry.objects.filter(action="people.sensitive_read", ref_id=person.pk).count() == 1


def test_the_manager_opens_them_and_another_officer_cannot(
    counsellor: User, manager: User, colleague: User, job_officer: User
) -> None:
    person = told(counsellor)

    statuses = [page(user, "sensitive", person)[0] for user in (manager, colleague, job_officer)]

    assert statuses == [200, 404, 404]


def test_a_colleague_sees_that_protected_answers_exist(counsellor: User, colleague: User) -> None:
    person = told(counsellor)

    html = page(colleague, "person", person)[1]

    assert "ចម្លើយដែលត្រូវការពារ" in html
    assert reverse("desk:sensitive", args=[person.pk]) not in html


def test_the_manager_hands_a_file_over(counsellor: User, manager: User, colleague: User) -> None:
    person = registered(counsellor)

    signed_in(manager).post(reverse("desk:assign", args=[person.pk]), {"to": str(colleague.pk)})

    person.refresh_from_db()
    assert person.assigned_to == colleague


def test_a_counsellor_cannot_hand_over(counsellor: User, colleague: User) -> None:
    person = registered(counsellor)

    answer = signed_in(counsellor).post(
        reverse("desk:assign", args=[person.pk]), {"to": str(colleague.pk)}
    )

    assert answer.status_code == 404


def test_a_volunteer_sees_whom_she_is_responsible_for(
    counsellor: User, manager: User, volunteer: User
) -> None:
    person = registered(counsellor)
    before = page(volunteer, "person", person)[0]

    assign(actor=manager, person_ids=[person.pk], to=volunteer)

    assert [before, page(volunteer, "person", person)[0]] == [404, 200]


def test_the_way_of_the_person_is_told_newest_first(counsellor: User) -> None:
    person = told(counsellor)

    html = page(counsellor, "history", person)[1]

    assert html.index("ចុះឈ្មោះ ·") < html.index("វិលត្រឡប់តាមច្រក") < html.index("ចេញទៅ")
