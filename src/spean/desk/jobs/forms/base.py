"""What the forms about jobs share: reading a record as the form says it, and both versions."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spean.core.errors import DomainError
from spean.core.wording import digits_text
from spean.desk.fields import AreaField, Day, PhoneField, WholeField, day_words, spoken_number
from spean.desk.fields.revised_form import MarkedForm, RevisedForm, as_day, on

__all__ = [
    "ONE_OF_THESE",
    "JobsForm",
    "MarkedForm",
    "Row",
    "as_day",
    "kept",
    "on",
    "rows_of",
    "said",
]

_Made = TypeVar("_Made")
SEPARATOR = " · "
# What a list of records says to a choice that is not in it.
ONE_OF_THESE = {"invalid_choice": gettext_lazy("Please choose one of the answers.")}


@dataclass(frozen=True, slots=True)
class Row:
    """One question and its answer; an empty answer is not known yet."""

    label: Any
    text: str


class JobsForm(RevisedForm):
    """A form that carries the revision it was opened with, and compares what two people wrote."""

    def _compared(self, theirs: dict[str, Any]) -> list[dict[str, str]]:
        lines = []
        for name, field in self.fields.items():
            if field.widget.is_hidden or name not in theirs:
                continue
            left, right = said(field, self.cleaned_data.get(name)), said(field, theirs[name])
            if left != right:
                unknown = _("Not known yet")
                lines.append(
                    {
                        "label": str(field.label or name),
                        "left": left or unknown,
                        "right": right or unknown,
                        "likeness": "differs",
                    }
                )
        return lines


def said(field: forms.Field, value: Any) -> str:
    """Return an answer in the reader's words, empty if there is none."""
    if value is None or value == "" or value == [] or value == ():
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Day):
        return day_words(value)
    if isinstance(value, list | tuple):
        return SEPARATOR.join(said(field, one) for one in value)
    words: Mapping[str, Any] | None = getattr(field, "words", None)
    if words is not None and str(value) in words:
        return str(words[str(value)])
    return _plain(field, value)


def _plain(field: forms.Field, value: Any) -> str:
    if isinstance(field, AreaField):
        place = field.found(value)
        return SEPARATOR.join(filter(None, (place.name, place.where)))
    if isinstance(field, PhoneField):
        return spoken_number(str(value))
    if isinstance(field, WholeField):
        return digits_text(value)
    if isinstance(value, Decimal | float):
        return f"{Decimal(str(value)).normalize():,f}"
    return str(getattr(value, "label", value))


def rows_of(
    fields: Mapping[str, forms.Field], values: Mapping[str, Any], without: Iterable[str] = ()
) -> list[Row]:
    """Return a row for each question of a form, in its order, so that all can be read again."""
    hidden = set(without)
    return [
        Row(field.label, said(field, values.get(name)))
        for name, field in fields.items()
        if name not in hidden and not field.widget.is_hidden
    ]


def kept(form: Any, act: Callable[[], _Made]) -> _Made | None:
    """Return what an act made, or None after putting its refusal on the form."""
    try:
        return act()
    except DomainError as refusal:
        refuse = getattr(form, "refuse", None)
        refuse(refusal) if refuse else form.add_error(None, str(refusal))
    except ValidationError as fault:
        for sentence in fault.messages:
            form.add_error(None, sentence)
    return None
