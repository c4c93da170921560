"""Answers as OData: pages that meet, filters, and refusals that say what was not understood."""

from datetime import datetime
from urllib.parse import parse_qsl, urlsplit

import pytest

from spean.surveys.models import Submission
from spean.surveys.selectors import submitter_of
from tests.api.reader import Reader
from tests.factories.forms import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client, manager):
    return Reader(client, manager)


def told_at(submission, text):
    Submission.objects.filter(pk=submission.pk).update(created_at=datetime.fromisoformat(text))


def notes(told):
    return [one["note"] for one in told["value"]]


def all_pages(reader, version, table, **asked):
    """Follow the links as a program does."""
    told = reader.rows(version, table, **asked)
    rows = told["value"]
    for _page in range(50):
        link = told.get("@odata.nextLink")
        if link is None:
            return rows
        told = reader.rows(
            version, table, **{name[1:]: value for name, value in parse_qsl(urlsplit(link).query)}
        )
        rows += told["value"]
    raise AssertionError("the pages never end")


def test_pages_meet_and_an_answer_that_comes_meanwhile_moves_none(reader, visit, pursat, volunteer):
    for number in range(5):
        kept(visit, pursat, volunteer, {"note": str(number)})

    first = reader.rows(visit, top=2, count="true")
    kept(visit, pursat, volunteer, {"note": "late"})
    token = dict(parse_qsl(urlsplit(first["@odata.nextLink"]).query))["$skiptoken"]
    second = reader.rows(visit, top=3, skiptoken=token)

    assert (first["@odata.count"], notes(first)) == (5, ["4", "3"])
    assert notes(second) == ["2", "1", "0"]
    assert "@odata.nextLink" not in second
    assert notes(reader.rows(visit, top=1, skip=2)) == ["3"]


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_pages_of_turns_meet_too_within_an_answer(reader, visit, pursat, volunteer, size):
    for number in range(3):
        days = [{"born_on": f"202{number}-01-0{turn + 1}"} for turn in range(3 - number)]
        kept(visit, pursat, volunteer, {"children": days})
    table = "Submissions.children"

    whole = reader.rows(visit, table, count="True")
    rows = all_pages(reader, visit, table, top=size)

    assert rows == whole["value"]
    assert whole["@odata.count"] == len(rows) == 6
    assert reader.rows(visit, table, skip=4)["value"] == rows[4:]


def test_answers_of_the_same_moment_are_each_on_one_page(reader, visit, pursat, volunteer):
    for number in range(5):
        told_at(kept(visit, pursat, volunteer, {"note": str(number)}), "2026-03-02T00:00:00+00:00")

    rows = all_pages(reader, visit, "Submissions", top=2)

    assert sorted(row["note"] for row in rows) == ["0", "1", "2", "3", "4"]


# --- filters -------------------------------------------------------------------------------------


def test_answers_are_chosen_by_day_by_author_and_by_how_they_stand(
    reader, visit, pursat, volunteer, counsellor
):
    old = kept(visit, pursat, volunteer, {"note": "old"})
    told_at(old, "2026-01-01T00:00:00+00:00")
    told_at(
        kept(visit, pursat, counsellor, {"note": "new"}, state="waiting"), "2026-03-02T00:00:00Z"
    )
    told_at(kept(visit, pursat, volunteer, {"note": "edited"}, replaces=old), "2026-04-02T00:00Z")
    number = submitter_of(counsellor.pk)

    for text, wanted in (
        ("__system/submissionDate ge 2026-02-01", ["edited", "new"]),
        ("__system/submissionDate lt 2026-03-02T07:00:01 07:00", ["new", "old"]),
        ("__system/submissionDate gt 2026-02-01 and __system/reviewState ne 'edited'", ["new"]),
        (f"__system/submitterId eq {number}", ["new"]),
        (f"__system/submitterId ne {number}", ["edited", "old"]),
        ("$root/Submissions/__system/reviewState eq null", ["old"]),
        ("__system/reviewState eq 'hasIssues'", ["new"]),
        ("__system/reviewState eq 'approved'", []),
        ("__system/reviewState ne null", ["edited", "new"]),
    ):
        assert notes(reader.rows(visit, filter=text, count="true")) == wanted, text


@pytest.mark.parametrize(
    "asked",
    [
        {"filter": "note eq 'x'"},
        {"filter": "__system/submissionDate ge 2026-01-01 or __system/submitterId eq 1"},
        {"filter": "not __system/reviewState eq null"},
        {"filter": "year(__system/submissionDate) eq 2026"},
        {"filter": "__system/submitterId lt 5"},
        {"filter": "__system/reviewState eq null " * 100},
        {"select": "note"},
        {"orderby": "note"},
        {"search": "x"},
        {"expand": "children"},
        {"format": "xml"},
    ],
)
def test_what_is_not_understood_is_refused_and_never_passed_over(reader, visit, asked):
    answered = reader.get(
        f"projects/1/forms/{visit.questionnaire.form_id}.svc/Submissions", **asked
    )

    assert answered.status_code == 501
    assert answered.json()["code"] == 501.4
    assert answered.json()["message"]


@pytest.mark.parametrize(
    "asked",
    [
        {"top": "-1"},
        {"top": "many"},
        {"skip": "١"},
        {"count": "maybe"},
        {"skiptoken": "e30"},
        {"skiptoken": "===="},
        {"skiptoken": "ក"},
        {"filter": "__system/submissionDate ge yesterday"},
        {"filter": "__system/submissionDate ge 2026-13-45"},
        {"filter": "__system/submitterId eq x"},
        {"filter": "__system/reviewState eq 'maybe'"},
    ],
)
def test_what_cannot_be_read_is_refused(reader, visit, asked):
    answered = reader.get(
        f"projects/1/forms/{visit.questionnaire.form_id}.svc/Submissions", **asked
    )

    assert answered.status_code == 400
