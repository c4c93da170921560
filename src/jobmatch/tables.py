"""Openings and profiles from tables (CSV, Parquet, Arrow) or JSON; lists back into tables.

A column has the name of its field; those of gates, benefits, limits and wishes stand beside the
others (`minimum_age`, `dormitory`, `wanted_sectors`). An empty cell is not known. Several values
of one cell stand between bars: `tiling:rpl|grouting` for skills with their evidence and, after a
second colon, the occupation; `7122:24|8153` for occupations with months.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from jobmatch.model import Benefits, Gates, Limits, Opening, Profile
from jobmatch.reading import BadFile, record

Row = Mapping[str, Any]
TRUTHS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
NESTED = {"gates": Gates, "benefits": Benefits, "limits": Limits}
LISTS = {
    "needs", "nice", "licences", "languages", "demands", "health", "care", "occupations",
    "sectors", "openings",
}  # fmt: skip
WHOLE = {"places", "minimum_age", "cqf_level", "age", "months"}
NUMBERS = {
    "latitude", "longitude", "wage_min", "wage_max", "hours_week", "radius_km", "wage_wanted",
    "wage_floor",
}  # fmt: skip
YES_OR_NO = {
    "literacy", "night_work", "accepts_dormitory", "will_relocate",
    *(field.name for field in fields(Benefits)),
}  # fmt: skip
COLUMNS = ("person", "rank", "post", "score")
PYARROW = "This file needs pyarrow, which is not installed: install pyarrow, or give a CSV file."


def read_groups(path: Path, ids: Iterable[Any]) -> list[str]:
    """Read the group of each of these people from a table of `id` and `group`.

    :raises BadFile: if the file cannot be read, or says nothing or two things of somebody
    """
    groups: dict[str, str] = {}
    for at, row in enumerate(_rows(path), start=1):
        name, group = str(row.get("id") or "").strip(), str(row.get("group") or "").strip()
        if not name or not group:
            raise BadFile(f"{path.name}, row {at}: id and group must both be there.")
        if name in groups:
            raise BadFile(f"{path.name}, row {at}: {name!r} stands there twice.")
        groups[name] = group
    found = [groups.get(str(id), "") for id in ids]
    if "" in found:
        missing = next(id for id, group in zip(ids, found, strict=True) if not group)
        raise BadFile(f"{path.name}: no group for {str(missing)!r}.")
    return found


@dataclass(frozen=True, eq=False)
class TableOfLists:
    """Lists with the ids of their people and posts."""

    people: Any
    posts: Any
    indptr: Any
    post: Any
    score: Any

    def lines(self) -> Iterator[tuple[object, ...]]:
        """Yield person, rank from 1, post and score."""
        for row, person in enumerate(self.people):
            first, last = int(self.indptr[row]), int(self.indptr[row + 1])
            for at in range(first, last):
                yield person, at - first + 1, self.posts[self.post[at]], float(self.score[at])


def read_openings_table(path: Path) -> list[Opening]:
    """Read openings.

    :raises BadFile: if the file cannot be read
    :raises BadValue: if a cell cannot be meant, naming the row
    """
    return [
        record(Opening, _nested(row, ("gates", "benefits")), f"{path.name}, row {at}")
        for at, row in enumerate(_rows(path), start=1)
    ]


def read_profiles_table(path: Path) -> list[Profile]:
    """Read profiles.

    :raises BadFile: if the file cannot be read
    :raises BadValue: if a cell cannot be meant, naming the row
    """
    return [
        record(Profile, _nested(row, ("limits",)), f"{path.name}, row {at}")
        for at, row in enumerate(_rows(path), start=1)
    ]


def write_table(path: Path, found: TableOfLists) -> None:
    """Write lists by the ending of the file: CSV, Parquet or Arrow.

    :raises BadFile: if the ending is not known, the place cannot be written, or pyarrow is absent
    """
    try:
        if path.suffix == ".csv":
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(COLUMNS)
                writer.writerows(found.lines())
            return
        arrow = _pyarrow()
        rows = [dict(zip(COLUMNS, line, strict=True)) for line in found.lines()]
        _write_arrow(path, arrow.Table.from_pylist(rows, schema=_schema(arrow)))
    except OSError as fault:
        raise BadFile(f"{path} cannot be written: {fault.strerror}.") from fault


def _schema(arrow: Any) -> Any:
    kinds = (arrow.string(), arrow.int32(), arrow.string(), arrow.float64())
    return arrow.schema(list(zip(COLUMNS, kinds, strict=True)))


def _write_arrow(path: Path, table: Any) -> None:
    if path.suffix == ".parquet":
        import pyarrow.parquet

        pyarrow.parquet.write_table(table, path)
    elif path.suffix in (".arrow", ".feather"):
        import pyarrow.feather

        pyarrow.feather.write_feather(table, path)
    else:
        raise BadFile(f"{path.name} must end in .csv, .parquet or .arrow.")


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ModuleNotFoundError as fault:
        raise BadFile(PYARROW) from fault
    return pyarrow


def _rows(path: Path) -> Iterable[Row]:
    try:
        if path.suffix == ".json":
            return _json_rows(path)
        if path.suffix == ".csv":
            return _csv_rows(path)
        return _arrow_rows(path)
    except OSError as fault:
        raise BadFile(f"{path} cannot be read: {fault.strerror or fault}.") from fault


def _json_rows(path: Path) -> list[Row]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as fault:
        raise BadFile(f"{path.name} is not JSON in UTF-8: {fault}.") from fault
    if not isinstance(rows, list):
        raise BadFile(f"{path.name} must hold a list.")
    return rows


def _csv_rows(path: Path) -> list[Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, strict=True))
    except (ValueError, csv.Error) as fault:
        raise BadFile(f"{path.name} is not CSV in UTF-8: {fault}.") from fault


def _arrow_rows(path: Path) -> list[Row]:
    arrow = _pyarrow()
    import pyarrow.feather
    import pyarrow.parquet

    readers = {
        ".parquet": pyarrow.parquet.read_table,
        ".arrow": pyarrow.feather.read_table,
        ".feather": pyarrow.feather.read_table,
    }
    if path.suffix not in readers:
        raise BadFile(f"{path.name} must end in .csv, .parquet, .arrow or .json.")
    try:
        rows: list[Row] = readers[path.suffix](path).to_pylist()
    except arrow.ArrowInvalid as fault:
        raise BadFile(f"{path.name} cannot be read as {path.suffix}: {fault}.") from fault
    return rows


def _nested(row: object, groups: tuple[str, ...]) -> object:
    """Return a flat row as the nested one that `record` reads; nested ones pass as they are."""
    if not isinstance(row, Mapping):
        return row
    nested: dict[str, Any] = {}
    owner = {field.name: group for group in groups for field in fields(NESTED[group])}
    for name, cell in row.items():
        value = _value(str(name), cell)
        if value is None:
            continue
        group, field = owner.get(name, ""), name
        for wish in ("wanted", "refused"):
            if str(name).startswith(f"{wish}_"):
                group, field = wish, str(name).removeprefix(f"{wish}_")
        if group:
            nested.setdefault(group, {})[field] = value
        else:
            nested[str(name)] = value
    return nested


def _value(name: str, cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    text = cell.strip()
    if not text:
        return None
    if name == "skills":
        return [_skill(part) for part in text.split("|")]
    if name == "occupations":
        return [_experience(part) for part in text.split("|")]
    if name in LISTS or name.startswith(("wanted_", "refused_")):
        return [part.strip() for part in text.split("|")]
    return _plain(name, text)


def _plain(name: str, text: str) -> object:
    try:
        if name in WHOLE:
            return int(text)
        if name in NUMBERS:
            return float(text)
    except ValueError:
        return text
    return TRUTHS.get(text.lower(), text) if name in YES_OR_NO else text


def _skill(part: str) -> dict[str, object]:
    code, _, rest = part.partition(":")
    grade, _, occupation = rest.partition(":")
    named = {"code": code.strip(), "grade": grade.strip(), "occupation": occupation.strip()}
    return {name: text for name, text in named.items() if text}


def _experience(part: str) -> dict[str, object]:
    code, _, months = part.partition(":")
    worked: dict[str, object] = {"occupation": code.strip()}
    if months.strip():
        worked["months"] = _plain("months", months.strip())
    return worked
