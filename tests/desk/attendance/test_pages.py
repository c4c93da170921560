"""The pages of a class: a list of twenty, a payment, a talk, a test, and what came of it."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from spean.accounts.choices import Role
from spean.skills.models import ClassDay, DropTalk, Presence, StipendPayment, TestScore
from tests.desk.people.writing import signed_in
from tests.factories.serving import staff
from tests.factories.training import (
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
    published_terms()
    return staff(Role.CENTRE_MANAGER, pursat)


@pytest.fixture
def course(pursat):
    return course_at(pursat)


@pytest.fixture
def client(manager):
    return signed_in(manager)


def at(name, *keys, **asked):
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return reverse(f"desk:{name}", args=keys) + (f"?{query}" if query else "")


def page_of(client, url):
    page = client.get(url)
    assert page.status_code == 200
    return page.content.decode()


def test_a_class_of_twenty_is_one_page_and_all_are_here_by_one_press(client, manager, course):
    people = [learner(manager, course) for _one in range(20)]

    html = page_of(client, at("class_day", course.pk, day=FIRST, all="here"))

    assert html.count('value="present" checked') == 20 and "<script src" not in html
    form = {"id": str(uuid.uuid4()), "revision": "0", "day": str(FIRST)}
    form |= {f"mark-{one.pk}": "present" for one in people[1:]}
    form |= {f"mark-{people[0].pk}": "absent", f"reason-{people[0].pk}": "work"}
    for _again in range(2):
        answer = client.post(at("class_day", course.pk), form)
        assert answer.status_code == 302, answer.content.decode()
    assert Presence.objects.filter(mark="present").count() == 19
    assert Presence.objects.get(mark="absent").reason == "work"
    assert ClassDay.objects.count() == 1


def test_the_queries_of_a_list_do_not_grow_with_the_class(
    client, manager, course, django_assert_max_num_queries
):
    for _one in range(12):
        marked(manager, course, FIRST, {learner(manager, course): "present"})
    client.get(at("class", course.pk))

    for name in ("class", "class_day", "class_stipends", "class_complete"):
        with django_assert_max_num_queries(24):
            page_of(client, at(name, course.pk))


def test_what_is_refused_stays_in_the_list_and_says_why(client, manager, course):
    who = learner(manager, course)
    form = {"id": str(uuid.uuid4()), "revision": "0", "day": "2026-09-01"}

    answer = client.post(at("class_day", course.pk), {**form, f"mark-{who.pk}": "late"})

    html = answer.content.decode()
    assert answer.status_code == 200 and "ថ្ងៃនេះ" in html
    assert not Presence.objects.exists()


def test_who_misses_three_days_is_called_and_the_talk_is_noted(client, manager, course):
    who = learner(manager, course)
    for day in DAYS[:3]:
        marked(manager, course, day, {who: "absent"})
    assert "មិនមក ៣ ថ្ងៃចុងក្រោយ" in page_of(client, at("class", course.pk))

    form = {"id": str(uuid.uuid4()), "reason": "money", "outcome": "stops"}
    answer = client.post(at("class_talk", who.pk), {**form, "held_on": "១៦ តុលា ២០២៦"})

    assert answer.status_code == 302, answer.content.decode()
    assert DropTalk.objects.get().reason == "money"
    who.refresh_from_db()
    assert who.state == "dropped"


def paid(client, who, **changes):
    form = {"id": str(uuid.uuid4()), "amount": "១០០", "paid_on": "១ វិច្ឆិកា ២០២៦"}
    url = at("stipend_pay", who.pk, month="2026-10-01")
    return client.post(url, {**form, "how": "cash", "proof": "paper", **changes})


def test_a_stipend_is_noted_once_and_a_program_is_no_receipt(client, manager, course):
    who = learner(manager, course)
    marked(manager, course, FIRST, {who: "present"})
    program = SimpleUploadedFile("receipt.png", b"MZ\x90\0" + b"\0" * 99, "image/png")

    refused = paid(client, who, proof="picture", picture=program)
    assert refused.status_code == 200 and "មិនមែនជារូបភាព" in refused.content.decode()
    assert paid(client, who, amount="-5").status_code == 200
    assert not StipendPayment.objects.exists()
    assert "desk/attendance" in at("stipends_late") and who.person.name in page_of(
        client, at("stipends_late")
    )

    assert paid(client, who).status_code == 302
    assert paid(client, who).status_code == 200
    assert StipendPayment.objects.count() == 1


def test_a_picture_is_pointed_at_and_scored(client, manager, course):
    who = learner(manager, course)
    form = {"id": str(uuid.uuid4()), "km": "មួយណាសម្រាប់ហៅ?", "answer": "1"}
    pictures = {"picture1": "house", "picture2": "telephone"}
    added = client.post(at("class_questions", course.pk), {**form, **pictures})
    assert added.status_code == 302, added.content.decode()
    html = page_of(client, at("class_test", who.pk, moment="after"))
    assert html.count('type="radio"') == 2 and html.count("<svg") > 2

    name = f"q-{form['id']}"
    client.post(at("class_test", who.pk), {"moment": "after", name: "1"})

    assert TestScore.objects.get().score == 100


def test_who_meets_the_rule_completes_and_is_asked_later(client, manager, course):
    who = learner(manager, course)
    for day in DAYS:
        marked(manager, course, day, {who: "late"})

    assert who.person.name in page_of(client, at("class_complete", course.pk))
    client.post(at("class_complete", course.pk))

    who.refresh_from_db()
    assert (who.state, who.ended_on) == ("completed", LAST)
    assert page_of(client, at("traces")) and page_of(client, at("providers"))
    assert "ក្រាលការ៉ូ" in page_of(client, reverse("desk:person", args=[who.person_id]))


def test_the_tally_and_the_list_of_classes(client, course):
    form = {"id": str(uuid.uuid4()), "held_on": "៥ តុលា ២០២៦", "women": "១២", "men": "7"}

    answer = client.post(at("class_tally", course.pk), form)

    assert answer.status_code == 302, answer.content.decode()
    assert ClassDay.objects.get().women == 12
    assert "ក្រាលការ៉ូ" in page_of(client, at("classes"))
