"""Who left cannot sign in; her telephone still hands over what is finished, and is emptied."""

import pytest
from django.utils import timezone

from spean.accounts.models import AuditEntry
from spean.directory.services import report_lost
from spean.directory.services.leaving import let_go
from spean.directory.services.staff import shut_out
from spean.surveys.models import SetAside, Submission
from tests.api.test_sync import finished, receipts

pytestmark = pytest.mark.django_db
LAST = "/api/v1/sync/last"


@pytest.fixture
def gone(manager, volunteer, telephone):
    """The volunteer left; nobody is signed in on her telephone."""
    let_go(actor=manager, user=volunteer, now=timezone.now())
    return telephone


def said(client, batch, url=LAST):
    return client.post(url, batch, content_type="application/json")


def test_what_was_finished_comes_in_and_is_set_aside(client, gone, visit):
    told = said(client, gone.batch(finished(gone, visit))).json()

    assert told["revoked"] and receipts_of(told) == [(1, "quarantined")]
    assert (Submission.objects.count(), SetAside.objects.get().reason) == (0, "device_revoked")


def receipts_of(told):
    return [(one["seq"], one["state"]) for one in told["receipts"]]


def test_a_telephone_with_nothing_to_send_is_told_too(client, gone):
    assert said(client, {"device": str(gone.id), "records": []}).json()["revoked"]


def test_the_door_for_the_signed_in_stays_shut(client, gone, visit):
    answer = said(client, gone.batch(finished(gone, visit)), "/api/v1/sync")

    assert answer.status_code == 401
    assert not SetAside.objects.exists()


def test_a_record_that_her_telephone_did_not_sign_is_refused(client, gone, visit):
    record = finished(gone, visit)
    forged = {**record, "signature": "A" * len(record["signature"])}

    told = said(client, gone.batch(forged)).json()

    assert receipts_of(told) == [(1, "refused")]
    assert not SetAside.objects.exists()


def test_of_every_other_telephone_nothing_is_said(
    client, telephone, visit, manager, administrator, volunteer
):
    batch = telephone.batch(finished(telephone, visit))
    before = AuditEntry.objects.count()
    assert said(client, batch).status_code == 404
    unknown = {**batch, "device": "00000000-0000-4000-8000-000000000000"}
    assert said(client, unknown).status_code == 404
    assert AuditEntry.objects.count() == before

    # Lost, and its user still serves: she signs in. Shut out for a while: she may come back.
    report_lost(actor=manager, device_id=telephone.id, now=timezone.now())
    assert said(client, batch).status_code == 404
    assert not SetAside.objects.exists()


def test_who_was_only_shut_out_keeps_what_is_on_her_telephone(
    client, telephone, visit, administrator, volunteer
):
    shut_out(actor=administrator, user=volunteer, today=timezone.localdate())

    assert said(client, telephone.batch(finished(telephone, visit))).status_code == 404


def test_its_photographs_come_in_as_well(client, gone, visit):
    record = finished(gone, visit, {"picture": "a.jpg"}, {"a.jpg": b"JPG"})
    told = said(client, gone.batch(record)).json()
    [sha256] = told["missing_parts"]
    _digest, sealed = gone.sealed_part(b"JPG")
    url = f"{LAST}/parts/{gone.id}/{sha256}"

    assert client.head(url)["Upload-Offset"] == "0"
    whole = {"Upload-Length": str(len(sealed))}
    answer = client.put(
        f"{url}?offset=0", sealed, content_type="application/octet-stream", headers=whole
    )
    assert answer["Upload-Complete"] == "?1"


def test_no_other_telephone_has_a_file_taken(client, telephone):
    url = f"{LAST}/parts/{telephone.id}/{'a' * 64}"

    assert client.head(url).status_code == 404


def test_receipts_are_the_same_the_second_time(client, gone, visit):
    batch = gone.batch(finished(gone, visit))
    first = said(client, batch).json()

    assert said(client, batch).json()["receipts"] == first["receipts"]
    assert SetAside.objects.count() == 1
    assert receipts(said(client, batch)) == receipts(said(client, batch))
