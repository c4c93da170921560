"""The call list and the answers of a call in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from spean.casework.rules import calls as rules
from spean.casework.selectors.calls import CallRow
from spean.core.wording import day_text, digits_text
from spean.desk.cases.forms.call import FORMS, TITLES
from spean.desk.fields import DayField, DecimalField
from spean.desk.fields.revised_form import shown


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """One row of the call list as it is drawn."""

    row: CallRow
    why: list[str]
    word: str
    drawing: str


def drawn(rows: Iterable[CallRow]) -> list[DrawnRow]:
    """Return rows with their reasons in words."""
    return [DrawnRow(row, _why(row), *_act(row.way)) for row in rows]


def _why(row: CallRow) -> list[str]:
    words = {
        "number_off": _("the number does not work"),
        "no_phone": _("has no telephone"),
        "tries": _("not reached: %(count)s times") % {"count": digits_text(row.tries)},
        "leaving": _("thinks of going abroad"),
        "no_place": _("has no fixed place"),
        "changed": _("has changed the number"),
        "not_own": _("somebody else's telephone"),
        "no_second": _("nobody else to ask"),
        "quiet": _("no help for long"),
    }
    return [words[code] for code in row.reasons]


def _act(way: str) -> tuple[str, str]:
    return {
        rules.AGAIN: (_("Call"), "telephone"),
        rules.SECOND: (_("Ask the second contact"), "people"),
        rules.VISIT: (_("Visit"), "geo-alt"),
        rules.VOLUNTEER: (_("Ask a volunteer"), "people"),
        rules.REST: (_("Open"), "arrow-right"),
    }[way]


def advice(way: str, *, tries: int) -> str:
    """Return what to do next in a sentence, or "" before the first try."""
    if not tries and way == rules.AGAIN:
        return ""
    return {
        rules.AGAIN: _("Call again tomorrow, at another hour."),
        rules.SECOND: _("Now you may ask the second contact. Do not say why you call."),
        rules.VISIT: _("Visit the person. In the village, say only that you come from the centre."),
        rules.VOLUNTEER: _("Ask a volunteer of the village to pass by, without saying why."),
        rules.REST: _("Do not call again for now. Talk about it with the manager."),
    }[way]


def told_lines(said: Mapping[str, Mapping[str, Any]]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the answers of a call by step, each question with what was said."""
    parts = []
    for step, form in FORMS.items():
        kept = said.get(step) or {}
        lines = [
            (str(field.label), _shown(field, kept[name]))
            for name, field in form.base_fields.items()
            if kept.get(name) not in (None, "", [])
        ]
        if lines:
            parts.append((str(TITLES[step]), lines))
    return parts


def _shown(field: forms.Field, value: Any) -> str:
    if isinstance(field, DecimalField):
        return digits_text(f"{Decimal(str(value)).normalize():,f}")
    return (
        day_text(date.fromisoformat(value)) if isinstance(field, DayField) else shown(field, value)
    )
