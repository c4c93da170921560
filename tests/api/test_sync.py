"""Records finished without a connection: judged alone, kept once, receipted, never lost."""

import uuid

import pytest
from django.test import Client
from django.utils import timezone

from spean.accounts.models import AuditEntry
from spean.directory.services import report_lost
from spean.people.models import Person
from spean.surveys.choices import Effect
from spean.surveys.models import Receipt, SetAside, Submission
from tests.api.telephone import Telephone, finished, receipts, send, text64
from tests.factories.forms import answer, in_use, registration

pytestmark = pytest.mark.django_db


def test_a_record_is_opened_kept_and_receipted(page, telephone, visit, volunteer):
    record = finished(telephone, visit)

    (told,) = send(page, telephone.batch(record)).json()["receipts"]

    kept = Submission.objects.get()
    assert (kept.instance_id, kept.author, kept.device_seq) == (record["id"], volunteer, 1)
    assert (told["state"], told["server_seq"]) == ("kept", Receipt.objects.get().pk)


def test_the_same_batch_again_is_told_the_same_and_kept_once(page, telephone, visit):
    body = telephone.batch(finished(telephone, visit), finished(telephone, visit))

    first, second = send(page, body).json(), send(page, body).json()

    assert first["receipts"] == second["receipts"]
    assert Submission.objects.count() == Receipt.objects.count() == 2


def test_a_registration_takes_effect_once(client, counsellor, pursat, commune):
    version = in_use(pursat, questionnaire__effect=Effect.REGISTRATION)
    telephone = Telephone(counsellor)
    client.force_login(counsellor)
    record = finished(telephone, version, registration())

    for _again in range(3):
        assert receipts(send(client, telephone.batch(record))) == [(1, "kept", "")]

    assert Person.objects.count() == 1
    assert Submission.objects.get().person_id == Person.objects.get().pk


def test_numbers_that_never_arrived_are_named(page, telephone, visit):
    records = [finished(telephone, visit) for _one in range(5)]

    told = send(page, telephone.batch(records[0], records[3])).json()

    assert told["missing_seqs"] == [2, 3, 5]
    assert send(page, telephone.batch(*records)).json()["missing_seqs"] == []


def test_a_bad_record_says_why_and_its_neighbours_are_kept(page, telephone, visit):
    good, forged, moved = (finished(telephone, visit) for _one in range(3))
    forged["signature"] = text64(bytes(64))
    moved["id"] = f"uuid:{uuid.uuid4()}"

    told = receipts(send(page, telephone.batch(good, forged, moved)))

    assert told == [
        (1, "kept", ""),
        (2, "refused", "bad-signature"),
        (3, "refused", "bad-signature"),
    ]


def test_every_changed_byte_of_a_record_is_noticed(page, telephone, visit):
    record = finished(telephone, visit)
    sealed = record["envelope"]["ct"]
    for at in range(0, len(sealed), max(1, len(sealed) // 25)):
        changed = "A" if sealed[at] != "A" else "B"
        body = {**record["envelope"], "ct": sealed[:at] + changed + sealed[at + 1 :]}
        told = receipts(send(page, telephone.batch({**record, "envelope": body})))
        assert told[0][1] == "refused"

    assert not Submission.objects.exists()


def test_a_record_sealed_for_another_number_does_not_open(page, telephone, visit):
    record = finished(telephone, visit)
    other = {**record, "seq": 7}
    from spean.core.crypto import bytes64

    other["signature"] = telephone.signature_of(other, bytes64(record["envelope"]["ct"]))

    assert receipts(send(page, telephone.batch(other))) == [(7, "refused", "not-readable")]


def test_a_file_taken_from_a_record_or_added_to_it_is_noticed(page, telephone, visit):
    record = finished(telephone, visit, {"picture": "a.jpg"}, {"a.jpg": b"JPG"})

    told = receipts(send(page, telephone.batch({**record, "parts": []})))

    assert told == [(1, "refused", "does-not-fit")]


def test_what_a_lost_telephone_sends_is_kept_for_the_supervisor(
    page, telephone, visit, manager, volunteer
):
    report_lost(actor=manager, device_id=telephone.id, now=timezone.now())

    told = send(page, telephone.batch(finished(telephone, visit))).json()

    assert told["revoked"]
    assert told["receipts"][0]["state"] == "quarantined"
    assert (Submission.objects.count(), SetAside.objects.get().reason) == (0, "device_revoked")


def test_two_records_with_one_number_are_both_kept(page, telephone, visit):
    first = finished(telephone, visit)
    telephone.number = 0
    second = finished(telephone, visit)

    told = receipts(send(page, telephone.batch(first))) + receipts(
        send(page, telephone.batch(second))
    )

    assert told == [(1, "kept", ""), (1, "quarantined", "number-taken")]
    assert SetAside.objects.count() == 1


def test_a_number_that_was_set_aside_has_arrived_and_is_not_looked_for(
    page, telephone, visit, volunteer
):
    id = "uuid:the-same"
    other = Telephone(volunteer)
    send(page, telephone.batch(telephone.finish(answer(visit, {"note": "first"}, id=id), id)))
    records = [finished(other, visit) for _one in range(2)]
    records.insert(1, other.finish(answer(visit, {"note": "second"}, id=id), id))

    # Number 3 first: what came is remembered beyond the gap, too.
    told = send(page, other.batch(records[1])).json()
    assert (told["receipts"][0]["state"], told["missing_seqs"]) == ("quarantined", [1, 2])
    send(page, other.batch(records[0], records[2]))

    assert send(page, other.batch()).json()["missing_seqs"] == []


def test_nobody_sends_from_a_device_of_somebody_else(client, telephone, visit, colleague):
    client.force_login(colleague)

    assert send(client, telephone.batch(finished(telephone, visit))).status_code == 404


def test_a_device_that_nobody_knows_is_told_to_make_itself_known(page, volunteer, visit):
    telephone = Telephone(volunteer, is_known=False)

    answered = send(page, telephone.batch(finished(telephone, visit)))

    assert answered.status_code == 404
    assert answered.json()["type"] == "urn:spean:device-unknown"


def test_a_page_without_its_form_token_changes_nothing(volunteer, telephone, visit):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(volunteer)

    assert send(strict, telephone.batch(finished(telephone, visit))).status_code == 403
    token = strict.get("/api/v1/field/start").json()["csrf"]
    answered = strict.post(
        "/api/v1/sync",
        telephone.batch(finished(telephone, visit)),
        content_type="application/json",
        headers={"X-CSRFToken": token},
    )
    assert answered.status_code == 200


def test_whoever_is_not_signed_in_is_told_so_and_not_led_to_a_page(client, telephone, visit):
    answered = send(client, telephone.batch(finished(telephone, visit)))

    assert answered.status_code == 401
    assert answered["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"device": "x", "records": []},
        {"device": str(uuid.uuid4()), "records": [{}]},
        {"device": str(uuid.uuid4()), "records": [], "highest": -1},
        [],
        "x",
    ],
)
def test_what_cannot_be_read_is_refused_without_saying_it_back(page, body):
    answered = send(page, body)

    assert answered.status_code in {400, 404, 422}
    assert answered["Content-Type"] == "application/problem+json"


def test_the_trail_says_how_many_and_nothing_of_what(page, telephone, visit):
    send(page, telephone.batch(finished(telephone, visit, {"note": "សុខ"})))

    entry = AuditEntry.objects.get(action="surveys.synced")
    assert entry.detail == {"records": 1, "new": 1}
