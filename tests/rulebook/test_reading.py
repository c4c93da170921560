import json
import subprocess
import sys
from decimal import Decimal

import pytest

from rulebook import BadRow, BadRule, read, rules_from
from rulebook.__main__ import main
from tests.rulebook.rows import GARMENT, GARMENT_CSV

ROW = {
    "code": "annual-leave",
    "valid_from": "1997-03-13",
    "value": "1.5",
    "unit": "days/month",
    "source": "sample",
}


@pytest.fixture
def rules(tmp_path):
    path = tmp_path / "rules.csv"
    path.write_text(GARMENT_CSV, encoding="utf-8-sig")
    return path


def test_a_table_is_read_with_numbers_truths_and_texts(rules):
    book = read(rules)
    values = {rule.code: rule.value for rule in book}

    assert len(book) == 7
    assert values["minimum-age"] == Decimal(15)
    assert values["nssf.registers-any-enterprise"] is True
    assert values["overtime.basis"] == "voluntary"
    assert not any(rule.verified for rule in book)


def test_json_holds_the_same_rules_without_a_lost_cent(tmp_path):
    path = tmp_path / "rules.json"
    path.write_text(json.dumps([{**ROW, "value": 0.1, "verified": True}]), encoding="utf-8")

    (rule,) = read(path)

    assert (rule.value, rule.verified) == (Decimal("0.1"), True)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("", "02", Decimal(2)),
        ("text", "02", "02"),
        ("text", "yes", "yes"),
        ("", "No", False),
        ("number", "1.50", Decimal("1.5")),
    ],
)
def test_a_type_settles_what_a_value_is(kind, text, value):
    (rule,) = rules_from([{**ROW, "value": text, "type": kind}])

    assert rule.value == value and type(rule.value) is type(value)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"valid_from": ""}, "row 1: valid_from is empty"),
        ({"valid_from": "13/03/1997"}, "valid_from must be a day"),
        ({"valid_to": "1996-01-01"}, "before it begins"),
        ({"value": ""}, "value is empty"),
        ({"value": "NaN"}, "must be finite"),
        ({"value": "much", "type": "number"}, "must be a number"),
        ({"value": "1", "type": "sum"}, "type must be"),
        ({"verified": "perhaps"}, "verified must be yes or no"),
        ({"unit": ""}, "needs a unit"),
        ({"source": " "}, "source must be named"),
        ({"colour": "red"}, "colour is not a column"),
    ],
)
def test_a_row_that_cannot_be_meant_is_named(changes, problem):
    with pytest.raises(BadRow, match=problem):
        rules_from([{**ROW, **changes}])


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("r.csv", b"", "lacks code, valid_from, value, source"),
        ("r.csv", b"code,value\nx,1\n", "lacks valid_from, source"),
        (
            "r.csv",
            GARMENT_CSV.replace("208", "many").replace("Prakas 211/24", "").encode(),
            "row 3",
        ),
        ("r.csv", GARMENT_CSV.encode() + b"a,2020-01-01,,1,u,s,no,,extra\n", "a cell too many"),
        ("r.csv", b'code,valid_from,value,source\n"x', "not CSV"),
        ("r.csv", b"\xff\xfe\x00", "not text in UTF-8"),
        ("r.json", b"{", "not JSON"),
        ("r.json", b"{}", "list of objects"),
    ],
)
def test_a_broken_file_is_refused_whole(tmp_path, name, content, problem):
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(BadRow, match=problem):
        read(path)


def test_overlapping_rows_are_refused(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text(GARMENT_CSV.replace("2024-12-31", ""), encoding="utf-8")

    with pytest.raises(BadRule, match="still in force"):
        read(path)


def test_the_command_shows_the_rule_of_a_day(rules, capsys):
    assert main(["show", str(rules), GARMENT, "2025-06-01"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "code      minimum-wage.garment",
        "value     208 USD/month",
        "since     2025-01-01",
        "until     2025-12-31",
        "source    Prakas 211/24",
        "verified  no",
        "note      probation 206",
    ]


def test_the_command_checks_a_whole_file(rules, capsys):
    assert main(["check", str(rules)]) == 0
    assert capsys.readouterr().out == "7 rules under 5 codes, 0 of them verified.\n"


@pytest.mark.parametrize(
    ("code", "day", "sentence"),
    [(GARMENT, "2020-01-01", "is in force on 2020-01-01"), ("other", "2025-01-01", "'other'")],
)
def test_the_command_ends_with_two_and_a_sentence(rules, capsys, code, day, sentence):
    assert main(["show", str(rules), code, day]) == 2
    out, err = capsys.readouterr()
    assert out == "" and sentence in err


def test_the_command_refuses_a_day_it_cannot_read(rules, capsys):
    with pytest.raises(SystemExit) as end:
        main(["show", str(rules), GARMENT, "June"])

    assert end.value.code == 2
    assert "not a day" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_said(tmp_path, capsys):
    assert main(["check", str(tmp_path / "no.csv")]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_the_library_works_where_django_cannot_be_imported():
    code = """
import sys
class Block:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"django", "spean"}:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Block())
try:
    import django
except ModuleNotFoundError:
    pass
else:
    raise SystemExit("the block does not hold")
import rulebook, rulebook.__main__
assert all(hasattr(rulebook, name) for name in rulebook.__all__)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
