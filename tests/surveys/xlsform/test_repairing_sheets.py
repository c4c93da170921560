"""Sheets, columns and settings that are put right by themselves."""

import pytest

from spean.surveys.rules.xlsform.book import Book, Row, Sheet
from spean.surveys.rules.xlsform.mending import mended
from tests.surveys.xlsform.books import (
    CHOICES,
    SURVEY,
    YES_NO,
    cells,
    codes,
    form,
    names,
    repaired,
    workbook,
)

ASK = ("text", "a", "A")


def test_two_columns_of_one_meaning_become_one(check):
    head = ("type", "name", "label", "relevance", "relevant")
    outcome = check(
        form(ASK, ("text", "b", "B", "${a} = 1", None), ("text", "c", "C", None, "${b} = 2"),
             ("text", "d", "D", "${a} = 3", "${a}  = 3"), head=head)
    )  # fmt: skip

    assert cells(outcome, "changes") == [("columns-merged", "E1")]
    assert repaired(outcome)["xform"].count("relevant=") == 3


def test_two_equal_headings_become_one_where_they_never_differ(check):
    outcome = check(form((*ASK, None), ("text", "b", None, "B"), head=(*SURVEY, "label")))
    assert [one["label"]["default"] for one in repaired(outcome)["questions"]] == ["A", "B"]


def test_two_equal_headings_of_remarks_are_kept_apart(check):
    head = (*SURVEY, "remark", "remark")
    outcome = check(form((*ASK, "one", "two"), head=head))
    assert cells(outcome, "changes") == [("heading-numbered", "E1")]


def test_a_number_as_heading_is_read(check):
    assert cells(check(form((*ASK, "x"), head=(*SURVEY, 2024))), "changes") == [
        ("heading-made-text", "D1")
    ]


def test_a_survey_that_is_called_otherwise_is_found(check):
    outcome = check(workbook(Questions=[SURVEY, ASK], Notes=[("written", "by"), ("me", "you")]))

    assert outcome["changes"][0] == {
        "code": "sheet-found", "sheet": "Questions", "cell": "", "was": "Questions",
        "becomes": "survey",
    }  # fmt: skip
    assert names(outcome) == ["a"]


def test_a_sheet_that_is_found_is_looked_at_like_any_other(check):
    content = workbook(Questions=[(*SURVEY, "label"), (*ASK, "A"), ("text", "b", None, "B")],
                       Notes=[("x",)])  # fmt: skip
    outcome = check(content)

    assert codes(outcome, "changes") == ["sheet-found", "columns-merged"]
    assert [one["label"]["default"] for one in repaired(outcome)["questions"]] == ["A", "B"]


@pytest.mark.parametrize("title", ["choice", "choices ", "Choices and columns", "Answers of ours"])
def test_choices_that_are_called_otherwise_are_found(check, title):
    asks = form(("select_one yn", "a", "A"), **{title.replace(" ", "__"): YES_NO})
    assert list(repaired(check(asks))["questions"][0]["choices"]) == ["yes", "no"]


def test_headings_that_other_programs_use_are_understood(check):
    head = ("Question type", "Variable name", "label")
    choices = [("list", "code", "label"), ("yn", "y", "Yes")]
    outcome = check(form(("text", "a", "A"), ("select_one yn", "b", "B"), head=head,
                         choices=choices))  # fmt: skip
    assert names(outcome) == ["a", "b"]


def test_settings_among_the_questions_move_to_their_sheet(check):
    outcome = check(form(("set form title", "My form"), ("set form id", "f1"), ASK))
    kept = repaired(outcome)

    assert (kept["title"], kept["form_id"]) == ("My form", "f1")
    assert cells(outcome, "changes") == [("setting-moved", "A2"), ("setting-moved", "B2")]


def test_signs_that_no_form_can_hold_are_taken_out():
    # Only old workbooks can hold such a sign, and nothing here writes those.
    survey = Sheet("survey", "survey", {1: "type", 2: "name", 3: "label"})
    survey.rows = [Row(2, {1: "text", 2: "a", 3: "A\x0bB"})]
    book = Book([survey], [], lambda title, kind: survey)

    work, made = mended(book, "form", lambda: False)

    assert (
        work.changes[0] | {"code": "signs-removed", "cell": "C2", "becomes": "AB"}
        == work.changes[0]
    )
    assert made is not None and "\x0b" not in made.xform


def test_the_heading_of_a_choices_column_that_is_no_name_becomes_one(check):
    choices = [(*CHOICES, "people(2019)"), ("yn", "yes", "Yes", 3)]
    outcome = check(form(("select_one yn", "a", "A"), choices=choices))

    assert cells(outcome, "changes") == [("heading-respelt", "D1")]
    assert "<people_2019>3</people_2019>" in repaired(outcome)["xform"]
