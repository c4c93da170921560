"""`python -m rulebook decide`: an answer in both languages, or what cannot be read."""

import pytest

from rulebook.__main__ import main

RULES = """\
code,valid_from,valid_to,value,unit,source,verified,note
eligible.TRY,2024-04-01,,equity-card in poor-1 poor-2 and children-under-2 >= 1,condition,sample,no,
"""


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "rules.csv"
    file.write_text(RULES, encoding="utf-8")
    return str(file)


@pytest.mark.parametrize(
    ("facts", "verdict", "said"),
    [
        (["equity-card=poor-1", "children-under-2=1"], "yes", "Likely yes."),
        (["equity-card=none"], "no", "Known: no card."),
        (["equity-card=poor-1"], "unknown", "To ask: How many children under two"),
        ([], "unknown", "Paper: equity card"),
    ],
)
def test_it_says_yes_no_or_what_to_ask(path, capsys, facts, verdict, said):
    assert main(["decide", path, "TRY", "2026-06-01", *facts]) == 0

    answer = capsys.readouterr().out
    assert answer.splitlines()[0] == verdict
    assert said in answer
    assert "ប្រភព៖ sample។" in answer


def test_a_day_before_the_rule_needs_checking(path, capsys):
    assert main(["decide", path, "TRY", "2024-03-31"]) == 0
    assert "no rule is written down" in capsys.readouterr().out


@pytest.mark.parametrize(
    "fact", ["rich=yes", "equity-card=gold", "nssf-member=perhaps", "elderly=many", "elderly"]
)
def test_a_fact_that_cannot_be_read_is_said(path, capsys, fact):
    assert main(["decide", path, "TRY", "2026-06-01", fact]) == 2
    assert capsys.readouterr().err.startswith("rulebook: ")
