"""An Excel workbook, written line by line: Office Open XML (ECMA-376) with texts in their cells.

The packages that write workbooks keep each sheet in a file of the system's until it is done; what
people told would lie there unsealed. This one keeps nothing.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Final
from xml.sax.saxutils import escape, quoteattr
from zoneinfo import ZoneInfo

from spean.core.text import inert
from spean.surveys.rules.packing import Page

_HERE: Final = ZoneInfo("Asia/Phnom_Penh")
# Excel keeps fifteen digits: a longer number, or one that begins with a nought, is a text.
_EXACT: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?")
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# Excel reads such five signs as one letter.
_CODED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
# What cannot stand in a cell as it is; most texts hold none of it.
_CARE: Final = re.compile("[&<>\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_x")
_LONGEST: Final = 32_767
_FIRST_DAY: Final = date(1899, 12, 30)
# Before March 1900 Excel counts a day that never was.
_FIRST_SURE: Final = 61
_DAY_STYLE, _MOMENT_STYLE, _HEAD_STYLE = 1, 2, 3
_NAME: Final = 31

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_SHEET_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STYLES: Final = (
    f'{_XML}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


class ExcelBook:
    """One workbook with a sheet for each table; a sheet that is full goes on in the next one."""

    # One line of the 1,048,576 is for the heads.
    most_lines = 1_048_575.0

    def __init__(self) -> None:
        self._names: list[str] = []

    def begin(self, page: Page) -> str:
        """Return the head of a sheet; its first line stays in sight."""
        heads = "".join(_text(head, _HEAD_STYLE) for head, _kind in page.columns)
        return (
            f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
            '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
            f"</sheetView></sheetViews><sheetData><row>{heads}</row>"
        )

    def line(self, page: Page, values: Sequence[str]) -> str:
        """Return one line: numbers and days as such, texts that nothing reckons."""
        cells = [
            _CELLS.get(kind, _text)(value) if value else "<c/>"
            for (_head, kind), value in zip(page.columns, values, strict=True)
        ]
        return f"<row>{''.join(cells)}</row>"

    def end(self) -> str:
        """Return what closes a sheet."""
        return "</sheetData></worksheet>"

    def entry(self, page: Page, number: int) -> str:
        """Return the file of a table's `number`th sheet, and remember what it is called."""
        self._names.append(_sheet_name(page.name or "Submissions", self._names))
        return f"xl/worksheets/sheet{len(self._names)}.xml"

    def rest(self) -> Iterable[tuple[str, str]]:
        """Return what makes a workbook of the sheets."""
        numbers = range(1, len(self._names) + 1)
        sheets = "".join(
            f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
            for number, name in zip(numbers, self._names, strict=True)
        )
        opening = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        yield "xl/workbook.xml", f"{_XML}{opening}<sheets>{sheets}</sheets></workbook>"
        related = [(f"worksheets/sheet{number}.xml", "worksheet") for number in numbers]
        yield "xl/_rels/workbook.xml.rels", _relations([*related, ("styles.xml", "styles")])
        yield "xl/styles.xml", _STYLES
        yield "_rels/.rels", _relations([("xl/workbook.xml", "officeDocument")])
        yield "[Content_Types].xml", _content_types(numbers)


def _number(value: str) -> str:
    return f"<c><v>{value}</v></c>" if _EXACT.fullmatch(value) else _text(value)


def _day(value: str) -> str:
    return _dated(value, _DAY_STYLE)


def _moment(value: str) -> str:
    return _dated(value, _MOMENT_STYLE)


def _dated(value: str, style: int) -> str:
    serial = _serial(value)
    return f'<c s="{style}"><v>{serial}</v></c>' if serial else _text(value)


@lru_cache(maxsize=4096)
def _serial(value: str) -> str:
    """Return a day or a moment as Excel counts it, by the clock of Cambodia; "" if it is none."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return ""
    if moment.tzinfo is not None:
        moment = moment.astimezone(_HERE)
    days = (moment.date() - _FIRST_DAY).days
    if days < _FIRST_SURE:
        return ""
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    return f"{days + seconds / 86_400:.10g}" if seconds else str(days)


def _text(value: str, style: int = 0) -> str:
    if not style and value[:1].isalnum() and len(value) < _LONGEST and not _CARE.search(value):
        return f'<c t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'
    plain = _CODED.sub("_x005F_", inert(_UNFIT.sub("\u25a1", value)))
    if len(plain) > _LONGEST:
        plain = f"{plain[: _LONGEST - 1]}…"
    written = escape(plain, {"\r": "&#13;"})
    styled = f' s="{style}"' if style else ""
    return f'<c{styled} t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>'


# Kind of question -> how its cells are written; all others are texts.
_CELLS: Final[Mapping[str, Callable[[str], str]]] = {
    **dict.fromkeys(("integer", "decimal", "range"), _number),
    **dict.fromkeys(("date", "today"), _day),
    **dict.fromkeys(("dateTime", "start", "end"), _moment),
}


def _sheet_name(name: str, taken: Sequence[str]) -> str:
    """Return a name that Excel allows and no other sheet has, whatever its case."""
    plain = re.sub(r"[\[\]:*?/\\']", "_", name)
    known = {one.lower() for one in taken}
    shown, number = plain[:_NAME], 1
    while shown.lower() in known:
        number += 1
        shown = f"{plain[: _NAME - len(str(number)) - 1]} {number}"
    return shown


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(targets, start=1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _content_types(numbers: Iterable[int]) -> str:
    kinds = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    kinds += [(f"/xl/worksheets/sheet{number}.xml", "worksheet") for number in numbers]
    rows = "".join(
        f'<Override PartName="{name}" ContentType="{_SHEET_TYPE}.{kind}+xml"/>'
        for name, kind in kinds
    )
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )
