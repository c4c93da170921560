"""Every page on which the sending centre saw a person forgets her the moment her file goes."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from spean.casework.contracts import TransferWords
from spean.casework.models import Case
from spean.casework.services import note_group
from spean.casework.services.transfers import ask_transfer
from spean.pathways.transferring import take_over
from spean.people.models import Person
from tests.factories.calls import placed
from tests.factories.casework import follow_up_for, note_for, note_words, plan_for
from tests.factories.day import appointment_for, ticket_at

pytestmark = pytest.mark.django_db
NAMES = {"family_name_lat": "Marksok", "given_name_lat": "Markphea"}
NAMES |= {"family_name_km": "សម្គាល់ត្រកូល", "given_name_km": "សម្គាល់ឈ្មោះ"}
# Of a page as large as the desk, this many leaves are enough to come by every kind of page.
MOST = 140


@pytest.fixture
def person(counsellor, pursat):
    found = placed(counsellor, pursat).person
    Person.objects.filter(pk=found.pk).update(**NAMES)
    case = Case.objects.get(person=found)
    plan_for(case, agreed=True)
    note_for(case)
    words = note_words(mode="group", attendees=(found.pk,))
    now = timezone.now()
    note_group(actor=counsellor, centre=pursat, id=uuid.uuid4(), words=words, now=now)
    follow_up_for(case)
    appointment_for(case, now + timedelta(minutes=1))
    ticket_at(pursat, counsellor, now, case=case)
    return Person.objects.get(pk=found.pk)


def text_of(client, url):
    answer = client.get(url)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode("utf-8", "replace") if answer.status_code == 200 else ""


def pages_from(client, *begin):
    """Follow every link from some pages, each kind of page once or twice; return {url: text}."""
    waiting, seen, kinds = list(begin), {}, {}
    while waiting and len(seen) < MOST:
        url = waiting.pop(0)
        kind = re.sub(r"[0-9a-f-]{36}|\d+", "*", url)
        if url in seen or kinds.get(kind, 0) > 1:
            continue
        kinds[kind] = kinds.get(kind, 0) + 1
        seen[url] = text_of(client, url)
        links = re.findall(r'href="(/desk/[^"#]*)"', seen[url])
        waiting += [one.replace("&amp;", "&") for one in links]
    return seen


def named_on(pages, person):
    marks = (*NAMES.values(), person.client_number)
    return {url for url, text in pages.items() if any(mark in text for mark in marks)}


def test_no_page_of_the_former_centre_names_her_any_more(
    client, counsellor, manager, job_officer, officer_elsewhere, manager_elsewhere, preah_vihear,
    person,
):  # fmt: skip
    begin = [reverse("desk:queue"), reverse("desk:appointments") + "?whose=all"]
    begin += [reverse("desk:calls") + "?whose=all", reverse("desk:people"), "/desk/"]
    client.force_login(manager)
    before = named_on(pages_from(client, *begin), person)
    assert len(before) > 30

    words = TransferWords(preah_vihear, "ផ្លាស់លំនៅ", timezone.localdate())
    act = {"now": timezone.now()}
    asked = ask_transfer(actor=counsellor, person=person, id=uuid.uuid4(), words=words, **act)
    take_over(actor=manager_elsewhere, transfer=asked, officer=officer_elsewhere, **act)

    kept = reverse("desk:transfers")
    for one in (manager, counsellor, job_officer):
        client.force_login(one)
        assert named_on({url: text_of(client, url) for url in before}, person) == set()
    client.force_login(manager)
    assert named_on(pages_from(client, *begin), person) <= {kept}
    client.force_login(manager_elsewhere)
    assert named_on({url: text_of(client, url) for url in before}, person)
