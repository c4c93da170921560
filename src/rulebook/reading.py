"""Read rules from rows: CSV with a heading line, or JSON; every fault named by its row."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from rulebook.book import Rulebook
from rulebook.model import BadRule, Rule, Value

NEEDED = ("code", "valid_from", "value", "source")
ALLOWED = (*NEEDED, "valid_to", "unit", "verified", "note", "type", "ref")
TRUTHS = {"true": True, "yes": True, "false": False, "no": False}


class BadRow(ValueError):
    """A row that cannot be read: where it is, and what is wrong."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}")
        self.where = where
        self.problem = problem


def read(path: Path) -> Rulebook:
    """Read a rulebook from a `.csv` or a `.json` file in UTF-8.

    :raises BadRow: if the file or a row of it cannot be read
    :raises BadRule: if two rules overlap
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as fault:
        raise BadRow(str(path), f"it cannot be read: {fault.strerror}") from fault
    except UnicodeDecodeError as fault:
        raise BadRow(path.name, "it is not text in UTF-8") from fault
    if path.suffix == ".json":
        return Rulebook(rules_from(_from_json(text, path.name), path.name))
    # The heading is row 1 of a spreadsheet.
    return Rulebook(rules_from(_from_csv(text, path.name), path.name, first=2))


def rules_from(
    rows: Iterable[Mapping[str, object]], where: str = "rules", *, first: int = 1
) -> list[Rule]:
    """Turn rows with the columns of `ALLOWED` into rules.

    A value is read as yes or no, as a number, or else as text; the optional column `type`
    (`number`, `yes-no`, `text`) settles it. Faults name `where` and the row, counted from `first`.

    :raises BadRow: if a row cannot be meant, with its number
    """
    return [_rule(row, f"{where}, row {number}") for number, row in enumerate(rows, start=first)]


def _from_csv(text: str, name: str) -> list[Mapping[str, object]]:
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        headings = reader.fieldnames or []
        missing = [column for column in NEEDED if column not in headings]
        if missing:
            raise BadRow(name, f"the heading line lacks {', '.join(missing)}")
        return [dict(row) for row in reader]
    except csv.Error as fault:
        raise BadRow(name, f"it is not CSV: {fault}") from fault


def _from_json(text: str, name: str) -> list[Mapping[str, object]]:
    try:
        rows = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    except (ValueError, RecursionError) as fault:
        raise BadRow(name, f"it is not JSON: {fault}") from fault
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadRow(name, "it must hold a list of objects")
    return rows


def _rule(row: Mapping[str, object], where: str) -> Rule:
    for column in row:
        if column not in ALLOWED:
            raise BadRow(where, f"{column or 'a cell too many'} is not a column of a rule")
    start = _day(row, "valid_from", where)
    if start is None:
        raise BadRow(where, "valid_from is empty")
    try:
        return Rule(
            code=_text(row, "code"),
            valid_from=start,
            valid_to=_day(row, "valid_to", where),
            value=_value(row, where),
            unit=_text(row, "unit"),
            source=_text(row, "source"),
            verified=_truth(row, "verified", where),
            note=_text(row, "note"),
            ref=_text(row, "ref"),
        )
    except BadRule as fault:
        raise BadRow(where, fault.problem) from fault


def _text(row: Mapping[str, object], column: str) -> str:
    value = row.get(column)
    return "" if value is None else str(value).strip()


def _day(row: Mapping[str, object], column: str, where: str) -> date | None:
    text = _text(row, column)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as fault:
        raise BadRow(where, f"{column} must be a day like 2026-01-01, not {text!r}") from fault


def _truth(row: Mapping[str, object], column: str, where: str) -> bool:
    text = _text(row, column).lower()
    if text and text not in TRUTHS:
        raise BadRow(where, f"{column} must be yes or no, not {text!r}")
    return TRUTHS.get(text, False)


def _value(row: Mapping[str, object], where: str) -> Value:
    text, kind = _text(row, "value"), _text(row, "type")
    if kind not in ("", "number", "yes-no", "text"):
        raise BadRow(where, f"type must be number, yes-no or text, not {kind!r}")
    if not text:
        raise BadRow(where, "value is empty")
    if kind == "text":
        return text
    if kind == "yes-no" or (not kind and text.lower() in TRUTHS):
        return _truth(row, "value", where)
    try:
        return Decimal(text)
    except InvalidOperation as fault:
        if kind:
            raise BadRow(where, f"value must be a number, not {text!r}") from fault
        return text
