"""What a person looks for: asked, never guessed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.desk.fields import (
    DayField,
    DecimalField,
    OccupationField,
    OneOfField,
    SomeOfField,
    WholeField,
    YesNoField,
)
from spean.desk.jobs.forms.base import JobsForm, as_day, on
from spean.directory import selectors as directory
from spean.jobs import choices as c
from spean.jobs.models import JobSeeker
from spean.jobs.services.seekers import PLAIN

ROOM = 3


class WishesForm(JobsForm):
    """The wishes and limits that matching respects."""

    mostly_optional = True

    is_looking = YesNoField(label=_("Looks for work now?"))
    radius_km = WholeField(label=_("How far each day, at most? (km)"), most=500, required=False)
    accepts_dormitory = YesNoField(label=_("Would live in a dormitory?"), required=False)
    will_relocate = YesNoField(label=_("Would move for work?"), required=False)
    available_from = DayField(label=_("Can start from"), required=False, may_be_future=True)
    wage_wanted = DecimalField(
        label=_("Which wage does the person ask for?"),
        help_text=_("US dollars a month."),
        most=99_999,
        required=False,
    )
    wage_floor = DecimalField(
        label=_("Below which wage does the work not help?"),
        help_text=_("US dollars a month. Why it is so much need not be told."),
        most=99_999,
        required=False,
    )
    night_work = OneOfField(label=_("Can work at night?"), choices=c.Known.choices, required=False)
    licences = forms.CharField(
        label=_("Licences held"),
        help_text=_("For example: driving C, forklift. A comma between them."),
        max_length=200,
        required=False,
    )
    wanted_sectors = SomeOfField(label=_("Which workplaces?"), choices=[], required=False)
    party = forms.CharField(
        label=_("Goes together with"),
        help_text=_("One word that both share, for example for a couple. No name."),
        max_length=40,
        required=False,
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        known = kwargs.get("initial") or {}
        self._add_work("wanted", _("Work that is wanted"), known)
        self._add_work("refused", _("Work that is not wanted any more"), known)
        super().__init__(data, **kwargs)
        self.sectors = {row.code: row for row in directory.offered_sectors()}
        chosen = {row.code: row for row in self.initial.get("sector_rows", ())}
        self.sectors = {**self.sectors, **chosen}
        offered: Any = self.fields["wanted_sectors"]
        offered.choices = [(code, row.label) for code, row in self.sectors.items()]
        offered.words = dict(offered.choices)

    def _add_work(self, kind: str, label: Any, known: dict[str, Any]) -> None:
        """Make room for three kinds of work, and for one more than are written down."""
        count = sum(name.startswith(f"{kind}_work_") for name in known)
        fields = dict(self.base_fields)
        for number in range(1, max(ROOM, count + 1) + 1):
            fields[f"{kind}_work_{number}"] = OccupationField(label=label, required=False)
        self.base_fields = fields

    def work_fields(self, kind: str) -> list[Any]:
        """Return the fields for wanted or refused work."""
        return [self[name] for name in self.fields if name.startswith(f"{kind}_work_")]

    @property
    def wanted_fields(self) -> list[Any]:
        """Return the fields for wanted work."""
        return self.work_fields("wanted")

    @property
    def refused_fields(self) -> list[Any]:
        """Return the fields for work that is not wanted any more."""
        return self.work_fields("refused")

    @classmethod
    def initial_of(cls, record: JobSeeker) -> dict[str, Any]:
        """Return wishes as the values of this form."""
        values = {name: getattr(record, name) for name in PLAIN}
        sectors = list(record.wanted_sectors.all())
        for kind, rows in (
            ("wanted", record.wanted_occupations.all()),
            ("refused", record.refused_occupations.all()),
        ):
            values |= {f"{kind}_work_{n}": row for n, row in enumerate(rows, start=1)}
        return {
            **values,
            "available_from": as_day(record.available_from),
            "wanted_sectors": [row.code for row in sectors],
            "sector_rows": sectors,
            "revision": record.revision,
        }

    def values(self) -> dict[str, Any]:
        """Return the wishes as the service takes them."""
        cleaned = self.cleaned_data
        return {
            **{name: cleaned[name] for name in PLAIN},
            "available_from": on(cleaned["available_from"]),
            "wanted_occupations": self._work("wanted"),
            "refused_occupations": self._work("refused"),
            "wanted_sectors": [self.sectors[code] for code in cleaned["wanted_sectors"]],
        }

    def _work(self, kind: str) -> list[Any]:
        rows = [self.cleaned_data[bound.name] for bound in self.work_fields(kind)]
        return [row for row in rows if row is not None]
