"""What the pages of standards ask: names, a unit, a task, a paper, a day, a table."""

import base64
import binascii
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.core.errors import DomainError
from spean.desk.fields import ClientForm, DayField
from spean.desk.fields.revised_form import MarkedForm, RevisedForm, on
from spean.directory.models import Occupation, Skill
from spean.skills.gateways.standards_csv import LARGEST
from spean.skills.models import CqfLevel, Standard, Unit, UnitTask
from spean.skills.selectors.standards import skills_for
from spean.skills.services.standard_versions import Paper
from spean.skills.services.standards import Names

# A file in base64 is a third longer than it was.
_LONGEST = LARGEST * 4 // 3 + 8
WHOLE_DAY = _("Please write the day too, such as 1 January 2027.")
NO_FILE = _("Please choose a file.")


class FindForm(ClientForm):
    """Words that are looked for, and whether only what nobody has confirmed."""

    mostly_optional = True

    words = forms.CharField(label=_("Name, occupation or code"), max_length=100, required=False)
    is_unverified = forms.BooleanField(label=_("Only those not verified"), required=False)


class NamesForm(RevisedForm):
    """A name in both languages: a certificate carries both."""

    label_km = forms.CharField(label=_("Name in Khmer"), max_length=300)
    label_en = forms.CharField(label=_("Name in English"), max_length=300)

    @classmethod
    def initial_of(cls, record: Standard | Unit | UnitTask | CqfLevel) -> dict[str, Any]:
        """Return a record as the values of this form."""
        return {
            "label_km": record.label_km,
            "label_en": record.label_en,
            "revision": record.revision,
        }

    def names(self) -> Names:
        """Return what the services take."""
        return Names(km=self.cleaned_data["label_km"], en=self.cleaned_data["label_en"])


class StandardForm(NamesForm):
    """The names and the source of a version that nobody has used yet."""

    source = forms.CharField(
        label=_("Source"), help_text=_("Who wrote it, and where it can be read."), max_length=300
    )

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """Return a standard as the values of this form."""
        return {**super().initial_of(record), "source": record.source}


class LevelForm(NamesForm):
    """A level of qualifications: its names, what it equals, and by what it is confirmed."""

    equal_km = forms.CharField(
        label=_("Equal to, in Khmer"), help_text=_("In general education."), max_length=200
    )
    equal_en = forms.CharField(label=_("Equal to, in English"), max_length=200)
    source = forms.CharField(
        label=_("Source"), help_text=_("Who wrote it, and where it can be read."), max_length=300
    )
    document = forms.CharField(
        label=_("Document that confirms it"),
        help_text=_("Its kind, number and date. Without one, the level is not verified."),
        max_length=200,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("equal_km", "equal_en", "document"):
            self.fields[name].required = False

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """Return a level as the values of this form."""
        own = {name: getattr(record, name) for name in ("equal_km", "equal_en", "source")}
        return {**super().initial_of(record), **own, "document": record.document}

    def equal(self) -> Names:
        """Return what it equals, as the service takes it."""
        return Names(km=self.cleaned_data["equal_km"], en=self.cleaned_data["equal_en"])


class UnitForm(NamesForm):
    """A unit: its names, and the skills it hangs on."""

    skills = forms.ModelMultipleChoiceField(
        label=_("Skills"),
        help_text=_("By these, work that somebody has done speaks for the unit."),
        queryset=Skill.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, data: Any = None, *, unit: Unit | None, occupation: Occupation, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        field: Any = self.fields["skills"]
        field.queryset = skills_for(unit, occupation)
        field.label_from_instance = lambda row: row.label

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """Return a unit as the values of this form."""
        return {**super().initial_of(record), "skills": list(record.skills.all())}

    def skill_codes(self) -> tuple[str, ...]:
        """Return the codes of the skills that were ticked."""
        return tuple(skill.code for skill in self.cleaned_data["skills"])


class TaskForm(NamesForm):
    """A task: its names, and the picture for who does not read."""

    picture = forms.CharField(
        label=_("Picture"),
        help_text=_("The name of a picture of the kept set. It may be left empty."),
        max_length=40,
        required=False,
    )

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """Return a task as the values of this form."""
        return {**super().initial_of(record), "picture": record.picture}


class WholeDays(MarkedForm):
    """A form whose days are whole: a paper is dated, and a version begins on a day."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    days: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        """Ask for the day, not the month alone."""
        cleaned = super().clean() or {}
        for name in self.days:
            day = cleaned.get(name)
            if day is not None and day.precision != "day":
                self.add_error(name, WHOLE_DAY)
        return cleaned

    def refuse(self, refusal: DomainError) -> None:
        """Say a refusal on top."""
        self.add_error(None, str(refusal))


class PaperForm(WholeDays):
    """By what a standard is confirmed."""

    days = ("dated",)
    document = forms.CharField(label=_("Which document confirms it?"), max_length=200)
    number = forms.CharField(label=_("Its number"), max_length=60)
    dated = DayField(label=_("Its date"))
    confirmed_by = forms.CharField(
        label=_("Who confirmed it?"),
        help_text=_("The name and the office of who signed."),
        max_length=200,
    )

    def paper(self) -> Paper:
        """Return what the service takes."""
        said = self.cleaned_data
        return Paper(said["document"], said["number"], on(said["dated"]), said["confirmed_by"])


class DoubtForm(ClientForm):
    """Why a standard is not verified after all."""

    reason = forms.CharField(label=_("Why is it not verified any more?"), max_length=300)


class VersionForm(WholeDays):
    """From which day the next version holds."""

    days = ("valid_from",)
    valid_from = DayField(
        label=_("From which day does the new version hold?"),
        help_text=_("The version of now ends the day before."),
        may_be_future=True,
    )


class TableForm(ClientForm):
    """A table that comes in: looked at first, then sent once more as it was read."""

    # One of the two is needed, and `clean` says so: nothing here "may be left empty".
    mostly_optional = True

    file = forms.FileField(
        label=_("The table"),
        help_text=_("A CSV file in UTF-8, with the headings of the table on this page."),
        widget=forms.FileInput(attrs={"accept": ".csv"}),
        required=False,
    )
    kept = forms.CharField(widget=forms.HiddenInput, max_length=_LONGEST, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for a file, or for the one that was looked at."""
        cleaned = super().clean() or {}
        if not cleaned.get("file") and not cleaned.get("kept"):
            self.add_error("file", NO_FILE)
        return cleaned

    def content(self) -> bytes:
        """Return the bytes of the file; what cannot be read is no table."""
        sent = self.cleaned_data.get("file")
        if sent:
            return bytes(sent.read(LARGEST + 1))
        try:
            return base64.b64decode(self.cleaned_data["kept"], validate=True)
        except (binascii.Error, ValueError):
            return b""
