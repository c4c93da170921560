"""The official gazetteer as a workbook of NCDD, read in the sandbox."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from spean.core.errors import DomainError
from spean.core.sandbox import ParserFailed, run_parser
from spean.directory.gateways.packages import khmer_kind
from spean.directory.rules.gazetteer import Place

LARGEST_FILE: Final = 50 * 1024 * 1024
_MEMORY_MB, _SECONDS = 512, 120


class FileMissing(DomainError):
    """There is no file at the given path, or it may not be read."""

    code = "file-missing"
    message = _("There is no file here that can be read: %(path)s")


class NotTheGazetteer(DomainError):
    """The file is another workbook, or no workbook at all."""

    code = "not-the-gazetteer"
    message = _(
        "This is not the NCDD gazetteer. Please give the .xlsx workbook with one sheet a province "
        "and the columns Type, Code, Name (Khmer), Name (Latin)."
    )


class BadGazetteerRow(DomainError):
    """One row of the workbook cannot be meant; nothing of the file is taken."""

    code = "bad-gazetteer-row"
    message = _("Sheet “%(sheet)s”, row %(row)s: %(problem)s Nothing was changed.")


_PROBLEMS = {
    "unknown-kind": _("the kind of place is not one of ខេត្ត, ស្រុក, ក្រុង, ខណ្ឌ, ឃុំ, សង្កាត់, ភូមិ."),
    "bad-code": _("the code does not have the digits of its kind."),
    "code-outside-province": _("the code belongs to another province than the sheet."),
    "code-twice": _("the code was already used above."),
    "bad-name": _("the Khmer name is missing or much too long."),
    "no-place-above": _("the place above this code is missing."),
}


def official_gazetteer(path: Path, known: Mapping[str, Place]) -> dict[str, Place]:
    """Return the places of the workbook by code, parents before children.

    The sheets name a province only in Latin, in their title: its names stay as they are `known`.

    :raises FileMissing: if the file cannot be read
    :raises NotTheGazetteer: if it is something else
    :raises BadGazetteerRow: if a row cannot be meant
    :raises ParserTooGreedy: if it passes the sandbox's limits
    """
    try:
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except OSError as problem:
        raise FileMissing(path=path.name) from problem
    if size > LARGEST_FILE:
        raise NotTheGazetteer
    try:
        found = run_parser(
            "spean.directory.rules.workbook.read_ncdd",
            path,
            memory_mb=_MEMORY_MB,
            seconds=_SECONDS,
        )
    except ParserFailed as problem:
        raise NotTheGazetteer from problem
    if found["problem"]:
        raise BadGazetteerRow(**_in_words(found["problem"]))
    places = (_place(row, known) for row in found["places"])
    return {place.code: place for place in sorted(places, key=lambda one: (one.level, one.code))}


def _in_words(problem: Mapping[str, Any]) -> dict[str, Any]:
    return {**problem, "problem": _PROBLEMS[problem["code"]]}


def _place(row: list[str], known: Mapping[str, Place]) -> Place:
    code, kind, name_km, name_en = row
    if len(code) == 2 and code in known:
        return known[code]
    return Place(code, name_km, name_en, khmer_kind(kind), kind)
