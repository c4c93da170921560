"""A filled form becomes rows: no answer is lost, keys are unique, and every turn has its parent."""

from collections import Counter
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spean.surveys.rules.tables import MAIN, Plan, Version
from tests.factories.forms import question

XFORM = """<h:body><repeat nodeset="/data/children"/><repeat nodeset="/data/house/rooms"/>
<repeat appearance="x" nodeset="/data/children/toys"/></h:body>"""
QUESTIONS = [
    question("text", "name"),
    question("note", "hello"),
    question("text", "house/street"),
    question("text", "house/rooms/size", "rooms"),
    question("text", "children/name", "children"),
    question("text", "children/school/name", "children"),
    question("text", "children/toys/name", "toys", "children"),
]
KEY = "uuid:1"


@pytest.fixture
def plan():
    return Plan([Version("new", QUESTIONS, XFORM)])


def xml(body, meta="<instanceID>uuid:1</instanceID>"):
    return f'<data id="visit"><meta>{meta}</meta>{body}</data>'.encode()


def read(plan, body, version="new"):
    return plan.rows(xml(body), version, KEY)


def said(plan, row):
    columns = plan.tables[row.table].columns
    return {
        "/".join(one.path): value for one, value in zip(columns, row.values, strict=True) if value
    }


def test_each_repeat_is_a_table_under_the_one_it_stands_in(plan):
    tables = [("/".join(one.path), one.parent) for one in plan.tables]

    assert tables == [("", -1), ("house/rooms", 0), ("children", 0), ("children/toys", 2)]


def test_turns_are_rows_that_name_the_row_above(plan):
    body = (
        "<name>A</name><children><name>B</name><school><name>S</name></school>"
        "<toys><name>T</name></toys><toys><name>U</name></toys></children>"
        "<children><name>C</name></children><house><rooms><size>9</size></rooms></house>"
    )

    rows = read(plan, body)

    assert [
        (one.key.removeprefix(KEY), one.parent.removeprefix(KEY), said(plan, one)) for one in rows
    ] == [
        ("", "", {"name": "A"}),
        ("/children[1]", "", {"name": "B", "school/name": "S"}),
        ("/children[1]/toys[1]", "/children[1]", {"name": "T"}),
        ("/children[1]/toys[2]", "/children[1]", {"name": "U"}),
        ("/children[2]", "", {"name": "C"}),
        ("/house/rooms[1]", "", {"size": "9"}),
    ]


def test_a_turn_that_was_opened_and_left_empty_is_none(plan):
    rows = read(plan, "<children><name/><toys><name> </name></toys></children><children/>")

    assert len(rows) == 1


def test_the_pattern_of_a_repeat_is_no_turn(plan):
    body = (
        '<children xmlns:jr="http://openrosa.org/javarosa" jr:template=""><name>X</name></children>'
    )

    assert len(read(plan, body)) == 1


def test_what_has_no_column_is_kept_beside(plan):
    body = (
        "<name>A</name><name>again</name><new>N</new><hello>H</hello>"
        "<children><name>B</name><colour>red</colour></children>"
    )

    (first, _turn) = read(plan, body)

    assert first.rest == {
        "name": ["again"], "new": ["N"], "hello": ["H"], "children[1]/colour": ["red"],
    }  # fmt: skip


def test_what_a_form_calls_itself_is_a_column_and_its_other_business_is_not(plan):
    meta = "<instanceID>uuid:1</instanceID><instanceName>Visit</instanceName><audit>a.csv</audit>"

    (row,) = plan.rows(xml("<name>A</name>", meta), "new", KEY)

    assert said(plan, row) == {"name": "A", "meta/instanceName": "Visit"}
    assert row.rest == {}


def test_answers_to_an_older_version_lie_under_the_same_columns():
    old = [question("text", "phone"), question("integer", "name"), question("text", "children")]
    plan = Plan([Version("new", QUESTIONS, XFORM), Version("old", old)])

    (row,) = read(plan, "<phone>1</phone><name>2</name><children>none</children>", "old")

    assert said(plan, row) == {"phone": "1", "name": "2", "children": "none"}
    kinds = {one.path: one.kind for one in plan.tables[MAIN].columns}
    assert kinds[("name",)] == "text"


def test_a_group_that_stands_twice_makes_no_key_twice(plan):
    room = "<house><rooms><size>1</size></rooms></house>"

    keys = [one.key for one in read(plan, room + room)]

    assert keys == [KEY, f"{KEY}/house/rooms[1]", f"{KEY}/house/rooms[2]"]


NAMES = st.sampled_from(["name", "hello", "house", "street", "rooms", "size", "children",
                         "school", "toys", "other"])  # fmt: skip
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=5).filter(
    lambda text: "\ufffe" not in text and "\uffff" not in text
)
TREES = st.recursive(
    TEXTS, lambda inner: st.lists(st.tuples(NAMES, inner), max_size=4), max_leaves=25
)


def written(tree):
    if isinstance(tree, str):
        return escape(tree)
    return "".join(f"<{name}>{written(inner)}</{name}>" for name, inner in tree)


def leaves(tree):
    if isinstance(tree, str):
        return [tree] if tree.strip() else []
    return [leaf for _name, inner in tree for leaf in leaves(inner)]


@given(st.lists(st.tuples(NAMES, TREES), max_size=8))
def test_no_answer_is_lost_keys_are_unique_and_parents_exist(tree):
    plan = Plan([Version("new", QUESTIONS, XFORM)])

    rows = read(plan, written(tree))

    told = [value for row in rows for value in row.values if value]
    told += [value for row in rows for many in row.rest.values() for value in many]
    assert Counter(told) == Counter(leaves(tree))
    keys = [row.key for row in rows]
    assert len(set(keys)) == len(keys)
    for number, row in enumerate(rows):
        assert row.parent in keys[:number] or number == 0
