"""What is known, to read: one row for each question, from the same forms that ask it.

So nothing can be entered that cannot be read again; what was not answered is drawn as unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from spean.core.wording import money_text
from spean.desk.fields import (
    AreaField,
    Day,
    DecimalField,
    Money,
    PhoneField,
    SomeOfField,
    day_words,
    spoken_number,
)
from spean.desk.people.drafts import Draft
from spean.desk.people.steps import Filled, Step, all_filled

SEPARATOR = " · "


@dataclass(frozen=True, slots=True)
class Row:
    """One question and its answer; an empty answer is not known yet."""

    name: str
    label: Any
    text: str

    @property
    def is_known(self) -> bool:
        """Tell whether there is an answer."""
        return self.text != ""


class Rows(list[Row]):
    """Rows in the order of their form; a page shows the known ones and counts the others."""

    @property
    def known(self) -> list[Row]:
        """Return the rows that have an answer."""
        return [row for row in self if row.is_known]

    @property
    def unknown(self) -> list[Row]:
        """Return the rows that have none yet."""
        return [row for row in self if not row.is_known]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading."""

    heading: Any
    rows: Rows


def rows_of(fields: Mapping[str, forms.Field], values: Mapping[str, Any]) -> Rows:
    """Return a row for each field of a form, in its order."""
    return Rows(
        Row(name, field.label, shown(field, values.get(name))) for name, field in fields.items()
    )


def shown(field: forms.Field, value: Any) -> str:
    """Return an answer in the reader's words, empty if there is none."""
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Day):
        return _age(value) if value.precision == "age_only" else day_words(value)
    if isinstance(value, Money):
        return money_text(value.amount, value.currency)
    if isinstance(field, SomeOfField):
        return SEPARATOR.join(str(field.words.get(code, code)) for code in value)
    words = getattr(field, "words", None)
    if words is not None:
        return str(words.get(str(value), value))
    return _plain(field, value)


def _plain(field: forms.Field, value: Any) -> str:
    if isinstance(field, AreaField):
        place = field.found(value)
        return SEPARATOR.join(filter(None, (place.name, place.where)))
    if isinstance(field, PhoneField):
        return spoken_number(value)
    if isinstance(field, DecimalField):
        return f"{Decimal(value).normalize():f}"
    if isinstance(value, list | tuple):
        return SEPARATOR.join(item.label for item in value)
    if hasattr(value, "strftime"):
        return str(value.strftime("%H:%M"))
    return str(getattr(value, "label", value))


def _age(born: Day) -> str:
    return _("about %(age)s years") % {"age": day_words(born)}


def groups_of_draft(draft: Draft) -> list[tuple[Step, list[Group]]]:
    """Return what a draft says, step by step, leaving out what was not touched."""
    found = []
    for step, parts in all_filled(draft):
        groups = [_group(step, one) for one in parts if _is_written(one)]
        found.append((step, [group for group in groups if group.rows]))
    return found


def _group(step: Step, one: Filled) -> Group:
    values = one.form.cleaned_data if one.form.is_valid() else {}
    known = rows_of(one.form.fields, values).known
    return Group(one.part.heading or step.question, Rows(known))


def _is_written(one: Filled) -> bool:
    return one.form.is_bound and one.is_used
