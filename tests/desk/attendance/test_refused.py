"""What a class's pages refuse, in plain words, and what they never say of a few people."""

import uuid

import pytest
from django.urls import reverse

from spean.accounts.choices import Role
from spean.skills.models import Presence
from tests.desk.people.writing import signed_in
from tests.factories.serving import staff
from tests.factories.training import DAYS, FIRST, LAST, course_at, learner, published_terms

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(pursat):
    published_terms()
    return staff(Role.CENTRE_MANAGER, pursat)


@pytest.fixture
def course(pursat):
    return course_at(pursat)


@pytest.fixture
def client(manager, settings):
    browser = signed_in(manager)
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return browser


def sent(client, course, day, **marks):
    form = {"id": str(uuid.uuid4()), "revision": "0", "day": str(day)}
    marked = {f"mark-{pk}": mark for pk, mark in marks["of"].items()}
    answer = client.post(reverse("desk:class_day", args=[course.pk]), form | marked)
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("changes", [{"state": "applied"}, {"applied_on": DAYS[3]}])
def test_nobody_is_marked_before_she_is_enrolled_and_the_others_stay_marked(
    client, manager, course, changes
):
    here, early = learner(manager, course), learner(manager, course, **changes)

    status, html = sent(client, course, FIRST, of={here.pk: "present", early.pk: "late"})

    assert status == 200
    assert "Somebody here did not take part in the course on this day." in html
    # What she marked of the others still stands in the form; nothing is half kept.
    assert 'value="present" checked' in html
    assert not Presence.objects.exists()
    assert sent(client, course, FIRST, of={here.pk: "present"})[0] == 302


def finished(manager, course, count):
    for _one in range(count):
        learner(manager, course, state="completed", ended_on=LAST)


def test_of_a_provider_with_few_people_the_page_says_nothing(client, manager, course):
    course.state = "ended"
    course.save()
    finished(manager, course, 9)
    url = reverse("desk:providers")
    assert "too few to say" in (few := client.get(url).content.decode()) and " of 9" not in few

    # The control: one more, and the same page does say it.
    finished(manager, course, 1)
    assert "10 of 10" in client.get(url).content.decode()
