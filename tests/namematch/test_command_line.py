"""The command line: clear answers, and clear refusals with exit code 2."""

import json
import subprocess
import sys

import pytest

from namematch.__main__ import main


@pytest.fixture
def write(tmp_path):
    def _write(name, content):
        path = tmp_path / name
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        path.write_text(text, encoding="utf-8")
        return str(path)

    return _write


def test_two_people_are_compared(write, capsys):
    one = write("a.json", {"family_km": "សុខ", "given_km": "ដារ៉ា", "birth_date": "1990-05-03"})
    other = write("b.json", {"family_lat": "Sok", "given_lat": "Dara", "birth_date": "1990-05-03"})

    assert main(["compare", one, other]) == 0

    answer = json.loads(capsys.readouterr().out)
    assert answer["is_likely"] is True
    assert answer["lines"]["given_name"] == "near"
    assert answer["lines"]["birth"] == "same"


def test_keys_of_a_list_come_one_line_a_person(write, capsys):
    people = [{"given_km": "សុខា", "phones": ["012345678"]}, {"given_lat": "Dara", "sex": None}]

    assert main(["keys", write("people.json", people)]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [len(line.split()) for line in lines] == [2, 1]


def test_a_text_is_folded_by_the_module_itself():
    command = [sys.executable, "-X", "utf8", "-m", "namematch", "fold", "ឧត្ដរ ២០២៦"]

    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)

    assert (done.returncode, done.stdout, done.stderr) == (0, "ឧត្តរ 2026\n", "")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("{not json", "the file is not JSON in UTF-8."),
        ("[" * 100_000, "the file is not JSON in UTF-8."),
        ([1], "expected an object"),
        ([{"name": "Sok"}], "unknown field 'name'."),
        ([{"birth_date": "27/03/1994"}], "a date like 1994-03-27 is expected."),
        ([{"birth_year": "1994"}], "a whole number is expected."),
        ([{"birth_year": True}], "a whole number is expected."),
        ([{"phones": "012345678"}], "a list of texts is expected."),
        ([{"phones": [12]}], "a text in quotation marks is expected."),
        ([{"birth_is_approximate": 1}], "true or false is expected."),
        ([{"sex": 1}], "a text in quotation marks is expected."),
    ],
)
def test_bad_input_is_refused_with_a_sentence_in_two_languages(write, capsys, content, sentence):
    assert main(["keys", write("people.json", content)]) == 2

    printed = capsys.readouterr()
    english, khmer = printed.err.strip().splitlines()
    assert printed.out == ""
    assert sentence in english
    assert "។" in khmer


def test_a_missing_file_is_refused(tmp_path, capsys):
    assert main(["keys", str(tmp_path / "none.json")]) == 2
    assert "cannot be opened" in capsys.readouterr().err


def test_a_missing_argument_is_refused():
    with pytest.raises(SystemExit) as refusal:
        main(["compare", "a.json"])

    assert refusal.value.code == 2
