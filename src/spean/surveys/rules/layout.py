"""Find the table on a sheet: its headings, its rows, what was merged and what was hidden."""

from typing import Any, Final

from spean.core.text import fold
from spean.surveys.rules.cells import Cell, Row, Sheet, letter_of, mark, text_of
from spean.surveys.rules.columns import field_of
from spean.surveys.rules.limon import khmer_of
from spean.surveys.rules.refusals import MOST_ROWS, NotAList

_LOOK_AT: Final = 30
_TOTALS: Final = tuple(map(fold, ("សរុប", "សរុបរួម", "total", "sum", "grand total")))


def table_of(sheet: Sheet, *, header_row: int | None, with_hidden: bool) -> dict[str, Any]:
    """Return the table: headers [[letter, heading]], rows [[number, {letter: cell}]], and notes.

    Hidden rows and columns stay out unless they are asked for; their numbers are in the notes.
    Merged cells are filled down and across. Titles above the headings, a row of column numbers
    and a row of totals are left out.

    :raises NotAList: if there are no rows, no headings, or too many rows
    """
    if not sheet.rows:
        raise NotAList("no-rows")
    head = header_row or _header_row(sheet)
    depth = _depth(sheet, head)
    merged = _fill_merged(sheet, head)
    columns = _headings(sheet, head, depth)
    if not columns:
        raise NotAList("no-headings")
    notes: list[dict[str, Any]] = []
    kept = _kept_columns(sheet, columns, with_hidden, notes)
    rows = _rows(sheet, head + depth - 1, kept, with_hidden, notes)
    if merged:
        notes.append({"code": "merged", "count": merged})
    if not rows:
        raise NotAList("no-rows")
    if len(rows) > MOST_ROWS:
        raise NotAList("too-many-rows")
    return {
        "sheet": sheet.name,
        "header_row": head,
        "headers": [[letter_of(column), heading] for column, heading in kept.items()],
        "rows": rows,
        "notes": notes,
    }


def _known(text: str) -> bool:
    return field_of(text) != "" or field_of(khmer_of(text) or "") != ""


def _header_row(sheet: Sheet) -> int:
    """Return the row that says most that we know, else the first that is filled like the rest."""
    first = sorted(sheet.rows)[:_LOOK_AT]
    scores = {number: _headings_in(sheet.rows[number]) for number in first}
    best = max(scores.values())
    if best >= 2:
        return next(number for number in first if scores[number] == best)
    widest = max(len(sheet.rows[number]) for number in first)
    return next(number for number in first if len(sheet.rows[number]) * 2 >= widest)


def _headings_in(row: Row) -> int:
    return sum(_is_heading(row, column) for column in row)


def _is_heading(row: Row, column: int) -> bool:
    cell = row[column]
    return cell.get("k", "text") == "text" and len(cell["t"]) <= 100 and _known(cell["t"])


def _depth(sheet: Sheet, head: int) -> int:
    """Return 2 where the headings take two rows: one goes down, or the next row names parts."""
    below = sheet.rows.get(head + 1, {})
    tall = any(top == head and bottom == head + 1 for top, _l, bottom, _r in sheet.merges)
    known = [column for column in below if _is_heading(below, column)]
    groups = [
        (left, right) for top, left, bottom, right in sheet.merges
        if top == bottom == head and right > left
    ]  # fmt: skip
    named = any(left <= column <= right for left, right in groups for column in below)
    is_text = all(cell.get("k", "text") == "text" for cell in below.values())
    return 2 if below and is_text and (tall or named or len(known) >= 2) else 1


def _fill_merged(sheet: Sheet, head: int) -> int:
    """Write the first cell of each merged range into all of it; return how many below the head."""
    count = 0
    for top, left, bottom, right in sheet.merges:
        source = sheet.rows.get(top, {}).get(left)
        if source is None or bottom < head:
            continue
        count += top > head
        for number in range(top, min(bottom, top + MOST_ROWS) + 1):
            for column in range(left, min(right, left + 200) + 1):
                if (number, column) != (top, left) and (number in sheet.rows or bottom - top < 500):
                    copy: Cell = {**source, "n": list(source.get("n", []))}
                    if number > head:
                        mark(copy, "merged")
                    sheet.rows.setdefault(number, {}).setdefault(column, copy)
    return count


def _headings(sheet: Sheet, head: int, depth: int) -> dict[int, str]:
    """Return the heading of each column; the two rows of a tall one are joined."""
    found: dict[int, str] = {}
    lines = [sheet.rows.get(head + step, {}) for step in range(depth)]
    for column in sorted({column for line in lines for column in line}):
        parts = [text_of(line, column) for line in lines]
        heading = " ".join(dict.fromkeys(part for part in parts if part))
        if len(parts) == 2 and _known(parts[1]) and field_of(heading) == field_of(parts[0]):
            heading = parts[1] if field_of(parts[1]) != field_of(parts[0]) else heading
        if heading:
            found[column] = " ".join(heading.split())[:200]
    return found


def _kept_columns(
    sheet: Sheet, columns: dict[int, str], with_hidden: bool, notes: list[dict[str, Any]]
) -> dict[int, str]:
    hidden = [column for column in columns if column in sheet.hidden_columns]
    if hidden:
        notes.append({"code": "hidden-columns", "cells": [letter_of(one) for one in hidden]})
    if with_hidden:
        return columns
    return {column: text for column, text in columns.items() if column not in hidden}


def _rows(
    sheet: Sheet, last_heading: int, kept: dict[int, str], with_hidden: bool,
    notes: list[dict[str, Any]],
) -> list[list[Any]]:  # fmt: skip
    rows: list[list[Any]] = []
    hidden: list[int] = []
    for number in sorted(sheet.rows):
        row = sheet.rows[number]
        cells = {letter_of(column): row[column] for column in kept if column in row}
        if number <= last_heading or not cells or _is_furniture(row, not rows):
            continue
        if number in sheet.hidden_rows:
            hidden.append(number)
            if not with_hidden:
                continue
        rows.append([number, cells])
    if hidden:
        notes.append({"code": "hidden-rows", "count": len(hidden), "rows": hidden[:20]})
    return rows


def _is_furniture(row: Row, is_first: bool) -> bool:
    """Tell a row of column numbers or of totals from a person."""
    texts = [fold(cell["t"]) for _column, cell in sorted(row.items())]
    if any(text.startswith(_TOTALS) for text in texts[:2]):
        return len(texts) <= 4 or not any(text.isalpha() for text in texts[2:])
    counted = [str(number) for number in range(1, len(texts) + 1)]
    return is_first and len(texts) > 2 and texts == counted
