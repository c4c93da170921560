"""Answers leave as CSV and Excel: all of them, as they are read, and no cell is a formula."""

import csv
import io
import zipfile
from xml.sax.saxutils import escape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook, load_workbook

from spean.accounts.models import AuditEntry
from spean.core.errors import NotAllowed
from spean.surveys.models import SubmissionPart
from spean.surveys.rules import packing
from spean.surveys.rules.excel import ExcelBook
from spean.surveys.selectors import outgoing as selecting
from spean.surveys.services import take_out
from tests.factories.forms import in_use, kept, question
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
PLAIN = [
    question("text", "note"),
    question("integer", "debts/owed"),
    question("date", "day"),
    question("geopoint", "place"),
]


@pytest.fixture
def plain(pursat):
    return in_use(pursat, questions=PLAIN)


def taken(actor, version, kind="csv"):
    made = take_out(actor=actor, questionnaire=version.questionnaire, kind=kind)
    return b"".join(made.chunks)


def lines(content):
    assert content.startswith("\ufeff".encode())
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def sheets(content):
    book = load_workbook(io.BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_answers_are_one_csv_with_their_groups_in_the_heads(manager, volunteer, pursat, plain):
    values = {"note": "សួស្តី\nក", "debts": {"owed": "-5"}, "place": "12.5 103.9 0 4.5"}
    found = kept(plain, pursat, volunteer, values, state="waiting")

    (line,) = lines(taken(manager, plain))

    assert line["note"] == "សួស្តី\nក"
    assert line["debts-owed"] == "-5"
    assert (line["place-Latitude"], line["place-Accuracy"]) == ("12.5", "4.5")
    assert line["KEY"] == found.instance_id
    assert (line["Centre"], line["ReviewState"], line["FormVersion"]) == ("PUR", "hasIssues", "1")
    assert volunteer.username not in line.values()


def test_turns_of_a_repeat_are_a_file_of_their_own_in_a_zip(manager, volunteer, pursat, visit):
    children = [{"born_on": "2020-01-02"}, {"born_on": "2022-03-04"}]
    found = kept(visit, pursat, volunteer, {"note": "x", "children": children})

    with zipfile.ZipFile(io.BytesIO(taken(manager, visit))) as archive:
        assert archive.testzip() is None
        told = {name: lines(archive.read(name)) for name in archive.namelist()}

    form_id = visit.questionnaire.form_id
    assert set(told) == {f"{form_id}.csv", f"{form_id}-children.csv"}
    assert [
        (one["born_on"], one["PARENT_KEY"], one["KEY"]) for one in told[f"{form_id}-children.csv"]
    ] == [
        ("2020-01-02", found.instance_id, f"{found.instance_id}/children[1]"),
        ("2022-03-04", found.instance_id, f"{found.instance_id}/children[2]"),
    ]


def test_excel_has_numbers_and_days_as_such_and_a_sheet_for_each_table(
    manager, volunteer, pursat, plain, visit
):
    values = {"note": "012", "debts": {"owed": "-5"}, "day": "2026-03-02"}
    kept(plain, pursat, volunteer, values)
    kept(visit, pursat, volunteer, {"children": [{"born_on": "2020-01-02"}]})

    ((head, row),) = sheets(taken(manager, plain, "xlsx")).values()
    told = dict(zip(head, row, strict=True))

    assert (told["note"], told["debts-owed"]) == ("012", -5)
    assert told["day"].isoformat() == "2026-03-02T00:00:00"
    assert list(sheets(taken(manager, visit, "xlsx"))) == ["Submissions", "children"]


LIVE = ("=1+1", '=HYPERLINK("http://evil","x")', "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1")


@pytest.mark.parametrize("text", LIVE)
def test_no_cell_that_leaves_is_a_formula(manager, volunteer, pursat, plain, text):
    kept(plain, pursat, volunteer, {"note": text, "debts": {"owed": text}})

    (line,) = lines(taken(manager, plain))
    book = load_workbook(io.BytesIO(taken(manager, plain, "xlsx")))

    assert (line["note"], line["debts-owed"]) == (f"'{text}", f"'{text}")
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert f"'{text}" in [cell.value for cell in cells]


def test_a_formula_would_be_found_if_it_were_there():
    """Negative control: what openpyxl writes of the same text is a formula."""
    book = Workbook()
    book.active.append(["=1+1"])

    assert book.active["A1"].data_type == "f"


@pytest.mark.parametrize("text", ["a_x0041_b", " ក ", "<&>", "x" * 40_000, "a\rb"])
def test_excel_shows_texts_as_they_were_written(manager, volunteer, pursat, plain, text):
    kept(plain, pursat, volunteer, {"note": text})

    content = taken(manager, plain, "xlsx")

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    shown = text.replace("_x0041_", "_x005F_x0041_").replace("\r", "\n")
    shown = shown if len(shown) < 32_767 else shown[:32_766] + "…"
    assert escape(shown) in sheet
    assert load_workbook(io.BytesIO(content)).active is not None


# --- whose ---------------------------------------------------------------------------------------


def test_only_the_answers_of_ones_own_centre_leave(
    manager, volunteer, pursat, preah_vihear, officer_elsewhere, plain
):
    kept(plain, pursat, volunteer, {"note": "ours"})
    kept(plain, preah_vihear, officer_elsewhere, {"note": "theirs"})

    assert [line["note"] for line in lines(taken(manager, plain))] == ["ours"]


@pytest.mark.parametrize("role", ["counsellor", "volunteer", "evaluator", "manager_elsewhere"])
def test_who_does_not_lead_the_centre_takes_nothing_out(request, plain, role):
    with pytest.raises(NotAllowed):
        take_out(actor=request.getfixturevalue(role), questionnaire=plain.questionnaire, kind="csv")
    assert not AuditEntry.objects.filter(action="surveys.answers_out").exists()


def test_what_is_set_aside_corrected_or_of_a_sealed_file_stays(manager, volunteer, pursat, plain):
    person = PersonFactory(centre=pursat)
    sealed = PersonFactory(centre=pursat, is_sealed=True)
    kept(plain, pursat, volunteer, {"note": "here"}, person_id=person.pk)
    kept(plain, pursat, volunteer, {"note": "sealed"}, person_id=sealed.pk)
    kept(plain, pursat, volunteer, {"note": "gone"}, person_id="0" * 32)
    kept(plain, pursat, volunteer, {"note": "aside"}, state="set_aside")
    kept(plain, pursat, volunteer, {"note": "corrected"}, state="replaced")
    kept(plain, pursat, volunteer, {"note": "left"}, state="settled", reason="no_longer_theirs")
    kept(plain, pursat, volunteer, {"note": "seen to"}, state="settled", reason="wrong-input")

    assert [line["note"] for line in lines(taken(manager, plain))] == ["seen to", "here"]


def test_each_file_stands_in_the_trail_with_how_many_answers_left(
    manager, volunteer, pursat, plain
):
    kept(plain, pursat, volunteer)
    kept(plain, pursat, volunteer)

    taken(manager, plain, "xlsx")

    entry = AuditEntry.objects.get(action="surveys.answers_out")
    assert entry.detail == {"rows": 2, "way": "xlsx"}
    assert (entry.ref_id, entry.actor_id) == (plain.questionnaire.pk, manager.pk)


# --- how -----------------------------------------------------------------------------------------


def test_a_file_begins_before_all_answers_are_read(manager, volunteer, pursat, visit, monkeypatch):
    monkeypatch.setattr(selecting, "AT_ONCE", 2)
    for _one in range(6):
        kept(visit, pursat, volunteer, {"children": [{"born_on": "2020-01-02"}]})

    for kind in ("zip", "xlsx"):
        made = take_out(actor=manager, questionnaire=visit.questionnaire, kind=kind)
        with CaptureQueriesContext(connection) as asked:
            assert next(made.chunks)
        assert len(asked) == 0
        with CaptureQueriesContext(connection) as asked:
            assert list(made.chunks)
        assert len(asked) == 3


def test_the_questions_to_the_database_grow_with_the_portions_and_not_with_the_answers(
    manager, volunteer, pursat, plain
):
    kept(plain, pursat, volunteer)
    taken(manager, plain)
    counts = []
    for many in (2, 20):
        for _one in range(many):
            found = kept(plain, pursat, volunteer, files=["a.jpg"])
            SubmissionPart.objects.create(submission=found, name="a.jpg", content=b"", size=0)
        with CaptureQueriesContext(connection) as asked:
            told = lines(taken(manager, plain))
        counts.append(len(asked))

    assert counts[0] == counts[1]
    assert [line["AttachmentsPresent"] for line in told] == ["1"] * 22 + ["0"]


def test_a_reader_who_goes_away_leaves_nothing_open(manager, volunteer, pursat, visit):
    kept(visit, pursat, volunteer)
    made = take_out(actor=manager, questionnaire=visit.questionnaire, kind="xlsx")

    next(made.chunks)
    made.chunks.close()


def test_tables_that_do_not_fit_in_memory_are_read_again(
    manager, volunteer, pursat, visit, monkeypatch
):
    kept(visit, pursat, volunteer, {"children": [{"born_on": "2020-01-02"}] * 3})
    monkeypatch.setattr(packing, "_MOST_WAITING", 0)

    assert len(sheets(taken(manager, visit, "xlsx"))["children"]) == 4


def test_a_sheet_that_is_full_goes_on_in_the_next(manager, volunteer, pursat, visit, monkeypatch):
    monkeypatch.setattr(packing, "_AT_ONCE", 1)
    monkeypatch.setattr(ExcelBook, "most_lines", 2)
    kept(visit, pursat, volunteer, {"children": [{"born_on": "2020-01-02"}] * 3})

    told = sheets(taken(manager, visit, "xlsx"))

    assert {name: len(rows) for name, rows in told.items()} == {
        "Submissions": 2, "children": 3, "children 2": 2,
    }  # fmt: skip
