"""Whatever is typed into a form: what pyxform takes is taken, all else has a sentence."""

import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyxform.xls2xform import convert

from spean.surveys.rules.xlsform import check_form
from spean.surveys.services.form_wording import CHANGES, PROBLEMS
from tests.often import often
from tests.surveys.xlsform.books import CHOICES, workbook

SURVEY = [
    ["type", "name", "label", "relevant", "calculation", "parameters", "choice_filter", "save_to"],
    ["text", "who", "Who?", None, None, "rows=2", None, "full_name"],
    ["begin group", "more", "More", "${who} != ''", None, None, None, None],
    ["select_one yn", "sure", "Sure, ${who}?", None, None, None, "true()", None],
    ["begin repeat", "job", "Job", None, None, None, None, None],
    ["select_multiple yn or_other", "kind", "Kind", None, None, None, None, None],
    ["range", "months", "Months", None, None, "start=1 end=9", None, None],
    ["end repeat"] + [None] * 7,
    ["calculate", "sum", None, None, "count(${job})", None, None, None],
    ["end group"] + [None] * 7,
    ["audit"] + [None] * 7,
]
LISTS = [list(CHOICES), ["yn", "y", "Yes"], ["yn", "n", "No"]]
SETTINGS = [["form_id", "version", "default_language"], ["f", "1", "English"]]
ENTITIES = [["list_name", "label"], ["people", "${who}"]]
TYPED = [
    None, "text", "Text", "begin group", "end group", "begin repeat", "end_repeat", "select_one",
    "select_one x", "select_multiple yn", "rank yn", "calculate", "note", "audit", "range",
    "include", "image", "${who}", "${Who}", "${gone}", "${", "a b", "1a", "meta", "who", "label",
    "name", "type", "bind", "relevance", "label::Khmer", "list_name", "media::image", "other",
    "begin loop over yn", "end loop", "100 %", "start=x", "people#a", "ឈ្មោះ", "x:y", 7, True,
]  # fmt: skip


@st.composite
def typed_over(draw):
    sheets = {"survey": SURVEY, "choices": LISTS, "settings": SETTINGS, "entities": ENTITIES}
    sheets = {name: [list(row) for row in rows] for name, rows in sheets.items()}
    for _turn in range(draw(st.integers(1, 5))):
        rows = sheets[draw(st.sampled_from(sorted(sheets)))]
        row = draw(st.sampled_from(rows))
        what = draw(st.sampled_from(["type", "type", "copy", "delete"]))
        if what == "type" or len(rows) < 2:
            row[draw(st.integers(0, len(row) - 1))] = draw(st.sampled_from(TYPED))
        elif what == "copy":
            rows.insert(draw(st.integers(1, len(rows))), list(row))
        elif row is not rows[0]:
            rows.remove(row)
    return sheets


OURS = {
    *("name-made-legal", "reference-renamed", "heading-respelt", "heading-not-xml", "circle"),
}


@pytest.mark.long
@often(600)
@given(sheets=typed_over())
def test_anything_that_is_typed_has_an_answer(tmp_path_factory, sheets):
    path = tmp_path_factory.getbasetemp() / "typed.xlsx"
    path.write_bytes(workbook(**sheets))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            expected = convert(path).xform
        except Exception:
            # Whatever pyxform says, and it says a lot.
            expected = None

    outcome = check_form(path, name=path.name)

    if expected is not None and outcome["result"] == "accepted":
        assert outcome["form"]["xform"] == expected
    elif expected is not None:
        # Names that Python's reader of answers does not know, headings that are no XML at all, and
        # circles, are ours to refuse.
        codes = {one["code"] for one in [*outcome["problems"], *outcome["changes"]]}
        assert codes <= OURS
    assert (
        (outcome["form"] is None) == bool(outcome["problems"]) == (outcome["result"] == "refused")
    )
    assert {one["code"] for one in outcome["problems"]} <= set(PROBLEMS)
    assert {one["code"] for one in outcome["changes"]} <= set(CHANGES)
    assert expected is not None or outcome["problems"] or outcome["changes"]
