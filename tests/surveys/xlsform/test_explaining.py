"""What only the author can put right: every problem at its cell, and none that is not there."""

import pytest

from spean.surveys.rules.xlsform.compiling import Fault, NotCompiled
from spean.surveys.services.form_wording import CHANGES, PROBLEMS
from tests.surveys.xlsform.books import CHOICES, SURVEY, YES_NO, cells, codes, form, workbook

A = ("text", "a", "A")
REL = (*SURVEY, "relevant")
CALC = (*SURVEY, "calculation")
PAR = (*SURVEY, "parameters")
OTHER = (*SURVEY, "choice_filter")
TABLE = (*SURVEY, "appearance", "choice_filter")
TWO = [*YES_NO, ("no2", "x", "X")]


def asked(*rows, head=SURVEY, **sheets):
    sheets.setdefault("choices", YES_NO)
    return form(*rows, head=head, **sheets)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (asked(("begin group", "g", "G"), A), [("begin-alone", "A2")]),
        (asked(A, ("end group",)), [("end-alone", "A3")]),
        (asked(("begin group", "g", "G"), ("begin repeat", "r", "R"), A, ("end group",)),
         [("begin-alone", "A3")]),
        (asked(("begin repeat", "r", "R"), A, ("end group",)),
         [("begin-alone", "A2"), ("end-alone", "A4")]),
        (asked(("fotograph", "a", "A"), ("text", "b", "${a}")), [("type-unknown", "A2")]),
        (asked(("select_one nix", "a", "A"), ("note", "n", "${a}")), [("list-missing", "A2")]),
        (asked(("select_one my list", "a", "A")), [("list-missing", "A2")]),
        (asked(("select_one", "a", "A")), [("select-without-list", "A2")]),
        (asked(("begin loop over nix", "l", "L"), A, ("end loop",)), [("list-missing", "A2")]),
        (asked(("begin loop", "l", "L"), A, ("end loop",)), [("loop-without-list", "A2")]),
        (asked((None, "a", "A"), ("note", "n", "${a}")), [("type-missing", "A2")]),
        (asked(("calculate", "a", None, None), ("note", "n", "${a}"), head=CALC),
         [("calculation-missing", "D2")]),
        (asked(A, ("note", "n", "${b}")), [("reference-unknown", "C3")]),
        (asked(A, ("note", "n", "${a"), ("note", "m", "${a b}")),
         [("reference-broken", "C3"), ("reference-broken", "C4")]),
        (asked(("begin group", "g", "G"), A, ("end group",), A, ("note", "n", "${a}")),
         [("reference-twice", "C6")]),
        (asked((*A, None), ("text", "b", "B", "${c}"), head=REL), [("reference-unknown", "D3")]),
        (asked(A, ("text", "b", "B"), A, ("note", "n", "${a}")), [("name-twice", "B4")]),
        (asked(("include", "other")), [("include", "A2")]),
        (asked(("range", "a", "A", "start=1 end=x"), head=PAR), [("range-parameters", "D2")]),
        (asked((*A, "start=1"), head=PAR), [("parameters-unknown", "D2")]),
        (asked((*A, "rows"), head=PAR), [("parameters-broken", "D2")]),
        (asked((*A, "rows=x"), head=PAR), [("parameters-wrong", "D2")]),
        (asked(("select_one yn", "a", "A", "seed=1"), head=PAR), [("randomize-parameters", "D2")]),
        (asked(("image", "a", "A", "max-pixels=x"), head=PAR), [("image-parameters", "D2")]),
        (asked(("audio", "a", "A", "quality=x"), head=PAR), [("audio-parameters", "D2")]),
        (asked(A, ("audit", "", "", "identify-user=x"), head=PAR), [("audit-parameters", "D3")]),
        (asked(("select_one yn or_other", "a", "A", "true()"), head=OTHER),
         [("or-other-with-filter", "D2")]),
        (asked(("select_one_from_file x.txt", "a", "A")), [("list-file-ending", "A2")]),
        (asked(("begin group", "g", "G", "table-list"), ("select_one yn", "a", "A"),
               ("select_one no2", "b", "B"), ("end group",), head=TABLE, choices=TWO),
         [("table-list-two-lists", "A4")]),
        (asked((*A, "b.png"), head=(*SURVEY, "media::big-image")), [("big-image", "B2")]),
        (asked((*A, "b.png"), head=(*SURVEY, "media::smell")), [("media-column", "D1")]),
        (asked((*A, "x"), head=(*SURVEY, "bind")), [("heading-odd", "D1")]),
        (asked(A, ("text", "b", "B", "x"), head=(*SURVEY, "save_to")),
         [("save-without-entity", "D3")]),
        (asked((*A, "name"), head=(*SURVEY, "save_to"), entities=[("list_name", "label"),
               ("people", "${a}")]), [("entity-name", "D2")]),
        (asked(A, entities=[("list_name", "label"), ("people", None)]),
         [("entity-declaration", "B2")]),
        (asked(A, entities=[("list_name", "label", "odd"), ("people", "${a}", "x")]),
         [("entity-columns", "C1")]),
        (asked(A, entities=[("list_name", "label"), ("p", "${a}"), ("p", "${a}")]),
         [("entity-list", "A3")]),
        (asked(("calculate", "c", None, "1", None), (*A, None, "${c}"),
               head=(*CALC, "trigger")), [("trigger-unseen", "B2")]),
        (asked(("select_one_external nix", "a", "A", "x=1"), head=OTHER),
         [("external-sheet-missing", "A2")]),
        (asked(("csv-external", "x"), ("select_one_from_file x.xml", "b", "B")),
         [("external-names-alike", "B2")]),
        (asked(("select_one yn", "a", "A", "search('x')"), ("select_one yn", "b", "B"),
               head=(*SURVEY, "appearance")), [("search-shared-list", "A2")]),
        (asked(A, settings=[("omit_instanceID", "public_key"), ("yes", "abc")]),
         [("encryption-needs-id", "A1")]),
        (asked(("background-geopoint", "b", "B")), [("background-geopoint", "A2")]),
        (asked(("set form title", "One"), A, settings=[("form_title",), ("Two",)]),
         [("setting-twice", "A2")]),
        (asked(A, ("audit",), ("audit",)), [("audit-twice", "A4")]),
        (asked(("begin loop over l", "l", "L"), A, ("end loop",),
               choices=[CHOICES, ("l", "1 a", "X"), ("l", "b", "B")]), [("name-in-loop", "B2")]),
        (asked(A, settings=[("form_id", "bind"), ("f", "x")]), [("heading-odd", "B1")]),
        (asked(A, ("note",)), [("label-missing", "B3")]),
        (workbook(one=[("a",), ("b",)], two=[("c",)]), [("survey-sheet-missing", "")]),
        (workbook(survey=[("name", "label"), ("a", "A")]), [("heading-missing", "A1")]),
        (form(("select_one yn", "a", "A")), [("choices-sheet-missing", "A2")]),
        (asked(("select_one yn", "a", "A"), choices=[("name", "label"), ("y", "Y")]),
         [("choices-sheet-missing", "A2"), ("heading-missing", "A1")]),
        (asked(("select_one yn", "a", "A"), choices=[CHOICES, ("yn", None, "Y"), ("yn", "n", "N")]),
         [("choice-without-name", "B2")]),
    ],
)  # fmt: skip
def test_a_problem_is_told_at_its_cell_and_nothing_else_is(check, content, found):
    outcome = check(content)

    assert cells(outcome) == found
    assert outcome["result"] == ("refused" if found else "accepted")
    assert (outcome["form"] is None) == bool(found)


def test_two_columns_that_contradict_each_other_are_explained(check):
    head = (*SURVEY, "relevance", "relevant")
    outcome = check(form(A, ("text", "b", "B", "${a} = 1", "${a} = 2"), head=head))

    assert outcome["problems"] == [
        {"code": "columns-contradict", "sheet": "survey", "cell": "E1",
         "details": {"other": "D1", "example": "E3"}}
    ]  # fmt: skip


def test_a_choice_with_a_space_that_a_condition_uses_is_explained(check):
    choices = [CHOICES, ("l", "very good", "Good")]
    outcome = check(
        form(("select_multiple l", "a", "A", None), ("text", "b", "B", "${a} = 'very good'"),
             head=REL, choices=choices)
    )  # fmt: skip
    assert cells(outcome) == [("choice-spaces", "B2")]


def test_a_choice_with_a_space_that_filters_another_list_is_explained(check):
    choices = [(*CHOICES, "region"), ("l", "the north", "N", None), ("m", "x", "X", "the north")]
    outcome = check(form(("select_multiple l", "a", "A"), choices=choices))
    assert cells(outcome) == [("choice-spaces", "B2")]


@pytest.mark.parametrize("path", ["/data/a = 1", "../a = 1", "/ data / a", "a > 1", "${A} = 1"])
def test_a_name_that_a_path_walks_over_is_not_numbered(check, path):
    outcome = check(form((*A, None), ("text", "b", "B", path), (*A, None), head=REL))
    assert codes(outcome) == ["name-twice"]


def test_every_problem_is_shown_at_once(check):
    outcome = check(
        asked(
            ("fotograph", "p", "P", None),
            ("calculate", "c", None, None),
            ("select_one nix", "s", "S", "${gone} = 1"),
            ("begin group", "g", "${p} ${c} ${s}", None),
            ("Text", "t u", "T", None),
            head=(*SURVEY, "relevant", "calculation"),
        )
    )

    assert sorted(cells(outcome)) == [
        ("begin-alone", "A5"),
        ("calculation-missing", "E3"),
        ("list-missing", "A4"),
        ("reference-unknown", "D4"),
        ("type-unknown", "A2"),
    ]
    assert set(codes(outcome, "changes")) == {"type-respelt", "name-made-legal"}


def test_a_near_type_is_proposed(check):
    assert check(form(("texxt", "a", "A")))["problems"][0]["details"]["near"] == "text"


def test_endless_problems_end(check):
    outcome = check(form(*[("nonsense", f"a{number}", "A") for number in range(500)]))
    assert len(outcome["problems"]) == 201
    assert outcome["problems"][-1]["code"] == "more-problems"


@pytest.mark.parametrize(
    ("content", "cell"),
    [
        (
            form(("begin loop over yn", "l", "L"), ("text", "a", "A"), ("text", "b", "100 %"),
                 ("text", "c", "C"), ("end loop",), choices=YES_NO),
            "A4",
        ),
        (form(A, ("osm nix", "o", "O"), osm=[CHOICES, ("x", "y", "Z")]), "A3"),
    ],
)  # fmt: skip
def test_what_breaks_pyxform_itself_is_a_sentence_at_its_row_and_no_traceback(check, content, cell):
    assert cells(check(content)) == [("not-compiled", cell)]


def test_what_breaks_pyxform_nowhere_in_particular_is_a_sentence_too(check, monkeypatch):
    def broken(book, fallback_name):
        raise NotCompiled(Fault("not-compiled"))

    monkeypatch.setattr("spean.surveys.rules.xlsform.mending.compiled", broken)
    monkeypatch.setattr("spean.surveys.rules.xlsform.searching.compiled", broken)
    assert cells(check(form(A))) == [("not-compiled", "")]


def test_every_code_has_its_sentence():
    from pathlib import Path

    from spean.surveys.rules.xlsform import check as module
    from spean.surveys.rules.xlsform.compiling import _CODED, _FAMILIES, _WORDED

    assert module.__file__
    sources = [path.read_text() for path in Path(module.__file__).parent.glob("*.py")]
    told = {code for code, _sheet, _column in [*_CODED.values(), *_FAMILIES.values()]}
    told |= {code for _pattern, code, _column in _WORDED}
    mended = {"headings-alike", "name-missing", "choices-twice"}

    assert told - mended <= set(PROBLEMS)
    for what, known in (("problem", PROBLEMS), ("change", CHANGES), ("note", CHANGES)):
        used = {
            piece.split('"')[1]
            for source in sources
            for piece in source.split(f"work.{what}(")[1:]
            if piece.lstrip().startswith('"')
        }
        assert used <= set(known)
