"""The employer (5.2): who it is, how to reach it, what visits showed; and the bar."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.desk.fields import (
    AreaField,
    DayField,
    DecimalField,
    OneOfField,
    PhoneField,
)
from spean.desk.jobs.forms.base import ONE_OF_THESE, JobsForm, MarkedForm, as_day
from spean.directory import selectors as directory
from spean.directory.models import Centre, Sector
from spean.jobs import choices as c
from spean.jobs.models import Employer
from spean.jobs.services.employers import EMPLOYER_FIELDS, ORGANISATION_FIELDS

DAYS = ("visited_on", "pledged_on")


def _text(label: Any, length: int, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=False, **kwargs)


class EmployerForm(JobsForm):
    """One employer."""

    mostly_optional = True

    centre = forms.ModelChoiceField(
        label=_("Which centre looks after it?"),
        queryset=Centre.objects.none(),
        error_messages=ONE_OF_THESE,
    )
    label_km = forms.CharField(label=_("Legal name in Khmer"), max_length=300)
    label_en = _text(_("Legal name in English"), 300)
    moc_number = _text(_("Number at the Ministry of Commerce"), 40)
    mlvt_number = _text(_("Number at the Ministry of Labour"), 40)
    nssf_number = _text(_("Number at NSSF"), 40)
    licence = _text(_("Licence or patent"), 80)
    sector = forms.ModelChoiceField(
        label=_("Sector"),
        queryset=Sector.objects.none(),
        required=False,
        error_messages=ONE_OF_THESE,
    )
    size = OneOfField(label=_("Size"), choices=c.EmployerSize.choices, required=False)
    area = AreaField(label=_("Commune"), required=False)
    address = _text(_("Address"), 300)
    latitude = DecimalField(label=_("Latitude"), least=-90, most=90, places=6, required=False)
    longitude = DecimalField(label=_("Longitude"), least=-180, most=180, places=6, required=False)
    hr_contact = _text(_("Person to ask for"), 120)
    phone = PhoneField(label=_("Telephone"), required=False)
    telegram = _text("Telegram", 60)
    association = _text(_("Association it belongs to"), 120)
    has_union = OneOfField(label=_("Is there a union?"), choices=c.Known.choices, required=False)
    visited_on = DayField(label=_("Last visit"), required=False)
    visit_notes = _text(
        _("Visits, complaints, violations"),
        4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What you saw, and what workers said. No names of workers."),
    )
    pledged_on = DayField(label=_("Signed the decent-work pledge on"), required=False)

    def __init__(self, data: Any = None, *, centres: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        centre: Any = self.fields["centre"]
        sector: Any = self.fields["sector"]
        centre.queryset, sector.queryset = centres, directory.offered_sectors()
        centre.label_from_instance = sector.label_from_instance = lambda row: row.label
        centre.empty_label, sector.empty_label = None, _("Not known yet")

    @classmethod
    def initial_of(cls, record: Employer) -> dict[str, Any]:
        """Return an employer as the values of this form."""
        values = {name: getattr(record.organisation, name) for name in ORGANISATION_FIELDS}
        values |= {name: getattr(record, name) for name in EMPLOYER_FIELDS}
        days = {name: as_day(values[name]) for name in DAYS}
        return {**values, **days, "centre": record.centre, "revision": record.revision}

    def values(self) -> dict[str, Any]:
        """Return the columns as the service takes them."""
        cleaned = self.cleaned_data
        days = {name: cleaned[name].on if cleaned[name] else None for name in DAYS}
        return {**{name: cleaned[name] for name in cleaned if name != "centre"}, **days}


class BarForm(MarkedForm):
    """Why nobody is sent to an employer, and until when."""

    reason = forms.CharField(
        label=_("Why is nobody sent there?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    until = DayField(
        label=_("Until which day?"),
        help_text=_("Left empty, it holds until you lift it."),
        required=False,
        may_be_future=True,
    )
