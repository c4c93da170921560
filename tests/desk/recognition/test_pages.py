"""Recognition at the desk: three accounts take somebody from her job history to the result."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.urls import reverse
from django.utils import timezone

from spean.people.models import Person
from spean.skills.models import Appeal, Assessor, Evidence, Recognition, TaskAnswer
from tests.factories.casework import client_of
from tests.factories.recognition import (
    MP4,
    PNG,
    applied,
    approved,
    assessed,
    assessors,
    booked,
    certified,
    checked,
    proof,
    rated,
    ready,
    standard,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


@pytest.fixture
def tiler():
    return standard()


@pytest.fixture
def person(counsellor, pursat):
    return client_of(counsellor, pursat)


@pytest.fixture
def made(client, facilitator, person, tiler):
    client.force_login(facilitator)
    return applied(facilitator, person, tiler)


@pytest.fixture
def both(pursat, tiler):
    return assessors(pursat, tiler)


def page(client, name, *args, query=""):
    answer = client.get(reverse(f"desk:{name}", args=args) + query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def send(client, name, pk, **said):
    return client.post(reverse(f"desk:{name}", args=[pk]), said)


def application(tiler, **changes):
    values = {
        "id": str(uuid.uuid4()),
        "was_told": "on",
        "standard": tiler.code,
        "consent": "spoken",
        "fee_khr": "0",
        "fee_paid_by": "programme",
        "wage_before": "180",
    }
    return {**values, **changes}


def levels(made, level="2"):
    return {str(task.pk): level for row in made.units.all() for task in row.unit.tasks.all()}


def day(both, **changes):
    start = timezone.localtime() + timedelta(days=1)
    values = {
        "id": str(uuid.uuid4()),
        "assessor": both[0].pk,
        "moderator": both[1].pk,
        "on_day": start.date().isoformat(),
        "at": "09:00",
        "minutes": "120",
        "method": "village",
        "place": "Bakan",
        "parts": ["practical", "oral"],
    }
    return {**values, **changes}


def results(made, said="c"):
    rows = made.units.filter(is_gap=False)
    parts = {f"{row.pk}-{part}": said for row in rows for part in made.parts}
    return {**parts, **{f"{row.pk}-note": "seen" for row in rows}}


def test_three_accounts_take_somebody_to_the_result(client, facilitator, person, tiler, both):
    client.force_login(facilitator)
    assert "Apply for recognition" in page(client, "person", person.pk)
    assert "What can happen" in page(client, "recognition_new", person.pk)
    send(client, "recognition_new", person.pk, **application(tiler))
    made = Recognition.objects.get()
    assert "Ask about the tasks" in page(client, "recognition", made.pk)

    page(client, "recognition_tasks", made.pk)
    send(client, "recognition_tasks", made.pk, is_read_aloud="on", **levels(made))
    assert TaskAnswer.objects.count() == 6

    said = {"unit": "SP-TILE-1", "kind": "photo", "language": "none", "id": str(uuid.uuid4())}
    file = SimpleUploadedFile("wall.png", PNG)
    assert send(client, "recognition_proof", made.pk, file=file, **said).status_code == 302
    piece = Evidence.objects.get()
    assert "Not checked yet" in page(client, "recognition_proof", made.pk)
    four = ["is_authentic", "is_sufficient", "is_valid", "is_current"]
    send(client, "evidence_check", piece.pk, passed=four, note="her wall")
    assert "It counts" in page(client, "recognition_proof", made.pk)
    assert "Ready 62 %" in page(client, "recognition_review", made.pk)
    send(client, "recognition_review", made.pk, goes="assess")

    assert "When they are taken" in page(client, "recognition_book", made.pk)
    assert send(client, "recognition_book", made.pk, **day(both)).status_code == 302
    made.sittings.update(starts_at=timezone.now(), ends_at=timezone.now() + timedelta(hours=2))
    made.refresh_from_db()

    client.force_login(both[0].user)
    assert person.name in page(client, "assessor_day")
    assert "Write the results" in page(client, "recognition", made.pk)
    page(client, "recognition_results", made.pk)
    assert send(client, "recognition_results", made.pk, **results(made)).status_code == 302

    client.force_login(both[1].user)
    assert "To look over" in page(client, "assessor_day")
    page(client, "recognition_agree", made.pk)
    assert send(client, "recognition_agree", made.pk, agrees="yes").status_code == 302

    client.force_login(facilitator)
    assert "The certificate can be made." in page(client, "recognition", made.pk)
    assert client.get(reverse("desk:evidence", args=[piece.pk])).getvalue() == PNG


def test_who_was_not_told_has_not_applied(client, facilitator, person, tiler):
    client.force_login(facilitator)
    answer = send(client, "recognition_new", person.pk, **application(tiler, was_told=""))
    assert "First tell her" in answer.content.decode()
    assert not Recognition.objects.exists()


def test_a_program_named_as_a_film_is_refused_at_its_field(client, made):
    said = {"unit": "SP-TILE-1", "kind": "video", "language": "none", "id": str(uuid.uuid4())}
    file = SimpleUploadedFile("film.mp4", b"MZ" + b"\0" * 500, content_type="video/mp4")
    answer = send(client, "recognition_proof", made.pk, file=file, **said)
    assert "It was not kept" in answer.content.decode()
    assert not Evidence.objects.exists()


def test_a_film_goes_from_the_disk_into_the_portfolio(client, made):
    film = TemporaryUploadedFile("film.mp4", "video/mp4", len(MP4), None)
    film.write(MP4)
    film.seek(0)
    said = {"unit": "SP-TILE-1", "kind": "video", "language": "none", "id": str(uuid.uuid4())}
    assert send(client, "recognition_proof", made.pk, file=film, **said).status_code == 302
    answer = client.get(reverse("desk:evidence", args=[Evidence.objects.get().pk]))
    assert answer["Content-Type"] == "video/mp4" and answer["X-Content-Type-Options"] == "nosniff"
    assert answer.getvalue() == MP4


def test_a_cousin_is_refused_with_the_reason_and_the_way_out(client, made, both):
    ready(made)
    tie = {"id": str(uuid.uuid4()), "assessor": both[0].pk, "kind": "family"}
    assert send(client, "recognition_tie", made.pk, **tie).status_code == 302
    answer = send(client, "recognition_book", made.pk, **day(both))
    assert "They are family" in answer.content.decode()


def test_an_assessor_sees_nothing_but_what_is_hers(client, made, both, person, tmp_path):
    rated(made)
    piece = checked(proof(made, tmp_path))
    client.force_login(both[0].user)
    for name, pk in (("recognition", made.pk), ("evidence", piece.pk), ("person", person.pk)):
        assert client.get(reverse(f"desk:{name}", args=[pk])).status_code == 404
    booked(ready(made), *both, now=timezone.now())
    assert person.name in page(client, "recognition", made.pk)
    assert client.get(reverse("desk:evidence", args=[piece.pk])).status_code == 200
    assert client.get(reverse("desk:person", args=[person.pk])).status_code == 404
    shown = page(client, "recognition", made.pk)
    assert reverse("desk:person", args=[person.pk]) not in shown and "Cost" not in shown


def test_a_sealed_person_is_on_no_page(client, made, person, both):
    booked(ready(made), *both, now=timezone.now())
    Person.objects.filter(pk=person.pk).update(is_sealed=True)
    assert client.get(reverse("desk:recognition", args=[made.pk])).status_code == 404
    assert person.name not in page(client, "recognitions")
    client.force_login(both[0].user)
    assert person.name not in page(client, "assessor_day")


def test_results_go_back_with_a_reason_that_the_assessor_reads(client, made, both):
    assessed(booked(ready(made), *both))
    client.force_login(both[1].user)
    answer = send(client, "recognition_agree", made.pk, agrees="no")
    assert "Please write why it goes back." in answer.content.decode()
    send(client, "recognition_agree", made.pk, agrees="no", reason="No photograph of the wall")
    client.force_login(both[0].user)
    assert "No photograph of the wall" in page(client, "recognition_results", made.pk)


def test_nobody_else_writes_results(client, made, both, manager):
    booked(ready(made), *both)
    url = reverse("desk:recognition_results", args=[made.pk])
    assert client.get(url).status_code == 404
    for other in (manager, both[1].user):
        client.force_login(other)
        assert client.get(url).status_code == 404
    client.force_login(both[0].user)
    assert client.get(url).status_code == 200


def test_an_appeal_is_heard_by_a_third(client, facilitator, made, pursat, tiler):
    approved(made, "nyc", "nyc", now=timezone.now())
    third = assessors(pursat, tiler, 1)[0]
    client.force_login(facilitator)
    assert "She does not accept the result" in page(client, "recognition", made.pk)
    said = {"id": str(uuid.uuid4()), "reason": "result", "assessor": third.pk}
    page(client, "recognition_appeal", made.pk)
    assert send(client, "recognition_appeal", made.pk, **said).status_code == 302

    client.force_login(third.user)
    assert "Appeals" in page(client, "assessor_day")
    made.refresh_from_db()
    page(client, "recognition_results", made.pk)
    send(client, "recognition_results", made.pk, **results(made))
    assert Appeal.objects.get().state == "upheld"


def test_the_wage_is_asked_from_the_list(client, facilitator, manager, made):
    certified(made, manager)
    made.wages.update(due_on=timezone.localdate())
    assert "Ask what they earn now" in page(client, "recognitions")
    check = made.wages.first()
    page(client, "recognition_wage", check.pk)
    send(client, "recognition_wage", check.pk, is_reached="yes", wage="230")
    assert "230" in page(client, "recognition", made.pk)


def test_who_leads_sees_what_stands_still(client, manager, made, person):
    Recognition.objects.update(since=timezone.now() - timedelta(days=60))
    client.force_login(manager)
    assert person.name in page(client, "recognitions_late")
    Recognition.objects.update(since=timezone.now())
    assert person.name not in page(client, "recognitions_late")


def test_who_leads_registers_an_assessor(client, manager, assessor, pursat, tiler):
    client.force_login(manager)
    page(client, "assessor_new")
    said = {
        "id": str(uuid.uuid4()),
        "revision": "1",
        "user": assessor.pk,
        "registration_no": "A-77",
        "valid_until": (timezone.localdate() + timedelta(days=400)).isoformat(),
        "centre": pursat.pk,
        "occupations": [tiler.occupation_id],
        "is_active": "on",
    }
    assert client.post(reverse("desk:assessor_new"), said).status_code == 302
    kept = Assessor.objects.get()
    assert "A-77" in page(client, "assessors")
    page(client, "assessor", kept.pk)
    said = {**said, "revision": str(kept.revision), "registration_no": "A-78"}
    assert send(client, "assessor", kept.pk, **said).status_code == 302
    assert Assessor.objects.get().registration_no == "A-78"


def test_who_withdraws_is_asked_nothing_more(client, made):
    assert send(client, "recognition_withdraw", made.pk).status_code == 302
    assert "Withdrew" in page(client, "recognition", made.pk)
    assert made.application_no not in page(client, "recognitions")


def test_a_list_of_many_takes_as_many_queries_as_a_list_of_few(
    client, counsellor, facilitator, pursat, tiler, made, django_assert_max_num_queries
):
    for number in range(6):
        applied(facilitator, client_of(counsellor, pursat, given_name_lat=f"No{number}"), tiler)
    with django_assert_max_num_queries(12):
        page(client, "recognitions")
