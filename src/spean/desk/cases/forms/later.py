"""F11 and F12: what was promised, tried and learned; how a case ends; who takes over."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.casework import choices as c
from spean.casework.contracts import ExitWords, Found, HandOverWords, TryWords
from spean.casework.models import Case, FollowUp
from spean.desk.fields import DayField, DecimalField, OneOfField, SomeOfField
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


class HandOverForm(MarkedForm):
    """Whose people go to whom."""

    people = SomeOfField(label=_("Who goes?"), choices=[])
    to_user = forms.ChoiceField(label=_("To whom?"), choices=[])
    reason = forms.CharField(label=_("Why?"), required=False, max_length=300)

    def __init__(
        self, data: Any = None, *, caseload: list[Any], colleagues: list[Any], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.caseload = {str(person.pk): person for person in caseload}
        self.colleagues = {str(user.pk): user for user in colleagues}
        self.fields["people"].choices = [
            (key, f"{person.name} · {person.client_number}")
            for key, person in self.caseload.items()
        ]
        self.fields["to_user"].choices = [("", _("Please choose"))] + [
            (key, user.display_name) for key, user in self.colleagues.items()
        ]

    def chosen(self) -> list[UUID]:
        """Return the ids of the people who go."""
        return [UUID(key) for key in self.cleaned_data["people"]]

    def words(self, from_user: Any) -> HandOverWords:
        """Return the hand-over as the service takes it."""
        to_user = self.colleagues[self.cleaned_data["to_user"]]
        return HandOverWords(from_user, to_user, self.cleaned_data["reason"])
