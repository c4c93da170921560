"""What the pages of rules ask: a day, a draft, a reason."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.core.errors import DomainError
from spean.desk.fields import ClientForm, Day, DayField
from spean.desk.fields.revised_form import RevisedForm
from spean.directory.choices import RuleKind
from spean.directory.contracts import RuleWords
from spean.directory.models import RuleRow, RuleSubject
from spean.directory.selectors.standing import unit_said

WHOLE_DAY = _("Please write the day too, such as 1 January 2027.")
# A refusal of the service, and the field it is about.
AT_FIELD = {
    "bad-value": "value",
    "not-a-number": "value",
    "ends-too-early": "valid_to",
}


class OnDayForm(ClientForm):
    """The day on which the rules are read."""

    mostly_optional = True
    on = DayField(label=_("On which day?"), may_be_future=True, required=False)

    def day(self, today: date) -> date:
        """Return the day that was asked for, or today."""
        asked = self.cleaned_data.get("on") if self.is_valid() else None
        return asked.on if asked else today


class DraftForm(RevisedForm):
    """A rule as its drafter writes it."""

    value = forms.CharField(label=_("What the rule says"), max_length=2000)
    valid_from = DayField(label=_("From which day?"), may_be_future=True)
    valid_to = DayField(
        label=_("Until which day?"),
        help_text=_("Leave this empty: the rule then holds until the next one begins."),
        may_be_future=True,
        required=False,
    )
    source = forms.CharField(
        label=_("Source"),
        help_text=_("The law or prakas with its number and date, and where it can be read."),
        max_length=300,
    )
    note = forms.CharField(label=_("A word about it"), max_length=300, required=False)
    is_checked = forms.BooleanField(
        label=_("I have read it at this source myself"),
        help_text=_("Without this tick the rule is shown as not verified."),
        required=False,
    )

    def __init__(self, *args: Any, subject: RuleSubject, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject = subject
        if subject.kind == RuleKind.NUMBER:
            field = self.fields["value"]
            field.label = unit_said(subject)
            field.widget.attrs["inputmode"] = "decimal"

    @classmethod
    def initial_of(cls, record: RuleRow) -> dict[str, Any]:
        """Return a row as the values of this form."""
        return {
            "id": record.pk,
            "revision": record.revision,
            "value": record.value,
            "valid_from": Day(record.valid_from),
            "valid_to": Day(record.valid_to) if record.valid_to else None,
            "source": record.source,
            "note": record.note,
            "is_checked": record.is_verified,
        }

    def clean(self) -> dict[str, Any]:
        """Ask for whole days: a law begins on one."""
        cleaned = super().clean() or {}
        for name in ("valid_from", "valid_to"):
            day = cleaned.get(name)
            if day is not None and day.precision != "day":
                self.add_error(name, WHOLE_DAY)
        return cleaned

    def words(self, corrects_id: UUID | None) -> RuleWords:
        """Return what the service takes."""
        cleaned = self.cleaned_data
        last: Day | None = cleaned["valid_to"]
        return RuleWords(
            code=self.subject.code,
            valid_from=cleaned["valid_from"].on,
            valid_to=last.on if last else None,
            value=cleaned["value"],
            source=cleaned["source"],
            note=cleaned["note"],
            is_checked=cleaned["is_checked"],
            corrects_id=corrects_id,
        )

    def refuse(self, refusal: DomainError) -> None:
        """Put a refusal at the field it is about, or on top."""
        name = AT_FIELD.get(refusal.code)
        if name:
            self.add_error(name, str(refusal))
        else:
            super().refuse(refusal)


class ConditionForm(DraftForm):
    """A rule that says who has a right: several lines, and they stay lines."""

    value = forms.CharField(
        label=_("What the rule says"),
        help_text=_("One way in on each line; one is enough. The words are beside."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, "lang": "en"}),
    )


def form_for(subject: RuleSubject, data: Any, initial: Mapping[str, Any]) -> DraftForm:
    """Return the form that asks what this subject's rules hold."""
    kind = ConditionForm if subject.kind == RuleKind.CONDITION else DraftForm
    return kind(data, subject=subject, initial=initial)


class ReadForm(ClientForm):
    """Which version of a draft was read: nobody publishes what she has not seen."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class ReasonForm(ClientForm):
    """Why a draft is turned down."""

    reason = forms.CharField(label=_("Why? So that it can be put right."), max_length=300)
