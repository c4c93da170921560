"""From an agreed result to its certificate, and back, at the desk."""

import uuid

import pytest
from django.urls import reverse

from spean.skills.models import Certificate
from tests.desk.recognition.test_pages import page, send
from tests.factories.casework import client_of
from tests.factories.certified import trusted_keys
from tests.factories.recognition import applied, approved, standard

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(client, settings, facilitator, counsellor, pursat):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return applied(facilitator, client_of(counsellor, pursat), standard())


def test_from_an_agreed_result_the_page_leads_to_its_certificate(
    client, facilitator, manager, pursat, made
):
    trusted_keys(pursat)
    approved(made)
    client.force_login(facilitator)
    to = reverse("desk:certificate_propose", args=["recognition", made.pk])
    assert to in page(client, "recognition", made.pk)
    assert to in page(client, "certificates")

    client.get(to)
    assert client.post(to, {"id": str(uuid.uuid4())}).status_code == 302
    waiting = Certificate.objects.get()
    assert "waits for the seal" in page(client, "recognition", made.pk)
    second = client.post(to, {"id": str(uuid.uuid4())})
    assert "has a certificate for one of these units" in second.content.decode()

    client.force_login(manager)
    assert to not in page(client, "recognition", made.pk)
    send(client, "certificate_seal", waiting.pk)
    made.refresh_from_db()
    assert made.state == "certified"
    assert reverse("desk:certificate", args=[waiting.pk]) in page(client, "recognition", made.pk)

    send(client, "certificate_revoke", waiting.pk, reason="mistake")
    made.refresh_from_db()
    assert made.state == "approved"
    client.force_login(facilitator)
    assert to in page(client, "recognition", made.pk)
    assert to in page(client, "certificates")


@pytest.mark.parametrize("reason", ["evidence", "assessment"])
def test_where_the_proof_was_wrong_no_certificate_is_offered_again(
    client, facilitator, manager, pursat, made, reason
):
    trusted_keys(pursat)
    approved(made)
    to = reverse("desk:certificate_propose", args=["recognition", made.pk])
    client.force_login(facilitator)
    client.post(to, {"id": str(uuid.uuid4())})
    one = Certificate.objects.get()
    client.force_login(manager)
    send(client, "certificate_seal", one.pk)
    send(client, "certificate_revoke", one.pk, reason=reason)

    made.refresh_from_db()
    assert made.state == "revoked"
    client.force_login(facilitator)
    assert to not in page(client, "recognition", made.pk)
    assert to not in page(client, "certificates")
