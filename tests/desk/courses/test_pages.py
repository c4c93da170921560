"""The pages of courses: looked at, applied for from a person's page, seats given, published."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from spean.skills.models import Course, Enrolment, SelectionRound
from spean.skills.rules.selection_check import problems
from tests.desk.people.writing import signed_in
from tests.factories.courses import applicants, closed, opened
from tests.factories.courses import client as made_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(facilitator, pursat):
    day = timezone.localdate()
    return opened(
        facilitator,
        pursat,
        apply_by=day + timedelta(days=9),
        starts_on=day + timedelta(days=20),
        ends_on=day + timedelta(days=90),
        next_on=day + timedelta(days=200),
    )


@pytest.mark.parametrize("name", ["skills_home", "courses", "course_new", "training_demand"])
def test_the_pages_are_there(facilitator, course, name):
    assert signed_in(facilitator).get(reverse(f"desk:{name}")).status_code == 200


def test_one_applies_from_the_persons_page(facilitator, course):
    person = made_client(facilitator)
    browser = signed_in(facilitator)
    page = browser.get(reverse("desk:person", args=[person.pk])).content.decode()
    url = reverse("desk:course_apply", args=[person.pk, course.pk])
    assert url in page
    answer = browser.post(url, {"id": str(uuid4())})

    made = Enrolment.objects.get()
    assert answer.url == reverse("desk:enrolment_slip", args=[made.pk])
    assert made.lot in browser.get(answer.url).content.decode()
    again = browser.post(url, {"id": str(uuid4())})
    assert again.status_code == 200
    assert Enrolment.objects.count() == 1


def test_another_centres_person_is_not_there(officer_elsewhere, facilitator, course):
    url = reverse("desk:course_apply", args=[made_client(facilitator).pk, course.pk])

    assert signed_in(officer_elsewhere).post(url, {"id": str(uuid4())}).status_code == 404


def test_another_centre_sees_the_course_and_none_of_its_people(
    officer_elsewhere, facilitator, course
):
    person = applicants(facilitator, course, 1)[0].person
    page = signed_in(officer_elsewhere).get(reverse("desk:course", args=[course.pk]))

    assert page.status_code == 200
    assert person.name not in page.content.decode()


def test_seats_are_looked_at_then_given_and_published(facilitator, course):
    applicants(facilitator, course, 6)
    Course.objects.filter(pk=course.pk).update(apply_by=timezone.localdate() - timedelta(days=1))
    closed(facilitator, course, timezone.now())
    browser = signed_in(facilitator)
    url = reverse("desk:course_seats", args=[course.pk])
    page = browser.get(url)
    assert page.status_code == 200
    assert not SelectionRound.objects.get().chosen_at
    browser.post(url)

    told = browser.get(reverse("portal:course_selection", args=[course.pk])).json()
    assert problems(told) == []
    for name in ("portal:course", "desk:course_paper", "desk:course"):
        assert browser.get(reverse(name, args=[course.pk])).status_code == 200


def test_before_the_seats_are_given_the_file_holds_nobodys_number(client, facilitator, course):
    told = client.get(reverse("portal:course_selection", args=[course.pk])).json()

    assert problems(told) == ["open"]
    assert "applicants" not in told


def test_the_page_of_skills_leads_to_each_of_its_parts(facilitator, course):
    html = signed_in(facilitator).get(reverse("desk:skills_home")).content.decode()

    for name in (
        *("training_demand", "classes", "traces", "stipends_late", "providers"),
        *("recognitions", "standards", "certificates", "enterprise"),
    ):
        assert f'<a class="door" href="{reverse(f"desk:{name}")}">' in html, name
    assert "%}" not in html
