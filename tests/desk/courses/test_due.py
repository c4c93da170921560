"""What is due in the work on skills; and a class that begins by one press."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from spean.accounts.choices import Role
from spean.accounts.models import AuditEntry
from spean.core.errors import NotAllowed
from spean.skills.models import Enrolment
from spean.skills.selectors.attendance import classes_to_mark
from spean.skills.selectors.tracing import count_due_traces, due_traces
from spean.skills.services.courses import enrol_everybody
from tests.desk.people.writing import signed_in
from tests.factories.casework import client_of
from tests.factories.people import TODAY
from tests.factories.serving import staff
from tests.factories.training import course_at, enrolled, learner, marked, published_terms

pytestmark = pytest.mark.django_db
MONDAY = TODAY - timedelta(days=TODAY.weekday())
ASK = "អ្នកដែលត្រូវសួរ"


@pytest.fixture
def running(pursat):
    return course_at(pursat, starts_on=MONDAY, ends_on=MONDAY + timedelta(days=60))


def main_of(viewer, name, *keys):
    page = signed_in(viewer).get(reverse(f"desk:{name}", args=keys))
    html = page.content.decode()
    return html[html.index("<main") : html.index("</main>")]


def test_a_class_is_to_be_marked_until_it_was(facilitator, counsellor, running):
    one = learner(counsellor, running)
    assert list(classes_to_mark(facilitator, MONDAY)) == [running]

    marked(facilitator, running, MONDAY, {one: "present"})

    assert not classes_to_mark(facilitator, MONDAY)
    assert list(classes_to_mark(facilitator, MONDAY + timedelta(days=1))) == [running]


@pytest.mark.parametrize("days", [-1, 6, 61])
def test_nothing_is_to_be_marked_before_after_or_on_a_sunday(days, facilitator, running):
    assert not classes_to_mark(facilitator, MONDAY + timedelta(days=days))


def test_another_centre_has_no_class_to_mark(officer_elsewhere, running):
    assert not classes_to_mark(officer_elsewhere, MONDAY)


def test_a_counsellor_is_told_whom_to_ask_and_not_what_is_under_way(counsellor, pursat):
    published_terms()
    day = timezone.localdate() - timedelta(days=100)
    course = course_at(pursat, state="ended")
    enrolled(counsellor, course, client_of(counsellor, pursat), state="completed", ended_on=day)

    today = main_of(counsellor, "today")
    assert ASK in today and reverse("desk:traces") in today
    assert reverse("desk:recognitions") not in today


def test_the_number_to_ask_is_that_of_the_list(counsellor, facilitator, pursat):
    course = course_at(pursat, state="ended")
    for days in (10, 100, 200, 400):
        ended = TODAY - timedelta(days=days)
        person = client_of(counsellor, pursat)
        enrolled(facilitator, course, person, state="completed", ended_on=ended)

    assert count_due_traces(counsellor, TODAY) == len(due_traces(counsellor, TODAY)) == 3


def test_a_facilitator_opens_her_day_with_what_is_due(facilitator, counsellor, pursat):
    today = timezone.localdate()
    days = {"starts_on": today - timedelta(days=7), "ends_on": today + timedelta(days=60)}
    learner(counsellor, course_at(pursat, **days))
    course_at(
        pursat, state="open", **{**days, "apply_by": today - timedelta(days=1), "starts_on": today}
    )
    page = main_of(facilitator, "today")

    assert page.index(reverse("desk:skills_home")) < page.index(reverse("desk:people"))
    assert "វគ្គដែលត្រូវចែកកន្លែងរៀន: ១" in page
    assert (reverse("desk:classes") in page) == (today.weekday() != 6)


def test_a_class_begins_by_one_press(facilitator, counsellor, pursat):
    course = course_at(pursat, state="chosen")
    several = [learner(counsellor, course, state="selected") for _one in range(3)]
    waits = learner(counsellor, course, state="waitlisted")
    browser = signed_in(facilitator)
    url = reverse("desk:course_everybody", args=[course.pk])
    assert url in main_of(facilitator, "course", course.pk)

    for _twice in range(2):
        browser.post(url)

    assert Enrolment.objects.filter(state="enrolled").count() == len(several)
    waits.refresh_from_db()
    assert waits.state == "waitlisted"
    assert AuditEntry.objects.filter(action="enrolments.enrol").count() == len(several)
    assert url not in main_of(facilitator, "course", course.pk)


def test_a_sealed_file_stays_as_it_is_when_a_class_begins(facilitator, counsellor, pursat):
    course = course_at(pursat, state="chosen")
    one, other = (learner(counsellor, course, state="selected") for _one in range(2))
    other.person.is_sealed = True
    other.person.save()

    assert enrol_everybody(actor=facilitator, course_id=course.pk) == 1
    other.refresh_from_db()
    assert other.state == "selected"


def test_nobody_of_another_centre_begins_a_class(officer_elsewhere, preah_vihear, pursat):
    course = course_at(pursat, state="chosen")
    away = staff(Role.TVET_FACILITATOR, preah_vihear, username="facilitator-away")
    url = reverse("desk:course_everybody", args=[course.pk])

    assert signed_in(away).post(url).status_code == 404
    assert signed_in(officer_elsewhere).post(url).status_code in (403, 404)
    with pytest.raises(NotAllowed):
        enrol_everybody(actor=away, course_id=course.pk)
