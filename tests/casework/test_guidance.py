"""Career choices in her words, and psychosocial first aid that stays sealed."""

import json
import uuid
from datetime import timedelta

import pytest
from django.apps import apps

from spean.accounts.choices import Role
from spean.accounts.models import AuditEntry
from spean.casework.contracts import ChoiceWords, FirstAidWords
from spean.casework.models import CareerChoice, FirstAidRecord, FollowUp, ServiceEvent
from spean.casework.selectors import todays_list
from spean.casework.selectors.guidance import choices_of, last_choice_of
from spean.casework.services.first_aid import (
    NothingOffered,
    TooMuchText,
    open_first_aid,
    write_first_aid,
)
from spean.casework.services.guidance import WordsMissing, note_choice
from spean.casework.services.notes import NextDateTooEarly
from spean.core.errors import NotAllowed
from spean.pathways import merging
from spean.people.models import Person
from tests.factories.casework import case_for, service_type
from tests.factories.jobs import OccupationFactory
from tests.factories.people import MORNING, TODAY
from tests.factories.serving import CentreFactory, staff

pytestmark = pytest.mark.django_db
SECRET = "មិនចង់ឱ្យនរណាដឹង"


@pytest.fixture(autouse=True)
def _codes():
    for code in ("COU1", "COU3"):
        service_type(code)


@pytest.fixture
def person(counsellor, pursat):
    return case_for(counsellor, pursat).person


def choose(actor, person, **changes):
    words = {"chosen_on": TODAY, "words": "ខ្ញុំចង់ដេរនៅផ្ទះ", **changes}
    return note_choice(
        actor=actor, person=person, id=uuid.uuid4(), words=ChoiceWords(**words), now=MORNING
    )


def test_a_choice_is_kept_in_her_words_and_counts_once_as_a_career_session(counsellor, person):
    id, work = uuid.uuid4(), OccupationFactory()
    words = ChoiceWords(chosen_on=TODAY, words="ខ្ញុំចង់ដេរ", occupations=(work.pk,), minutes=30)
    for _again in range(2):
        note_choice(actor=counsellor, person=person, id=id, words=words, now=MORNING)

    choice = CareerChoice.objects.get()
    assert choice.words == "ខ្ញុំចង់ដេរ" and list(choice.occupations.all()) == [work]
    event = ServiceEvent.objects.get()
    assert [topic.code for topic in event.topics.all()] == ["COU1"] and event.minutes == 30
    assert last_choice_of(counsellor, person) == choice


def test_a_choice_without_her_words_is_refused(counsellor, person):
    with pytest.raises(WordsMissing):
        choose(counsellor, person, words=" ")
    assert not ServiceEvent.objects.exists()


def test_another_centre_does_not_see_what_she_chose(counsellor, person):
    choose(counsellor, person)
    elsewhere = staff(Role.CENTRE_MANAGER, CentreFactory(code="ODM"))
    assert not choices_of(elsewhere, person).exists()


# --- first aid ----------------------------------------------------------------------------------


def aid(**changes):
    values = {
        "happened_on": TODAY,
        "offered": ("calm", "listened"),
        "referral": "declined",
        "minutes": 40,
        "text": SECRET,
        "next_on": TODAY + timedelta(days=3),
    }
    return FirstAidWords(**{**values, **changes})


def write(actor, person, id=None, **changes):
    key = id or uuid.uuid4()
    return write_first_aid(actor=actor, person=person, id=key, words=aid(**changes), now=MORNING)


def everything_in_the_database():
    """Return every value of every row as text, bytes as they lie."""
    said = []
    for model in apps.get_models():
        for row in model._base_manager.values():
            said += [
                bytes(value).decode("utf-8", "ignore")
                if isinstance(value, bytes | memoryview)
                else json.dumps(value, default=str, ensure_ascii=False)
                for value in row.values()
            ]
    return "\n".join(said)


def test_first_aid_lies_sealed_and_nowhere_in_clear(counsellor, person):
    write(counsellor, person)
    lying = everything_in_the_database()
    assert SECRET not in lying and "declined" not in lying and "listened" not in lying
    # The control: what lies in clear would be found.
    choose(counsellor, person, words=SECRET)
    assert SECRET in everything_in_the_database()


def test_first_aid_counts_as_one_service_and_shows_on_no_list(counsellor, person):
    id = uuid.uuid4()
    for _again in range(2):
        write(counsellor, person, id=id)

    event = ServiceEvent.objects.get()
    assert [topic.code for topic in event.topics.all()] == ["COU3"]
    assert (event.is_discreet, event.summary, event.next_step, event.next_on) == (
        True,
        "",
        "",
        None,
    )
    assert not FollowUp.objects.exists()
    today = todays_list(counsellor, TODAY)
    assert not [row for part in (today.now, today.week, today.quiet) for row in part.rows]


def test_the_officer_and_the_manager_open_first_aid_and_each_opening_is_audited(
    counsellor, manager, person
):
    write(counsellor, person)
    before = AuditEntry.objects.filter(action="people.sensitive_read").count()

    for viewer in (counsellor, manager):
        (opened,) = open_first_aid(viewer=viewer, person=person)
        assert opened.words == aid()
    assert AuditEntry.objects.filter(action="people.sensitive_read").count() == before + 2
    assert SECRET not in str(list(AuditEntry.objects.values_list("detail", flat=True)))


def test_a_colleague_neither_writes_nor_opens_first_aid(counsellor, pursat, person):
    write(counsellor, person)
    colleague = staff(Role.COUNSELLOR, pursat)
    with pytest.raises(NotAllowed):
        open_first_aid(viewer=colleague, person=person)
    with pytest.raises(NotAllowed):
        write(colleague, person)
    assert FirstAidRecord.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"text": "ក" * 301}, TooMuchText),
        ({"offered": ()}, NothingOffered),
        ({"next_on": TODAY - timedelta(days=1)}, NextDateTooEarly),
    ],
)
def test_first_aid_that_says_too_much_or_too_little_is_refused(
    counsellor, person, changes, refusal
):
    with pytest.raises(refusal):
        write(counsellor, person, **changes)
    assert not ServiceEvent.objects.exists()


def test_first_aid_opens_after_a_merge_and_after_parting(counsellor, manager, pursat):
    kept, merged = (case_for(counsellor, pursat).person for _file in range(2))
    write(manager, merged)
    later = MORNING + timedelta(days=1)
    done = merging.merge(actor=manager, keep_id=kept.pk, merge_id=merged.pk, now=later)
    assert open_first_aid(viewer=manager, person=Person.objects.get(pk=kept.pk))

    merging.unmerge(actor=manager, merge_id=done.pk, now=later)
    assert open_first_aid(viewer=manager, person=Person.objects.get(pk=merged.pk))
