"""Each problem and each change is one sentence, in Khmer and in English."""

import re

import pytest
from django.utils import translation

from spean.surveys.services.form_wording import CHANGES, PROBLEMS, said, told

DETAILS = {
    "name": "q1", "list": "yn", "type": "txt", "other": "C1", "example": "D3", "most": 60,
    "known": "One", "rejected": "x", "accepted": "rows", "near": "",
}  # fmt: skip


@pytest.mark.parametrize("code", PROBLEMS)
def test_a_problem_is_told_in_both_languages(code):
    problem = {"code": code, "sheet": "survey", "cell": "A1", "details": DETAILS}
    with translation.override("km"):
        khmer = said(problem)
    with translation.override("en"):
        english = said(problem)

    assert re.search(r"[\u1780-\u17ff]", khmer)
    assert english.endswith((".", "?"))
    assert "%(" not in khmer + english
    assert len(english) < 170


@pytest.mark.parametrize("code", CHANGES)
def test_a_change_is_told_in_both_languages(code):
    change = {"code": code, "sheet": "survey", "cell": "A1", "was": "a", "becomes": "b"}
    with translation.override("km"):
        khmer = told(change)
    with translation.override("en"):
        english = told(change)

    assert re.search(r"[\u1780-\u17ff]", khmer)
    assert english.endswith(".")


def test_a_type_that_is_nearly_right_is_proposed():
    problem = {"code": "type-unknown", "details": {"type": "txt", "near": "text"}}
    with translation.override("en"):
        assert said(problem) == "There is no type “txt”. Perhaps “text” is meant?"


def test_what_is_not_known_leaves_a_gap_and_never_an_error():
    with translation.override("en"):
        assert said({"code": "list-missing"}) == (
            "The list “…” is not on the sheet “choices”. Add it, or correct it."
        )
    assert said({"code": "never seen"}) == said({"code": "not-compiled"})


def test_a_percent_sign_in_a_form_is_only_text():
    problem = {"code": "reference-unknown", "details": {"name": "100%(x)s"}}
    assert "100%(x)s" in said(problem)
