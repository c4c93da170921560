"""Short forms: a no and its reason, a link, a placement, a proof, a word about a wrong reason."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.desk.fields import (
    ClientForm,
    DayField,
    DecimalField,
    OneOfField,
    SkillsField,
    YesNoField,
)
from spean.desk.jobs.forms.base import JobsForm, MarkedForm, as_day, on
from spean.jobs import choices as c
from spean.jobs.models import Placement
from spean.jobs.services.placements import TERMS
from spean.people.choices import Currency
from spean.skills.choices import EvidenceGrade
from spean.skills.models import ClaimedSkill
from spean.skills.services import BY_HAND

NOTE = {"label": _("A word about it"), "max_length": 300, "required": False}


class DeclineForm(MarkedForm):
    """Why the person says no."""

    reason = OneOfField(label=_("Why not?"), choices=c.Decline.choices)
    note = forms.CharField(**NOTE)


class RefuseForm(MarkedForm):
    """Why the employer says no."""

    reason = OneOfField(label=_("Why does the employer say no?"), choices=c.Refusal.choices)
    note = forms.CharField(**NOTE)


class CloseForm(MarkedForm):
    """Why nothing more comes of it."""

    reason = OneOfField(label=_("Why does it end?"), choices=c.CloseReason.choices)


class LinkForm(MarkedForm):
    """How long an employer's link lasts."""

    days = OneOfField(
        label=_("How long does the link work?"),
        choices=(
            ("3", _("3 days")),
            ("7", _("1 week")),
            ("14", _("2 weeks")),
            ("30", _("30 days")),
        ),
        initial="7",
    )


class WrongForm(MarkedForm):
    """What is not right about the reasons."""

    what = forms.CharField(label=_("What is not right?"), max_length=300)


class PlacementForm(JobsForm):
    """The first day of work and its terms."""

    started_on = DayField(label=_("First day of work"))
    ended_on = DayField(
        label=_("Last day of work"),
        help_text=_("Leave this empty while the person works there."),
        required=False,
    )
    wage = DecimalField(label=_("Wage"))
    currency = OneOfField(label=_("Currency"), choices=Currency.choices)
    pay_unit = OneOfField(label=_("Paid by"), choices=c.PayUnit.choices)
    hours_per_week = DecimalField(label=_("Hours a week"), most=168, places=1)
    contract = OneOfField(label=_("Contract"), choices=c.ContractKind.choices)
    has_contract_copy = YesNoField(
        label=_("Does the worker hold a copy of the contract?"), required=False
    )
    has_nssf = OneOfField(label=_("Registered with NSSF?"), choices=c.Known.choices)
    proof = OneOfField(label=_("How do we know?"), choices=c.ProofGrade.choices)

    @classmethod
    def initial_of(cls, record: Placement) -> dict[str, Any]:
        """Return a placement as the values of this form."""
        values = {name: getattr(record, name) for name in TERMS}
        days = {name: as_day(values[name]) for name in ("started_on", "ended_on")}
        return {**values, **days, "revision": record.revision}

    def clean(self) -> dict[str, Any]:
        """Ask for the right order of days."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("started_on"), cleaned.get("ended_on")
        if first and last and last.on < first.on:
            self.add_error("ended_on", _("The last day cannot come before the first."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """Return the terms as the service takes them."""
        cleaned = self.cleaned_data
        days = {name: on(cleaned[name]) for name in ("started_on", "ended_on")}
        return {**{name: cleaned[name] for name in TERMS}, **days}


class AddSkillsForm(ClientForm):
    """Skills that the person says she has."""

    skills = SkillsField(label=_("What else can the person do?"), required=True)


class GradeForm(JobsForm):
    """What proof of a skill was seen."""

    grade = OneOfField(
        label=_("How do we know?"),
        choices=[(grade, EvidenceGrade(grade).label) for grade in BY_HAND],
    )
    evidence = forms.CharField(
        label=_("What did you see?"),
        help_text=_("A photograph, a tool in use, a certificate."),
        max_length=300,
        required=False,
    )

    @classmethod
    def initial_of(cls, record: ClaimedSkill) -> dict[str, Any]:
        """Return a claim as the values of this form."""
        grade = record.grade if record.grade in BY_HAND else ""
        return {"grade": grade, "evidence": record.evidence, "revision": record.revision}
