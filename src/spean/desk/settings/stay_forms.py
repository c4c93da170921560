"""Where a centre works from for some weeks, and who of that place helps."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.desk.fields import Day, DayField, SomeOfField
from spean.desk.settings.forms import RefusableForm
from spean.directory.models import Centre
from spean.directory.selectors.evacuations import Stay, serving_at


class StayForm(RefusableForm):
    """The days, and the colleagues of the host."""

    starts_on = DayField(label=_("First day"), may_be_future=True)
    ends_on = DayField(
        label=_("Last day"),
        may_be_future=True,
        help_text=_("After this day nobody of the other centre opens a file; nothing else to do."),
    )
    staff = SomeOfField(
        label=_("Who of the other centre helps?"),
        choices=[],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each keeps her own role, and sees what that role sees here."),
    )

    def __init__(self, data: Any, *, centre: Centre, host: Centre, today: date) -> None:
        super().__init__(data, initial={"starts_on": Day(today)})
        self.centre, self.host = centre, host
        serving: dict[UUID, list[str]] = {}
        for one in serving_at(host, today):
            said = serving.setdefault(one.user_id, [one.user.display_name])
            said.append(one.get_role_display())
        offered = [(str(key), " · ".join(words)) for key, words in serving.items()]
        self.fields["staff"].choices = offered  # type: ignore[attr-defined]

    def stay(self) -> Stay:
        """Return the stay as the service takes it."""
        said = self.cleaned_data
        return Stay(self.centre, self.host, said["starts_on"].on, said["ends_on"].on)

    def users(self) -> list[UUID]:
        """Return who is to help."""
        return [UUID(one) for one in self.cleaned_data["staff"]]
