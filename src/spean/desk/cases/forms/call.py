"""F11 over the telephone: short steps whose questions are read aloud as they stand."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.casework import choices as c
from spean.casework.contracts import Found
from spean.desk.fields import (
    ClientForm,
    Day,
    DayField,
    DecimalField,
    OneOfField,
    SomeOfField,
    WholeField,
)
from spean.desk.fields.revised_form import as_day, on
from spean.jobs.choices import PayUnit
from spean.people.choices import ChannelOut, Currency, Need

CURRENCIES = [(code, label) for code, label in Currency.choices if code != "THB"]
NSSF = [
    ("yes", _("Yes, with a number")),
    ("promised", _("It was promised")),
    ("no", _("No")),
    ("unknown", _("Does not know")),
    ("no_answer", _("Does not wish to answer")),
]


def asked(label: Any) -> OneOfField:
    """Return a question answered by yes or no; neither is also an answer."""
    return OneOfField(label=label, choices=c.Said.choices, required=False)


class CallStep(ClientForm):
    """One step; its answers go out as JSON can hold them."""

    mostly_optional = True

    def said(self) -> dict[str, Any]:
        """Return the answers of this step; what was left empty is not there."""
        return {name: _plain(value) for name, value in self.cleaned_data.items() if value}

    @classmethod
    def initial_of(cls, said: Mapping[str, Any]) -> dict[str, Any]:
        """Return kept answers as the values of this form."""
        return dict(said)


class NowForm(CallStep):
    """What she does now."""

    activity = OneOfField(
        label=_("What do you mainly do now?"), choices=c.Activity.choices, look="list"
    )
    left_job_on = DayField(
        label=_("If the job has ended: on which day?"),
        help_text=_("Leave this empty while the person works there."),
        required=False,
    )
    trained = asked(_("Have you finished a course or a training since we last spoke?"))

    def __init__(self, *args: Any, is_placed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_placed:
            del self.fields["left_job_on"]

    def said(self) -> dict[str, Any]:
        """Return the answers; a day taken back is said too."""
        if "left_job_on" not in self.fields:
            return super().said()
        return {"left_job_on": "", **super().said()}

    @classmethod
    def initial_of(cls, said: Mapping[str, Any]) -> dict[str, Any]:
        """Return kept answers as the values of this form."""
        return {**said, "left_job_on": _as_day(said.get("left_job_on"))}


class PaidStep(CallStep):
    """What is asked of any wage."""

    wage = DecimalField(label=_("How much are you paid?"), required=False)
    currency = OneOfField(
        label=_("Currency"), choices=CURRENCIES, required=False, initial=Currency.USD
    )
    pay_unit = OneOfField(
        label=_("Paid by"), choices=PayUnit.choices, required=False, initial=PayUnit.MONTH
    )
    hours = DecimalField(
        label=_("How many hours a week do you work?"), required=False, most=168, places=1
    )


class JobForm(PaidStep):
    """The job she was placed in: what a call can tell of the decent-work check."""

    paid_late = asked(_("Has any pay been more than a month late?"))
    may_refuse = asked(_("Can you say no to overtime?"))
    unpaid_extra = asked(_("Do you work extra hours without extra pay?"))
    written = asked(_("Is there a written contract?"))
    copy = asked(_("Do you hold a copy of it?"))
    nssf = OneOfField(label=_("Are you registered with NSSF?"), choices=NSSF, required=False)
    papers = asked(_("Are your identity papers with you?"))
    free = asked(_("Can you leave this work when you want to?"))


class OtherJobForm(PaidStep):
    """A job that she found herself."""

    employer = forms.CharField(label=_("Where do you work?"), max_length=120, required=False)
    written = asked(_("Is there a written contract?"))
    nssf = OneOfField(label=_("Are you registered with NSSF?"), choices=NSSF, required=False)
    field_order = ("employer",)


class BusinessForm(CallStep):
    """Her own farm, shop or trade."""

    alive = asked(_("Is the farm, shop or trade still running?"))
    currency = OneOfField(
        label=_("Currency"), choices=CURRENCIES, required=False, initial=Currency.KHR
    )
    sales = DecimalField(label=_("How much did you sell last month?"), required=False)
    profit = DecimalField(
        label=_("How much was left after costs?"),
        help_text=_("If money was lost, begin with a minus. Left empty, it was not said."),
        least=-999_999_999,
        required=False,
    )
    workers = WholeField(label=_("How many people work for you?"), required=False)


class HomeForm(CallStep):
    """Food and debts of the household."""

    food = asked(_("Did your family eat less last month because of the cost?"))
    currency = OneOfField(
        label=_("Currency"), choices=CURRENCIES, required=False, initial=Currency.USD
    )
    debt = DecimalField(label=_("How much is still owed in all?"), required=False)
    arrears = asked(_("Is any payment late?"))


class AheadForm(CallStep):
    """What comes next; with it the call ends."""

    intention = OneOfField(
        label=_("Do you think of going abroad again?"), choices=c.Intention.choices, look="list"
    )
    channel = OneOfField(
        label=_("If so: by which way?"), choices=ChannelOut.choices, look="list", required=False
    )
    needs = SomeOfField(
        label=_("What do you still need?"), choices=Need.choices, required=False, most=3
    )
    plan_change = asked(_("Shall we change the plan?"))
    wishes_to_complain = asked(_("Is there anything about our help that you wish to complain of?"))
    finding = forms.CharField(
        label=_("In a few words: what is to be known?"),
        help_text=_("Everybody who works with the person reads this: no word of debts or health."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    mode = OneOfField(
        label=_("How did you meet?"),
        choices=c.ContactMode.choices,
        look="list",
        initial=c.ContactMode.PHONE,
    )

    def found(self, left_job_on: Any) -> Found:
        """Return what everybody may read of the call."""
        said = self.cleaned_data
        return Found(said["finding"], said["mode"], left_job_on)


FORMS: Mapping[str, type[CallStep]] = {
    "now": NowForm,
    "job": JobForm,
    "other_job": OtherJobForm,
    "business": BusinessForm,
    "home": HomeForm,
    "ahead": AheadForm,
}
TITLES: Mapping[str, Any] = {
    "now": _("How is it going?"),
    "job": _("About the job"),
    "other_job": _("About the work"),
    "business": _("About the farm or business"),
    "home": _("At home"),
    "ahead": _("What comes next"),
}


def _plain(value: Any) -> Any:
    if isinstance(value, Day):
        return on(value).isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _as_day(text: Any) -> Any:
    return as_day(date.fromisoformat(text)) if text else None
