"""Hundreds at once are what one after the other would have been."""

import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spean.accounts.models import AuditEntry
from spean.accounts.selectors import verify_chain
from spean.accounts.services import audit, audit_many, one_writer
from spean.casework.models import Case
from spean.core.errors import NotAllowed
from spean.core.refs import Ref
from spean.directory.services import issue_client_numbers
from spean.pathways import registration
from spean.people.contracts import Contact, JobFacts
from spean.people.models import IdentityKey, Person, SearchToken, Suspicion
from spean.people.services import WrongInput, mark_sealed, raise_suspicions, register
from spean.skills import services as skills
from spean.skills.models import ClaimedSkill
from tests.factories.people import MORNING, TODAY, intake, whole_intake, whole_return
from tests.factories.skills import SkillFactory

pytestmark = pytest.mark.django_db

# Some of these are one person in other spellings, some share a name or a telephone by chance.
CROWD = (
    {},
    {"given_name_lat": "Sophia", "given_name_km": ""},
    {"given_name_km": "វណ្ណា", "given_name_lat": "Vanna", "sex": "M"},
    {"family_name_km": "ចាន់", "family_name_lat": "Chan", "contacts": ()},
    {"born_on": date(1993, 3, 12)},
    {"given_name_lat": "Sophea", "contacts": (Contact(number="097 654 3210"),)},
    {"family_name_lat": "Sophea", "given_name_lat": "Sok", "family_name_km": "សុភា",
     "given_name_km": "សុខ"},
    {"born_on": date(1960, 7, 1), "sex": "M"},
)  # fmt: skip


def crowd():
    return [intake(**changes) for changes in CROWD]


def admit_many(actor, intakes):
    return registration.admit_many(actor=actor, intakes=intakes, now=MORNING)


def pairs(people):
    place = {person.pk: number for number, person in enumerate(people)}
    return {
        (*sorted((place[one.first_id], place[one.second_id])), one.likelihood, str(one.lines))
        for one in Suspicion.objects.filter(first__in=people, second__in=people)
    }


def test_single_and_bulk_raise_the_same_suspicions(counsellor):
    one_by_one = []
    for given in crowd():
        one_by_one.append(register(actor=counsellor, intake=given, today=TODAY))
        raise_suspicions(actor=counsellor, person=one_by_one[-1])
    expected = pairs(one_by_one)
    Suspicion.objects.all().delete()
    Person.objects.all().update(is_sealed=True)

    at_once = admit_many(counsellor, crowd())

    assert pairs(at_once) == expected and 2 <= len(expected) < len(CROWD) * (len(CROWD) - 1) / 2


def test_newcomers_meet_who_was_there_but_nobody_sealed(counsellor):
    (known,) = admit_many(counsellor, [intake()])
    (hidden,) = admit_many(counsellor, [intake(born_on=date(1992, 3, 12))])
    mark_sealed(actor=counsellor, person_id=hidden.pk)
    Suspicion.objects.all().delete()

    admit_many(counsellor, [intake()])

    met = {id for pair in Suspicion.objects.values_list("first", "second") for id in pair}
    assert known.pk in met and hidden.pk not in met


def test_more_people_take_no_more_questions(counsellor):
    admit_many(counsellor, [whole_intake()])

    few, many = [whole_intake()], [whole_intake() for _ in range(12)]
    with CaptureQueriesContext(connection) as asked_for_few:
        admit_many(counsellor, few)
    with CaptureQueriesContext(connection) as asked_for_many:
        admit_many(counsellor, many)

    # Only rows are more: SQLite notes each of them as a statement of its own, or as one.
    reads = [
        len([one for one in asked if one["sql"].startswith("SELECT")])
        for asked in (asked_for_few.captured_queries, asked_for_many.captured_queries)
    ]
    assert reads[0] == reads[1]


def test_one_wrong_intake_leaves_nobody_and_takes_no_number(counsellor):
    admit_many(counsellor, [intake()])
    entries = AuditEntry.objects.count()

    with pytest.raises(WrongInput):
        admit_many(counsellor, [intake(), intake(sex="?")])

    assert Person.objects.count() == Case.objects.count() == 1
    assert AuditEntry.objects.count() == entries
    (second,) = admit_many(counsellor, [intake()])
    first = Person.objects.exclude(pk=second.pk).get()
    assert serial(second.client_number) == serial(first.client_number) + 1


def test_what_is_written_in_bulk_is_found_read_and_audited(counsellor):
    people = admit_many(counsellor, [whole_intake(), whole_intake()])

    for person in people:
        fresh = Person.objects.get(pk=person.pk)
        assert fresh.client_number and fresh.created_at and fresh.main_needs
        assert SearchToken.objects.filter(person=fresh).count() > 5
        assert IdentityKey.objects.filter(person=fresh).count() > 3
        assert fresh.returns.get().jobs.get().wage == Decimal(400)
    assert verify_chain().is_whole


def serial(client_number):
    """Return the running number, which stands before the check digit."""
    return int(client_number.split("-")[-2])


def with_jobs(*jobs):
    return intake(returns=(whole_return(jobs=jobs),))


def test_the_tasks_of_her_jobs_become_skills_by_her_own_word(counsellor):
    tiles, wire, paint = SkillFactory(), SkillFactory(), SkillFactory()
    given = with_jobs(
        JobFacts(id=uuid.uuid4(), task_ids=(tiles.pk, wire.pk), months=12),
        JobFacts(id=uuid.uuid4(), task_ids=(wire.pk, paint.pk), months=30),
    )

    person = registration.admit(actor=counsellor, intake=given, now=MORNING)

    claims = {claim.skill: claim for claim in ClaimedSkill.objects.filter(person=person)}
    assert set(claims) == {tiles, wire, paint}
    assert {claim.grade for claim in claims.values()} == {"self"}
    assert [claims[one].months for one in (tiles, wire, paint)] == [12, 30, 30]
    assert claims[wire].from_kind == "job_abroad"
    entry = AuditEntry.objects.get(action="skills.heard")
    assert (entry.ref_id, entry.detail) == (person.pk, {"count": 3})


def test_sending_the_form_again_claims_nothing_anew(counsellor):
    given = with_jobs(JobFacts(task_ids=(SkillFactory().pk,), months=12))
    registration.admit(actor=counsellor, intake=given, now=MORNING)
    entries = AuditEntry.objects.count()

    registration.admit(actor=counsellor, intake=given, now=MORNING)

    assert ClaimedSkill.objects.count() == 1 and AuditEntry.objects.count() == entries


def test_what_a_volunteer_hears_at_a_registration_is_written_down(volunteer):
    given = with_jobs(JobFacts(task_ids=(SkillFactory().pk,)))

    registration.admit(actor=volunteer, intake=given, now=MORNING)

    assert ClaimedSkill.objects.get().recorded_by == volunteer


def test_who_may_not_register_claims_nothing(counsellor, officer_elsewhere):
    (person,) = admit_many(counsellor, [intake()])
    heard = skills.Heard(person, SkillFactory().pk, 1, Ref("job_abroad", uuid.uuid4()))

    with pytest.raises(NotAllowed):
        skills.claim_many(actor=officer_elsewhere, heard=[heard], now=MORNING)
    assert not ClaimedSkill.objects.exists()


def test_many_numbers_are_those_that_single_calls_would_give(pursat, preah_vihear):
    first = issue_client_numbers(pursat, TODAY, 998)
    other = issue_client_numbers(preah_vihear, TODAY, 3)
    more = issue_client_numbers(pursat, TODAY, 5)

    numbers = [*first, *other, *more]
    assert len(set(numbers)) == len(numbers) == 1006
    # Two fill the first block of a thousand, three come from the next free one.
    assert list(map(serial, more)) == [999, 1000, 2001, 2002, 2003]


def test_many_entries_are_one_chain_with_single_ones(counsellor):
    with one_writer():
        audit(actor=counsellor, action="test.one")
        audit_many(
            actor=counsellor,
            action="test.many",
            acts=[(Ref("person", uuid.uuid4()), {"count": 1}) for _ in range(5)],
        )
        audit(actor=None, action="test.last")

    assert AuditEntry.objects.count() == 7 and verify_chain().is_whole
    AuditEntry.objects.filter(seq=4).update(detail={"count": 2})
    assert not verify_chain().is_whole
