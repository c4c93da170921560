"""The form of a target."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.core.errors import DomainError
from spean.desk.fields import ClientForm, Day, DayField, WholeField
from spean.directory.models import Centre
from spean.results.models import Indicator, Target
from spean.results.services import Promise


class TargetForm(ClientForm):
    """How many, of what, for whom, by when, and who says so."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, initial=1)
    indicator = forms.ModelChoiceField(Indicator.objects.none(), label=_("Indicator"))
    centre = forms.ModelChoiceField(
        Centre.objects.none(),
        label=_("Centre"),
        required=False,
        empty_label=_("The whole programme"),
    )
    value = WholeField(label=_("How many"), least=1, most=10_000_000)
    by = DayField(label=_("By which day"), may_be_future=True)
    source = forms.CharField(
        label=_("Who says so"),
        max_length=200,
        help_text=_("The document, and its date."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].queryset = Indicator.objects.order_by("sort")
        self.fields["centre"].queryset = Centre.objects.order_by("code")
        for name in ("indicator", "centre"):
            self.fields[name].label_from_instance = lambda row: row.label

    @classmethod
    def of(cls, target: Target, data: Any = None) -> "TargetForm":
        """Return the form as it stands for a target."""
        known = {name: getattr(target, name) for name in ("id", "revision", "value", "source")}
        links = {"indicator": target.indicator_id, "centre": target.centre_id}
        return cls(data, initial={**known, **links, "by": Day(target.by)})

    def promise(self) -> Promise:
        """Return what the service takes."""
        values = self.cleaned_data
        day: Day = values["by"]
        return Promise(day.on, values["value"], values["source"], values["centre"])

    def refuse(self, refusal: DomainError) -> None:
        """Put a refusal on top; what was written stays."""
        self.add_error(None, str(refusal))
