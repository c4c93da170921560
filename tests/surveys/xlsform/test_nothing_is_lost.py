"""Whatever is repaired, no question, choice, label or condition is lost or changed."""

import re

from hypothesis import given
from hypothesis import strategies as st

from spean.surveys.rules.xlsform import check_form
from tests.often import often
from tests.surveys.xlsform.books import workbook

HEAD = ["type", "name", "label", "hint", "relevant", "constraint"]
CHOICES = [["list_name", "name", "label"], ["yes_no", "y", "Yes"], ["yes_no", "n", "No"]]
NAMES = ["first", "second", "third", "fourth"]
KINDS = ["text", "integer", "select_one yes_no", "select_multiple yes_no"]


def drawn_form(draw):
    """Return the rows of a valid form whose conditions ask for the questions above."""
    rows = []
    for number, name in enumerate(NAMES):
        asked = draw(st.sampled_from(NAMES[:number])) if number else None
        condition = f"${{{asked}}} != '{draw(st.integers(0, 99))}'" if asked else None
        kind = draw(st.sampled_from(KINDS))
        rows.append([kind, name, f"Label of {name}", "A hint", condition, f". != '{number}'"])
    return [["begin group", "all", "All"], *rows, ["end group"]]


def odd_types(rows, choices):
    for row in rows:
        row[0] = row[0].replace("select_one yes_no", "Select One Yes No").replace("text", "TEXT")


def odd_edges(rows, choices):
    rows[0][0], rows[-1][0] = "Begin_Group", "EndGroup"


def gapped_names(rows, choices):
    swap(rows, "second", "2nd one")


def reserved_name(rows, choices):
    swap(rows, "third", "meta")


def shouted_references(rows, choices):
    for row in rows[1:-1]:
        row[4] = row[4] and re.sub(r"\$\{(\w)", lambda found: found.group().upper(), row[4])


def no_label(rows, choices):
    rows[1][2] = rows[1][3] = None


def no_name_for_the_group(rows, choices):
    rows[0][1] = None


def doubled_choice(rows, choices):
    choices.append([choices[1][0], "y", "Yes indeed"])


def gapped_list(rows, choices):
    for row in choices[1:]:
        row[0] = "yes no"


def swap(rows, was, becomes):
    for row in rows:
        for column, text in enumerate(row):
            if column == 1 and text == was:
                row[column] = becomes
            elif column == 4 and text:
                row[column] = text.replace(f"${{{was}}}", f"${{{becomes}}}")


FAULTS = [
    odd_types, odd_edges, gapped_names, reserved_name, shouted_references, no_label,
    no_name_for_the_group, doubled_choice, gapped_list,
]  # fmt: skip


def content_of(outcome, renamed):
    """Return what a form holds, with the names it had before it was repaired."""
    xform = outcome["form"]["xform"]
    for became, was in renamed.items():
        xform = re.sub(rf"(?<=[/\s<]){re.escape(became)}(?=[\s\"/<>:'])", was, xform)
    return {
        "questions": re.findall(r'<(input|select1?) ref="([^"]*)"', xform),
        "binds": sorted(re.findall(r"<bind ([^>]*)/>", xform)),
        "labels": {
            label for label in re.findall(r"<label>([^<]*)</label>", xform) if " of " in label
        },
        "choices": re.findall(r"<name>([^<]*)</name>", xform),
    }


@st.composite
def broken_forms(draw):
    rows = drawn_form(draw)
    whole = [list(row) for row in rows]
    choices = [list(row) for row in CHOICES]
    chosen = draw(st.sets(st.sampled_from(FAULTS), min_size=1))
    for fault in sorted(chosen, key=FAULTS.index):
        fault(rows, choices)
    return whole, rows, choices


@often(100)
@given(drawn=broken_forms())
def test_a_repaired_form_holds_all_that_the_whole_one_held(tmp_path_factory, drawn):
    whole, rows, choices = drawn
    outcomes = []
    for survey, lists in ((whole, CHOICES), (rows, choices)):
        path = tmp_path_factory.getbasetemp() / "drawn.xlsx"
        path.write_bytes(workbook(survey=[HEAD, *survey], choices=lists))
        outcomes.append(check_form(path, name="form.xlsx"))
    before, after = outcomes

    assert before["result"] == "accepted"
    assert after["result"] in {"repaired", "accepted"}
    expected = content_of(before, {})
    found = content_of(after, {"_2nd_one": "second", "meta_2": "third", "group_2": "all"})
    if len(choices) > len(CHOICES):
        expected["choices"].insert(2, "y")
    if not rows[1][2]:
        expected["labels"].discard("Label of first")
    assert found == expected


def test_a_repair_that_loses_a_condition_would_be_caught():
    xform = '<bind nodeset="/data/a" relevant=" /data/b  = 1"/><name>y</name>'
    kept = content_of({"form": {"xform": xform}}, {})
    lost = content_of({"form": {"xform": xform.replace(' relevant=" /data/b  = 1"', "")}}, {})
    assert kept != lost
