"""F11 and F12: what was promised, tried and learned; how a case ends."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.casework import choices as c
from spean.casework.contracts import ExitWords, Found, TryWords
from spean.casework.models import Case, FollowUp
from spean.desk.fields import DayField, DecimalField, OneOfField
from spean.desk.fields.revised_form import MarkedForm, RevisedForm, on


class TryForm(MarkedForm):
    """A try that did not reach the person."""

    ids = "try_%s"

    reason = OneOfField(label=_("What happened?"), choices=c.NotReached.choices)
    note = forms.CharField(label=_("A word about it"), required=False, max_length=300)
    again_on = DayField(label=_("When to try again?"), required=False, may_be_future=True)

    def words(self) -> TryWords:
        """Return the try as the service takes it."""
        values = self.cleaned_data
        return TryWords(values["reason"], values["note"], on(values["again_on"]))


class ReachedForm(RevisedForm):
    """What was learned."""

    ids = "reached_%s"

    finding = forms.CharField(
        label=_("What did you learn?"),
        help_text=_("Work, pay, hours, contract, NSSF, what is missing."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    mode = OneOfField(label=_("How did you meet?"), choices=c.ContactMode.choices, look="list")
    ended_on = DayField(
        label=_("If the job has ended: on which day?"),
        help_text=_("Leave this empty while the person works there."),
        required=False,
    )

    @classmethod
    def initial_of(cls, record: FollowUp) -> dict[str, Any]:
        """Return a follow-up as the values of this form."""
        return {
            "finding": record.finding,
            "mode": c.ContactMode.PHONE,
            "revision": record.revision,
        }

    def words(self) -> Found:
        """Return what was learned as the pathway takes it."""
        values = self.cleaned_data
        return Found(values["finding"], values["mode"], on(values["ended_on"]))


class AgainForm(RevisedForm):
    """The day on which a follow-up is taken up again."""

    ids = "again_%s"

    due_on = DayField(label=_("On which day?"), may_be_future=True)

    @classmethod
    def initial_of(cls, record: FollowUp) -> dict[str, Any]:
        """Return a follow-up as the values of this form."""
        return {"revision": record.revision}


class ExitForm(RevisedForm):
    """Why the case ends, and what came of it."""

    reason = OneOfField(label=_("Why is the case closed?"), choices=c.ExitReason.choices)
    closing_result = forms.CharField(
        label=_("What came of the plan?"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    closing_rss = DecimalField(
        label=_("Sustainability score at the end"),
        help_text=_("From 0 to 1, from the RSS survey, if it was taken."),
        required=False,
        most=1,
        places=3,
    )

    @classmethod
    def initial_of(cls, record: Case) -> dict[str, Any]:
        """Return a case's ending as the values of this form."""
        return {
            "reason": record.exit_reason,
            "closing_result": record.closing_result,
            "closing_rss": record.closing_rss,
            "revision": record.revision,
        }

    def words(self) -> ExitWords:
        """Return the ending as the service takes it."""
        values = self.cleaned_data
        return ExitWords(values["reason"], values["closing_rss"], values["closing_result"])
