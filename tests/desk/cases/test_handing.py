"""The manager's three pages of a hand-over: whose people, to whom, and one button."""

import re

import pytest
from django.urls import reverse

from spean.casework.models import HandOver
from spean.people.models import Person
from tests.factories.casework import client_of
from tests.factories.serving import AreaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(counsellor, pursat):
    places = [AreaFactory(code=code) for code in ("150101", "150501")]
    return [
        client_of(counsellor, pursat, nickname=str(n), area_id=places[n % 2].pk) for n in range(6)
    ]


@pytest.fixture
def desk(client, manager):
    client.force_login(manager)
    return client


def url(holder):
    return f"{reverse('desk:hand_over')}?from={holder.pk}"


def hidden_of(page):
    found = re.findall(r'type="hidden" name="([^"]+)"(?: value="([^"]*)")?', page)
    return {name: [v for n, v in found if n == name] for name, _v in found}


def asked(desk, holder, *to, **more):
    page = desk.get(url(holder)).content.decode()
    values = {"id": hidden_of(page)["id"][0], "way": "evenly", "who": "all", "reason": ""}
    return desk.post(url(holder), {**values, "to": [one.pk for one in to], **more})


def pressed(desk, holder, page):
    return desk.post(url(holder), hidden_of(page.content.decode()))


def test_nothing_is_done_before_it_was_looked_at(desk, people, counsellor, colleague):
    page = asked(desk, counsellor, colleague)

    assert page.status_code == 200 and colleague.display_name in page.content.decode()
    assert Person.objects.filter(assigned_to=counsellor).count() == 6


def test_two_pages_and_everybody_has_a_new_officer(
    desk, people, counsellor, colleague, legal_officer
):
    page = asked(desk, counsellor, colleague, legal_officer)

    assert pressed(desk, counsellor, page).status_code == 302
    assert [one.people for one in HandOver.objects.all()] == [3, 3]
    counsellor.refresh_from_db()
    assert counsellor.is_active


def test_who_leaves_cannot_come_in_any_more(client, desk, people, counsellor, colleague):
    page = asked(desk, counsellor, colleague, leaves="on")
    assert pressed(desk, counsellor, page).status_code == 302

    counsellor.refresh_from_db()
    assert not counsellor.is_active


def test_the_button_pressed_twice_is_one_hand_over(desk, people, counsellor, colleague):
    page = asked(desk, counsellor, colleague, leaves="on")

    for _time in range(2):
        pressed(desk, counsellor, page)

    assert HandOver.objects.get().people == 6


def test_what_changed_meanwhile_is_shown_once_more(desk, people, counsellor, colleague, pursat):
    page = asked(desk, counsellor, colleague)
    client_of(counsellor, pursat, nickname="later")

    again = pressed(desk, counsellor, page)

    assert again.status_code == 200 and 'role="alert"' in again.content.decode()
    assert not HandOver.objects.exists()
    assert pressed(desk, counsellor, again).status_code == 302
    assert HandOver.objects.get().people == 7


def test_some_of_them_can_go(desk, people, counsellor, colleague):
    some = [str(one.pk) for one in people[:2]]

    pressed(desk, counsellor, asked(desk, counsellor, colleague, who="some", people=some))

    assert Person.objects.filter(assigned_to=colleague).count() == 2


def test_some_of_them_and_leaving_do_not_go_together(desk, people, counsellor, colleague):
    given = {"who": "some", "people": [str(people[0].pk)], "leaves": "on"}

    page = asked(desk, counsellor, colleague, **given)

    assert 'class="msg"' in page.content.decode() and "seen" not in hidden_of(page.content.decode())


def test_a_sealed_person_is_on_no_page_and_stays(desk, people, counsellor, colleague):
    Person.objects.filter(pk=people[0].pk).update(is_sealed=True)

    page = asked(desk, counsellor, colleague)
    pressed(desk, counsellor, page)

    assert people[0].client_number not in desk.get(url(counsellor)).content.decode()
    assert HandOver.objects.get().people == 5


def test_the_pages_take_as_many_queries_for_sixty_as_for_six(
    desk, people, counsellor, colleague, pursat, django_assert_max_num_queries
):
    with django_assert_max_num_queries(24):
        asked(desk, counsellor, colleague)
    for n in range(54):
        client_of(counsellor, pursat, nickname=f"n{n}")
    with django_assert_max_num_queries(24):
        asked(desk, counsellor, colleague)
