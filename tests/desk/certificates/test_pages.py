"""The pages of certificates: two people, one certificate; keys that wait for the root."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver, reverse

from spean.skills.gateways import sealing
from spean.skills.models import Certificate, SigningKey
from tests.desk.people.writing import signed_in
from tests.factories.casework import client_of
from tests.factories.certified import completed, issued, proposed, trusted_keys

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(counsellor, pursat):
    return client_of(counsellor, pursat)


@pytest.fixture
def done(person, pursat):
    return completed(person, pursat)


@pytest.fixture
def keys(pursat):
    return trusted_keys(pursat)


def at(name, *keys):
    return reverse(f"desk:{name}", args=keys)


def main_of(client, url):
    page = client.get(url)
    assert page.status_code == 200
    html = page.content.decode()
    return html[html.index("<main") : html.index("</main>")]


def test_one_proposes_another_seals_and_it_is_printed(facilitator, manager, person, done, keys):
    first, second = signed_in(facilitator), signed_in(manager)
    url = at("certificate_propose", "enrolment", done.pk)
    assert url in main_of(first, at("certificates"))
    assert person.name in main_of(first, url)
    first.post(url, {"id": str(uuid4())})

    certificate = Certificate.objects.get()
    page = at("certificate", certificate.pk)
    assert at("certificate_seal", certificate.pk) not in main_of(first, page)
    assert page in main_of(second, at("certificates"))
    assert at("certificate_seal", certificate.pk) in main_of(second, page)
    second.post(at("certificate_seal", certificate.pk))

    certificate.refresh_from_db()
    assert certificate.state == "valid"
    paper = second.post(at("certificate_paper", certificate.pk))
    assert paper.content.startswith(b"%PDF-")
    assert person.given_name not in str(paper.headers)
    badge = second.post(at("certificate_badge", certificate.pk)).json()
    assert badge["id"] == certificate.pk.urn
    assert page in main_of(second, at("person", person.pk))


def test_sealing_ones_own_is_said_no_to(manager, done, keys):
    certificate, client = proposed(manager, done), signed_in(manager)

    answer = client.post(at("certificate_seal", certificate.pk), follow=True)

    certificate.refresh_from_db()
    assert certificate.state == "proposed"
    assert "ត្រូវឱ្យអ្នកផ្សេងបោះត្រា" in answer.content.decode()


def test_no_address_of_the_site_seals_without_two(manager, facilitator, done, keys):
    """One person asks every address that names a certificate or its record; nothing is sealed."""
    certificate, client = proposed(manager, done), signed_in(manager)
    values = {"certificate_id": certificate.pk, "basis_id": done.pk, "kind": "enrolment"}
    asked = 0
    for name, patterns in get_resolver().namespace_dict["desk"][1].reverse_dict.lists():
        names = set(patterns[0][0][0][1])
        if not isinstance(name, str) or not names & {"certificate_id", "basis_id"}:
            continue
        url = reverse(f"desk:{name}", kwargs={key: values[key] for key in names})
        for extra in ({}, {"reason": "other"}):
            if "refuse" not in name:
                client.post(url, {"id": str(uuid4()), **extra})
            client.get(url)
        asked += 1
    assert asked >= 7
    assert not Certificate.objects.filter(state="valid").exists()
    # Somebody else's hand on one of these addresses seals: the refusals were about the hands.
    Certificate.objects.filter(pk=certificate.pk).update(proposed_by=facilitator)
    client.post(at("certificate_seal", certificate.pk))
    assert Certificate.objects.get(pk=certificate.pk).state == "valid"


def test_a_revoked_one_says_so_and_why(facilitator, manager, done, keys):
    certificate, client = issued(facilitator, manager, done), signed_in(manager)

    client.post(at("certificate_revoke", certificate.pk), {"reason": "evidence"})

    assert "ភស្តុតាងមិនពិត" in main_of(client, at("certificate", certificate.pk))


def test_a_reason_is_asked_for(facilitator, manager, done, keys):
    certificate, client = issued(facilitator, manager, done), signed_in(manager)

    assert client.post(at("certificate_revoke", certificate.pk)).status_code == 200
    certificate.refresh_from_db()
    assert certificate.state == "valid"


def test_the_list_takes_few_questions_however_many_there_are(
    facilitator, manager, counsellor, pursat, keys, django_assert_max_num_queries
):
    for name in ("Dara", "Sok", "Vanna", "Bopha"):
        one = client_of(counsellor, pursat, given_name_lat=name)
        issued(facilitator, manager, completed(one, pursat))
    client = signed_in(manager)
    client.get(at("certificates"))

    with django_assert_max_num_queries(22):
        client.get(at("certificates"))


def test_keys_go_to_the_root_and_come_back(administrator, pursat):
    client = signed_in(administrator)
    client.post(at("certificate_keys_make"))
    asked = client.post(at("certificate_keys_request"))
    assert asked["Content-Type"] == "application/json" and asked.json()["version"] == 1
    root = sealing.new_root()
    rows = SigningKey.objects.select_related("centre")
    moment = SigningKey.objects.latest("valid_from").valid_from
    signed = sealing.sign_keys(rows, root=root, version=1, issued_at=moment)
    printed = sealing.fingerprint_of(sealing.text_of(sealing.public_of(root)))

    for fingerprint, loaded in (("0000", False), (printed, True)):
        given = {"file": SimpleUploadedFile("keys.json", signed), "fingerprint": fingerprint}
        client.post(at("certificate_keys_load"), given)
        assert SigningKey.objects.filter(trusted_at__isnull=False).exists() == loaded
    html = main_of(client, at("certificate_keys"))
    assert printed in html

    key = SigningKey.objects.get(centre=pursat)
    assert "នៅតែមានសុពលភាព" in main_of(client, at("certificate_key_end", key.pk))
    client.post(at("certificate_key_end", key.pk), {"reason": "stolen"})
    key.refresh_from_db()
    assert key.revoked_at
