"""Beginnings of notes, and groups by name, at the desk."""

import pytest
from django.urls import reverse
from django.utils import timezone

from spean.casework.models import NoteTemplate, ServiceEvent
from tests.desk.day.test_pages import main_of, page, send
from tests.factories.casework import case_for, service_type

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


def test_a_beginning_of_ones_own_fills_in_a_note(client, counsellor, pursat):
    case = case_for(counsellor, pursat)
    service_type()
    values = {"label_km": "ជួបលើកដំបូង", "topics": ["COU1"], "mode": "in_person", "minutes": "15"}
    key = "00000000-0000-4000-8000-000000000002"
    more = {"summary": "មកពីណា៖", "revision": "1", "id": key}
    send(client, counsellor, "beginning_new", **values, **more)
    made = NoteTemplate.objects.get()

    path = f"{reverse('desk:note', args=[case.person_id])}?begin={made.pk}"
    html = page(client, counsellor, path)

    assert "មកពីណា៖" in html and 'value="COU1" checked' in html and 'value="15"' in html


def test_a_group_is_noted_by_names_that_were_looked_for(client, counsellor, pursat):
    case = case_for(counsellor, pursat)
    service_type()
    values = {
        "attendees": [str(case.person_id)],
        "topics": ["COU1"],
        "happened_on": f"{timezone.localdate():%d/%m/%Y}",
        "centre": pursat.pk,
        "women": "2",
        "revision": "1",
        "id": "00000000-0000-4000-8000-000000000003",
    }
    html = send(client, counsellor, "group_note", **values, then="seek", seek="zz").content.decode()
    assert not ServiceEvent.objects.exists() and f'value="{case.person_id}" ' in html
    assert 'class="msg"' not in main_of(html)

    send(client, counsellor, "group_note", **values)

    note = ServiceEvent.objects.get()
    assert list(note.attendees.all()) == [case] and note.women == 2
    html = page(client, counsellor, reverse("desk:note_read", args=[note.pk]))
    assert case.person.name in html
    assert "1 person by name" in page(client, counsellor, reverse("desk:group_notes"))
    person_page = reverse("desk:person", args=[case.person_id])
    assert reverse("desk:note_read", args=[note.pk]) in page(client, counsellor, person_page)
