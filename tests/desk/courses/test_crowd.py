"""Sixty want twenty seats: the pages stay quick, and everybody left out has reason and day."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from spean.skills.models import Course, Enrolment
from tests.desk.people.writing import signed_in
from tests.factories.courses import applicants, closed, opened

pytestmark = pytest.mark.django_db


def course_of(facilitator, pursat, seats):
    day = timezone.localdate()
    return opened(
        facilitator,
        pursat,
        seats=seats,
        seats_women=seats // 4,
        selection="lottery",
        apply_by=day + timedelta(days=9),
        starts_on=day + timedelta(days=20),
        ends_on=day + timedelta(days=90),
        next_on=day + timedelta(days=200),
    )


def crowd(facilitator, pursat, seats, people):
    course = course_of(facilitator, pursat, seats)
    applicants(facilitator, course, people)
    Course.objects.filter(pk=course.pk).update(apply_by=timezone.localdate() - timedelta(days=1))
    return closed(facilitator, course, timezone.now())


def asked(browser, name, course):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = browser.get(reverse(name, args=[course.pk]))
    assert answer.status_code == 200
    return len(queries)


def test_the_pages_of_sixty_ask_no_more_than_those_of_six(facilitator, pursat):
    few, many = (crowd(facilitator, pursat, *size) for size in ((2, 6), (20, 60)))
    browser = signed_in(facilitator)

    for name in ("desk:course", "desk:course_seats"):
        asked(browser, name, few)
        assert asked(browser, name, many) <= asked(browser, name, few), name


def test_everybody_left_out_has_the_reason_and_the_next_day(facilitator, pursat):
    course = crowd(facilitator, pursat, 20, 60)
    browser = signed_in(facilitator)

    browser.post(reverse("desk:course_seats", args=[course.pk]))

    assert Enrolment.objects.filter(state="selected").count() == 20
    left = Enrolment.objects.filter(state="left_out")
    assert left.count() == 40
    assert not left.filter(left_out="").exists() and not left.filter(next_on=None).exists()
