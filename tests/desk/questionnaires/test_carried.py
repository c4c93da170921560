"""The second way in: a telephone's file is brought in by hand, anywhere, however often."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from spean.accounts.choices import Role
from spean.surveys.models import BroughtFile, Receipt, Submission
from tests.api.telephone import Telephone, finished, receipts, send, text64
from tests.factories.forms import in_use
from tests.factories.serving import staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(pursat):
    return in_use(pursat)


@pytest.fixture
def telephone(volunteer):
    return Telephone(volunteer)


@pytest.fixture
def desk(client, preah_vihear):
    """A member of staff of another centre than the telephone's."""
    client.force_login(staff(Role.COUNSELLOR, preah_vihear))
    return client


def file_of(telephone, *records, files=(), head=None):
    first = head or {
        "spean": "outbox",
        "v": 1,
        "device": str(telephone.id),
        "user": str(telephone.user.pk),
        "key": {},
        "made_at": "2026-03-02T02:30:00.000Z",
        "highest": telephone.number,
    }
    sealed = dict(telephone.sealed_part(one) for one in files)
    bodies = [
        {
            **one,
            "part_bytes": {
                part["sha256"]: text64(sealed[part["sha256"]])
                for part in one["parts"]
                if part["sha256"] in sealed
            },
        }
        for one in records
    ]
    return "".join(f"{json.dumps(one)}\n" for one in (first, *bodies)).encode()


def bring(client, content):
    sent = SimpleUploadedFile("spean-outbox-1.spean", content)
    return client.post(reverse("desk:carried"), {"file": sent}, follow=True)


def test_a_file_is_brought_in_at_any_centre_and_answers_with_receipts(
    desk, telephone, visit, volunteer, pursat
):
    records = [finished(telephone, visit, {"picture": "a.jpg"}, {"a.jpg": b"JPG" * 500})]
    records += [finished(telephone, visit) for _one in range(2)]

    shown = bring(desk, file_of(telephone, *records, files=[b"JPG" * 500]))

    assert shown.status_code == 200
    assert {one.author for one in Submission.objects.all()} == {volunteer}
    assert {one.centre for one in Submission.objects.all()} == {pursat}
    assert Submission.objects.filter(parts__name="a.jpg").count() == 1
    made = BroughtFile.objects.get()
    head, *told = desk.get(reverse("desk:carried_receipts", args=[made.pk])).content.splitlines()
    assert json.loads(head) == {"spean": "receipts", "v": 1, "device": str(telephone.id)}
    said = [json.loads(one) for one in told]
    assert [(one["seq"], one["state"], one["parts"]) for one in said] == [
        (1, "kept", "kept"),
        (2, "kept", "kept"),
        (3, "kept", "kept"),
    ]


def test_a_file_brought_in_twice_and_sent_besides_is_kept_once(
    desk, client, telephone, visit, volunteer
):
    records = [finished(telephone, visit) for _one in range(3)]
    content = file_of(telephone, *records)
    bring(desk, content)
    bring(desk, content)
    client.force_login(volunteer)

    over_the_air = receipts(send(client, telephone.batch(*records)))

    assert over_the_air == [(1, "kept", ""), (2, "kept", ""), (3, "kept", "")]
    assert Submission.objects.count() == Receipt.objects.count() == 3
    first, second = BroughtFile.objects.order_by("created_at")
    assert first.receipts == second.receipts


def test_a_file_that_was_cut_brings_what_it_holds_and_says_so(desk, telephone, visit):
    records = [finished(telephone, visit) for _one in range(3)]
    content = file_of(telephone, *records)

    bring(desk, content[:-200])

    made = BroughtFile.objects.get()
    assert (made.kept, made.unreadable, Submission.objects.count()) == (2, 1, 2)


def test_more_records_than_go_at_once_all_come(desk, telephone, visit):
    records = [finished(telephone, visit) for _one in range(53)]

    bring(desk, file_of(telephone, *records))

    made = BroughtFile.objects.get()
    assert (made.kept, made.unreadable, Submission.objects.count()) == (53, 0, 53)


@pytest.mark.parametrize(
    "content",
    [b"%PDF", b"{}\n", b'{"spean":"receipts","v":1}\n', b"\xff\xfe\n", b"[]\n", b"1\n"],
)
def test_another_kind_of_file_is_refused_in_a_sentence(desk, content):
    shown = bring(desk, content)

    assert ".spean" in shown.content.decode()
    assert not BroughtFile.objects.exists()


def test_a_file_of_a_telephone_that_was_never_here_takes_nothing(desk, volunteer, visit):
    stranger = Telephone(volunteer, is_known=False)

    shown = bring(desk, file_of(stranger, finished(stranger, visit)))

    assert 'class="errorlist"' in shown.content.decode() or "alert" in shown.content.decode()
    assert not Submission.objects.exists()


def test_a_record_changed_on_the_way_is_not_taken(desk, telephone, visit):
    record = finished(telephone, visit)
    record["envelope"]["ct"] = text64(b"x" * 200)

    bring(desk, file_of(telephone, record))

    assert (BroughtFile.objects.get().refused, Submission.objects.count()) == (1, 0)


def test_receipts_that_somebody_else_brought_are_not_there(desk, client, telephone, visit, manager):
    bring(desk, file_of(telephone, finished(telephone, visit)))
    client.force_login(manager)

    answered = client.get(reverse("desk:carried_receipts", args=[BroughtFile.objects.get().pk]))

    assert answered.status_code == 404
