"""Registration: everything or nothing, once, and never without a decision."""

from dataclasses import replace
from datetime import date

import pytest

from spean.accounts.models import AuditEntry
from spean.core.errors import NotAllowed
from spean.people.contracts import Contact, ScopeAnswer
from spean.people.models import (
    Consent,
    ContactPoint,
    IdentityDocument,
    JobAbroad,
    Person,
    PersonKey,
    SearchToken,
)
from spean.people.services import (
    AlreadyRegistered,
    ConsentMissing,
    WrongInput,
    job_sensitive,
    register,
    return_status,
    sensitive_facts,
)
from tests.factories.people import TODAY, consent, intake, registered, whole_intake

pytestmark = pytest.mark.django_db


def test_a_whole_intake_is_kept_field_by_field(counsellor):
    given = whole_intake()

    person = register(actor=counsellor, intake=given, today=TODAY)

    kept = Person.objects.get(pk=person.pk)
    for name in ("nickname", "address", "lives_in", "permanent_area_id", "speaks_thai", "id_poor"):
        assert getattr(kept, name) == getattr(given, name)
    assert kept.main_needs == ["income", "debt", "documents"]
    assert kept.client_number
    assert kept.household.size == 5
    assert kept.assigned_to == counsellor
    assert kept.contacts.get().number == "+85512345678"
    assert kept.emergency_contacts.get().phone == "+855976543210"
    assert kept.documents.count() == 2
    episode = kept.returns.get()
    assert return_status(viewer=counsellor, episode=episode)["exit_status"] == "expired"
    assert job_sensitive(viewer=counsellor, job=episode.jobs.get())["injury"] == "ដៃ"
    assert sensitive_facts(viewer=counsellor, person=kept).walk == 3


def test_class_three_details_are_not_readable_in_the_database(counsellor):
    person = register(actor=counsellor, intake=whole_intake(), today=TODAY)

    stored = b"".join(
        bytes(row.sealed)
        for row in [
            person.sensitive,
            person.returns.get(),
            JobAbroad.objects.get(),
            *IdentityDocument.objects.all(),
        ]
    )
    assert b"walk" not in stored and b"pink_card" not in stored
    assert "ដៃ".encode() not in stored and b"010123456" not in stored.replace(b" ", b"")


def test_sending_the_same_form_twice_registers_once(counsellor):
    given = intake()

    first = register(actor=counsellor, intake=given, today=TODAY)
    second = register(actor=counsellor, intake=given, today=TODAY)

    assert first == second
    assert Person.objects.count() == 1
    assert AuditEntry.objects.filter(action="people.registered").count() == 1


def test_somebody_elses_form_cannot_be_sent_again(counsellor, colleague):
    given = intake()
    register(actor=counsellor, intake=given, today=TODAY)

    with pytest.raises(AlreadyRegistered):
        register(actor=colleague, intake=given, today=TODAY)


def test_without_a_yes_nothing_is_written_down(counsellor):
    refused = replace(consent(), scopes=(ScopeAnswer(scope="service_delivery", is_granted=False),))

    with pytest.raises(ConsentMissing):
        register(actor=counsellor, intake=intake(consent=refused), today=TODAY)

    assert not Person.objects.exists() and not PersonKey.objects.exists()
    assert not AuditEntry.objects.exists()


def test_an_emergency_stands_in_for_consent_and_shares_nothing(counsellor):
    emergency = replace(consent(), legal_basis="vital_interest", mode="", scopes=())

    person = register(actor=counsellor, intake=intake(consent=emergency), today=TODAY)

    assert Consent.objects.get(person=person).legal_basis == "vital_interest"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sex", "female"),
        ("given_name_km", "ស" * 81),
        ("given_name_km", "សុ\x00ភា"),
        ("given_name_lat", "Soph\ud800ea"),
        ("address", "x" * 10_000_000),
        ("school_years", -1),
        ("school_years", 99_999),
        ("born_on", date(2027, 1, 1)),
        ("born_on", date(1850, 1, 1)),
        ("main_needs", ("income", "debt", "health", "safety")),
        ("main_needs", ("gold",)),
        ("help_needed", ("gold",)),
        ("contacts", (Contact(number="call me"),)),
        ("contacts", (Contact(number="012 345 678", safe_to_call="perhaps"),)),
    ],
)
def test_a_bad_answer_is_refused_with_a_sentence_and_leaves_no_trace(counsellor, field, value):
    with pytest.raises(WrongInput) as refused:
        register(actor=counsellor, intake=intake(**{field: value}), today=TODAY)

    assert all(sentences for sentences in refused.value.errors.values())
    assert str(refused.value)
    assert not Person.objects.exists() and not ContactPoint.objects.exists()


def test_a_person_without_any_name_is_refused(counsellor):
    nameless = intake(family_name_km="", given_name_km=" ", family_name_lat="", given_name_lat="")

    with pytest.raises(WrongInput) as refused:
        register(actor=counsellor, intake=nameless, today=TODAY)

    assert list(refused.value.errors) == ["given_name_km"]


def test_names_are_stored_tidy(counsellor):
    person = registered(counsellor, given_name_km=" សុ\u200bភា  ")

    assert person.given_name_km == "សុភា"


def test_nobody_registers_at_another_centre(counsellor, preah_vihear):
    with pytest.raises(NotAllowed):
        register(actor=counsellor, intake=intake(centre_id=preah_vihear.pk), today=TODAY)

    assert not Person.objects.exists()


def test_a_volunteer_registers_and_leaves_the_file_with_the_centre(volunteer):
    person = registered(volunteer)

    assert person.assigned_to is None and person.registered_by == volunteer


def test_two_phones_in_one_cell_become_two_telephones(counsellor):
    person = registered(counsellor, contacts=(Contact(number="012 345 678 / ០៩៧៦៥៤៣២១០"),))

    assert [row.number for row in person.contacts.order_by("sort")] == [
        "+85512345678",
        "+855976543210",
    ]


def test_the_audit_of_a_registration_names_nobody(counsellor):
    register(actor=counsellor, intake=whole_intake(), today=TODAY)

    entry = AuditEntry.objects.get(action="people.registered")
    assert entry.detail == {"channel": "walk_in", "client_type": "returnee"}


def test_the_index_holds_names_phones_and_number(counsellor):
    person = registered(counsellor)

    tokens = {bytes(row.token).decode() for row in SearchToken.objects.filter(person=person)}
    assert {"w:សុភា", "w:sophea", "p:12345678"} <= tokens
    assert any(token.startswith("n:") for token in tokens)


def test_people_who_live_together_share_a_household(counsellor):
    mother = register(actor=counsellor, intake=whole_intake(), today=TODAY)

    son = registered(counsellor, given_name_km="ដារ៉ា", household_of_id=mother.pk)

    assert son.household_id == Person.objects.get(pk=mother.pk).household_id
