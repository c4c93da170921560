"""For whom nobody is responsible: counted for who leads, given to a colleague in one act."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from spean.accounts.models import AuditEntry
from spean.people.models import Person
from tests.desk.people.writing import signed_in
from tests.factories.people import registered

pytestmark = pytest.mark.django_db
PAGE = "/desk/people/unassigned/"


def alone(officer, **changes):
    """Return somebody for whom nobody is responsible."""
    person = registered(officer, **changes)
    Person.objects.filter(pk=person.pk).update(assigned_to=None)
    return person


def give(client, people, to):
    words = {"id": uuid.uuid4(), "people": [one.pk for one in people], "to": to.pk}
    return client.post(PAGE, words, follow=True)


def officers_of(*people):
    ids = [one.pk for one in people]
    return set(Person.objects.filter(pk__in=ids).values_list("assigned_to", flat=True))


@pytest.mark.parametrize("page", ["desk:today", "desk:supervision"])
def test_who_leads_is_told_how_many_and_led_to_them(client, manager, volunteer, page):
    alone(volunteer)
    client.force_login(manager)

    html = client.get(reverse(page)).content.decode()

    assert PAGE in html


@pytest.mark.parametrize("page", ["desk:today", "desk:supervision"])
def test_the_control_the_card_is_not_there_when_everybody_has_somebody(client, manager, page):
    registered(manager)
    client.force_login(manager)

    assert PAGE not in client.get(reverse(page)).content.decode()


def test_several_are_given_at_once_and_each_leaves_its_mark(manager, counsellor, volunteer):
    first, second, third = (alone(volunteer, given_name_km=name) for name in ("សុខ", "ចាន់", "ដារ៉ា"))

    html = give(signed_in(manager), [first, second], counsellor).content.decode()

    assert officers_of(first, second) == {counsellor.pk} and officers_of(third) == {None}
    assert str(third.pk) in html and str(first.pk) not in html
    assert AuditEntry.objects.filter(action="people.assigned").count() == 2


def test_a_second_press_gives_nobody_away_again(manager, counsellor, volunteer):
    person = alone(volunteer)
    client = signed_in(manager)
    give(client, [person], counsellor)

    give(client, [person], manager)

    assert officers_of(person) == {counsellor.pk}


def test_nobody_chosen_is_asked_again(manager, counsellor, volunteer):
    person = alone(volunteer)

    html = give(signed_in(manager), [], counsellor).content.decode()

    assert officers_of(person) == {None} and "msg" in html


def test_who_has_an_officer_is_of_another_centre_or_sealed_is_not_there(
    manager, counsellor, officer_elsewhere
):
    hers, theirs = registered(counsellor), alone(officer_elsewhere)
    sealed = alone(counsellor, given_name_km="ស្ងាត់")
    Person.objects.filter(pk=sealed.pk).update(is_sealed=True)
    client = signed_in(manager)

    html = client.get(PAGE).content.decode()
    give(client, [theirs], counsellor)

    assert not any(str(one.pk) in html for one in (hers, theirs, sealed))
    assert officers_of(theirs) == {None}


def test_who_does_not_lead_does_not_find_the_page(counsellor, volunteer):
    alone(volunteer)

    for viewer in (counsellor, volunteer):
        assert signed_in(viewer).get(PAGE).status_code == 404


def test_the_page_has_one_filled_button_and_asks_the_same_few_times(manager, volunteer):
    client = signed_in(manager)

    def seen():
        with CaptureQueriesContext(connection) as asked:
            html = client.get(PAGE).content.decode()
        assert html.count('class="btn main"') == 1
        return len(asked)

    alone(volunteer)
    few = seen()
    for number in range(6):
        alone(volunteer, given_name_km=f"សុខ{number}")

    assert seen() == few <= 14


def test_what_who_leads_decides_is_one_card_with_the_way_to_the_rest(manager, volunteer):
    alone(volunteer)

    html = signed_in(manager).get(reverse("desk:today")).content.decode()

    card = next(one for one in html.split('<section class="card') if PAGE in one)
    assert reverse("desk:supervision") in card.split("</section>")[0]


def test_the_rail_has_six_places_and_more_holds_only_what_has_no_tab(manager):
    html = signed_in(manager).get(reverse("desk:today")).content.decode()

    rail = html.split('<nav class="rail"')[1].split('<span class="sp">')[0]
    more = html.split('<details class="more">')[1].split("</details>")[0]
    assert rail.count('class="n') == 6
    assert reverse("desk:services") in more and f'href="{reverse("desk:jobs")}"' not in more
