"""A grievance is written down, looked into and answered."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.casework import choices as w
from spean.casework.services.grievances import GrievanceWords
from spean.desk.fields import OneOfField, SomeOfField
from spean.desk.fields.revised_form import MarkedForm
from spean.directory.models import Centre

_TAKEN_IN = [(code, label) for code, label in w.GrievanceWay.choices if code != "web"]


class GrievanceForm(MarkedForm):
    """What was said to a member of staff, by whatever way it came."""

    centre = forms.ChoiceField(label=_("Centre"), choices=[])
    way = OneOfField(label=_("How did it come?"), choices=_TAKEN_IN, look="list")
    kind = OneOfField(label=_("What is it about?"), choices=w.GrievanceKind.choices, look="list")
    about = OneOfField(label=_("About whom?"), choices=w.AboutWhom.choices, look="list")
    story = forms.CharField(
        label=_("What was said?"),
        help_text=_("In their words. Nobody needs to give a name."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=5000,
    )
    contact = forms.CharField(
        label=_("How can we answer?"),
        help_text=_("Only if they wish it. The number on the receipt is enough."),
        required=False,
        max_length=200,
    )

    def __init__(self, data: Any = None, *, centres: Sequence[Centre], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.centres = {str(one.pk): one for one in centres}
        choices = [(key, one.label) for key, one in self.centres.items()]
        self.fields["centre"].choices = choices  # type: ignore[attr-defined]

    def words(self) -> GrievanceWords:
        """Return what was said as the service takes it."""
        said = {name: self.cleaned_data[name] for name in ("way", "kind", "about", "story")}
        centre = self.centres[self.cleaned_data["centre"]]
        return GrievanceWords(centre=centre, contact=self.cleaned_data["contact"], **said)


class LookForm(MarkedForm):
    """Whom it is about: they find no trace of it from then on."""

    ids = "look_%s"
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    accused = SomeOfField(
        label=_("Whom is it about?"),
        help_text=_("Whoever is named here finds no trace of it any more."),
        choices=[],
        required=False,
    )

    def __init__(self, data: Any = None, *, staff: Sequence[User], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        choices = [(str(one.pk), one.display_name) for one in staff]
        self.fields["accused"].choices = choices  # type: ignore[attr-defined]
        self.fields["accused"].words = dict(choices)  # type: ignore[attr-defined]

    def named(self) -> list[UUID]:
        """Return the ids of those named."""
        return [UUID(key) for key in self.cleaned_data["accused"]]


class AnswerForm(MarkedForm):
    """What came of it, and what is told to whoever holds the receipt."""

    ids = "answer_%s"
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    outcome = OneOfField(
        label=_("What came of it?"), choices=w.GrievanceOutcome.choices, look="list"
    )
    answer = forms.CharField(
        label=_("The answer"),
        help_text=_("Whoever gives the number of the receipt reads this. Please name nobody."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )
