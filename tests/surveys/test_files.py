"""Files that are no list: each is refused with its reason, in a child that can do no harm."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from spean.core.sandbox import ParserFailed, ParserTooGreedy, run_parser
from spean.surveys.rules.reading import read_list
from spean.surveys.rules.refusals import LARGEST_FILE, MOST_COLUMNS, MOST_ROWS, NotAList
from tests.factories.surveys import HEADS, PLAIN, bytes_of, text_file, workbook, written

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>"""
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        return {name: container.read(name) for name in container.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return kept.getvalue()


def honest() -> bytes:
    return bytes_of(workbook([PLAIN]))


def with_part(name: str, content: bytes) -> bytes:
    return zipped({**parts_of(honest()), name: content})


def laughing(name: str) -> bytes:
    old = parts_of(honest())[name]
    body = old.partition(b"?>")[2] if old.startswith(b"<?xml") else old
    return with_part(name, LAUGHS + body.replace(b"</", b"&c;</", 1))


def refusal(tmp_path: Path, content: bytes, name: str = "list.xlsx") -> str:
    with pytest.raises(NotAList) as caught:
        read_list(written(tmp_path, content, name), name=name)
    return caught.value.code


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "list.xlsx", "empty-file"),
        (bytes(25 * 1024 * 1024), "list.csv", "too-large"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "list.xlsx", "encrypted"),
        (OLE + "Workbook".encode("utf-16-le") + "_VBA_PROJECT".encode("utf-16-le"), "list.xls",
         "macros"),
        (OLE + "WordDocument".encode("utf-16-le"), "list.xls", "wrong-kind"),
        (OLE + "Workbook".encode("utf-16-le"), "list.xls", "damaged"),
        (b"<html><table><tr><td>name</td></tr></table></html>", "list.xls", "web-page"),
        (b"\xef\xbb\xbf \r\n<TABLE border=1>", "list.xls", "web-page"),
        (b"%PDF-1.7 ...", "list.csv", "wrong-kind"),
        (b"\x89PNG\r\n\x1a\n", "list.xlsx", "wrong-kind"),
        (gzip.compress(b"name,sex"), "list.csv", "wrong-kind"),
        (b"name\x00,sex\x01", "list.csv", "wrong-kind"),
        (b"name,sex\n", "list.csv", "no-rows"),
        (b"PK\x03\x04 not a zip", "list.xlsx", "damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_file_that_is_no_list_is_refused_with_its_reason(tmp_path, content, name, code):
    assert refusal(tmp_path, content, name) == code


@pytest.mark.parametrize(
    ("parts", "name", "code"),
    [
        ({"xl/vbaProject.bin": b"x"}, "list.xlsx", "macros"),
        ({"[Content_Types].xml": b"application/vnd.ms-excel.sheet.macroEnabled"}, "list.xlsx",
         "macros"),
        ({}, "list.csv", "wrong-extension"),
        ({}, "list.xls", "wrong-extension"),
        ({}, "list.xlsm", "macros"),
        ({SHEET: b"<worksheet><sheetData><row"}, "list.xlsx", "damaged"),
        ({"xl/_rels/workbook.xml.rels": b""}, "list.xlsx", "damaged"),
    ],
)  # fmt: skip
def test_a_workbook_that_is_not_honest_is_refused_with_its_reason(tmp_path, parts, name, code):
    assert refusal(tmp_path, zipped({**parts_of(honest()), **parts}), name) == code


def test_the_honest_workbook_itself_is_read(tmp_path):
    assert read_list(written(tmp_path, honest()), name="list.xlsx")["rows"]


def test_a_truncated_workbook_is_damaged(tmp_path):
    assert refusal(tmp_path, honest()[:-300]) == "damaged"


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "[Content_Types].xml"])
def test_entities_that_multiply_are_refused_before_they_do(tmp_path, part):
    assert refusal(tmp_path, laughing(part)) == "unsafe"


def with_strings(strings: bytes) -> bytes:
    """Return an honest workbook whose texts stand apart, as Excel itself writes them."""
    parts = parts_of(honest())
    cell = b'<c r="B2" t="s"><v>0</v></c>'
    head, _cell, rest = parts[SHEET].partition(b'<c r="B2"')
    parts[SHEET] = head + cell + rest.partition(b"</c>")[2]
    kind = (
        b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
        b'officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    )
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", kind)
    return zipped({**parts, STRINGS: strings})


def strings_of(text: bytes, before: bytes = b"") -> bytes:
    name = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return before + name + b"<si><t>" + text + b"</t></si></sst>"


def test_shared_texts_are_read(tmp_path):
    table = read_list(written(tmp_path, with_strings(strings_of(b"Sok"))), name="list.xlsx")
    assert table["rows"][0][1]["B"]["t"] == "Sok"


def test_entities_in_shared_texts_are_refused(tmp_path):
    assert refusal(tmp_path, with_strings(strings_of(b"&c;", LAUGHS))) == "unsafe"


def test_an_external_entity_is_refused(tmp_path):
    evil = b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>'
    assert refusal(tmp_path, with_part(SHEET, evil)) == "unsafe"


def test_a_million_columns_are_refused(tmp_path):
    cells = "".join(f"<c><v>{n}</v></c>" for n in range(100_000))
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<sheetData><row r="1">{cells}</row></sheetData></worksheet>'
    )
    assert refusal(tmp_path, with_part(SHEET, sheet.encode())) == "too-many-columns"


def test_too_many_columns_and_rows_of_text_are_refused(tmp_path):
    wide = ",".join(["x"] * (MOST_COLUMNS + 1))
    long = "name,sex\n" + "a,b\n" * (MOST_ROWS + 1)

    assert refusal(tmp_path, f"{wide}\n{wide}".encode(), "list.csv") == "too-many-columns"
    assert refusal(tmp_path, long.encode(), "list.csv") == "too-many-rows"


def test_as_many_rows_as_are_allowed_are_read(tmp_path):
    content = "name,sex\n" + "a,b\n" * MOST_ROWS
    table = read_list(written(tmp_path, content.encode(), "list.csv"), name="list.csv")

    assert len(table["rows"]) == MOST_ROWS


def test_a_cell_that_lies_about_its_place_does_not_stop_the_reading(tmp_path):
    sheet = parts_of(honest())[SHEET].replace(b'r="B2"', b'r="ZZZZZZ2"')
    assert refusal(tmp_path, with_part(SHEET, sheet)) in {"damaged", "too-many-columns"}


def test_links_to_other_workbooks_are_not_followed(tmp_path):
    link = b'<externalLink xmlns="x"><externalBook r:id="rId1"/></externalLink>'
    table = read_list(
        written(tmp_path, with_part("xl/externalLinks/externalLink1.xml", link)), name="list.xlsx"
    )
    assert len(table["rows"]) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_text_file_is_read_in_any_encoding_and_with_any_separator(tmp_path, encoding, sign):
    content = text_file([PLAIN], sign=sign).encode(encoding)
    if encoding in {"utf-16-le", "utf-16-be"}:
        content = text_file([["1", "Sok", "F"]], ["no", "name", "sex"], sign).encode(encoding)
    table = read_list(written(tmp_path, content, "list.csv"), name="list.csv")

    assert table["rows"][0][1]["B"]["t"] in {PLAIN[1], "Sok"}


def test_text_of_old_windows_is_read(tmp_path):
    content = "no,name,sex\n1,José,M\n".encode("cp1252")
    table = read_list(written(tmp_path, content, "list.csv"), name="list.csv")

    assert table["rows"][0][1]["B"]["t"] == "José"


def test_a_zip_bomb_never_unpacks(tmp_path):
    bomb = with_part(STRINGS, b"<sst>" + b"<si><t>x</t></si>" * 12_000_000)
    with pytest.raises(ParserTooGreedy):
        run_parser(
            "spean.surveys.rules.reading.read_list", written(tmp_path, bomb), name="list.xlsx"
        )


def test_a_refusal_comes_out_of_the_sandbox_with_its_code(tmp_path):
    with pytest.raises(ParserFailed) as caught:
        run_parser(
            "spean.surveys.rules.reading.read_list",
            written(tmp_path, laughing(SHEET)),
            name="list.xlsx",
        )
    assert caught.value.details == {"reason": "unsafe"}


def test_every_refusal_has_a_sentence():
    from spean.surveys.services.wording import REFUSALS

    source = Path(read_list.__code__.co_filename).parent
    used = {
        piece.split('"')[0]
        for path in source.glob("*.py")
        for piece in path.read_text(encoding="utf-8").split('NotAList("')[1:]
    }
    assert used <= set(REFUSALS)
    assert LARGEST_FILE == 20 * 1024 * 1024
    assert HEADS


@pytest.mark.long
@pytest.mark.reference
def test_the_national_gazetteer_is_a_messy_list_but_no_accident(reference):
    path = reference / "ref_gazetteer" / "source_ncdd_gazetteer_2024-10-14.xlsx"
    table = read_list(path, name=path.name)

    assert table["header_row"] == 3
    assert len(table["sheets"]) >= 25
