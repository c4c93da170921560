"""What a visit to an employer found."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.casework.models import FollowUp
from spean.desk.fields import DayField, OneOfField
from spean.desk.jobs.forms.base import JobsForm, on
from spean.jobs.choices import Known
from spean.jobs.services.checks import VisitFound


class VisitForm(JobsForm):
    """A visit: NSSF now, how it is known, what was agreed, and whether to come again."""

    visited_on = DayField(label=_("On which day was the visit?"))
    nssf = OneOfField(label=_("Is the worker registered with NSSF now?"), choices=Known.choices)
    number_seen = forms.BooleanField(
        label=_("A paper with the NSSF number was seen"),
        required=False,
    )
    note = forms.CharField(
        label=_("What was found and agreed?"),
        help_text=_("No name of a worker, and nothing of what one told us."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    again_on = DayField(label=_("Another visit: on which day?"), required=False, may_be_future=True)

    @classmethod
    def initial_of(cls, record: FollowUp) -> dict[str, Any]:
        """Return a visit as the values of this form."""
        return {"revision": record.revision}

    def found(self) -> VisitFound:
        """Return what was found, as the service takes it."""
        said = self.cleaned_data
        seen = said["number_seen"] and said["nssf"] == Known.YES
        return VisitFound(on(said["visited_on"]), said["nssf"], seen)

    def again(self) -> Any:
        """Return the day of another visit, or None."""
        return on(self.cleaned_data["again_on"])
