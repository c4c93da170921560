"""Anybody checks a certificate here, and learns what its own code says, no more."""

import base64
import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from certseal.picture import png
from spean.accounts.models import AuditEntry
from spean.skills.models import Certificate, TrustList
from spean.skills.rules.pace import Pace
from spean.skills.services import checking
from spean.skills.services.certificates import issue_certificate, revoke_certificate
from spean.skills.services.faces import open_faces
from tests.factories.casework import client_of
from tests.factories.certified import completed, proposed, trusted_keys
from tests.factories.people import MORNING

pytestmark = pytest.mark.django_db
PAGE, PROGRAM = "/check/", "/api/v1/certificates/check"


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    monkeypatch.setattr(checking, "PACE", Pace(most=1000, seconds=60))


@pytest.fixture
def certificate(facilitator, manager, counsellor, pursat):
    trusted_keys(pursat)
    one = proposed(facilitator, completed(client_of(counsellor, pursat), pursat))
    site = "https://spean.example/"
    return issue_certificate(actor=manager, certificate_id=one.pk, site=site, now=MORNING)


@pytest.fixture
def faces(certificate, manager):
    return open_faces(actor=manager, certificate=certificate)


def picture(text):
    return SimpleUploadedFile("photo.png", png(text), "image/png")


def program(client, **said):
    return client.post(PROGRAM, json.dumps(said), content_type="application/json")


def test_a_picture_a_text_and_a_file_are_each_judged(client, faces):
    badge = SimpleUploadedFile("badge.json", faces.badge.encode(), "application/json")
    for given in (
        {"picture": picture(faces.texts[0])},
        {"text": faces.texts[0]},
        {"picture": badge},
    ):
        page = client.post(PAGE, given).content.decode()
        assert "ពិត" in page and "Sok Sophea" in page and "TIL-1" in page and "គំរូ" in page


def test_the_api_gives_the_same_answer(client, certificate, faces):
    (by_text,) = program(client, text=faces.texts[0]).json()["answers"]
    sent = base64.b64encode(png(faces.texts[0])).decode()
    (by_picture,) = program(client, picture=sent).json()["answers"]

    assert by_text == by_picture
    assert (by_text["state"], by_text["id"]) == ("genuine", str(certificate.pk))
    assert by_text["units"][0]["code"] == "TIL-1" and by_text["is_specimen"]


def test_a_revoked_one_is_revoked_everywhere(client, certificate, faces, manager):
    revoke_certificate(
        actor=manager, certificate_id=certificate.pk, reason="mistake", now=timezone.now()
    )

    assert "បានដកហូត" in client.post(PAGE, {"text": faces.texts[0]}).content.decode()
    assert program(client, text=faces.texts[0]).json()["answers"][0]["state"] == "revoked"


@pytest.mark.parametrize(
    "text",
    ["", "https://example.org/pay", "HC1:6BFOXN%TS3DH0YOJ58S", "SPN1:AB", "{", "{}", "1" * 9999],
)
def test_what_is_not_ours_is_unreadable_and_not_called_false(client, certificate, text):
    (answer,) = program(client, text=text).json()["answers"]

    assert answer["state"] == "unreadable" and "name_km" not in answer
    assert client.post(PAGE, {"text": text}).status_code == 200


def test_neither_a_number_nor_an_id_nor_a_name_finds_anybody(client, certificate):
    for text in (certificate.number, str(certificate.pk), certificate.pk.urn, "Sok Sophea"):
        (answer,) = program(client, text=text).json()["answers"]
        assert set(answer) == {"state", "reason", "list_on", "list_age_days", "list_is_overdue"}
        assert "Sophea" not in client.post(PAGE, {"text": "x" + text}).content.decode().replace(
            text, ""
        )


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"text": 1}', b'{"picture": "???"}', b"\xff"])
def test_a_request_that_is_none_is_refused_whole(client, certificate, body):
    answer = client.post(PROGRAM, body, content_type="application/json")

    assert answer.status_code == 422


def test_nothing_of_a_check_is_kept(client, faces):
    before = AuditEntry.objects.count()
    client.post(PAGE, {"text": faces.texts[0]})
    program(client, text=faces.texts[0])

    assert AuditEntry.objects.count() == before


def test_too_many_at_once_are_asked_to_wait(client, faces, monkeypatch):
    monkeypatch.setattr(checking, "PACE", Pace(most=2, seconds=60))

    codes = [program(client, text=faces.texts[0]).status_code for _turn in range(3)]
    assert codes == [200, 200, 429]
    assert client.post(PAGE, {"text": faces.texts[0]}).status_code == 429
    elsewhere = client.post(PAGE, {"text": faces.texts[0]}, REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 200


def test_the_pace_forgets_after_its_time():
    pace = Pace(most=1, seconds=60)

    assert [pace.may("a", at) for at in (0, 1, 60, 61)] == [True, False, True, False]
    assert pace.may("b", 1)


def test_the_status_list_is_where_the_badge_says(client, certificate, faces):
    said = json.loads(faces.badge)["credentialStatus"]["statusListCredential"]
    url = reverse("portal:status_credential", args=[certificate.key_id])
    assert said == f"https://spean.example{url}"

    answer = client.get(url)
    assert answer.json()["id"] == said and str(certificate.pk) not in answer.content.decode()
    missing = reverse("portal:status_credential", args=[certificate.pk])
    assert client.get(missing).status_code == 404


def test_before_the_root_has_signed_the_page_says_so(client, db):
    assert "មិនទាន់មានបញ្ជី" in client.post(PAGE, {"text": "SPN1:AB"}).content.decode()
    assert program(client, text="SPN1:AB").json()["answers"][0]["state"] == "no_list"


def test_the_console_makes_a_list_each_night(certificate, capsys):
    before = TrustList.objects.count()
    call_command("certificate_list")

    assert TrustList.objects.count() == before + 1


def test_a_demo_is_its_own_root_and_says_so(settings, tmp_path, pursat, capsys):
    settings.SPEAN_HOME = tmp_path
    settings.SPEAN_IS_DEMO = True
    call_command("certificate_keys_load", "--demo")
    assert "protects nothing" in capsys.readouterr().out
    assert (tmp_path / "demo-root.pem").stat().st_mode & 0o777 == 0o600

    settings.SPEAN_IS_DEMO = False
    with pytest.raises(CommandError):
        call_command("certificate_keys_load", "--demo")


def test_the_console_writes_the_request_and_refuses_what_is_no_answer(tmp_path, pursat):
    asked = tmp_path / "request.json"
    call_command("certificate_key_request", str(asked), stdout=io.StringIO())
    assert json.loads(asked.read_text())["version"] == 1

    with pytest.raises(CommandError):
        call_command("certificate_keys_load", str(asked))
    with pytest.raises(CommandError):
        call_command("certificate_keys_load", str(tmp_path / "none"))
    assert not Certificate.objects.exists()
