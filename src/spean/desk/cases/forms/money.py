"""What a household is asked about its money: each amount with its range and how it is known."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.casework.choices import Basis, EarningPath
from spean.casework.rules import add_months
from spean.casework.rules.sheet import SINGLES, Known, NamedLoan, Sheet
from spean.core.loans import Loan
from spean.core.months import Range
from spean.core.wording import day_text
from spean.desk.cases.money.words import LABELS
from spean.desk.fields import ClientForm, DecimalField, OneOfField, SomeOfField, WholeField
from spean.desk.fields.choosing import LookWidget
from spean.desk.fields.revised_form import MarkedForm

MOST = 999_999_999
LIKELY_MISSING = _("Please write the likely amount too.")
NOT_IN_ORDER = _("Please write the least first, then the likely one, then the most.")
MONTH_MISSING = _("Please choose the month.")
OWED_MISSING = _("Please write what is still owed.")
PARTS: Final = {
    "likely": _("Likely"),
    "low": _("Least"),
    "high": _("Most"),
    "basis": _("How is it known?"),
}
# Amounts that come or go only in months that must be named.
_IN_MONTHS: Final = {
    "months_harvest": ("harvest", "farm_more"),
    "months_planting": ("planting", "farm_planting"),
    "month_school": ("school_start",),
}
# Loans have lines of their own; four are more than the debts of most households.
LOANS: Final = 4
AHEAD: Final = 12


class KnownInput(LookWidget, forms.MultiWidget):
    """The likely amount, the least and the most beside it, and how it is known."""

    template_name = "desk/cases/known.html"
    use_fieldset = True

    def __init__(self, parts: Mapping[str, forms.Widget], scale: int, given: Known | None) -> None:
        super().__init__(dict(parts))
        self.names, self.scale, self.given = list(parts), scale, given

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the template shows; each part keeps the look of its own."""
        attrs = {key: said for key, said in (attrs or {}).items() if key != "class"}
        context: dict[str, Any] = super().get_context(name, value, attrs)
        drawn = context["widget"]["subwidgets"]
        context["parts"] = [
            {"name": name, "label": PARTS[name], "widget": one}
            for name, one in zip(self.names, drawn, strict=True)
        ]
        context["given"] = self.given
        return context

    def decompress(self, value: Any) -> list[Any]:
        """Return the parts; a range that is one number is shown once."""
        if not isinstance(value, Known):
            return ["", *([""] if len(self.widgets) == 2 else ["", "", ""])]
        three = value.amount
        likely = f"{three.likely / self.scale:.10g}"
        if len(self.widgets) == 2:
            return [likely, value.basis]
        sure = three.low == three.high
        return [likely, "" if sure else three.low, "" if sure else three.high, value.basis]


class KnownField(forms.MultiValueField):
    """An amount with how it is known; comes out as `Known` or None.

    `given` is what the dated rules say: only exactly that stays "from the dated rules".
    """

    def __init__(self, *, single: bool, given: Known | None, scale: int = 1, **kwargs: Any) -> None:
        self.single, self.given, self.scale = single, given, scale
        number = WholeField if scale == 1 else DecimalField
        names = ("likely",) if single else ("likely", "low", "high")
        numbers = [number(required=False, most=MOST) for _name in names]
        basis = forms.ChoiceField(choices=_bases(given), required=False)
        select = forms.Select({"class": "in"}, choices=_bases(given))
        parts = {name: one.widget for name, one in zip(names, numbers, strict=True)}
        super().__init__(
            fields=(*numbers, basis),
            require_all_fields=False,
            required=False,
            widget=KnownInput({**parts, "basis": select}, scale, given),
            **kwargs,
        )

    def compress(self, data_list: list[Any]) -> Known | None:
        """Return the parts as one.

        :raises ValidationError: if the likely amount is missing or the three are not in order
        """
        likely, *others, basis = data_list or (None, None, None, "")
        low, high = others or (None, None)
        if likely is None:
            if low is not None or high is not None:
                raise forms.ValidationError(LIKELY_MISSING, code="likely")
            return None
        three = [int(one * self.scale) for one in (_or(low, likely), likely, _or(high, likely))]
        try:
            amount = Range(*three)
        except ValueError:
            raise forms.ValidationError(NOT_IN_ORDER, code="order") from None
        return self._known(amount, basis or Basis.TOLD.value)

    def _known(self, amount: Range, basis: str) -> Known:
        if basis != Basis.RULE:
            return Known(amount, basis)
        if self.given is not None and self.given.amount == amount:
            return self.given
        # Another number than the rule's does not carry the rule's name.
        return Known(amount, Basis.GUESS.value)


def _or(value: Any, otherwise: Any) -> Any:
    return otherwise if value is None else value


def _bases(given: Known | None) -> list[tuple[str, Any]]:
    return [(one, said) for one, said in Basis.choices if given or one != Basis.RULE]


def _month_choices(first: date, count: int) -> list[tuple[str, str]]:
    days = [add_months(first, month) for month in range(count)]
    return [(day.isoformat(), day_text(day, "month")) for day in days]


class MoneyForm(MarkedForm):
    """Everything that is asked but the loans; an amount left empty is not known and counts not."""

    mostly_optional = True

    question = OneOfField(label=_("What does the person want to do?"), choices=EarningPath.choices)
    begins = forms.ChoiceField(label=_("From which month?"))
    months_harvest = SomeOfField(label=_("Months of harvest"), choices=[], required=False)
    months_planting = SomeOfField(label=_("Months of planting"), choices=[], required=False)
    month_school = forms.ChoiceField(label=_("Month in which school begins"), required=False)
    month_birth = forms.ChoiceField(
        label=_("Is a child expected, and when?"),
        help_text=_("Payments are for holders of an equity card and members of NSSF."),
        required=False,
    )

    def __init__(
        self, data: Any = None, *, sheet: Sheet, given: Mapping[str, Known], **kwargs: Any
    ) -> None:
        super().__init__(data, initial=_initial(sheet), **kwargs)
        year = _year()
        self.fields["begins"].choices = _month_choices(sheet.begins, AHEAD)
        self.fields["months_harvest"].choices = year
        self.fields["months_planting"].choices = year
        self.fields["month_school"].choices = [("", _("Not chosen yet")), *year]
        nobody = [("", _("No child is expected"))]
        self.fields["month_birth"].choices = nobody + _month_choices(sheet.begins, AHEAD)
        for code, label in LABELS.items():
            scale = 100 if code == "nssf_share" else 1
            self.fields[code] = KnownField(
                label=label, single=code in SINGLES, given=given.get(code), scale=scale
            )

    def clean(self) -> dict[str, Any]:
        """Ask for the month of what comes or goes only in some months."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for month, codes in _IN_MONTHS.items():
            if any(said.get(code) for code in codes) and month in said and not said[month]:
                self.add_error(month, MONTH_MISSING)
        return said

    def sheet(self, loans: tuple[NamedLoan, ...]) -> Sheet:
        """Return what was answered."""
        said = self.cleaned_data
        birth = said["month_birth"]
        return Sheet(
            question=said["question"],
            begins=date.fromisoformat(said["begins"]),
            known={code: said[code] for code in LABELS if said[code] is not None},
            loans=loans,
            harvest_months=tuple(map(int, said["months_harvest"])),
            planting_months=tuple(map(int, said["months_planting"])),
            school_month=int(said["month_school"] or 0),
            birth=date.fromisoformat(birth) if birth else None,
        )


def _year() -> list[tuple[str, str]]:
    return [(str(n), day_text(date(2000, n, 1), "month").split()[0]) for n in range(1, 13)]


def _initial(sheet: Sheet) -> dict[str, Any]:
    return {
        **sheet.known,
        "question": sheet.question,
        "begins": sheet.begins.isoformat(),
        "months_harvest": [str(month) for month in sheet.harvest_months],
        "months_planting": [str(month) for month in sheet.planting_months],
        "month_school": str(sheet.school_month or ""),
        "month_birth": sheet.birth.isoformat() if sheet.birth else "",
    }


class LoanForm(ClientForm):
    """One loan; a line without what is owed is no loan."""

    mostly_optional = True

    name = forms.CharField(label=_("Which loan?"), required=False, max_length=60)
    owed = WholeField(label=_("Still owed today (៛)"), required=False, most=MOST)
    rate = DecimalField(label=_("Interest, percent a month"), required=False, most=100)
    payment = WholeField(
        label=_("Paid each time (៛)"),
        help_text=_("Empty if only the interest is paid."),
        required=False,
        most=MOST,
    )
    every = forms.TypedChoiceField(
        label=_("How often?"),
        choices=[
            (1, _("Every month")),
            (3, _("Every three months")),
            (6, _("Every six months")),
            (12, _("Once a year")),
        ],
        coerce=int,
    )
    first = WholeField(
        label=_("Months until the next payment"),
        help_text=_("0 if it is due in the first month."),
        required=False,
        most=36,
    )
    last = WholeField(
        label=_("Months until all the rest is due"),
        help_text=_("Empty if the payments end the loan."),
        required=False,
        most=360,
    )
    basis = forms.ChoiceField(label=_("How is it known?"), choices=_bases(None))

    def clean(self) -> dict[str, Any]:
        """Ask for what is owed where anything else was written."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        others = ("name", "rate", "payment", "first", "last")
        if said.get("owed") is None and any(said.get(name) for name in others):
            self.add_error("owed", OWED_MISSING)
        return said

    def loan(self, place: int) -> NamedLoan | None:
        """Return the loan, or None where the line is empty."""
        said = self.cleaned_data
        if said["owed"] is None:
            return None
        loan = Loan(
            owed=said["owed"],
            rate=int((said["rate"] or 0) * 100),
            payment=said["payment"] or 0,
            first=said["first"] or 0,
            every=said["every"],
            last=said["last"],
        )
        name = said["name"] or str(_("loan %(number)s") % {"number": place + 1})
        return NamedLoan(name, loan, said["basis"])

    @classmethod
    def initial_of(cls, one: NamedLoan) -> dict[str, Any]:
        """Return a loan as the values of this form."""
        loan = one.loan
        values = {"owed": loan.owed, "payment": loan.payment or None, "first": loan.first}
        rate = f"{loan.rate / 100:.10g}"
        others = {"rate": rate, "every": loan.every, "last": loan.last, "basis": one.basis}
        return {"name": one.name, **values, **others}


def begun(sheet: Sheet, given: Mapping[str, Known], first: date) -> Sheet:
    """Return a kept sheet as the beginning of a new version: from now on, with today's rules."""
    kept = {code: one for code, one in sheet.known.items() if one.basis != Basis.RULE}
    birth = sheet.birth if sheet.birth and sheet.birth >= first else None
    return replace(sheet, known={**given, **kept}, begins=first, birth=birth)
