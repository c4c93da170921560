"""The forms of a referral to a scheme: its papers, one for each move, and the days that come."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.casework import choices as c
from spean.casework.rules.benefits import EMPLOYER_SCHEMES, BenefitWords, Dates, Gathered, Taken
from spean.core.wording import is_khmer
from spean.desk.cases.benefits import QUESTIONS, fact_question
from spean.desk.fields import DayField, MoneyField, OneOfField, WholeField, YesNoField
from spean.desk.fields.revised_form import RevisedForm, as_day, on
from spean.people.choices import Currency, IdPoor

MOST_VISITS = 20
LEVELS: Final = [(one.value, one.label) for one in (IdPoor.LEVEL_1, IdPoor.LEVEL_2, IdPoor.AT_RISK)]


class PapersForm(RevisedForm):
    """Which papers are there, what was not known yet, and what the office would see."""

    def __init__(self, data: Any = None, *, words: BenefitWords, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.opened = words
        for code in words.asks:
            self.fields[f"fact-{code}"] = YesNoField(label=fact_question(code), required=False)
        for paper in words.papers:
            self.fields[f"paper-{paper.code}"] = OneOfField(
                label=paper.km if is_khmer() else paper.en, choices=c.PaperState.choices
            )
        for code in QUESTIONS if words.scheme == "IDPOOR" else ():
            self.fields[f"ask-{code}"] = YesNoField(label=QUESTIONS[code], required=False)

    @classmethod
    def initial_for(cls, words: BenefitWords, revision: int) -> dict[str, Any]:
        """Return what is known as the values of this form."""
        return {
            **{f"fact-{code}": words.answers.get(code) for code in words.asks},
            **{f"paper-{paper.code}": paper.state for paper in words.papers},
            **{f"ask-{code}": yes for code, yes in words.prospects.items()},
            "revision": revision,
        }

    @property
    def questions(self) -> list[forms.BoundField]:
        """Return the fields that can be seen, in order."""
        return [field for field in self if not field.is_hidden]

    def words(self) -> Gathered:
        """Return what was gathered as the service takes it."""
        return Gathered(
            papers=self._of("paper-"), prospects=self._of("ask-"), answers=self._of("fact-")
        )

    def _of(self, kind: str) -> Mapping[str, Any]:
        return {
            name.removeprefix(kind): value
            for name, value in self.cleaned_data.items()
            if name.startswith(kind) and value is not None
        }


class StepForm(RevisedForm):
    """One move; each kind shows what it needs and no more."""

    mostly_optional = True

    on = DayField(label=_("On which day?"))
    place = forms.CharField(label=_("Where?"), max_length=200, required=False)
    number = forms.CharField(
        label=_("Number on the receipt or card"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    carrier = OneOfField(label=_("Who takes the papers there?"), choices=c.Carrier.choices)
    reason = OneOfField(
        label=_("Which reason did the office give?"), choices=c.BenefitRefusal.choices
    )
    level = OneOfField(label=_("What stands on the card?"), choices=LEVELS)
    known = OneOfField(label=_("How is it known?"), choices=c.BenefitKnown.choices)
    amount = MoneyField(
        label=_("How much came the first time?"), currencies=Currency.choices, required=False
    )
    until = DayField(label=_("Until when?"), required=False, may_be_future=True)
    note = forms.CharField(
        label=_("In their words"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, move: str, words: BenefitWords, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.move = move
        wanted = ("id", "revision", "on", *fields_of(move, words.scheme))
        self.fields = {name: self.fields[name] for name in wanted}
        employer = move == "submit" and words.scheme in EMPLOYER_SCHEMES
        for name, label in (_OF_EMPLOYER if employer else _LABELS.get(move, {})).items():
            if name in self.fields:
                self.fields[name].label = label
        if move == "receive" and words.scheme == "NSSF-VOLUNTARY":
            # Nothing is paid out: what is known of the first day is what it costs.
            self.fields["amount"].label = _("How much is the contribution each month?")
        if move == "invite":
            self.fields["on"].may_be_future = True

    @property
    def questions(self) -> list[forms.BoundField]:
        """Return the fields that can be seen, in order."""
        return [field for field in self if not field.is_hidden]

    def words(self) -> Taken:
        """Return the move as the service takes it."""
        said = self.cleaned_data
        money = said.get("amount")
        texts = ("place", "number", "carrier", "reason", "level", "known", "note")
        return Taken(
            **{name: said.get(name) or "" for name in texts},
            move=self.move,
            on=on(said["on"]),
            amount=money.amount if money else None,
            currency=money.currency if money else "",
            until=on(said.get("until")),
        )


def fields_of(move: str, scheme: str) -> tuple[str, ...]:
    """Return what a move asks beside its day."""
    if move == "approve" and scheme == "IDPOOR":
        return ("level", "note")
    if move == "submit" and scheme in EMPLOYER_SCHEMES:
        return ("place", "number")
    return _FIELDS.get(move, ("note",))


_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "make_ready": ("note",),
    "submit": ("place", "number", "carrier"),
    "invite": ("place", "note"),
    "refuse": ("reason", "note", "until"),
    "appeal": ("place", "number", "note"),
    "receive": ("known", "amount", "number", "until", "note"),
    "renew": ("known", "number", "until", "note"),
}
_LABELS: Final[Mapping[str, Mapping[str, Any]]] = {
    "make_ready": {"note": _("If a paper is missing: why does it go without it?")},
    "submit": {
        "place": _("Where were the papers handed in?"),
        "number": _("Number of the receipt"),
    },
    "invite": {"on": _("When is the interview?"), "place": _("Where is the interview?")},
    "refuse": {
        "note": _("What did the office say?"),
        "until": _("Until which day may it be asked again?"),
    },
    "appeal": {"place": _("Where was it asked again?"), "note": _("What is new?")},
    "receive": {
        "on": _("On which day did it come first?"),
        "until": _("Until when does it hold?"),
    },
    "renew": {"until": _("Until when does it hold?")},
}
_OF_EMPLOYER: Final[Mapping[str, Any]] = {
    "place": _("Which employer was asked?"),
    "number": _("Which NSSF number was seen?"),
}


class DatesForm(RevisedForm):
    """The days that come back every month, or with a child."""

    mostly_optional = True

    next_visit_on = DayField(
        label=_("When is the next check-up?"), required=False, may_be_future=True
    )
    visits_done = WholeField(
        label=_("How many payments have come before the birth?"), required=False, most=MOST_VISITS
    )
    birth_on = DayField(label=_("When is the child expected?"), required=False, may_be_future=True)
    child_born_on = DayField(label=_("When was the child born?"), required=False)
    next_payment_on = DayField(
        label=_("When is the next contribution due?"), required=False, may_be_future=True
    )

    def __init__(self, data: Any = None, *, words: BenefitWords, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        wanted = DATES[words.scheme]
        self.fields = {
            name: field
            for name, field in self.fields.items()
            if name in wanted or name in ("id", "revision")
        }

    @classmethod
    def initial_for(cls, words: BenefitWords, revision: int) -> dict[str, Any]:
        """Return the days as the values of this form."""
        dates = words.dates
        days = ("next_visit_on", "birth_on", "child_born_on", "next_payment_on")
        return {
            **{name: as_day(getattr(dates, name)) for name in days},
            "visits_done": dates.visits_done,
            "revision": revision,
        }

    @property
    def questions(self) -> list[forms.BoundField]:
        """Return the fields that can be seen, in order."""
        return [field for field in self if not field.is_hidden]

    def words(self) -> Dates:
        """Return the days as the service takes them."""
        said = self.cleaned_data
        days = ("next_visit_on", "birth_on", "child_born_on", "next_payment_on")
        return Dates(
            **{name: on(said.get(name)) for name in days},
            visits_done=said.get("visits_done") or 0,
        )


_CHILD: Final = ("next_visit_on", "visits_done", "birth_on", "child_born_on")
DATES: Final[Mapping[str, tuple[str, ...]]] = {
    "MATERNITY-CASH": _CHILD,
    "NSSF-VOLUNTARY": ("next_payment_on",),
}
