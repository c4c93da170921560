import uuid
from datetime import date, timedelta

import pytest

from spean.accounts.choices import Role
from spean.core.errors import ChangedMeanwhile, IllegalMove, NotAllowed
from spean.skills.models import ClassDay, DropTalk, Presence, PresenceChange
from spean.skills.selectors.attendance import class_of, classes_visible_to, standings, terms_on
from spean.skills.services import attendance as services
from spean.skills.services.attendance import DayWords, Said, mark_day, tally_day
from spean.skills.services.completion import ReasonMissing, note_talk
from tests.factories.people import TODAY
from tests.factories.serving import CentreFactory, staff
from tests.factories.training import (
    AFTER,
    DAYS,
    FIRST,
    LAST,
    course_at,
    learner,
    marked,
    published_terms,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(pursat):
    return staff(Role.CENTRE_MANAGER, pursat)


@pytest.fixture
def course(pursat):
    return course_at(pursat)


@pytest.fixture
def one(manager, course):
    return learner(manager, course)


def test_a_volunteer_keeps_the_list_of_a_class(pursat, manager, course, one):
    volunteer = staff(Role.VOLUNTEER, pursat)

    day = marked(volunteer, course, FIRST, {one: "present"})

    assert Presence.objects.get().day == day and day.recorded_by == volunteer
    assert [row.person for row in class_of(course)] == [one.person]


def test_the_same_list_twice_is_one_list(manager, course, one):
    for _again in range(2):
        marked(manager, course, FIRST, {one: "late"}, id=uuid.UUID(int=1), words={"revision": 0})

    assert ClassDay.objects.count() == Presence.objects.count() == 1
    assert not PresenceChange.objects.exists()


def test_a_second_list_of_the_same_day_is_shown_the_first(manager, course, one):
    marked(manager, course, FIRST, {one: "late"}, words={"revision": 0})

    with pytest.raises(ChangedMeanwhile):
        marked(manager, course, FIRST, {one: "absent"}, words={"revision": 0})

    assert Presence.objects.get().mark == "late"


def test_a_mark_put_right_keeps_what_stood_before_with_who_and_when(manager, course, one):
    day = marked(manager, course, FIRST, {one: "absent"})
    marked(manager, course, FIRST, {one: "present"}, words={"revision": day.revision})

    assert Presence.objects.get().mark == "present"
    before = PresenceChange.objects.get()
    assert (before.mark, before.changed_by, before.changed_at) == ("absent", manager, AFTER)


@pytest.mark.parametrize(
    ("day", "refusal"),
    [
        (FIRST - timedelta(days=1), services.DayOutsideCourse),
        (LAST + timedelta(days=1), services.DayOutsideCourse),
        (TODAY + timedelta(days=1), services.DayStillToCome),
    ],
)
def test_a_day_outside_the_course_or_still_to_come_is_refused(manager, course, one, day, refusal):
    with pytest.raises(refusal):
        marked(manager, course, day, {one: "present"})

    assert not ClassDay.objects.exists()


def test_nobody_attends_before_she_is_enrolled(manager, course, one):
    applied = learner(manager, course, state="applied")
    late = learner(manager, course, applied_on=DAYS[3])

    for who, day in ((applied, FIRST), (late, FIRST)):
        with pytest.raises(services.NotInClass):
            marked(manager, course, day, {who: "present", one: "present"})

    assert not Presence.objects.exists()
    marked(manager, course, DAYS[3], {late: "present"})


def test_a_course_that_has_not_begun_has_no_list(manager, pursat):
    course = course_at(pursat, state="chosen")

    with pytest.raises(services.CourseNotRunning):
        marked(manager, course, FIRST, {})


def test_somebody_of_another_course_or_unknown_cannot_be_marked(manager, pursat, course, one):
    other = learner(manager, course_at(pursat))

    with pytest.raises(services.NotInClass):
        marked(manager, course, FIRST, {one: "present", other: "present"})
    with pytest.raises(services.MarkUnknown):
        marked(manager, course, FIRST, {one: "asleep"})

    assert not Presence.objects.exists()


def test_another_centres_manager_keeps_no_list_here(course, one):
    other = CentreFactory(code="BTB")
    stranger = staff(Role.CENTRE_MANAGER, other)

    with pytest.raises(NotAllowed):
        marked(stranger, course, FIRST, {one: "present"})
    assert not classes_visible_to(stranger).exists()


def test_where_names_cannot_be_kept_women_and_men_are_counted(manager, course, one):
    marked(manager, course, FIRST, {one: "present"})
    words = DayWords(held_on=FIRST, women=12, men=7)
    tally_day(actor=manager, course_id=course.pk, id=uuid.uuid4(), words=words, now=AFTER)

    day = ClassDay.objects.get()
    assert (day.women, day.men) == (12, 7) and day.marks.count() == 1


@pytest.mark.parametrize("counts", [(0, 0), (-1, 5), (3, 5000), (None, None)])
def test_a_tally_that_cannot_be_meant_is_refused(manager, course, counts):
    words = DayWords(held_on=FIRST, women=counts[0], men=counts[1])

    with pytest.raises(services.TallyRefused):
        tally_day(actor=manager, course_id=course.pk, id=uuid.uuid4(), words=words, now=AFTER)

    assert not ClassDay.objects.exists()


def test_a_reason_goes_with_an_absence_alone(manager, course, one):
    said = {one.pk: Said("present", reason="health")}
    words = DayWords(held_on=FIRST)
    mark_day(actor=manager, course_id=course.pk, id=uuid.uuid4(), words=words, said=said, now=AFTER)

    assert Presence.objects.get().reason == ""


def test_a_sealed_person_is_in_no_class(manager, course, one):
    one.person.is_sealed = True
    one.person.save()

    assert not class_of(course).exists()


def alert_of(enrolment):
    (found,) = standings([enrolment], terms_on(TODAY))
    return found.alert


def test_three_days_missed_in_a_row_call_for_a_talk_and_the_talk_ends_the_call(
    manager, course, one
):
    published_terms()
    for place, day in enumerate(DAYS[:4]):
        assert alert_of(one) is None
        marked(manager, course, day, {one: "present" if place == 0 else "absent"})
    assert (alert_of(one).code, alert_of(one).days) == ("in_a_row", 3)

    talked(manager, one, on=DAYS[3], stops=False)

    assert alert_of(one) is None
    one.refresh_from_db()
    assert one.state == "enrolled"


def test_without_a_published_number_nobody_is_called(manager, course, one):
    for day in DAYS[:5]:
        marked(manager, course, day, {one: "absent"})

    assert alert_of(one) is None


def talked(actor, enrolment, **changes):
    values = {"id": uuid.uuid4(), "reason": "money", "stops": True, "on": DAYS[4], "now": AFTER}
    return note_talk(actor=actor, enrolment_id=enrolment.pk, **{**values, **changes})


def test_who_stops_has_a_reason_and_a_day_and_is_not_marked_after_it(manager, course, one):
    with pytest.raises(ReasonMissing):
        talked(manager, one, reason="")
    for _again in range(2):
        talked(manager, one, id=uuid.UUID(int=7))

    one.refresh_from_db()
    assert (one.state, one.drop_reason, one.ended_on) == ("dropped", "money", DAYS[4])
    assert DropTalk.objects.count() == 1
    marked(manager, course, DAYS[4], {one: "present"})
    with pytest.raises(services.NotInClass):
        marked(manager, course, DAYS[5], {one: "present"})
    with pytest.raises(IllegalMove):
        talked(manager, one)


def test_a_volunteer_does_not_end_anybodys_course(pursat, course, one):
    with pytest.raises(NotAllowed):
        talked(staff(Role.VOLUNTEER, pursat), one)


def test_the_talk_is_not_before_the_course_nor_still_to_come(manager, course, one):
    for day in (date(2026, 1, 1), TODAY + timedelta(days=1)):
        with pytest.raises(Exception, match=r"\S"):
            talked(manager, one, on=day)

    assert not DropTalk.objects.exists()
