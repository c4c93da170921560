"""Forms that were made to do harm are refused, quickly and in little room; honest ones are not."""

import random
import resource
import time

import pytest

from spean.core.sandbox import ParserTooGreedy, run_parser
from spean.surveys.rules.xlsform import opening, reading, safety
from tests.surveys.xlsform.books import SHEET, STRINGS, SURVEY, codes, form, parts_of, zipped

A = ("text", "a", "A")
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>"""
SECONDS, MEGABYTES = 2.0, 256


def honest():
    return form(A)


def with_part(name, content):
    return zipped({**parts_of(honest()), name: content})


def entry(name):
    return (name + "\0").encode("utf-16-le").ljust(512, b"\0")


def sheet_of(*rows):
    return f"<worksheet {NAMESPACE}><sheetData>{''.join(rows)}</sheetData></worksheet>".encode()


def row(*texts):
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f"<row>{cells}</row>"


def with_rows(*rows):
    return with_part(SHEET, sheet_of(row("type", "name", "label", "x"), *rows))


def of_one_long_text(rows):
    """Return a form whose labels are all one text of the shared ones."""
    kinds = parts_of(honest())["[Content_Types].xml"]
    kind = (
        b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
        b'officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    )
    labels = (
        f'<row><c t="inlineStr"><is><t>note</t></is></c><c t="inlineStr"><is><t>q{n}</t></is></c>'
        f'<c t="s"><v>0</v></c></row>'
        for n in range(rows)
    )
    return zipped(
        {
            **parts_of(honest()),
            "[Content_Types].xml": kinds.replace(b"</Types>", kind),
            STRINGS: f"<sst {NAMESPACE}><si><t>{'x' * 32_000}</t></si></sst>".encode(),
            SHEET: sheet_of(row("type", "name", "label"), *labels),
        }
    )


def nested(deep, kind="group"):
    begins = [(f"begin {kind}", f"g{n}", "G") for n in range(deep)]
    return form(*begins, A, *[(f"end {kind}",)] * deep)


def asked(pattern, rows=1):
    questions = [("text", f"a{n}", "A", f"regex(., '{pattern}{n or ''}')") for n in range(rows)]
    return form(*questions, head=(*SURVEY, "constraint"))


def reckoned(text, rows=60):
    rows = [("calculate", f"c{n}", None, text) for n in range(rows)]
    repeat = [("begin repeat", "r", "R"), A, ("end repeat",)]
    return form(*repeat, *rows, head=(*SURVEY, "calculation"))


FILES = {
    "empty": (b"", "empty-file"),
    "text": (b"type,name,label", "wrong-kind"),
    "pdf": (b"%PDF-1.7", "wrong-kind"),
    "web page": (b"<html><table></table></html>", "web-page"),
    "document": (zipped({"word/document.xml": b"<x/>"}), "wrong-kind"),
    "locked": (OLE + entry("EncryptedPackage"), "encrypted"),
    "old macros": (OLE + entry("Workbook") + entry("_VBA_PROJECT"), "macros"),
    "old and broken": (OLE + entry("Workbook"), "damaged"),
    "macros": (with_part("xl/vbaProject.bin", b"x"), "macros"),
    "old macro sheet": (with_part("xl/macrosheets/sheet1.xml", b"<x/>"), "macros"),
    "cut off": (honest()[:-300], "damaged"),
    "no sheet": (with_part(SHEET, b"<worksheet><sheetData><row"), "damaged"),
    "entities": (with_part(SHEET, LAUGHS + parts_of(honest())[SHEET]), "unsafe"),
    "entities in UTF-16": (
        with_part(SHEET, (LAUGHS + parts_of(honest())[SHEET]).decode().encode("utf-16")),
        "unsafe",
    ),
    "entities in EBCDIC": (
        with_part(
            SHEET, b'<?xml version="1.0" encoding="cp037"?>' + LAUGHS.decode().encode("cp037")
        ),
        "unsafe",
    ),
    "outer entity": (
        with_part("xl/workbook.xml", b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><workbook/>'),
        "unsafe",
    ),
    "a million columns": (
        with_part(SHEET, sheet_of(f"<row>{'<c><v>1</v></c>' * 100_000}</row>")),
        "too-many-columns",
    ),
    "columns of text": (with_part(SHEET, sheet_of(row(*range(2_000)))), "too-many-columns"),
    "too many cells": (with_rows(row(*range(99)) * 6_000), "too-greedy"),
    "a giant cell": (with_rows(row("note", "n", "x" * 40_000)), "cell-too-long"),
    "one text everywhere": (of_one_long_text(300), "too-greedy"),
    "deep groups": (nested(10_000), "too-deep"),
    "deep repeats": (nested(61, "repeat"), "too-deep"),
    "a pattern without end": (asked(r"^(a+)+$"), "pattern-endless"),
    "many slow patterns": (asked(r"^([a-z]{3,}x?[a-z]{4,})+", 200), "pattern-endless"),
    "references without end": (reckoned("indexed-repeat(${a}, ${r}, 1) " * 1000), "too-greedy"),
    "brackets without end": (reckoned("pulldata(" * 3600), "too-greedy"),
}
NAMES = [
    "../../etc/passwd", "http://evil.example/a.png", "https://evil.example/a.png", "//evil/a.png",
    "file:///etc/passwd", "/etc/passwd", "C:\\a.png", "..\\a.png", "%2e%2e%2fa.png", "a\x1fb.png",
    "jr://images/../a.png", "jr://file/a.xml", "..", "~root", "a" * 300,
]  # fmt: skip


@pytest.mark.parametrize("kind", FILES)
def test_a_hostile_file_is_refused_with_its_reason(check, kind):
    content, code = FILES[kind]
    assert codes(check(content))[:1] == [code]


@pytest.mark.parametrize("name", [name for name in NAMES if "\x1f" not in name])
@pytest.mark.parametrize(
    "question",
    [
        lambda name: ("text", "a", "A", name),
        lambda name: (f"select_one_from_file {name}.csv", "a", "A", None),
        lambda name: ("note", "a", "A", None, f"pulldata('{name}', 'a', 'b', 'c')"),
        lambda name: ("image", "a", "A", None, None, name),
    ],
    ids=["media", "list", "pulldata", "default"],
)
def test_a_file_outside_the_form_is_refused(check, question, name):
    if name.startswith("~") and "select" in question(name)[0]:
        name = f"{name}/x"
    head = (*SURVEY, "media::image", "calculation", "default")
    outcome = check(form(question(name), head=head))
    assert outcome["result"] == "refused"
    assert set(codes(outcome)) <= {"file-outside", "list-file-ending", "list-missing"}


@pytest.mark.parametrize("name", ["a.png", "ផែនទី.png", "my map (2).png", "${pic}.png", "a%20b.png"])
def test_a_plain_name_of_a_file_is_taken(check, name):
    rows = [("text", "pic", "P", None), ("text", "a", "A", name)]
    assert check(form(*rows, head=(*SURVEY, "media::image")))["result"] == "accepted"


def test_a_pattern_that_comes_from_another_question_is_tried(check):
    rows = [("calculate", "p", None, "'^(a+)+$'", None), ("text", "a", "A", None, "regex(., ${p})")]
    outcome = check(form(*rows, head=(*SURVEY, "calculation", "constraint")))
    assert codes(outcome) == ["pattern-endless"]


def test_questions_that_wait_for_each_other_are_refused(check):
    rows = [("text", "a", "A", "${b} = 1"), ("text", "b", "B", "${c} = 1"),
            ("text", "c", "C", "${a} = 1"), ("text", "d", "D", "${a} = 1")]  # fmt: skip
    outcome = check(form(*rows, head=(*SURVEY, "relevant")))
    assert [problem["cell"] for problem in outcome["problems"]] == ["D2", "D3", "D4"]


def test_a_question_may_ask_for_its_own_past(check):
    rows = [("begin repeat", "r", "R", None), ("integer", "n", "N", None),
            ("calculate", "sum", None, "${n} + indexed-repeat(${before}, ${r}, position(..) - 1)"),
            ("calculate", "before", None, "${sum}"), ("end repeat",)]  # fmt: skip
    assert check(form(*rows, head=(*SURVEY, "calculation")))["result"] == "accepted"


def test_two_answers_may_reckon_each_other_when_one_changes(check):
    rows = [("decimal", "usd", "USD", "${khr} div 4000", "${khr}"),
            ("decimal", "khr", "KHR", "${usd} * 4000", "${usd}")]  # fmt: skip
    assert check(form(*rows, head=(*SURVEY, "calculation", "trigger")))["result"] == "accepted"


def test_as_deep_as_is_allowed_is_taken(check):
    assert check(nested(60))["result"] == "accepted"


def test_a_shared_text_in_a_few_labels_is_taken(check):
    assert check(of_one_long_text(20))["result"] == "accepted"


def test_more_rows_than_a_form_ever_has_are_refused(check, monkeypatch):
    monkeypatch.setitem(reading.MOST_ROWS, "survey", 50)

    assert codes(check(form(*[("note", f"n{n}", "N") for n in range(51)]))) == ["too-many-rows"]
    assert check(form(*[("note", f"n{n}", "N") for n in range(50)]))["result"] == "accepted"


def test_parts_that_unpack_to_too_much_are_not_unpacked(check, monkeypatch):
    monkeypatch.setattr(opening, "MOST_XML", 10)
    assert codes(check(honest())) == ["too-greedy"]


# Each wall was also taken down on purpose: what it holds back then gets through.


def test_without_the_walk_over_files_an_address_would_pass(check, monkeypatch):
    monkeypatch.setattr(safety, "is_plain_file", lambda name: True)
    outcome = check(form((*A, "http://evil.example/a.png"), head=(*SURVEY, "media::image")))
    assert outcome["result"] == "accepted"


def test_without_the_trial_a_pattern_would_pass(check, monkeypatch):
    monkeypatch.setattr(safety, "never_ends", lambda pattern: False)
    assert check(asked(r"^(a+)+$"))["result"] == "accepted"


def test_without_the_limit_deep_groups_would_reach_pyxform(check, monkeypatch):
    monkeypatch.setattr(reading, "DEEPEST", 10_000)
    assert check(nested(70))["result"] == "accepted"


def test_without_the_scan_an_entity_would_reach_the_reader(check, monkeypatch):
    monkeypatch.setattr(opening, "_scan", lambda container, part: 0)
    # The reader of workbooks has a wall of its own, but says it in other words.
    assert codes(check(FILES["entities"][0])) == ["damaged"]


@pytest.mark.long
def test_without_the_clock_a_slow_form_would_go_on(check, monkeypatch):
    content = reckoned("indexed-repeat(${a}, ${r}, 1) " * 1000, rows=20)
    monkeypatch.setattr("spean.surveys.rules.xlsform.check._SECONDS", 60)
    assert check(content)["result"] == "accepted"


def test_the_clock_of_a_check_leaves_nothing_behind(check):
    import signal

    check(honest())
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def in_sandbox(tmp_path, content):
    path = tmp_path / "form"
    path.write_bytes(content)
    return run_parser(
        "spean.surveys.rules.xlsform.check_form",
        path,
        memory_mb=MEGABYTES,
        seconds=40,
        name="form.xlsx",
    )


@pytest.mark.parametrize(
    "kind", ["deep groups", "a pattern without end", "brackets without end", "one text everywhere"]
)
def test_the_sandbox_refuses_within_two_seconds_of_the_processor(tmp_path, kind):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    outcome = in_sandbox(tmp_path, FILES[kind][0])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)

    assert outcome["result"] == "refused"
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < SECONDS


def test_the_sandbox_weighs_a_bomb_before_anything_reads_it(tmp_path):
    bomb = with_part(STRINGS, b"<sst>" + b"<si><t>x</t></si>" * 1_000_000)
    with pytest.raises(ParserTooGreedy):
        in_sandbox(tmp_path, bomb)


def test_the_sandbox_compiles_an_honest_form(tmp_path):
    assert in_sandbox(tmp_path, honest())["result"] == "accepted"


@pytest.mark.long
def test_whatever_is_done_to_the_bytes_of_a_form_there_is_an_answer(check):
    draw = random.Random(20260701)
    contents = [honest(), nested(3), asked(r"^\d+$")]
    for _turn in range(400):
        broken = bytearray(draw.choice(contents))
        for _hit in range(draw.randint(1, 12)):
            broken[draw.randrange(len(broken))] = draw.randrange(256)
        began = time.process_time()
        assert check(bytes(broken))["result"] in {"accepted", "repaired", "refused"}
        assert time.process_time() - began < SECONDS
