"""Answers leave from a questionnaire's page, by whoever may; a program gets a password to read."""

import re

import pytest
from django.urls import reverse

from spean.accounts.choices import TokenScope
from spean.accounts.models import AuditEntry, Token
from tests.factories.forms import in_use, kept

pytestmark = pytest.mark.django_db
KINDS = ("answers_csv", "answers_excel")


def links(page):
    return re.findall(r'href="([^"]*answers\.(?:csv|xlsx))"', page.content.decode())


def test_the_page_of_a_questionnaire_offers_its_answers(client, manager, volunteer, pursat):
    version = in_use(pursat)
    kept(version, pursat, volunteer)
    client.force_login(manager)
    page = client.get(reverse("desk:questionnaire", args=[version.questionnaire.pk]))

    for url, begins in zip(links(page), (b"PK", b"PK"), strict=True):
        answered = client.get(url)
        assert b"".join(answered).startswith(begins)
        assert version.questionnaire.form_id in answered["Content-Disposition"]
        assert answered["Cache-Control"] == "no-store"
    assert AuditEntry.objects.filter(action="surveys.answers_out").count() == 2


def test_a_packed_file_is_not_packed_again_on_the_way(client, manager, pursat):
    version = in_use(pursat)
    client.force_login(manager)

    url = reverse("desk:answers_excel", args=[version.questionnaire.pk])
    answered = client.get(url, HTTP_ACCEPT_ENCODING="gzip")

    assert b"".join(answered).startswith(b"PK")


def test_who_may_not_take_answers_out_is_offered_none_and_given_none(client, counsellor, pursat):
    version = in_use(pursat)
    client.force_login(counsellor)

    page = client.get(reverse("desk:questionnaire", args=[version.questionnaire.pk]))

    assert links(page) == []
    for name in KINDS:
        url = reverse(f"desk:{name}", args=[version.questionnaire.pk])
        assert client.get(url).status_code == 404


def test_a_questionnaire_of_another_centre_is_not_there(client, manager_elsewhere, pursat):
    version = in_use(pursat)
    client.force_login(manager_elsewhere)

    for name in KINDS:
        url = reverse(f"desk:{name}", args=[version.questionnaire.pk])
        assert client.get(url).status_code == 404


def test_a_program_gets_a_password_for_reading_that_is_shown_once(client, manager):
    client.force_login(manager)

    page = client.post(reverse("desk:program_connect"), {"name": "pyodk"}).content.decode()

    token = Token.objects.get()
    assert (token.scope, token.user) == (TokenScope.READ, manager)
    (secret,) = re.findall(r'<dd lang="en">([\w-]{32})</dd>', page)
    said = {"email": "manager", "password": secret}
    answered = client.post("/v1/sessions", said, content_type="application/json")
    assert answered.status_code == 200
    assert secret not in client.get(reverse("desk:telephones")).content.decode()


def test_a_password_without_a_name_is_not_made(client, manager):
    client.force_login(manager)

    page = client.post(reverse("desk:program_connect"), {"name": ""})

    assert page.status_code == 200
    assert not Token.objects.exists()


def test_who_may_not_take_answers_out_gets_no_such_password(client, counsellor):
    client.force_login(counsellor)

    assert client.post(reverse("desk:program_connect"), {"name": "x"}).status_code == 404
    page = client.get(reverse("desk:telephones")).content.decode()
    assert reverse("desk:program_connect") not in page
