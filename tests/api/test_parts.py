"""Files in pieces: each once, in its place, joined to the record that names it."""

import pytest
from django.utils import timezone

from spean.directory.services import report_lost
from spean.surveys.models import PartPiece, SetAside, Submission
from tests.api.telephone import finished, send

pytestmark = pytest.mark.django_db


def put(page, telephone, sha256, content, offset, total):
    return page.put(
        f"/api/v1/sync/parts/{telephone.id}/{sha256}?offset={offset}",
        content,
        content_type="application/octet-stream",
        headers={"Upload-Length": str(total)},
    )


def test_a_file_in_pieces_joins_its_record_with_the_last_piece(page, telephone, visit):
    plain = b"JPG" * 1000
    record = finished(telephone, visit, {"picture": "a.jpg"}, {"a.jpg": plain})
    sha256, sealed = telephone.sealed_part(plain)
    told = send(page, telephone.batch(record)).json()
    assert told["missing_parts"] == [sha256]

    half = len(sealed) // 2
    first = put(page, telephone, sha256, sealed[:half], 0, len(sealed))
    wrong = put(page, telephone, sha256, sealed[:half], 0, len(sealed))
    last = put(page, telephone, sha256, sealed[half:], half, len(sealed))

    assert (first.status_code, wrong.status_code, last.status_code) == (200, 409, 200)
    assert wrong["Upload-Offset"] == str(half)
    assert last["Upload-Complete"] == "?1"
    assert Submission.objects.get().parts.get().size == len(plain)
    assert not PartPiece.objects.exists()
    assert send(page, telephone.batch()).json()["missing_parts"] == []


def test_how_far_a_file_has_come_can_be_asked(page, telephone, visit):
    plain = b"JPG" * 1000
    sha256, sealed = telephone.sealed_part(plain)
    send(page, telephone.batch(finished(telephone, visit, {"picture": "a"}, {"a": plain})))
    url = f"/api/v1/sync/parts/{telephone.id}/{sha256}"

    assert page.head(url)["Upload-Offset"] == "0"
    put(page, telephone, sha256, sealed[:100], 0, len(sealed))
    assert page.head(url)["Upload-Offset"] == "100"
    put(page, telephone, sha256, sealed[100:], 100, len(sealed))
    assert page.head(url)["Upload-Complete"] == "?1"


def test_a_file_that_does_not_open_is_forgotten_and_begun_again(page, telephone, visit):
    plain = b"JPG"
    sha256, sealed = telephone.sealed_part(plain)
    send(page, telephone.batch(finished(telephone, visit, {"picture": "a"}, {"a": plain})))

    broken = put(page, telephone, sha256, b"x" * len(sealed), 0, len(sealed))
    again = put(page, telephone, sha256, sealed, 0, len(sealed))

    assert (broken.status_code, again.status_code) == (422, 200)


def test_a_file_of_a_record_that_was_set_aside_is_kept_beside_it(page, telephone, visit, manager):
    report_lost(actor=manager, device_id=telephone.id, now=timezone.now())
    plain = b"JPG"
    sha256, sealed = telephone.sealed_part(plain)
    record = finished(telephone, visit, {"picture": "a"}, {"a": plain})
    assert send(page, telephone.batch(record)).json()["missing_parts"] == [sha256]

    assert put(page, telephone, sha256, sealed, 0, len(sealed)).status_code == 200

    assert SetAside.objects.get(part_name="a").instance_id == record["id"]
    assert send(page, telephone.batch()).json()["missing_parts"] == []


def test_a_file_that_no_record_names_fills_no_disk(page, telephone, visit):
    sha256, sealed = telephone.sealed_part(b"x")

    assert put(page, telephone, sha256, sealed, 0, len(sealed)).status_code == 409
    assert not PartPiece.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_pieces_arrive_where_each_request_has_its_own_transaction(page, telephone, visit):
    plain = b"JPG" * 100
    sha256, sealed = telephone.sealed_part(plain)
    send(page, telephone.batch(finished(telephone, visit, {"picture": "a"}, {"a": plain})))
    url = f"/api/v1/sync/parts/{telephone.id}/{sha256}"

    first = put(page, telephone, sha256, sealed[:50], 0, len(sealed))
    asked = page.head(url)
    last = put(page, telephone, sha256, sealed[50:], 50, len(sealed))

    assert [one.status_code for one in (first, asked, last)] == [200, 200, 200]
    assert asked["Upload-Offset"] == "50"
