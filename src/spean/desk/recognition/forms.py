"""Applying, rating, proving and ending a recognition, as it is filled in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.desk.fields import (
    ClientForm,
    DayField,
    DecimalField,
    NumberedField,
    OneOfField,
    SomeOfField,
    WholeField,
)
from spean.desk.fields.revised_form import MarkedForm, on
from spean.skills import choices as c
from spean.skills.models import Assessor, Standard
from spean.skills.selectors.recognition import UnitView
from spean.skills.services.evidence import Piece
from spean.skills.services.recognition import ApplicationWords

MOST_FEE = 10_000_000
MOST_WAGE = 9_999


class ApplicationForm(MarkedForm):
    """Which standard, after she was told; what it costs and who pays; how she agreed."""

    standard = forms.ChoiceField(label=_("Which trade?"))
    was_told = forms.BooleanField(
        label=_("She was told what it is, what it costs and what can happen"), required=False
    )
    consent = OneOfField(label=_("How did she agree?"), choices=c.Heard.choices)
    fee_khr = WholeField(label=_("What does it cost, in riel?"), most=MOST_FEE, required=False)
    fee_paid_by = OneOfField(label=_("Who pays?"), choices=c.Sponsor.choices)
    wage_before = DecimalField(
        label=_("What does she earn now, in dollars a month?"),
        help_text=_("Asked again three and six months after the certificate."),
        most=MOST_WAGE,
        required=False,
    )

    def __init__(self, data: Any = None, *, standards: list[Standard], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["standard"].choices = [("", _("Please choose"))] + [
            (one.code, f"{one.label} · {one.level}") for one in standards
        ]

    def words(self, today: Any) -> ApplicationWords:
        """Return the application as the service takes it."""
        said = self.cleaned_data
        return ApplicationWords(
            standard_code=said["standard"],
            informed_on=today if said["was_told"] else None,
            consent=said["consent"],
            fee_khr=said["fee_khr"] or 0,
            fee_paid_by=said["fee_paid_by"],
            wage_before=said["wage_before"],
        )


class TasksForm(ClientForm):
    """One question for each task: never, with help, alone, can teach it."""

    is_read_aloud = forms.BooleanField(label=_("I read the tasks aloud and mark"), required=False)

    def __init__(
        self, data: Any = None, *, units: list[UnitView], first: dict[Any, int], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.units = units
        for unit in units:
            for task, level in unit.tasks:
                known = first.get(task.pk) if level is None else level
                self.fields[str(task.pk)] = NumberedField(
                    label=task.label, choices=c.OwnWord.choices, initial=known
                )

    def groups(self) -> list[tuple[UnitView, list[tuple[Any, Any]]]]:
        """Return the questions by unit, each with its task."""
        return [
            (unit, [(task, self[str(task.pk)]) for task, _level in unit.tasks])
            for unit in self.units
        ]

    def levels(self) -> dict[Any, int]:
        """Return what she said of each task."""
        tasks = [task for unit in self.units for task, _level in unit.tasks]
        return {task.pk: self.cleaned_data[str(task.pk)] for task in tasks}


class ProofForm(MarkedForm):
    """One piece of proof."""

    ids = "proof_%s"

    unit = forms.ChoiceField(label=_("For which unit?"))
    kind = OneOfField(label=_("What is it?"), choices=c.EvidenceKind.choices, look="list")
    file = forms.FileField(
        label=_("The file"),
        help_text=_("A picture or a paper up to 5 MB, a voice up to 12 MB, a film up to 50 MB."),
    )
    made_on = DayField(label=_("From which day is it?"), required=False)
    language = OneOfField(
        label=_("In which language?"), choices=c.EvidenceLanguage.choices, look="list"
    )

    def __init__(self, data: Any = None, *, units: list[UnitView], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["unit"].choices = [(one.row.unit.code, one.row.unit.label) for one in units]

    def piece(self) -> Piece:
        """Return what is said of the file, as the service takes it."""
        said = self.cleaned_data
        return Piece(said["unit"], said["kind"], said["language"], on(said["made_on"]))


class CheckForm(ClientForm):
    """The four questions of a piece of proof."""

    passed = SomeOfField(
        label=_("Tick what is true of it"),
        choices=[
            ("is_authentic", _("It is her own work or her own paper")),
            ("is_sufficient", _("It shows enough of the unit")),
            ("is_valid", _("It belongs to this unit")),
            ("is_current", _("It is recent enough")),
        ],
        required=False,
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def answers(self) -> dict[str, bool]:
        """Return the four answers; what is not ticked is a no."""
        field: Any = self.fields["passed"]
        return {name: name in self.cleaned_data["passed"] for name in field.words}


class ReviewForm(ClientForm):
    """Which units lack something, and where it goes."""

    gaps = SomeOfField(
        label=_("In which units is something missing?"),
        help_text=_("These are not assessed now. She may learn them first."),
        choices=(),
        required=False,
    )
    goes = OneOfField(
        label=_("What is next?"),
        choices=[
            ("assess", _("The other units go to the assessment")),
            ("learn", _("She learns first")),
        ],
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=500)

    def __init__(self, data: Any = None, *, units: list[UnitView], **kwargs: Any) -> None:
        initial = {"gaps": [str(one.row.unit_id) for one in units if one.standing.is_gap]}
        super().__init__(data, initial=initial, **kwargs)
        self.units = units
        gaps: Any = self.fields["gaps"]
        gaps.choices = [(str(one.row.unit_id), one.row.unit.label) for one in units]

    def gap_units(self) -> frozenset[Any]:
        """Return the units in which something is missing."""
        chosen = set(self.cleaned_data["gaps"])
        ids = [one.row.unit_id for one in self.units]
        return frozenset(id for id in ids if str(id) in chosen)


class AppealForm(MarkedForm):
    """Why she does not accept the result, and who looks again."""

    reason = OneOfField(label=_("Why?"), choices=c.AppealReason.choices, look="list")
    words = forms.CharField(label=_("In her words"), required=False, max_length=500)
    assessor = forms.ChoiceField(label=_("Who looks again?"))

    def __init__(self, data: Any = None, *, assessors: list[Assessor], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.assessors = {str(one.pk): one for one in assessors}
        self.fields["assessor"].choices = named(assessors)


class WageForm(ClientForm):
    """What she earns now."""

    is_reached = OneOfField(
        label=_("Did you reach her?"), choices=[("yes", _("Yes")), ("no", _("No"))]
    )
    wage = DecimalField(
        label=_("What does she earn, in dollars a month?"), most=MOST_WAGE, required=False
    )


def named(assessors: list[Assessor]) -> list[tuple[str, Any]]:
    """Return assessors as the answers of a list."""
    return [("", _("Please choose"))] + [
        (str(one.pk), f"{one.user.display_name} · {one.registration_no}") for one in assessors
    ]
