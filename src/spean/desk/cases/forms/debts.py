"""The debt desk: a loan as it was told, its papers, and what the lender answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.casework import choices as c
from spean.casework.contracts import DebtWords, OpenedDebt, ReplyWords
from spean.core.errors import DomainError
from spean.desk.fields import (
    DayField,
    DecimalField,
    Money,
    MoneyField,
    OneOfField,
    SomeOfField,
    YesNoField,
)
from spean.desk.fields.revised_form import MarkedForm, RevisedForm, as_day, on
from spean.people.choices import Currency

OFTEN = [
    (1, _("Every month")),
    (3, _("Every three months")),
    (6, _("Every six months")),
    (12, _("Once a year")),
]
MOST_PAPERS = 10
TOLD = [(one, said) for one, said in c.Basis.choices if one != c.Basis.RULE]


class DebtForm(RevisedForm):
    """One loan."""

    mostly_optional = True

    lender_kind = OneOfField(label=_("Who lent it?"), choices=c.LenderKind.choices)
    lender = forms.CharField(label=_("Name of the lender and branch"), max_length=120)
    owed = MoneyField(label=_("How much is still owed today?"), currencies=Currency.choices)
    principal = DecimalField(label=_("How much was borrowed?"), required=False)
    rate = DecimalField(label=_("Interest, percent a month"), required=False, most=100)
    payment = DecimalField(
        label=_("How much is paid each time?"),
        help_text=_("Empty if only the interest is paid."),
        required=False,
    )
    every = forms.TypedChoiceField(label=_("How often?"), choices=OFTEN, coerce=int)
    next_due_on = DayField(
        label=_("When is the next payment due?"), required=False, may_be_future=True
    )
    ends_on = DayField(
        label=_("When is all the rest due?"),
        help_text=_("Empty if the payments end the loan."),
        required=False,
        may_be_future=True,
    )
    collateral = forms.CharField(
        label=_("What was given as security?"), required=False, max_length=200
    )
    is_land_at_risk = YesNoField(label=_("Is land or the house at risk?"), required=False)
    co_borrower = forms.CharField(
        label=_("Who signed with the person?"), required=False, max_length=120
    )
    basis = OneOfField(label=_("How is it known?"), choices=TOLD)
    papers = SomeOfField(
        label=_("Which papers are there?"), choices=c.PacketPaper.choices, required=False
    )
    other_papers = forms.CharField(
        label=_("Other papers the lender asks for"),
        help_text=_("One on each line."),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_settled = forms.BooleanField(label=_("This loan is paid back"), required=False)

    @classmethod
    def initial_of(cls, record: OpenedDebt) -> dict[str, Any]:
        """Return a loan as the values of this form."""
        words = record.words
        names = ("lender_kind", "lender", "principal", "rate", "payment", "every", "collateral")
        more = ("is_land_at_risk", "co_borrower", "basis", "is_settled")
        return {
            **{name: getattr(words, name) for name in (*names, *more)},
            "owed": Money(words.owed, words.currency),
            "next_due_on": as_day(words.next_due_on),
            "ends_on": as_day(words.ends_on),
            "papers": list(words.papers),
            "other_papers": "\n".join(words.other_papers),
            "revision": record.revision,
        }

    def refuse(self, refusal: DomainError) -> None:
        """Put a refusal on the form; of a loan saved meanwhile, show both versions."""
        super().refuse(refusal)
        theirs = refusal.details.get("theirs")
        if isinstance(theirs, OpenedDebt):
            self.lines = self._compared(self.initial_of(theirs))
            self.data[self.add_prefix("revision")] = str(theirs.revision)

    def words(self) -> DebtWords:
        """Return the loan as the service takes it."""
        said = self.cleaned_data
        names = ("lender_kind", "lender", "principal", "rate", "payment", "every", "collateral")
        more = ("is_land_at_risk", "co_borrower", "basis", "is_settled")
        lines = [line.strip() for line in said["other_papers"].splitlines()]
        return DebtWords(
            **{name: said[name] for name in (*names, *more)},
            owed=said["owed"].amount,
            currency=said["owed"].currency,
            next_due_on=on(said["next_due_on"]),
            ends_on=on(said["ends_on"]),
            papers=tuple(said["papers"]),
            other_papers=tuple(line for line in lines if line)[:MOST_PAPERS],
        )


class ReplyForm(MarkedForm):
    """What the lender was asked, and what it answered."""

    mostly_optional = True

    asked_on = DayField(label=_("On which day was the lender asked?"))
    wishes = SomeOfField(label=_("What was asked for?"), choices=c.Wish.choices)
    answer = OneOfField(label=_("What did the lender answer?"), choices=c.LenderAnswer.choices)
    answered_on = DayField(label=_("On which day did the lender answer?"), required=False)
    payment = DecimalField(
        label=_("How much is each payment from now on?"),
        help_text=_("Ask it also of a pause: payments are often higher afterwards."),
        required=False,
    )
    note = forms.CharField(
        label=_("What else was said?"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def words(self) -> ReplyWords:
        """Return the reply as the service takes it."""
        said = self.cleaned_data
        return ReplyWords(
            asked_on=on(said["asked_on"]),
            wishes=tuple(said["wishes"]),
            answer=said["answer"],
            answered_on=on(said["answered_on"]),
            payment=said["payment"],
            note=said["note"],
        )
