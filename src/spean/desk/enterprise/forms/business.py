"""The idea in her own words, its first and last day, a visit, a check, money asked for."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.desk.fields import (
    ClientForm,
    DayField,
    OneOfField,
    WholeField,
    YesNoField,
)
from spean.desk.fields.day_field import Day
from spean.desk.fields.revised_form import MarkedForm, RevisedForm, on
from spean.directory.models import ServiceOffer
from spean.skills.choices.enterprise import BusinessKind, FinanceState, LoanPaid
from spean.skills.contracts import CheckWords, IdeaWords, VisitWords
from spean.skills.models import Business

MOST = 500_000_000
NAMES = ("kind", "idea", "strengths", "nearby", "buyers")


def today() -> Day:
    """Return today as the day field shows it."""
    return Day(timezone.localdate())


def _area(label: Any, *, rows: int = 2, look: str = "in", **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "class": look})
    return forms.CharField(label=label, max_length=600, widget=widget, **more)


class IdeaForm(RevisedForm):
    """A business idea as she tells it."""

    mostly_optional = True

    idea = _area(
        _("What would she like to do?"),
        rows=3,
        look="in say-in",
        help_text=_("In the person's own words, as they say it."),
    )
    kind = OneOfField(label=_("Which kind is it?"), choices=BusinessKind.choices, look="list")
    strengths = _area(_("What can she do well for it?"), required=False)
    nearby = _area(_("What is sold nearby already?"), required=False)
    buyers = _area(_("Who would buy from her?"), required=False)

    @classmethod
    def initial_of(cls, record: Business) -> dict[str, Any]:
        """Return an idea as the values of this form."""
        return {name: getattr(record, name) for name in (*NAMES, "revision")}

    def words(self) -> IdeaWords:
        """Return the idea as the service takes it."""
        return IdeaWords(**{name: self.cleaned_data[name] for name in NAMES})


class MoveForm(ClientForm):
    """On which day it began or ended."""

    on = DayField(label=_("On which day?"), required=False, initial=today)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, auto_id="move_%s", **kwargs)


class VisitForm(MarkedForm):
    """A coaching visit."""

    kept = _area(_("What became of what she promised?"), required=False)
    advice = _area(_("What was seen and advised?"))
    promises = _area(
        _("What will she do until the next visit?"),
        required=False,
        help_text=_("The next visit begins with this."),
    )
    next_on = DayField(label=_("When is the next visit?"), required=False, may_be_future=True)
    happened_on = DayField(label=_("On which day?"), initial=today)

    def words(self) -> VisitWords:
        """Return the visit as the service takes it."""
        said = self.cleaned_data
        days = {name: on(said[name]) for name in ("happened_on", "next_on")}
        return VisitWords(**days, **{name: said[name] for name in ("kept", "advice", "promises")})


class CheckForm(MarkedForm):
    """How the business does; the question about the loan is for those who may open debts."""

    month = forms.TypedChoiceField(
        label=_("Which check is it?"),
        coerce=int,
        choices=[
            (1, _("After 1 month")),
            (3, _("After 3 months")),
            (6, _("After 6 months")),
            (12, _("After 12 months")),
        ],
    )
    checked_on = DayField(label=_("On which day?"), initial=today)
    is_alive = YesNoField(label=_("Does the business still run?"))
    sales = WholeField(label=_("Sales in the last month, in riel"), required=False, most=MOST)
    costs = WholeField(label=_("Costs in the last month, in riel"), required=False, most=MOST)
    owner_pay = WholeField(label=_("Her own pay in the last month"), required=False, most=MOST)
    women = WholeField(label=_("How many women work there, herself too?"), required=False, most=500)
    men = WholeField(label=_("How many men work there, himself too?"), required=False, most=500)
    keeps_records = YesNoField(label=_("Does she write sales and costs down?"), required=False)
    loan = OneOfField(label=_("How is the loan paid?"), choices=LoanPaid.choices, required=False)

    def __init__(self, data: Any = None, *, may_open: bool, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if not may_open:
            del self.fields["loan"]

    def words(self) -> CheckWords:
        """Return the check as the service takes it."""
        said = self.cleaned_data
        numbers = ("sales", "costs", "owner_pay", "women", "men")
        return CheckWords(
            month=said["month"],
            checked_on=on(said["checked_on"]),
            is_alive=bool(said["is_alive"]),
            keeps_records=said["keeps_records"],
            loan=said.get("loan", ""),
            **{name: said[name] or 0 for name in numbers},
        )


def _offered(row: ServiceOffer) -> str:
    return " · ".join(part for part in (row.organisation.label, row.label) if part)


class FinanceForm(MarkedForm):
    """Whom she asked for money, and how much."""

    offer = forms.ModelChoiceField(
        label=_("Whom does she ask?"), queryset=ServiceOffer.objects.none()
    )
    amount = WholeField(label=_("How much, in riel?"), most=MOST, least=1)
    asked_on = DayField(label=_("On which day?"), initial=today)

    def __init__(self, data: Any = None, *, offers: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        offer: Any = self.fields["offer"]
        offer.queryset = offers
        offer.label_from_instance = lambda row: f"{row.organisation.label} · {row.label}".strip(
            " ·"
        )
        offer.empty_label = _("Please choose")


class FinanceAnswerForm(ClientForm):
    """What was answered."""

    move = OneOfField(
        label=_("What was answered?"),
        choices=[
            ("approve", FinanceState.APPROVED.label),
            ("refuse", FinanceState.REFUSED.label),
            ("withdraw", FinanceState.WITHDRAWN.label),
        ],
    )
    on = DayField(label=_("On which day?"), initial=today)
