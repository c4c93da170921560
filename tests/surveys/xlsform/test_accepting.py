"""What pyxform takes is taken as it is, and described for the site."""

import json
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyxform.xls2xform import convert

from spean.surveys.rules.xlsform import check_form
from tests.often import often
from tests.surveys.xlsform.books import CHOICES, SURVEY, YES_NO, form, made_by_pyxform, workbook

KINDS = ["text", "integer", "decimal", "date", "note", "geopoint", "image", "select_one yn"]
HEAD = ("type", "name", "label::English (en)", "label::Khmer (km)", "relevant", "required")
LABELS = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x17FF, exclude_categories=["C"]), max_size=20
)


@st.composite
def valid_forms(draw):
    """Draw questions, groups and repeats in any order that closes what it opens."""
    rows, opened, names = [HEAD], [], []
    for number in range(draw(st.integers(1, 12))):
        step = draw(st.sampled_from(["ask", "ask", "ask", "open", "close"]))
        if step == "open":
            opened.append(draw(st.sampled_from(["group", "repeat"])))
            rows.append((f"begin {opened[-1]}", f"g{number}", "Group", "ក្រុម"))
        elif step == "close" and opened:
            rows.append((f"end {opened.pop()}",))
        else:
            asked = draw(st.sampled_from([*names, None]))
            label = draw(LABELS).strip().replace("$", "") or "x"
            kind = draw(st.sampled_from(KINDS))
            rows.append((kind, f"q{number}", label, "សំណួរ", asked and f"${{{asked}}} != ''", "yes"))
            names.append(f"q{number}")
    return workbook(survey=rows + [(f"end {kind}",) for kind in reversed(opened)], choices=YES_NO)


@often(60)
@given(content=valid_forms())
def test_any_valid_form_gives_the_xform_of_pyxform(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "drawn.xlsx"
    path.write_bytes(content)

    outcome = check_form(path, name=path.name)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert outcome["form"]["xform"] == convert(path).xform
    assert (outcome["result"], outcome["problems"], outcome["changes"]) == ("accepted", [], [])


def test_the_form_takes_its_id_from_the_files_name_where_the_settings_have_none(check):
    outcome = check(form(("text", "a", "A")), name="ទម្រង់ 7.xlsx")

    assert outcome["form"]["form_id"] == "ទម្រង់ 7"
    assert outcome["form"]["xform"] == made_by_pyxform(form(("text", "a", "A")), "ទម្រង់ 7").xform


def test_the_settings_are_kept(check):
    settings = [("form_id", "version", "form_title", "default_language"), ("f1", 3, "One", "Khmer")]
    kept = check(form(("text", "a", "A"), settings=settings))["form"]

    assert (kept["form_id"], kept["version"], kept["title"]) == ("f1", "3", "One")
    assert kept["default_language"] == "Khmer"


def test_questions_are_told_with_their_labels_choices_and_repeats(check):
    head = ("type", "name", "label::English", "label::Khmer")
    kept = check(
        form(
            ("begin repeat", "work", "Work", "ការងារ"),
            ("select_one yn", "paid", "Paid?", "បានលុយ?"),
            ("end repeat",),
            ("int", "age", "Age", "អាយុ"),
            head=head,
            choices=YES_NO,
        )
    )["form"]

    assert set(kept["languages"]) == {"English", "Khmer"}
    assert kept["questions"] == [
        {
            "path": "work/paid",
            "name": "paid",
            "type": "select_one",
            "label": {"English": "Paid?", "Khmer": "បានលុយ?"},
            "choices": {"yes": {"default": "Yes"}, "no": {"default": "No"}},
            "repeat": True,
            "repeats": ["work"],
        },
        {
            "path": "age",
            "name": "age",
            "type": "integer",
            "label": {"English": "Age", "Khmer": "អាយុ"},
            "choices": None,
            "repeat": False,
            "repeats": [],
        },
    ]


def test_the_files_that_a_form_needs_are_told_each_once(check):
    kept = check(
        form(
            ("text", "a", "A", "a.png", None),
            ("select_one_from_file places.csv", "b", "B", "a.png", None),
            ("calculate", "c", None, None, "pulldata('staff', 'name', 'id', ${a})"),
            ("xml-external", "old"),
            head=(*SURVEY, "media::image", "calculation"),
        )
    )["form"]

    assert sorted(kept["media"]) == ["a.png", "old.xml", "places.csv", "staff.csv"]


def test_external_choices_are_given_as_the_csv_of_pyxform(check):
    content = form(
        ("select_one_external villages", "v", "V", "commune=${c}"),
        ("text", "c", "C"),
        head=(*SURVEY, "choice_filter"),
        external_choices=[("list_name", "name", "commune"), ("villages", "a", "x")],
    )

    assert check(content)["form"]["itemsets"] == made_by_pyxform(content).itemsets


def test_entities_are_told_by_their_lists(check):
    content = form(
        ("text", "who", "Who", "full_name"),
        head=(*SURVEY, "save_to"),
        entities=[("list_name", "label"), ("people", "${who}")],
    )

    assert check(content)["form"]["entities"] == ["people"]


def test_a_sheet_that_stands_alone_is_the_survey(check):
    assert check(workbook(Sheet1=[SURVEY, ("text", "a", "A")]))["result"] == "accepted"


def test_the_outcome_is_json(check):
    json.dumps(check(form(("select_one yn", "a", "A"), choices=YES_NO)))


@pytest.mark.parametrize("title", ["Survey", "SURVEY"])
def test_the_case_of_a_sheets_name_does_not_count(check, title):
    content = workbook(**{title: [SURVEY, ("text", "a", "A")], "choices": [CHOICES]})
    assert check(content)["result"] == "accepted"
