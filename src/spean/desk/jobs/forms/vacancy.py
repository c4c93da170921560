"""The vacancy (5.2), every field of it; an empty answer is not known, never no."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.desk.fields import (
    AreaField,
    DayField,
    DecimalField,
    OneOfField,
    WholeField,
    YesNoField,
)
from spean.desk.jobs.forms.base import ONE_OF_THESE, JobsForm, as_day
from spean.desk.jobs.forms.needs import NeedsMixin
from spean.jobs import choices as c
from spean.jobs.models import Employer, Vacancy
from spean.jobs.services.vacancies import FIELDS
from spean.people.choices import Currency

DAYS = ("starts_on", "verified_on", "closes_on")


def _known(label: Any) -> OneOfField:
    return OneOfField(label=label, choices=c.Known.choices, required=False)


def _money(label: Any, most: int = 999_999) -> DecimalField:
    return DecimalField(label=label, most=most, required=False)


def _text(label: Any, length: int, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=False, **kwargs)


class VacancyForm(NeedsMixin, JobsForm):
    """One kind of post at one employer."""

    mostly_optional = True

    employer = forms.ModelChoiceField(
        label=_("Employer"), queryset=Employer.objects.none(), error_messages=ONE_OF_THESE
    )
    label_km = forms.CharField(label=_("Name of the post in Khmer"), max_length=300)
    label_en = _text(_("Name of the post in English"), 300)
    openings = WholeField(label=_("How many places?"), least=1, most=5000)
    wage_min = _money(_("Wage from"), 999_999_999)
    wage_max = _money(_("Wage to"), 999_999_999)
    currency = OneOfField(label=_("Currency"), choices=Currency.choices)
    pay_unit = OneOfField(label=_("Paid by"), choices=c.PayUnit.choices)
    allowance_attendance = _money(_("Attendance bonus, USD a month"))
    allowance_transport = _money(_("Transport or rent allowance, USD a month"))
    allowance_meal = _money(_("Meal allowance, USD a day"))
    allowance_seniority = _money(_("Seniority allowance, USD a month"))
    hours_per_week = DecimalField(label=_("Hours a week"), most=168, places=1, required=False)
    shifts = _text(_("Shifts"), 120)
    has_night_work = _known(_("Night work?"))
    overtime = _text(_("Overtime"), 120)
    probation_months = DecimalField(
        label=_("Months of probation"), most=24, places=1, required=False
    )
    contract = OneOfField(label=_("Contract"), choices=c.ContractKind.choices)
    contract_months = WholeField(label=_("Months of the contract"), most=240, required=False)
    has_nssf = _known(_("Registers workers with NSSF?"))
    area = AreaField(label=_("Where is the work?"), help_text=_("Commune or village."))
    has_dormitory = _known(_("Dormitory?"))
    has_meals = _known(_("Meals?"))
    has_transport = _known(_("Transport?"))
    has_childcare = _known(_("Childcare?"))
    starts_on = DayField(label=_("First day of work"), required=False, may_be_future=True)
    accepts_rpl = _known(_("Accepts recognition of prior learning?"))
    language = _text(_("Language needed, beside Khmer"), 60)
    needs_literacy = YesNoField(label=_("Must read and write?"), required=False)
    sex_limit = OneOfField(label=_("For whom?"), choices=c.SexLimit.choices)
    sex_limit_ground = _text(
        _("Legal ground of the limit"),
        200,
        help_text=_("The law allows few. Without a ground, talk with the employer."),
    )
    minimum_age = WholeField(label=_("Age from"), most=99, required=False)
    maximum_age = WholeField(
        label=_("Age to, as advertised"),
        help_text=_("It is never used to choose. Talk with the employer about it."),
        most=99,
        required=False,
    )
    accepts_45_plus = YesNoField(label=_("Takes people of 45 and older?"), required=False)
    accepts_disability = YesNoField(label=_("Takes people with a disability?"), required=False)
    description = _text(_("The work in words"), 4000, widget=forms.Textarea(attrs={"rows": 4}))
    source = OneOfField(label=_("Where do you know it from?"), choices=c.VacancySource.choices)
    verified_on = DayField(label=_("Checked with the employer on"), required=False)
    closes_on = DayField(label=_("Last day to apply"), required=False, may_be_future=True)

    def __init__(self, data: Any = None, *, employers: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field: Any = self.fields["employer"]
        field.queryset = employers
        field.label_from_instance = lambda row: row.organisation.label
        field.empty_label = _("Please choose")

    def clean(self) -> dict[str, Any]:
        """Ask for the right order of wages and ages, and for the length of a fixed contract."""
        cleaned = super().clean() or {}
        for low, high, sentence in (
            ("wage_min", "wage_max", _("The highest wage cannot be below the lowest.")),
            ("minimum_age", "maximum_age", _("The highest age cannot be below the lowest.")),
        ):
            lowest, highest = cleaned.get(low), cleaned.get(high)
            if lowest is not None and highest is not None and highest < lowest:
                self.add_error(high, sentence)
        return cleaned

    @classmethod
    def initial_of(cls, record: Vacancy) -> dict[str, Any]:
        """Return a vacancy as the values of this form."""
        values = {name: getattr(record, name) for name in FIELDS}
        needs = list(record.needs.select_related("skill").order_by("skill__code"))
        return {
            **values,
            **{name: as_day(values[name]) for name in DAYS},
            "employer": record.employer,
            "must": [need.skill for need in needs if need.weight == c.NeedWeight.MUST],
            "nice": [need.skill for need in needs if need.weight == c.NeedWeight.NICE],
            "revision": record.revision,
        }

    def values(self) -> dict[str, Any]:
        """Return the columns of the vacancy as the service takes them."""
        cleaned = self.cleaned_data
        found = {name: cleaned[name] for name in FIELDS if name in cleaned}
        days = {name: cleaned[name].on if cleaned[name] else None for name in DAYS}
        known = {"has_nssf": found["has_nssf"] or c.Known.UNKNOWN}
        return {**found, **days, **known}


# How the questions of the form are grouped on its page.
GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("The post"), ("employer", "label_km", "label_en", "openings", "area", "description")),
    (_("The wage"), ("wage_min", "wage_max", "currency", "pay_unit")),
    (
        _("Beside the wage"),
        (
            "allowance_attendance",
            "allowance_transport",
            "allowance_meal",
            "allowance_seniority",
            "has_dormitory",
            "has_meals",
            "has_transport",
            "has_childcare",
        ),
    ),
    (_("Hours"), ("hours_per_week", "shifts", "has_night_work", "overtime", "starts_on")),
    (_("Contract"), ("contract", "contract_months", "probation_months", "has_nssf")),
    (
        _("Who can do it"),
        (
            "accepts_rpl",
            "language",
            "needs_literacy",
            "sex_limit",
            "sex_limit_ground",
            "minimum_age",
            "maximum_age",
            "accepts_45_plus",
            "accepts_disability",
        ),
    ),
    (_("How we know"), ("source", "verified_on", "closes_on")),
)
