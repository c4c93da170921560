"""The certificates behind a link: how they are checked, and that those taken back are gone."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from spean.accounts.models import User
from spean.directory.models import Centre
from spean.skills.models import Certificate
from spean.skills.services.certificates import revoke_certificate
from tests.factories.certified import completed, issued, trusted_keys
from tests.factories.passports import passport_for, passport_link, tiler

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    cache.clear()


@pytest.fixture
def certificate(counsellor: User, facilitator: User, manager: User, pursat: Centre) -> Certificate:
    trusted_keys(pursat)
    person = tiler(counsellor, pursat)
    passport_for(counsellor, person)
    return issued(facilitator, manager, completed(person, pursat))


@pytest.fixture
def links(counsellor: User, certificate: Certificate) -> tuple[str, str]:
    assert certificate.person is not None
    _link, token, owner = passport_link(counsellor, certificate.person, now=timezone.now())
    return reverse("portal:passport", args=[token]), reverse("portal:own_passport", args=[owner])


def text_of(client: Client, url: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(url).content.decode()).split())


def test_a_stranger_reads_what_was_proven_and_where_to_check_it(client, certificate, links):
    page = client.get(links[0]).content.decode()

    assert certificate.number in page and "Unit 2 of TIL" in page
    assert "Level 2 of the Cambodian Qualifications Framework" in page
    assert f'href="{reverse("portal:check")}"' in page
    assert page.index(certificate.number) < page.index("Work, as the person tells it")


def test_a_specimen_on_an_unverified_standard_says_so_in_words(client, certificate, links):
    Certificate.objects.filter(pk=certificate.pk).update(is_specimen=True, is_unverified=True)

    text = text_of(client, links[0])
    assert "Specimen: proves nothing" in text
    assert "The competency standard is not verified" in text


def test_a_revoked_one_is_gone_from_the_open_link_at_once(client, certificate, links, manager):
    assert certificate.number in text_of(client, links[0])
    revoke_certificate(
        actor=manager, certificate_id=certificate.pk, reason="mistake", now=timezone.now()
    )

    text = text_of(client, links[0])
    assert certificate.number not in text and "Unit 1 of TIL" not in text


def test_an_ended_link_shows_no_certificate(client, certificate, links):
    client.post(links[1])

    assert certificate.number not in text_of(client, links[0])


def test_a_sealed_persons_certificate_is_shown_to_nobody(client, certificate, links):
    person = certificate.person
    person.is_sealed = True
    person.save()

    assert certificate.number not in text_of(client, links[0])
