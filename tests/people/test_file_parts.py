"""Telephones, documents, household, journeys and jobs: added, changed, retired, removed."""

import uuid
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from spean.accounts.models import AuditEntry
from spean.core.errors import ChangedMeanwhile, NotAllowed
from spean.directory.choices import Classification, SkillKind
from spean.directory.models import Skill
from spean.people.contracts import (
    Contact,
    Document,
    HouseholdFacts,
    InEmergency,
    JobFacts,
    ReturnFacts,
)
from spean.people.models import Household, IdentityDocument, JobAbroad, Person, Return
from spean.people.selectors import contacts_of, people_with_card, search_people
from spean.people.services import (
    WrongInput,
    add_contact,
    add_document,
    add_emergency_contact,
    document_number,
    edit_contact,
    edit_document,
    edit_emergency_contact,
    edit_household,
    edit_job_abroad,
    edit_return,
    job_sensitive,
    leave_household,
    record_job_abroad,
    record_return,
    remove_document,
    remove_emergency_contact,
    remove_job_abroad,
    remove_return,
    retire_contact,
    return_status,
    share_household,
)
from tests.factories.people import TODAY, registered, whole_return

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(counsellor):
    return registered(counsellor)


def test_a_new_telephone_is_found_and_a_retired_one_comes_back(counsellor, person):
    (row,) = add_contact(
        actor=counsellor, person_id=person.pk, contact=Contact(number="097 111 2233")
    )
    assert search_people(counsellor, "0971112233").people == [person]

    retire_contact(actor=counsellor, contact_id=row.pk)
    assert row.pk not in set(contacts_of(person).values_list("pk", flat=True))

    (again,) = add_contact(
        actor=counsellor,
        person_id=person.pk,
        contact=Contact(number="+855971112233", safe_to_call="later"),
    )
    assert again.pk == row.pk and again.is_current and again.safe_to_call == "later"


def test_a_changed_telephone_needs_the_version_it_was_opened_with(counsellor, person):
    row = contacts_of(person).get()
    edited = edit_contact(
        actor=counsellor,
        contact_id=row.pk,
        revision=1,
        contact=Contact(number=row.number, safe_to_call="never"),
    )
    assert edited.safe_to_call == "never"

    with pytest.raises(ChangedMeanwhile):
        edit_contact(
            actor=counsellor, contact_id=row.pk, revision=1, contact=Contact(number=row.number)
        )


def test_one_number_is_not_kept_twice(counsellor, person):
    (row,) = add_contact(
        actor=counsellor, person_id=person.pk, contact=Contact(number="0971112233")
    )

    with pytest.raises(WrongInput):
        edit_contact(
            actor=counsellor, contact_id=row.pk, revision=1, contact=Contact(number="012345678")
        )


def test_emergency_contacts_are_kept_changed_and_removed(counsellor, person):
    row = add_emergency_contact(
        actor=counsellor, person_id=person.pk, contact=InEmergency(name="វណ្ណា", relation="sibling")
    )
    edit_emergency_contact(
        actor=counsellor,
        contact_id=row.pk,
        revision=1,
        contact=InEmergency(name="វណ្ណា", relation="spouse", phone="012345678"),
    )
    row.refresh_from_db()
    assert (row.relation, row.phone) == ("spouse", "+85512345678")

    remove_emergency_contact(actor=counsellor, contact_id=row.pk)
    assert not person.emergency_contacts.exists()


def test_a_documents_number_is_sealed_found_and_opened_with_a_trace(counsellor, colleague, person):
    row = add_document(
        actor=counsellor,
        person_id=person.pk,
        document=Document(kind="national_id", number="០១០ 123-456"),
    )

    assert people_with_card(colleague, "010123456").get() == person
    assert document_number(viewer=counsellor, document=row) == "០១០ 123-456"
    with pytest.raises(NotAllowed):
        document_number(viewer=colleague, document=row)
    assert AuditEntry.objects.filter(action="people.sensitive_read").count() == 1


def test_a_document_or_somebody_to_tell_sent_twice_is_kept_once(counsellor, person):
    document = Document(kind="national_id", number="010123456")
    told = InEmergency(name="វណ្ណា", relation="sibling", phone="012345678")

    for _ in range(2):
        add_document(actor=counsellor, person_id=person.pk, document=document)
        add_emergency_contact(actor=counsellor, person_id=person.pk, contact=told)

    assert person.documents.count() == 1
    assert person.emergency_contacts.count() == 1
    assert AuditEntry.objects.filter(action="people.document_added").count() == 1


def test_a_document_edited_without_a_number_keeps_the_sealed_one(counsellor, person):
    row = add_document(
        actor=counsellor,
        person_id=person.pk,
        document=Document(kind="national_id", number="010123456"),
    )

    edit_document(
        actor=counsellor,
        document_id=row.pk,
        revision=1,
        document=Document(kind="passport", was_seen=True),
    )

    kept = IdentityDocument.objects.get(pk=row.pk)
    assert kept.kind == "passport" and kept.was_seen
    assert document_number(viewer=counsellor, document=kept) == "010123456"
    remove_document(actor=counsellor, document_id=row.pk)
    assert not people_with_card(counsellor, "010123456").exists()


def test_a_household_is_described_shared_and_left(counsellor, person):
    other = registered(counsellor, given_name_km="ដារ៉ា")
    home = edit_household(
        actor=counsellor, person_id=person.pk, revision=0, facts=HouseholdFacts(size=4)
    )

    share_household(actor=counsellor, person_id=other.pk, with_person_id=person.pk)
    assert Person.objects.filter(household=home).count() == 2

    leave_household(actor=counsellor, person_id=person.pk)
    leave_household(actor=counsellor, person_id=other.pk)
    assert not Household.objects.exists()


def test_nobody_shares_a_household_with_a_person_of_another_centre(
    counsellor, officer_elsewhere, person
):
    theirs = registered(officer_elsewhere)

    with pytest.raises(NotAllowed):
        share_household(actor=counsellor, person_id=person.pk, with_person_id=theirs.pk)


def test_a_journey_with_its_job_is_recorded_once(counsellor, person):
    facts = whole_return(id=uuid.uuid4())

    for _ in range(2):
        episode = record_return(actor=counsellor, person_id=person.pk, facts=facts, today=TODAY)

    assert Return.objects.count() == JobAbroad.objects.count() == 1
    assert return_status(viewer=counsellor, episode=episode)["documents_held_by"] == "employer"


def test_a_return_before_the_departure_is_refused(counsellor, person):
    backwards = whole_return(left_on=date(2025, 1, 1), returned_on=date(2024, 1, 1))

    with pytest.raises(WrongInput) as refused:
        record_return(actor=counsellor, person_id=person.pk, facts=backwards, today=TODAY)

    assert list(refused.value.errors) == ["returned_on"]


@pytest.mark.parametrize(
    "bad",
    [
        {"savings": Decimal(-1)},
        {"savings": Decimal("NaN")},
        {"savings": Decimal(10) ** 12},
        {"returned_on": date(2568, 1, 1)},
        {"channel_out": "teleport"},
        {"children_along": -2},
        {"border_point": "Mars"},
    ],
)
def test_a_bad_answer_about_a_journey_is_refused(counsellor, person, bad):
    with pytest.raises(WrongInput):
        record_return(actor=counsellor, person_id=person.pk, facts=whole_return(**bad), today=TODAY)

    assert not Return.objects.exists()


def test_who_may_not_read_the_sealed_part_leaves_it_as_it_is(counsellor, colleague, person):
    episode = record_return(
        actor=counsellor, person_id=person.pk, facts=whole_return(), today=TODAY
    )

    edit_return(
        actor=colleague,
        return_id=episode.pk,
        revision=1,
        facts=ReturnFacts(place="Rayong"),
        today=TODAY,
    )

    kept = Return.objects.get(pk=episode.pk)
    assert kept.place == "Rayong"
    assert return_status(viewer=counsellor, episode=kept)["exit_status"] == "expired"


def test_a_job_keeps_its_tasks_and_can_be_corrected_and_removed(counsellor, person):
    tiling, roofing = (
        Skill.objects.create(code=code, scheme=Classification.SPEAN, kind=SkillKind.TASK)
        for code in ("tiling", "roofing")
    )
    episode = record_return(actor=counsellor, person_id=person.pk, facts=ReturnFacts(), today=TODAY)
    facts = JobFacts(id=uuid.uuid4(), months=12, task_ids=(tiling.pk,), was_injured=True)
    job = record_job_abroad(actor=counsellor, return_id=episode.pk, facts=facts)

    edit_job_abroad(
        actor=counsellor,
        job_id=job.pk,
        revision=1,
        facts=replace(facts, months=13, task_ids=(roofing.pk,), injury="ជើង"),
    )

    kept = JobAbroad.objects.get(pk=job.pk)
    assert kept.months == 13 and list(kept.tasks.all()) == [roofing]
    assert job_sensitive(viewer=counsellor, job=kept)["injury"] == "ជើង"
    with pytest.raises(ChangedMeanwhile):
        edit_job_abroad(actor=counsellor, job_id=job.pk, revision=1, facts=facts)
    remove_job_abroad(actor=counsellor, job_id=job.pk)
    remove_return(actor=counsellor, return_id=episode.pk)
    assert not Return.objects.exists()
    assert AuditEntry.objects.filter(action="people.return_removed").exists()


def test_an_unknown_task_is_refused(counsellor, person):
    episode = record_return(actor=counsellor, person_id=person.pk, facts=ReturnFacts(), today=TODAY)

    with pytest.raises(WrongInput):
        record_job_abroad(
            actor=counsellor, return_id=episode.pk, facts=JobFacts(task_ids=(uuid.uuid4(),))
        )


def test_nobody_elsewhere_touches_a_part_of_the_file(counsellor, officer_elsewhere, person):
    episode = record_return(actor=counsellor, person_id=person.pk, facts=ReturnFacts(), today=TODAY)
    contact = contacts_of(person).get()

    for attempt in (
        lambda who: retire_contact(actor=who, contact_id=contact.pk),
        lambda who: remove_return(actor=who, return_id=episode.pk),
        lambda who: record_job_abroad(actor=who, return_id=episode.pk, facts=JobFacts()),
        lambda who: leave_household(actor=who, person_id=person.pk),
        lambda who: retire_contact(actor=who, contact_id=uuid.uuid4()),
    ):
        with pytest.raises(NotAllowed):
            attempt(officer_elsewhere)
