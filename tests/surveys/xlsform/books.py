"""Workbooks as people make them, written by the tests themselves."""

import io
import warnings
import zipfile
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from pyxform.xls2xform import convert

Rows = Sequence[Sequence[Any]]

SURVEY = ("type", "name", "label")
CHOICES = ("list_name", "name", "label")
YES_NO = [CHOICES, ("yn", "yes", "Yes"), ("yn", "no", "No")]
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def workbook(**sheets: Rows) -> bytes:
    """Return a workbook with these sheets; the first row of each are its headings."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title.replace("__", " "))
        for row in rows:
            sheet.append(list(row))
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def form(*questions: Sequence[Any], head: Sequence[str] = SURVEY, **sheets: Rows) -> bytes:
    """Return a form of these questions."""
    return workbook(survey=[head, *questions], **sheets)


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        return {name: container.read(name) for name in container.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return kept.getvalue()


def made_by_pyxform(content: bytes, name: str = "form") -> Any:
    """Return what pyxform itself makes of a workbook, and of its file's name."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = convert(content)
    # pyxform takes the id from the name of a path, and bytes have none.
    made.xform = made.xform.replace('id="data"', f'id="{name}"', 1)
    made.xform = made.xform.replace("<h:title>data<", f"<h:title>{name}<", 1)
    return made


def codes(outcome: dict[str, Any], what: str = "problems") -> list[str]:
    return [one["code"] for one in outcome[what]]


def cells(outcome: dict[str, Any], what: str = "problems") -> list[tuple[str, str]]:
    return [(one["code"], one["cell"]) for one in outcome[what]]


def repaired(outcome: dict[str, Any]) -> dict[str, Any]:
    """Return the form of an outcome that has no problem left."""
    assert (outcome["result"], outcome["problems"]) == ("repaired", [])
    return dict(outcome["form"])


def names(outcome: dict[str, Any]) -> list[str]:
    return [question["name"] for question in repaired(outcome)["questions"]]
