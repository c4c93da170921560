"""The page behind a person's link, and the one by which she ends it."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from tests.factories.passports import passport_for, passport_link, tiler

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    cache.clear()


@pytest.fixture
def pages(counsellor, pursat):
    person = tiler(counsellor, pursat)
    passport_for(counsellor, person, own_words="ខ្ញុំឧស្សាហ៍")
    _link, token, owner = passport_link(counsellor, person, now=timezone.now())
    return reverse("portal:passport", args=[token]), reverse("portal:own_passport", args=[owner])


def read(client, url):
    page = client.get(url)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"] and "noindex" in page["X-Robots-Tag"]
    return page.content.decode()


def test_it_shows_skills_and_work_and_nothing_of_her_life(client, pages):
    html = read(client, pages[0])

    assert "Lay tiles" in html and "Tile setter" in html and "ខ្ញុំឧស្សាហ៍" in html
    assert html.index("Lay tiles") < html.index("Work, as the person tells it")
    text = re.sub(r"<[^>]+>", " ", html).lower()
    for word in ("return", "debt", "migrant", "1992", "97 000", "siam"):
        assert word not in text, word


def test_its_owner_sees_how_often_and_ends_it_with_one_button(client, pages):
    shown, own = pages
    read(client, shown)
    assert "Looked at 1 times" in read(client, own)

    assert client.post(own).status_code == 302

    assert "Nobody can look at it any more" in read(client, own)
    assert "This link has ended" in read(client, shown)


def test_a_made_up_link_and_an_ended_one_look_the_same(client, pages):
    shown, own = pages
    client.post(own)

    ended = read(client, shown)
    made_up = read(client, reverse("portal:passport", args=["x" * 32]))
    without_tokens = [re.sub(r'value="[^"]*"', "", page) for page in (ended, made_up)]
    assert without_tokens[0] == without_tokens[1]
