"""Feedback written down in the field becomes a grievance, and no answer that the accused reads."""

from uuid import uuid5

import pytest
from django.urls import reverse
from django.utils import timezone

from spean.accounts.models import User
from spean.casework.models import Grievance
from spean.casework.selectors.grievances import grievances_visible_to
from spean.casework.services.grievances import (
    MOST_IN_AN_HOUR,
    GrievanceWords,
    open_grievance,
    take_from_answer,
)
from spean.directory.models import Posting
from spean.surveys.choices import Effect
from spean.surveys.models import Questionnaire, Submission
from spean.surveys.selectors import answers_to_take_out, submissions_visible_to
from spean.surveys.selectors.answers import waiting_for
from spean.surveys.services.settling import read_waiting
from tests.factories.forms import answer
from tests.pathways.test_receiving import send
from tests.surveys.test_forms_that_wait import published

pytestmark = pytest.mark.django_db
STORY = "ប្រធានសុំលុយពីខ្ញុំ"
SAID = {
    "what": {
        "received_on": "2026-03-02",
        "category": "complaint",
        "issue": "bribery",
        "concerns": "centre_manager",
        "story": STORY,
    },
    "answer": {"wants_answer": "yes", "name": "ពូ", "phone": "012345678", "safe_to_call": "safe"},
}


@pytest.fixture
def today():
    return timezone.localdate()


def sent(author, centre, said=SAID):
    return send(author, answer(published("spean_feedback", centre), said))


def said_with(**changes):
    return {**SAID, "what": {**SAID["what"], **changes}}


def grievances_of(viewer, today):
    return grievances_visible_to(User.objects.get(pk=viewer.pk), today)


def test_it_is_a_grievance_with_its_words_sealed(volunteer, pursat, registrar, today):
    sent(volunteer, pursat)

    row, kept = Submission.objects.get(), Grievance.objects.get()
    assert (row.state, row.person_id) == ("applied", None)
    # Neither key leads to the other: who settles answers cannot open the complaint by it.
    assert kept.pk not in (row.pk, uuid5(row.pk, "grievance"))
    told = (kept.kind, kept.way, kept.about, kept.is_outside, kept.written_by)
    assert told == ("bribery", "in_person", "manager", True, volunteer)
    words = open_grievance(viewer=registrar, grievance=kept)
    assert STORY in words["story"]
    assert words["contact"] == "ពូ · 012345678 (safe)"


def test_a_complaint_about_the_manager_is_nowhere_where_she_looks(
    client, volunteer, manager, counsellor, pursat, registrar, today
):
    sent(volunteer, pursat)

    for one in (volunteer, counsellor, manager):
        assert not submissions_visible_to(one).exists(), one.username
        assert not answers_to_take_out(one).exists(), one.username
        assert not grievances_of(one, today).exists(), one.username
    assert grievances_of(registrar, today).count() == 1
    client.force_login(manager)
    questionnaire = Questionnaire.objects.get()
    page = client.get(reverse("desk:answers", args=[questionnaire.pk])).content.decode()
    assert str(Submission.objects.get().pk) not in page and STORY not in page


def test_were_it_an_answer_like_any_other_she_would_read_it(volunteer, manager, pursat):
    sent(volunteer, pursat)

    # The negative control: what hides it is that it is feedback, and nothing else.
    Questionnaire.objects.update(effect=Effect.OUTREACH)

    assert submissions_visible_to(manager).count() == 1
    assert answers_to_take_out(manager).count() == 1


def test_one_that_waits_is_there_for_who_settles_without_its_words(volunteer, manager, pursat):
    sent(volunteer, pursat)
    Submission.objects.update(state="waiting", reason="cannot-unseal")
    row = Submission.objects.get()

    assert list(waiting_for(manager)) == [row]
    assert not answers_to_take_out(manager).exists()
    read = read_waiting(actor=manager, submission_id=row.pk)
    assert (read.replies, read.first, read.differences) == ([], None, None)
    # And the control: any other answer is opened there.
    Questionnaire.objects.update(effect=Effect.OUTREACH)
    assert read_waiting(actor=manager, submission_id=row.pk).replies


@pytest.mark.parametrize(
    ("changes", "kind", "about", "stays"),
    [
        ({"concerns": "counsellor"}, "bribery", "staff", True),
        ({"concerns": ""}, "bribery", "unknown", False),
        ({"concerns": "employer"}, "bribery", "nobody", True),
        ({"category": "positive", "issue": "", "concerns": ""}, "positive", "nobody", True),
        ({"category": "negative", "issue": "", "concerns": ""}, "negative", "nobody", True),
        ({"category": "referral", "issue": "", "concerns": ""}, "other", "nobody", True),
        ({"issue": "of-our-own-list", "concerns": "counsellor"}, "other", "staff", True),
    ],
)
def test_what_it_is_and_whom_it_is_about_decides_who_looks(
    volunteer, manager, pursat, today, changes, kind, about, stays
):
    sent(volunteer, pursat, said_with(**changes))

    kept = Grievance.objects.get()
    assert (kept.kind, kept.about) == (kind, about)
    assert grievances_of(manager, today).exists() is stays


def test_without_the_wish_for_an_answer_nothing_of_who_spoke_is_kept(volunteer, pursat, registrar):
    unsaid = {**SAID["answer"], "wants_answer": "no"}
    sent(volunteer, pursat, {**SAID, "answer": unsaid})

    kept = Grievance.objects.get()
    assert open_grievance(viewer=registrar, grievance=kept)["contact"] == ""


def test_many_of_a_letter_box_are_all_taken(counsellor, pursat):
    version = published("spean_feedback", pursat)
    many = [answer(version, said_with(channel="box")) for _one in range(MOST_IN_AN_HOUR + 2)]

    send(counsellor, *many)

    assert Grievance.objects.filter(way="box").count() == len(many)


def test_sent_twice_it_is_one(volunteer, pursat):
    one = answer(published("spean_feedback", pursat), SAID)

    for _again in range(2):
        send(volunteer, one)

    assert Grievance.objects.count() == 1


def test_whoever_has_left_meanwhile_is_not_named(volunteer, pursat):
    Posting.objects.filter(user=volunteer).delete()
    author = User.objects.get(pk=volunteer.pk)
    words = GrievanceWords(centre=pursat, kind="other", way="box", about="nobody", story="x")

    id = uuid5(pursat.pk, "x")
    kept = take_from_answer(author=author, id=id, words=words, now=timezone.now())

    assert kept.written_by is None
