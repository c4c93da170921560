"""`spean check-forms DIR`."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.surveys.xlsform.books import form

A = ("text", "a", "A")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "old").mkdir()
    (tmp_path / "good.xlsx").write_bytes(form(A))
    (tmp_path / "old" / "odd.XLSX").write_bytes(form(("Text", "a", "A")))
    (tmp_path / "old" / "wrong.xls").write_bytes(form(A, ("note", "n", "${b}")))
    (tmp_path / "notes.txt").write_text("no form")
    return tmp_path


def run(*arguments, **options):
    out = StringIO()
    call_command("check_forms", *map(str, arguments), stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def test_the_list_says_what_becomes_of_every_workbook(folder):
    looked = json.loads(run(folder, json=True))

    assert [(one["file"], one["result"]) for one in looked] == [
        ("good.xlsx", "accepted"),
        ("old/odd.XLSX", "repaired"),
        ("old/wrong.xls", "refused"),
    ]
    assert looked[1]["changes"] == [
        {
            "sheet": "survey",
            "cell": "A2",
            "km": "បានសរសេរ type តាមរបៀបដែលកម្រងសំណួរស្គាល់សព្វថ្ងៃ។",
            "en": "The type is written as forms know it today.",
            "was": "Text",
            "becomes": "text",
        }
    ]
    (problem,) = looked[2]["problems"]
    assert set(problem) == {"sheet", "cell", "km", "en"}
    assert problem["en"] == "There is no question “b”. Correct the name in ${…}."
    assert looked[0] == {"file": "good.xlsx", "result": "accepted", "problems": [], "changes": []}


def test_people_read_a_table_with_the_sentences_and_the_counts(folder):
    said = run(folder)

    assert "old/wrong.xls" in said
    assert "survey C3" in said
    assert "1 accepted, 1 repaired, 1 refused" in said


def test_a_file_that_is_no_workbook_is_one_of_the_list(tmp_path):
    (tmp_path / "broken.xlsx").write_bytes(b"\x00")
    (tmp_path / "empty.xls").write_bytes(b"")

    assert [one["result"] for one in json.loads(run(tmp_path, json=True))] == ["refused"] * 2


def test_an_empty_folder_is_an_empty_list(tmp_path):
    assert run(tmp_path, json=True) == "[]\n"


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CommandError) as caught:
        run(tmp_path / "gone")
    assert caught.value.returncode == 2
