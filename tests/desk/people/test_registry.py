"""The page on which an officer asks a registry, and the administrator's pages for registries."""

import base64
import uuid

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from spean.directory.models import Organisation, RegistryKey, RegistryPeer
from spean.directory.selectors.registries import our_key, private_half
from spean.people.models import RegistryAnswer
from spean.people.services import register
from tests.factories.accounts import UserFactory
from tests.factories.people import TODAY, consent, intake
from tests.registries.peer import Peer

pytestmark = pytest.mark.django_db


@pytest.fixture
def sophea(counsellor, pursat, commune):
    told = intake(centre_id=pursat.pk, area_id=commune.pk, consent=consent("share_commune_idpoor"))
    return register(actor=counsellor, intake=told, today=TODAY)


def question(peer, **changes):
    return {
        "id": str(uuid.uuid4()),
        "peer": str(peer.row.pk),
        "purpose": "SP-ELIG",
        "number_kind": "EQUITY_CARD",
        "number": "150101-000123",
        "way": "manual",
        "result": "found",
        "words": "កម្រិតក្រីក្រ ១",
        **changes,
    }


def test_an_officer_writes_down_what_she_found(client, counsellor, sophea):
    peer = Peer()
    client.force_login(counsellor)
    url = reverse("desk:registry_ask", args=[sophea.pk])

    assert client.post(url, question(peer)).status_code == 302
    page = client.get(url).content.decode()

    assert "កម្រិតក្រីក្រ ១" in page
    assert "150101" not in url


def test_without_what_was_found_it_is_asked_again(client, counsellor, sophea):
    peer = Peer()
    client.force_login(counsellor)

    answer = client.post(reverse("desk:registry_ask", args=[sophea.pk]), question(peer, result=""))

    assert answer.status_code == 200
    assert not RegistryAnswer.objects.exists()


def test_a_registry_that_she_does_not_allow_is_not_offered(client, counsellor, sophea):
    Peer("nssf", scope="share_nssf")
    client.force_login(counsellor)

    page = client.get(reverse("desk:registry_ask", args=[sophea.pk])).content.decode()

    assert 'name="peer"' not in page


def test_a_colleague_does_not_learn_what_registries_said(client, colleague, sophea):
    client.force_login(colleague)

    assert client.get(reverse("desk:registry_ask", args=[sophea.pk])).status_code == 404


@pytest.fixture
def boss(client):
    user = UserFactory(administrator=True)
    client.force_login(user)
    return user


def agreement(**changes):
    key = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    return {
        "id": str(uuid.uuid4()),
        "revision": 0,
        "organisation": str(Organisation.objects.create(kind="authority", label_en="MOP").pk),
        "sender_id": "idpoor",
        "callback_uri": "https://idpoor.example.org/in",
        "key_id": "k1",
        "key": base64.b64encode(key).decode(),
        "purposes": "SP-ELIG, SP-REF",
        "scope": "share_commune_idpoor",
        "record_kinds": ["Person"],
        "fields_told": ["name", "poverty"],
        "is_active": "on",
        **changes,
    }


def test_an_administrator_writes_down_an_agreement_and_changes_it(client, boss):
    assert client.post(reverse("desk:registry_new"), agreement()).status_code == 302
    peer = RegistryPeer.objects.get()
    assert (peer.purposes, peer.fields) == (["SP-ELIG", "SP-REF"], ["name", "poverty"])

    url = reverse("desk:registry", args=[peer.pk])
    assert client.get(url).status_code == 200
    second = agreement(revision=peer.revision, key_id="k2", is_active="")
    assert client.post(url, second).status_code == 302
    client.post(reverse("desk:registry_key_end", args=[peer.pk]), {"key": "k1"})

    peer.refresh_from_db()
    assert not peer.is_active
    assert {one["id"]: bool(one["until"]) for one in peer.public_keys} == {"k1": True, "k2": False}
    assert client.get(reverse("desk:registries")).status_code == 200


def test_a_registry_of_an_organisation_that_is_not_known_yet(client, boss):
    new = agreement(organisation="", new_name="ក្រសួងផែនការ")

    assert client.post(reverse("desk:registry_new"), new).status_code == 302
    assert RegistryPeer.objects.get().organisation.label_km == "ក្រសួងផែនការ"


@pytest.mark.parametrize(
    "change",
    [
        {"organisation": ""},
        {"key": "c2hvcnQ="},
        {"callback_uri": "http://idpoor.example.org/in"},
        {"callback_uri": "https://user@idpoor.example.org/in"},
        {"service_uri": "ftp://idpoor.example.org"},
        {"purposes": " , "},
        {"default_purpose": "SP-ELSE"},
        {"sender_id": "a|b"},
    ],
)
def test_what_cannot_be_agreed_is_refused(client, boss, change):
    assert client.post(reverse("desk:registry_new"), agreement(**change)).status_code == 200
    assert not RegistryPeer.objects.exists()


def test_our_key_is_changed_for_another_and_its_private_half_is_wrapped(client, boss):
    client.post(reverse("desk:registry_own_key"))
    first = our_key()
    client.post(reverse("desk:registry_own_key"))

    second = our_key()
    assert first.pk != second.pk
    assert RegistryKey.objects.filter(retired_at=None).count() == 1
    assert private_half(second) not in bytes(second.wrapped)
    page = client.get(reverse("desk:registries")).content.decode()
    assert second.public in page.replace("&#x2B;", "+")


def test_an_officer_does_not_reach_the_agreements(client, counsellor):
    client.force_login(counsellor)

    assert client.get(reverse("desk:registries")).status_code == 404


def test_the_list_asks_the_database_as_often_for_many_as_for_one(
    client, boss, django_assert_max_num_queries
):
    Peer("first")
    url = reverse("desk:registries")
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    for number in range(5):
        Peer(f"peer-{number}")

    with django_assert_max_num_queries(len(one)):
        client.get(url)
