"""A supervisor looks at what could not be taken as it came; nothing of it is ever lost."""

import pytest
from django.urls import reverse
from django.utils import timezone

from spean.accounts.choices import Role
from spean.accounts.models import AuditEntry
from spean.people.models import Person
from spean.surveys.choices import Effect
from spean.surveys.models import SetAside, Submission
from tests.factories.forms import answer, in_use, registration
from tests.factories.serving import staff
from tests.pathways.test_receiving import ID, send

pytestmark = pytest.mark.django_db
QUESTIONS = [
    {
        "path": "note",
        "name": "note",
        "type": "text",
        "label": {"Khmer (km)": "កំណត់ត្រា", "English (en)": "Note"},
        "repeats": [],
    },
    {
        "path": "yes",
        "name": "yes",
        "type": "select_one",
        "label": {"Khmer (km)": "បាន ឬទេ", "English (en)": "Agreed"},
        "choices": {"y": {"Khmer (km)": "បាន", "English (en)": "Yes"}},
        "repeats": [],
    },
]


@pytest.fixture
def visit(pursat):
    return in_use(pursat, questions=QUESTIONS)


@pytest.fixture
def desk(client, manager):
    client.force_login(manager)
    return client


@pytest.fixture
def aside(volunteer, visit):
    send(volunteer, answer(visit, {"note": "ផ្ទះ", "yes": "y"}, id=ID))
    send(volunteer, answer(visit, {"note": "ស្រែ", "yes": "y"}, id=ID))
    return SetAside.objects.get()


def page(client, name, row):
    return client.get(reverse(f"desk:{name}", args=[row.pk])).content.decode()


def test_a_differing_copy_is_shown_beside_the_first_where_the_two_differ(desk, aside):
    assert str(aside.pk) in desk.get(reverse("desk:answers_waiting")).content.decode()

    shown = page(desk, "answer_aside", aside)

    compared = shown[shown.index("<table") : shown.index("</table>")]
    assert "ផ្ទះ" in compared
    assert "ស្រែ" in compared
    assert "បាន" not in compared
    assert "បាន ឬទេ" in shown
    read = AuditEntry.objects.get(action="surveys.answer_read")
    assert (read.ref_kind, read.ref_id) == ("set_aside", aside.pk)


def test_a_copy_that_is_taken_in_counts_in_place_of_the_first_and_both_stay(desk, aside):
    desk.post(reverse("desk:answer_aside_take", args=[aside.pk]))

    first, taken = Submission.objects.order_by("created_at")
    assert (first.state, taken.state) == ("replaced", "received")
    assert (taken.replaces, taken.author) == (first, first.author)
    aside.refresh_from_db()
    assert aside.settled_by.username == "manager"
    assert desk.get(reverse("desk:answer_aside", args=[aside.pk])).status_code == 404


def test_a_copy_that_is_left_aside_is_off_the_list_and_stays_kept(desk, aside):
    desk.post(reverse("desk:answer_aside_leave", args=[aside.pk]))

    assert Submission.objects.count() == SetAside.objects.exclude(settled_at=None).count() == 1
    assert str(aside.pk) not in desk.get(reverse("desk:answers_waiting")).content.decode()


def test_another_copy_of_one_in_the_register_registers_nobody_twice(
    desk, counsellor, pursat, commune
):
    version = in_use(pursat, questionnaire__effect=Effect.REGISTRATION)
    send(counsellor, answer(version, registration(), id=ID))
    send(counsellor, answer(version, registration(age="35"), id=ID))
    aside = SetAside.objects.get()

    desk.post(reverse("desk:answer_aside_take", args=[aside.pk]))
    taken = Submission.objects.get(state="waiting")
    answered = desk.post(reverse("desk:answer_again", args=[taken.pk]), follow=True)

    assert Person.objects.count() == 1
    assert "ដោយដៃ" in answered.content.decode()
    desk.post(reverse("desk:answer_settle", args=[taken.pk]))
    taken.refresh_from_db()
    assert taken.state == "settled"


def test_an_answer_of_somebody_who_left_takes_effect_in_the_supervisors_name(
    desk, manager, pursat, commune
):
    leaver = staff(Role.COUNSELLOR, pursat)
    version = in_use(pursat, questionnaire__effect=Effect.REGISTRATION)
    leaver.postings.update(ends_on=timezone.localdate())
    leaver.postings.update(starts_on="2025-01-01", ends_on="2025-02-01")
    send(leaver, answer(version, registration()), centre_id=pursat.pk)
    waiting = Submission.objects.get()
    assert (waiting.state, waiting.reason) == ("set_aside", "no_longer_theirs")

    desk.post(reverse("desk:answer_again", args=[waiting.pk]))

    person = Person.objects.get()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.author, person.registered_by) == ("applied", leaver, manager)


def test_what_was_set_aside_at_another_centre_is_not_there(client, aside, preah_vihear):
    client.force_login(staff(Role.CENTRE_MANAGER, preah_vihear))

    asked = [client.get(reverse("desk:answer_aside", args=[aside.pk]))]
    asked += [
        client.post(reverse(f"desk:{name}", args=[aside.pk]))
        for name in ("answer_aside_take", "answer_aside_leave")
    ]

    assert [one.status_code for one in asked] == [404, 404, 404]
    assert SetAside.objects.get().settled_at is None


def test_a_file_that_differs_comes_as_a_download_and_is_never_shown(desk, volunteer, visit):
    from spean.surveys.contracts import Part

    sent = answer(visit, {"picture": "a.svg"}, id=ID)
    send(volunteer, sent, parts=[Part(name="a.svg", content=b"<svg/>")])
    send(volunteer, sent, parts=[Part(name="a.svg", content=b"<svg onload=x/>")])
    aside = SetAside.objects.get()

    answered = desk.get(reverse("desk:answer_aside_file", args=[aside.pk]))

    assert b"".join(answered.streaming_content) == b"<svg onload=x/>"
    assert answered["Content-Disposition"].startswith("attachment")
    assert "<svg onload" not in page(desk, "answer_aside", aside)
