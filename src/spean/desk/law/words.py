"""Rules in the words and shapes of the page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from spean.directory.choices import RuleKind
from spean.directory.models import RuleRow, RuleSubject
from spean.directory.selectors.standing import standing_of, value_said, ways_said
from spean.results.selectors.simulating import LABELS, Simulation

# How a row stands: its word and its drawing. The shape says it too, without any hue.
STANDINGS: Mapping[str, tuple[str | Promise, str]] = {
    "in-force": (_("In force"), "check-circle"),
    "coming": (_("Coming"), "clock"),
    "draft": (pgettext_lazy("rule", "Draft"), "pencil-square"),
    "over": (_("No longer in force"), "clock-history"),
    "replaced": (_("Replaced by a correction"), "arrow-repeat"),
    "rejected": (_("Turned down"), "x-circle"),
}
OUTCOMES: Mapping[str, str | Promise] = {
    "yes": _("would newly be yes"),
    "no": _("would newly be no"),
    "unknown": _("would newly need checking"),
    "same": _("no change"),
}
WIDEST = 240


@dataclass(frozen=True, slots=True)
class Shown:
    """A row as the pages show it; `width` draws its number beside the others of its subject."""

    row: RuleRow
    standing: str
    word: str | Promise
    drawing: str
    value: str
    ways: list[str]
    width: int | None = None


def shown(row: RuleRow, kind: str, day: date, most: Decimal | None = None) -> Shown:
    """Return a row in words."""
    standing = standing_of(row, day)
    word, drawing = STANDINGS[standing]
    is_condition = kind == RuleKind.CONDITION
    return Shown(
        row,
        standing,
        word,
        drawing,
        value="" if is_condition else value_said(row),
        ways=ways_said(row) if is_condition else [],
        width=_width(row, most),
    )


def history(subject: RuleSubject, rows: Iterable[RuleRow], day: date) -> list[Shown]:
    """Return the rows of a subject for its timeline, each with the length of its bar."""
    found = list(rows)
    numbers = [_number(row) for row in found] if subject.kind == RuleKind.NUMBER else []
    known = [number for number in numbers if number is not None]
    most = max(known, default=None)
    return [shown(row, subject.kind, day, most) for row in found]


def tried_lines(found: Simulation | None) -> list[tuple[str | Promise, Any, int | None]]:
    """Return what a trial of a draft found: each outcome, people, and vacancies."""
    if found is None:
        return []
    people = list(found.people.cells) if found.people else [None] * len(OUTCOMES)
    posts = list(found.vacancies.values) if found.vacancies else [None] * len(OUTCOMES)
    words = [OUTCOMES[label] for label in LABELS]
    return list(zip(words, people, posts, strict=True))


def _width(row: RuleRow, most: Decimal | None) -> int | None:
    number = _number(row)
    if most is None or not most or number is None:
        return None
    return max(2, int(WIDEST * number / most))


def _number(row: RuleRow) -> Decimal | None:
    try:
        return Decimal(row.value)
    except InvalidOperation:
        return None
