"""The reader of the official workbook, as the sandbox runs it."""

import zipfile

import pytest
from openpyxl import Workbook

from spean.core.sandbox import ParserFailed, run_parser
from spean.directory.rules.workbook import NotAGazetteer, read_ncdd
from tests.directory.workbooks import PURSAT, ncdd_workbook


def read(tmp_path, **sheets):
    named = {f"15. {title}": rows for title, rows in sheets.items()}
    return read_ncdd(ncdd_workbook(tmp_path / "list.xlsx", named))


def test_codes_get_their_zero_back_whatever_the_cell_holds(tmp_path):
    found = read_ncdd(ncdd_workbook(tmp_path / "list.xlsx"))
    assert found["problem"] is None
    codes = [place[0] for place in found["places"]]
    assert codes[:4] == ["09", "0904", "090401", "09040101"]


def test_a_blank_latin_name_stays_blank(tmp_path):
    places = {place[0]: place for place in read(tmp_path, Pursat=PURSAT)["places"]}
    assert places["15010102"] == ["15010102", "phum", "ព្រៃវែង", ""]


def test_a_province_takes_its_name_from_the_sheet(tmp_path):
    assert read(tmp_path, Pursat=PURSAT)["places"][0] == ["15", "province", "", "Pursat"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("ភពផែនដី", "1502", "ក្រគរ", "Krakor"), "unknown-kind"),
        (("ស្រុក", "15", "ក្រគរ", "Krakor"), "bad-code"),
        (("ស្រុក", "15.2", "ក្រគរ", "Krakor"), "bad-code"),
        (("ស្រុក", "=1+1", "ក្រគរ", "Krakor"), "bad-code"),
        (("ស្រុក", "1402", "ក្រគរ", "Krakor"), "code-outside-province"),
        (("ស្រុក", "1501", "ក្រគរ", "Krakor"), "code-twice"),
        (("ស្រុក", "1502", "", "Krakor"), "bad-name"),
        (("ស្រុក", "1502", "ក" * 500, "Krakor"), "bad-name"),
    ],
)
def test_a_row_that_cannot_be_meant_is_named_by_sheet_and_row(tmp_path, row, code):
    found = read(tmp_path, Pursat=[*PURSAT, row])
    assert found["problem"] == {"code": code, "sheet": "15. Pursat", "row": 10}
    assert found["places"] == []


def test_a_village_without_its_commune_is_refused(tmp_path):
    found = read(tmp_path, Pursat=[("ស្រុក", "1501", "បាកាន", "B"), ("ភូមិ", "15010901", "ក", "K")])
    assert found["problem"]["code"] == "no-place-above"


def test_a_workbook_of_something_else_is_refused(tmp_path):
    book = Workbook()
    book.active.append(["name", "sex", "telephone"])
    book.save(tmp_path / "roster.xlsx")
    with pytest.raises(NotAGazetteer) as caught:
        read_ncdd(tmp_path / "roster.xlsx")
    assert caught.value.code == "not-a-gazetteer"


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff photo", b"PK\x03\x04 cut off", b"<html>"])
def test_a_file_that_is_no_workbook_is_refused_by_its_content(tmp_path, content):
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)
    with pytest.raises(NotAGazetteer) as caught:
        read_ncdd(path)
    assert caught.value.code == "not-xlsx"


def test_entities_in_the_xml_are_refused(tmp_path):
    path = ncdd_workbook(tmp_path / "list.xlsx")
    evil = tmp_path / "evil.xlsx"
    declared = b'<!DOCTYPE a [<!ENTITY b "bbbb">]><worksheet '
    with zipfile.ZipFile(path) as good, zipfile.ZipFile(evil, "w") as bad:
        for part in good.namelist():
            content = good.read(part)
            if part.endswith("sheet1.xml"):
                content = content.replace(b"<worksheet ", declared, 1)
                assert declared in content
            bad.writestr(part, content)
    # Behind the wall of the sandbox, as always: the reader leaves the file open when it refuses.
    reader = "spean.directory.rules.workbook.read_ncdd"
    assert run_parser(reader, path)["places"]
    with pytest.raises(ParserFailed):
        run_parser(reader, evil)
