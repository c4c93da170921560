"""What is put right by itself: each repair, the place it is told with, and what it leaves alone."""

import pytest

from tests.surveys.xlsform.books import (
    CHOICES,
    SURVEY,
    YES_NO,
    cells,
    codes,
    form,
    names,
    repaired,
)

ASK = ("text", "a", "A")
WITH_CONDITION = (*SURVEY, "relevant")


def test_a_change_says_where_it_was_made_and_what_stood_there(check):
    outcome = check(form(("Select One yn", "a", "A"), choices=YES_NO))

    assert outcome["changes"] == [
        {
            "code": "type-respelt",
            "sheet": "survey",
            "cell": "A2",
            "was": "Select One yn",
            "becomes": "select_one yn",
        }
    ]
    assert list(repaired(outcome)["questions"][0]["choices"]) == ["yes", "no"]


@pytest.mark.parametrize(
    ("old", "today"),
    [
        ("Text", "text"),
        ("INTEGER", "integer"),
        ("geo point", "geopoint"),
        ("Date Time", "dateTime"),
        ("notes", "note"),
        ("picture", "image"),
        ("select_one: yn", "select_one"),
        ("Select one from yn", "select_one"),
        ("select_multiple  YN", "select_multiple"),
        ("select multiple yn", "select_multiple"),
        ("Select_One yn or other", "select_one"),
    ],
)
def test_old_and_odd_types_are_understood(check, old, today):
    outcome = check(form((old, "a", "A"), choices=YES_NO))
    assert repaired(outcome)["questions"][0]["type"] == today


@pytest.mark.parametrize("edge", ["Begin Group", "begingroup", "begin-group", "start group"])
def test_a_group_may_begin_and_end_in_any_spelling(check, edge):
    end = edge.lower().replace("begin", "end").replace("start", "end")
    outcome = check(form((edge, "g", "G"), ASK, (end,)))
    assert [question["path"] for question in repaired(outcome)["questions"]] == ["g/a"]


@pytest.mark.parametrize("asked", ["Yes_No", "yes no", "YES-NO", "yesno"])
def test_a_list_is_found_under_the_one_name_that_is_nearly_the_same(check, asked):
    choices = [CHOICES, ("yes_no", "y", "Yes")]
    outcome = check(form((f"select_one {asked}", "a", "A"), choices=choices))
    assert list(repaired(outcome)["questions"][0]["choices"]) == ["y"]


def test_a_list_with_a_space_is_found_by_the_question_that_closed_it(check):
    choices = [CHOICES, ("yes no", "y", "Yes"), ("yes no", "n", "No")]
    outcome = check(form(("select_one yes_no", "a", "A"), choices=choices))

    assert cells(outcome, "changes") == [("list-respelt", "A2"), ("list-respelt", "A3")]
    assert list(repaired(outcome)["questions"][0]["choices"]) == ["y", "n"]


def test_choices_that_stand_twice_are_allowed_by_the_setting(check):
    choices = [*YES_NO, ("yn", "yes", "Of course")]
    outcome = check(form(("select_one yn", "a", "A"), choices=choices))

    assert cells(outcome, "changes") == [("choices-may-repeat", "A2")]
    assert repaired(outcome)["xform"].count("<name>yes</name>") == 2


def test_a_space_in_a_choice_that_no_condition_uses_is_closed(check):
    choices = [CHOICES, ("l", "very good", "Very good"), ("l", "bad", "Bad")]
    outcome = check(form(("select_multiple l", "a", "A"), choices=choices))
    assert list(repaired(outcome)["questions"][0]["choices"]) == ["very_good", "bad"]


def test_a_name_that_is_none_becomes_one_wherever_it_stands(check):
    outcome = check(
        form(
            ("integer", "how old?", "Age", None),
            ("text", "b", "You are ${how old?}", "${ how old? } > 17"),
            head=WITH_CONDITION,
        )
    )

    assert names(outcome) == ["how_old", "b"]
    assert codes(outcome, "changes") == ["name-made-legal", *["reference-renamed"] * 2]
    assert 'relevant=" /form/how_old  &gt; 17"' in outcome["form"]["xform"].replace(
        "/data/", "/form/"
    )


@pytest.mark.parametrize(
    ("name", "becomes"),
    [("1st", "_1st"), ("meta", "meta_2"), ("a/b", "a_b"), ("អាយុ ឆ្នាំ", "text_2"), ("?", "text_2")],
)
def test_illegal_and_reserved_names_stay_as_like_as_can_be(check, name, becomes):
    assert names(check(form(("text", name, "A")))) == [becomes]


def test_a_new_name_is_one_that_nobody_has(check):
    assert names(check(form(("text", "a b", "A"), ("text", "a_b", "B")))) == ["a_b_2", "a_b"]


def test_a_missing_name_comes_from_the_label_or_the_row(check):
    outcome = check(
        form(("text", None, "How old are you?"), ("integer", None, "អាយុ"), ("begin group",), ASK,
             ("end group",))
    )  # fmt: skip

    assert [question["path"] for question in repaired(outcome)["questions"]] == [
        "how_old_are_you",
        "integer_3",
        "group_4/a",
    ]


def test_a_question_without_a_word_shows_its_name_in_every_language(check):
    head = ("type", "name", "label::English", "label::Khmer")
    outcome = check(form(("text", "age", None, None), ("text", "b", "B", "ខ"), head=head))

    assert cells(outcome, "changes") == [("label-given", "C2"), ("label-given", "D2")]
    assert repaired(outcome)["questions"][0]["label"] == {"English": "age", "Khmer": "age"}


def test_names_that_stand_twice_and_are_not_used_are_numbered(check):
    outcome = check(form(ASK, ASK, ("begin group", "g", "G"), ASK, ("end group",), ASK))
    paths = [question["path"] for question in repaired(outcome)["questions"]]
    assert paths == ["a", "a_2", "g/a", "a_3"]


def test_choices_without_labels_show_their_names_where_pyxform_needs_some(check):
    choices = [("list_name", "name"), ("l", "one"), ("l", "two")]
    outcome = check(form(("begin loop over l", "g", "G"), ASK, ("end loop",), choices=choices))

    assert cells(outcome, "changes") == [
        ("column-added", "C1"), ("label-given", "C2"), ("label-given", "C3"),
    ]  # fmt: skip
    assert [one["path"] for one in repaired(outcome)["questions"]] == ["g/one/a", "g/two/a"]


def test_two_repeats_of_one_name_that_is_not_used_are_numbered(check):
    rows = [("begin repeat", "r", "R"), ASK, ("end repeat",)]
    outcome = check(form(("begin group", "g", "G"), *rows, ("end group",), *rows))
    assert [one["path"] for one in repaired(outcome)["questions"]] == ["g/r/a", "r_2/a"]


def test_a_repeat_with_the_name_of_the_form_is_renamed(check):
    outcome = check(form(("begin repeat", "data", "R"), ASK, ("end repeat",)))
    assert [one["path"] for one in repaired(outcome)["questions"]] == ["data_2/a"]


def test_an_audit_is_called_audit(check):
    assert codes(check(form(ASK, ("audit", "log", None))), "changes") == ["audit-renamed"]


@pytest.mark.parametrize("asked", ["A", "a ", " first_name", "First Name", "first name"])
def test_a_reference_that_can_mean_only_one_question_is_respelt(check, asked):
    content = form(ASK, ("text", "first_name", "F"), ("note", "n", f"Hello ${{{asked}}}"))
    outcome = check(content)

    assert codes(outcome, "changes") == ["reference-respelt"]
    assert outcome["changes"][0]["cell"] == "C4"
    repaired(outcome)


def test_curly_quotes_are_straightened_by_pyxform_itself(check):
    content = form(ASK, ("text", "b", "B", "${a} = \u2018x\u2019"), head=WITH_CONDITION)
    outcome = check(content)

    assert outcome["result"] == "accepted"
    assert "= 'x'" in outcome["form"]["xform"]


def test_a_remark_that_looks_like_a_reference_is_left_as_text(check):
    outcome = check(form((*ASK, "was ${gone}"), head=(*SURVEY, "our remarks")))
    assert cells(outcome, "changes") == [("remark-left-alone", "D2")]


def test_a_khmer_name_that_answers_could_not_carry_is_replaced(check):
    outcome = check(form(("text", "ឈ្មោះ", "Your name"), ("note", "n", "${ឈ្មោះ}")))
    assert names(outcome) == ["your_name", "n"]


def test_several_faults_are_all_repaired(check):
    outcome = check(
        form(("Text", "my name", "N"), ("select one YN", None, "Sure?"), ("integer", "c", None),
             choices=YES_NO)
    )  # fmt: skip
    assert names(outcome) == ["my_name", "sure", "c"]
    assert set(codes(outcome, "changes")) == {
        "type-respelt", "list-respelt", "name-made-legal", "name-given", "label-given",
    }  # fmt: skip
