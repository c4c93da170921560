"""A day of training from a telephone: marked when it arrives, or it waits for a person."""

import pytest

from spean.accounts.choices import Role
from spean.skills.models import ClassDay, Presence, TestScore
from spean.surveys.models import Submission
from tests.factories.forms import answer, in_use
from tests.factories.serving import staff
from tests.factories.training import FIRST, course_at, learner
from tests.pathways.test_receiving import send

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(pursat):
    return staff(Role.CENTRE_MANAGER, pursat)


@pytest.fixture
def course(pursat):
    return course_at(pursat)


def sent(author, centre, *participants, course_name="ក្រាលការ៉ូ", held_on=FIRST):
    version = in_use(
        centre, questionnaire__form_id="spean_attendance", questionnaire__effect="attendance"
    )
    about = {"course_name": course_name, "held_on": str(held_on), "hours_planned": "6"}
    send(author, answer(version, {"course": about, "participants": list(participants)}))
    return Submission.objects.get()


def test_a_day_from_a_telephone_marks_the_class(pursat, manager, course):
    here, late, gone = (learner(manager, course) for _one in range(3))
    rows = [
        {"participant_no": here.person.client_number, "hours": "6", "score_before": "40"},
        {"participant_no": late.person.client_number, "hours": "4"},
        {
            "participant_no": gone.person.client_number,
            "hours": "0",
            "absent_reason": "family",
            "standing": "dropped",
        },
    ]

    row = sent(manager, pursat, *rows, course_name=course.pk.hex[:8])

    assert row.state == "applied", row.reason
    marks = {one.enrolment_id: one for one in Presence.objects.all()}
    assert [marks[one.pk].mark for one in (here, late, gone)] == ["present", "late", "absent"]
    assert marks[gone.pk].says_stops and marks[gone.pk].reason == "family"
    assert TestScore.objects.get().score == 40
    gone.refresh_from_db()
    assert gone.state == "enrolled"


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"course_name": "ដេរ"}, "course-unknown"),
        ({"held_on": "2026-01-01"}, "course-unknown"),
    ],
)
def test_a_course_or_a_day_that_is_not_known_waits_for_a_person(
    pursat, manager, course, wrong, reason
):
    who = learner(manager, course)
    known = {"participant_no": who.person.client_number, "hours": "6"}

    row = sent(manager, pursat, known, **wrong)

    assert (row.state, row.reason) == ("waiting", reason)
    assert not ClassDay.objects.exists()


def test_a_stranger_in_the_list_lets_the_whole_answer_wait(pursat, manager, course):
    who = learner(manager, course)
    known = {"participant_no": who.person.client_number, "hours": "6"}

    row = sent(manager, pursat, known, {"name": "ចាន់", "hours": "6"})

    assert (row.state, row.reason) == ("waiting", "participant-unknown")
    assert not Presence.objects.exists()
