"""The pages of the skill passport at the desk: the yes, the paper, the file, the link."""

import json
import uuid

import pytest
from django.urls import reverse

from spean.core.paper import draw_paper
from spean.desk.passport.paper import cv_words
from spean.people.choices import ConsentMode
from spean.skills.models import PassportLink
from spean.skills.selectors.passports import cv_of, jobs_to_show, passport_of
from tests.desk.people.writing import signed_in
from tests.factories.passports import passport_for, tiler
from tests.factories.people import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(counsellor, pursat):
    return tiler(counsellor, pursat)


def at(name, *keys):
    return reverse(f"desk:{name}", args=keys)


def test_the_yes_is_written_down_with_what_may_be_shown(counsellor, person):
    client = signed_in(counsellor)
    long, short = jobs_to_show(person)
    said = {"revision": 0, "own_words": "ខ្ញុំឧស្សាហ៍", "jobs": [str(long.pk)]}
    said |= {"shown": ["shows_employers"], "mode": ConsentMode.THUMBPRINT}

    answer = client.post(at("passport_agree", person.pk), {"id": str(uuid.uuid4()), **said})

    assert answer.status_code == 302
    held = passport_of(person)
    assert held.hidden_jobs == [str(short.pk)] and held.shows_employers and not held.shows_country
    html = client.get(at("passport", person.pk)).content.decode()
    assert "Siam Tile" in html and "លាងចាន" not in html


def test_without_a_yes_there_is_no_paper(counsellor, person):
    client = signed_in(counsellor)

    for name in ("passport", "passport_paper", "passport_resume"):
        assert client.get(at(name, person.pk))["Location"] == at("passport_agree", person.pk)


@pytest.mark.parametrize("language", ["km", "en"])
def test_the_paper_is_a_pdf_in_either_language_called_by_the_number(counsellor, person, language):
    passport_for(counsellor, person)
    page = signed_in(counsellor).get(at("passport_paper", person.pk), {"in": language})

    assert page.content.startswith(b"%PDF") and "no-store" in page["Cache-Control"]
    assert person.client_number in page["Content-Disposition"]
    assert person.name not in page["Content-Disposition"]


def test_a_name_of_two_hundred_letters_still_makes_a_paper(counsellor, pursat):
    person = tiler(counsellor, pursat)
    held = passport_for(counsellor, person, own_words="ក" * 400)
    words = cv_words(person, cv_of(person, held), TODAY)

    assert draw_paper("cv", {**words, "name": "សុភា" * 50, "name_latin": "Sophea" * 33})


def test_the_file_is_for_websites(counsellor, person):
    passport_for(counsellor, person)
    page = signed_in(counsellor).get(at("passport_resume", person.pk), {"in": "en"})

    words = json.loads(page.content)
    assert words["certificates"][0]["name"] == "Lay tiles"


def test_the_link_is_shown_once_with_the_one_that_ends_it(counsellor, person):
    passport_for(counsellor, person)
    client = signed_in(counsellor)
    form = {"id": str(uuid.uuid4()), "days": "30"}

    html = client.post(at("passport_link", person.pk), form).content.decode()
    again = client.post(at("passport_link", person.pk), form).content.decode()

    assert "/p/" in html and "/mine/" in html and html.count("<svg") >= 2
    assert "/mine/" not in again and PassportLink.objects.count() == 1


def test_the_centre_ends_a_link_too(counsellor, person):
    passport_for(counsellor, person)
    client = signed_in(counsellor)
    client.post(at("passport_link", person.pk), {"id": str(uuid.uuid4()), "days": "7"})
    link = PassportLink.objects.get()

    assert client.post(at("passport_link_end", link.pk)).status_code == 302

    link.refresh_from_db()
    assert link.ended_at and not link.ended_by_owner
