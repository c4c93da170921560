"""The box of the staff and the public's, as they are used."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from spean.accounts.models import User
from spean.casework.models import Grievance
from spean.casework.services.grievances import GrievanceWords, receive_grievance
from spean.desk.today import side
from spean.desk.today.supervising import cards_of_who_leads
from tests.desk.cases.writing import hidden

pytestmark = pytest.mark.django_db
STORY = "គាត់ទារលុយពីខ្ញុំ"


def url(name, *keys):
    return reverse(name, args=keys)


def complain(client, centre, **changes):
    page = client.get(url("portal:complain"))
    values = {"id": hidden(page, "id"), "centre": str(centre.pk), "kind": "service"}
    values |= {"about": "nobody", "story": STORY, "website": "", **changes}
    return client.post(url("portal:complain"), values)


def number_of(page):
    return re.search(r"\d{4} \d{4} \d{4}", page.content.decode())[0]


def test_anybody_tells_without_a_name_and_asks_with_the_number(client, manager, pursat):
    answer = complain(client, pursat)
    number = number_of(answer)
    asked = client.post(url("portal:complain_status"), {"number": number})
    assert "បានទទួល" in asked.content.decode() and "spean_session" not in client.cookies

    client.force_login(manager)
    one = Grievance.objects.get()
    page = client.get(url("desk:grievance", one.pk))
    assert STORY in page.content.decode()
    said = {"id": hidden(page, "id"), "revision": "1", "how": "close"}
    said |= {"outcome": "put_right", "answer": "យើងសុំទោស។"}
    assert client.post(url("desk:grievance", one.pk), said).status_code == 302

    client.logout()
    asked = client.post(url("portal:complain_status"), {"number": number})
    assert "យើងសុំទោស។" in asked.content.decode() and STORY not in asked.content.decode()
    client.post(url("portal:complain_status"), {"number": number, "satisfied": "4"})
    client.post(url("portal:complain_status"), {"number": number, "satisfied": "1"})
    assert Grievance.objects.get().satisfied == 4


def test_a_wrong_number_is_told_nothing(client, pursat):
    complain(client, pursat)

    page = client.post(url("portal:complain_status"), {"number": "123456789012"})

    assert 'role="alert"' in page.content.decode()


def test_what_a_program_fills_in_is_not_kept(client, pursat):
    assert complain(client, pursat, website="x").status_code == 200
    assert not Grievance.objects.exists()


def test_staff_write_one_down_and_cannot_read_it_again(client, counsellor, manager, pursat):
    client.force_login(counsellor)
    page = client.get(url("desk:grievance_new"))
    said = {"id": hidden(page, "id"), "centre": str(pursat.pk), "way": "box", "kind": "service"}
    answer = client.post(
        url("desk:grievance_new"), {**said, "about": "nobody", "story": STORY, "contact": ""}
    )
    assert number_of(answer)

    one = Grievance.objects.get()
    assert client.get(url("desk:grievances")).status_code == 404
    assert client.get(url("desk:grievance", one.pk)).status_code == 404
    client.force_login(manager)
    assert str(one.pk) in client.get(url("desk:grievances")).content.decode()


def test_about_the_manager_the_manager_finds_nothing(client, manager, registrar, pursat):
    complain(client, pursat, about="manager")
    one = Grievance.objects.get()

    client.force_login(manager)
    assert client.get(url("desk:grievance", one.pk)).status_code == 404
    assert str(one.pk) not in client.get(url("desk:grievances")).content.decode()
    client.force_login(registrar)
    assert STORY in client.get(url("desk:grievance", one.pk)).content.decode()


def test_the_manager_hands_one_outside(client, manager, pursat):
    complain(client, pursat)
    one = Grievance.objects.get()
    client.force_login(manager)

    client.post(
        url("desk:grievance", one.pk), {"id": str(one.pk), "revision": "1", "how": "outside"}
    )

    assert client.get(url("desk:grievance", one.pk)).status_code == 404
    assert Grievance.objects.get().is_outside


def test_nothing_told_stands_in_the_log(client, pursat, caplog):
    complain(client, pursat)

    assert STORY not in caplog.text


def test_the_list_takes_as_many_queries_for_many(
    client, manager, pursat, django_assert_max_num_queries
):
    for _time in range(20):
        complain(client, pursat)
    client.force_login(manager)

    with django_assert_max_num_queries(12):
        client.get(url("desk:grievances"))


def cards_said(viewer):
    """What Today and the page of who leads say to her of complaints, her rights read anew."""
    again = User.objects.get(pk=viewer.pk)
    with translation.override("en"):
        found = [side.complaints(again)]
        found += [one for one in cards_of_who_leads(again) if one.title == "Complaints and praise"]
    return [one.lines[0].text for one in found if one is not None]


def taken(centre, *accused, days_ago=0):
    words = GrievanceWords(
        centre=centre, kind="service", way="box", about="staff", story="x", accused=accused
    )
    moment = timezone.now() - timedelta(days=days_ago)
    return receive_grievance(actor=None, id=uuid4(), words=words, now=moment)[0]


def test_who_may_look_into_them_is_told_how_many_wait_and_how_many_too_long(
    manager, counsellor, pursat
):
    assert cards_said(manager) == []
    taken(pursat)
    assert cards_said(manager) == ["1 complaint waits for an answer."] * 2
    taken(pursat, days_ago=20)

    assert cards_said(manager) == ["2 complaints wait for an answer. Late: 1."] * 2
    assert cards_said(counsellor) == []


def test_no_card_counts_one_about_the_viewer(auditor, manager, pursat):
    taken(pursat, manager.pk, days_ago=20)

    assert cards_said(manager) == []
    assert side.complaints(auditor) is not None
