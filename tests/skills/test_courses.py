"""Courses and those who want a seat: planned, opened, applied for, given out, given back."""

import uuid
from datetime import timedelta

import pytest

from spean.accounts.models import AuditEntry
from spean.core.errors import ChangedMeanwhile, IllegalMove, NotAllowed
from spean.pathways import merging
from spean.people.services import withdraw_consent
from spean.skills.models import CourseCommitment
from spean.skills.services.applying import (
    Application,
    AppliedAlready,
    NoConsent,
    NotOpen,
    TooLate,
    TooYoung,
    apply_for,
)
from spean.skills.services.courses import (
    DaysOutOfOrder,
    LastDayOver,
    PromisedAlready,
    TooManyKept,
    begin_course,
    cancel_course,
    commit_employer,
    edit_course,
    end_course,
    enrol,
    open_course,
    plan_course,
    take_back_commitment,
)
from tests.factories.courses import (
    AFTER,
    applicants,
    applied,
    client,
    course_values,
    given,
    opened,
    planned,
)
from tests.factories.directory import OrganisationFactory
from tests.factories.jobs import rules
from tests.factories.people import MORNING, TODAY, registered

pytestmark = pytest.mark.django_db


def states(course):
    return sorted(course.enrolments.values_list("state", flat=True))


def test_a_course_is_planned_once_however_often_it_is_sent(facilitator, pursat):
    course = planned(facilitator, pursat)
    again = course_values(provider=course.provider, label_en="Another")
    same = plan_course(actor=facilitator, centre=pursat, id=course.pk, values=again)

    assert same.label_en == "Tiling"


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"seats": 3, "seats_women": 2, "seats_disability": 2}, TooManyKept),
        ({"apply_by": TODAY + timedelta(days=30)}, DaysOutOfOrder),
        ({"ends_on": TODAY}, DaysOutOfOrder),
    ],
)
def test_a_course_that_cannot_be_is_refused(facilitator, pursat, changes, refusal):
    with pytest.raises(refusal):
        planned(facilitator, pursat, **changes)


def test_a_counsellor_plans_no_course_and_another_centre_changes_none(
    counsellor, facilitator, pursat, manager_elsewhere
):
    with pytest.raises(NotAllowed):
        planned(counsellor, pursat)
    course = planned(facilitator, pursat)
    with pytest.raises(NotAllowed):
        open_course(actor=manager_elsewhere, course_id=course.pk, now=MORNING)


def test_once_it_is_open_what_people_apply_for_stays(facilitator, pursat):
    course = opened(facilitator, pursat)
    values = course_values(provider=course.provider)
    change = {"actor": facilitator, "course_id": course.pk}

    with pytest.raises(PromisedAlready):
        edit_course(**change, revision=course.revision, values={**values, "seats": 9})
    edited = edit_course(**change, revision=course.revision, values={**values, "trainer": "ហេង"})
    assert edited.trainer == "ហេង"
    with pytest.raises(ChangedMeanwhile):
        edit_course(**change, revision=course.revision, values=values)


def test_a_course_whose_last_day_is_over_is_not_opened(facilitator, pursat):
    course = planned(facilitator, pursat)

    with pytest.raises(LastDayOver):
        open_course(actor=facilitator, course_id=course.pk, now=AFTER)


def test_the_promise_is_published_at_the_opening_and_the_seed_is_not(facilitator, pursat):
    course = opened(facilitator, pursat, selection="lottery")

    assert len(course.round.commitment) == 64
    assert course.round.seed == ""
    assert course.round.commitment in str(
        AuditEntry.objects.get(action="selection.promised").detail
    )


def test_an_application_sent_twice_is_one_and_a_second_one_is_refused(facilitator, pursat):
    course, person = opened(facilitator, pursat), client(facilitator)
    made = applied(facilitator, person, course)
    again = apply_for(
        actor=facilitator,
        id=made.pk,
        person=person,
        course_id=course.pk,
        said=Application(),
        now=MORNING,
    )

    assert again == made
    with pytest.raises(AppliedAlready):
        applied(facilitator, person, course)


def test_after_the_last_day_nobody_applies(facilitator, pursat):
    course = opened(facilitator, pursat)

    with pytest.raises(TooLate):
        applied(facilitator, client(facilitator), course, now=AFTER)
    with pytest.raises(NotOpen):
        applied(facilitator, client(facilitator), planned(facilitator, pursat))


def test_people_of_another_centre_apply_through_their_own_staff(
    facilitator, pursat, officer_elsewhere, preah_vihear
):
    course = opened(facilitator, pursat)
    person = registered(officer_elsewhere)

    with pytest.raises(NotAllowed):
        applied(facilitator, person, course)
    assert applied(officer_elsewhere, person, course).course == course


@pytest.mark.parametrize("change", ["sealed", "merged"])
def test_a_file_that_is_not_there_applies_for_nothing(facilitator, pursat, change):
    course, person = opened(facilitator, pursat), client(facilitator)
    person.is_sealed = change == "sealed"
    person.merged_into = client(facilitator) if change == "merged" else None

    with pytest.raises(NotAllowed):
        applied(facilitator, person, course)


def test_without_a_consent_in_force_or_too_young_nobody_applies(facilitator, manager, pursat):
    rules()
    course, person = opened(facilitator, pursat), registered(manager)
    withdraw_consent(actor=manager, person_id=person.pk, withdrawn_at=MORNING)
    child = registered(manager, born_on=TODAY.replace(year=TODAY.year - 14))

    with pytest.raises(NoConsent):
        applied(facilitator, person, course)
    with pytest.raises(TooYoung):
        applied(facilitator, child, course)


def test_a_course_runs_from_its_seats_to_its_end(facilitator, volunteer, pursat):
    course = opened(facilitator, pursat)
    someone = applicants(facilitator, course, 1)[0]
    with pytest.raises(IllegalMove):
        enrol(actor=facilitator, enrolment_id=someone.pk)
    given(facilitator, course)
    for _twice in range(2):
        assert enrol(actor=volunteer, enrolment_id=someone.pk).state == "enrolled"
    begin_course(actor=facilitator, course_id=course.pk)

    assert end_course(actor=facilitator, course_id=course.pk).state == "ended"


def test_a_course_that_does_not_take_place_lets_everybody_go(facilitator, pursat):
    course = opened(facilitator, pursat)
    applicants(facilitator, course, 2)
    cancel_course(actor=facilitator, course_id=course.pk)

    assert states(course) == ["withdrawn"] * 2


def test_an_employers_promise_said_anew_replaces_the_old_one(facilitator, pursat):
    course, employer = planned(facilitator, pursat), OrganisationFactory()
    promise = {"actor": facilitator, "course_id": course.pk, "organisation": employer}
    for posts in (3, 5):
        made = commit_employer(**promise, posts=posts, said_on=TODAY)

    assert CourseCommitment.objects.get().posts == 5
    for _twice in range(2):
        take_back_commitment(actor=facilitator, commitment_id=made.pk)
    assert not CourseCommitment.objects.exists()


def test_two_files_made_one_take_their_courses_along_and_give_them_back(manager, pursat):
    one, two = opened(manager, pursat), opened(manager, pursat)
    kept, merged = registered(manager), registered(manager)
    applied(manager, kept, one)
    twin, other = applied(manager, merged, one), applied(manager, merged, two)
    done = merging.merge(actor=manager, keep_id=kept.pk, merge_id=merged.pk, now=MORNING)

    other.refresh_from_db()
    twin.refresh_from_db()
    assert other.person == kept
    assert (twin.person, twin.state) == (merged, "withdrawn")
    merging.unmerge(actor=manager, merge_id=done.pk, now=MORNING)
    other.refresh_from_db()
    twin.refresh_from_db()
    assert other.person == merged
    assert twin.state == "applied"


def test_the_id_of_somebody_elses_application_opens_nothing(facilitator, pursat):
    course = opened(facilitator, pursat)
    made = applied(facilitator, client(facilitator), course)

    with pytest.raises(NotAllowed):
        apply_for(
            actor=facilitator,
            id=made.pk,
            person=client(facilitator),
            course_id=course.pk,
            said=Application(),
            now=MORNING,
        )
    assert uuid.UUID(str(made.pk)) == made.pk
