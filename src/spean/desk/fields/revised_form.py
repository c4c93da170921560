"""What forms that make or change a record share: two hidden marks, and both versions."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _

from spean.core.errors import ChangedMeanwhile, DomainError
from spean.core.models import Record
from spean.core.wording import money_text
from spean.desk.fields.client_form import ClientForm
from spean.desk.fields.day_field import Day, day_words
from spean.desk.fields.numbers import Money


class MarkedForm(ClientForm):
    """A form that carries the id of what it makes, so that sending it twice is harmless."""

    # The ids of its fields on the page; a page with several forms needs several kinds.
    ids = "id_%s"

    id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", self.ids)
        kwargs["initial"] = {"id": uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(data, *args, **kwargs)
        self.lines: list[dict[str, str]] = []


class RevisedForm(MarkedForm):
    """A form that also carries the revision it was opened with."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def refuse(self, refusal: DomainError) -> None:
        """Put a refusal on the form; of a record saved meanwhile, show both versions.

        Saving once more then keeps what stands here, knowingly.
        """
        self.add_error(None, str(refusal))
        theirs = refusal.details.get("theirs")
        if isinstance(refusal, ChangedMeanwhile) and isinstance(theirs, Record):
            self.lines = self._compared(self.initial_of(theirs))
            self.data[self.add_prefix("revision")] = str(theirs.revision)

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """Return a record as the values of this form."""
        raise NotImplementedError

    def _compared(self, theirs: dict[str, Any]) -> list[dict[str, str]]:
        lines = []
        for name, field in self.fields.items():
            if field.widget.is_hidden or name not in theirs:
                continue
            mine, other = self.cleaned_data.get(name), theirs[name]
            left, right = shown(field, mine), shown(field, other)
            likeness = "same" if left == right else "differs"
            label = str(field.label or name)
            lines.append({"label": label, "left": left, "right": right, "likeness": likeness})
        return [line for line in lines if line["likeness"] == "differs"]


def shown(field: forms.Field, value: Any) -> str:
    """Return a value of a form as a reader sees it."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if value in (None, "", [], ()):
        return _("Not known yet")
    if isinstance(value, Day):
        return day_words(value)
    if isinstance(value, Money):
        return money_text(value.amount, value.currency)
    if isinstance(value, list | tuple):
        return ", ".join(shown(field, one) for one in value)
    named = {str(code): label for code, label in getattr(field, "choices", ())}
    if str(value) in named:
        return str(named[str(value)])
    label = getattr(value, "label", None)
    return str(label if label is not None else value)


def as_day(day: Any) -> Day | None:
    """Return a date as the day field shows it."""
    return Day(day) if day else None


def on(day: Day | None) -> Any:
    """Return the date of a day field, or None."""
    return day.on if day else None
