"""A kit: what is in it, the receipt, the mark, and what became of each thing."""

import base64
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.desk.enterprise.forms.business import today
from spean.desk.fields import ClientForm, DayField, OneOfField, WholeField
from spean.desk.fields.revised_form import MarkedForm
from spean.skills.choices.enterprise import ItemState, KitPurpose
from spean.skills.contracts import KitThing

THINGS: Final = 8
_DRAWN: Final = "data:image/png;base64"


class KitForm(MarkedForm):
    """For what, and from whom it is bought."""

    purpose = OneOfField(label=_("What is the kit for?"), choices=KitPurpose.choices)
    supplier = forms.CharField(label=_("From whom is it bought?"), max_length=160)


class ThingForm(ClientForm):
    """One thing of the kit."""

    name = forms.CharField(label=_("Thing"), required=False, max_length=120)
    count = WholeField(label=_("How many"), required=False, least=1, most=10_000)
    price = WholeField(label=_("Price of one, in riel"), required=False, most=100_000_000)

    def clean(self) -> dict[str, Any]:
        """Ask for the name and the price of what is written."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if any(value not in (None, "") for value in said.values()):
            for name in ("name", "price"):
                if said.get(name) in (None, "") and name not in self.errors:
                    self.add_error(name, _("Please fill this in."))
        return said

    def thing(self) -> KitThing | None:
        """Return the thing, or None if nothing is written."""
        said = self.cleaned_data
        if not said["name"]:
            return None
        return KitThing(said["name"], said["count"] or 1, said["price"])


class ReceiptForm(MarkedForm):
    """The photograph of the receipt."""

    ids = "receipt_%s"

    file = forms.FileField(
        label=_("Photograph of the receipt"), help_text=_("JPEG or PNG, 4 MB at most.")
    )


class HandForm(MarkedForm):
    """The day, and the mark of who receives the kit."""

    ids = "hand_%s"

    on = DayField(label=_("On which day?"), initial=today)
    # The drawing of a finger or a mouse, put here by plan.js.
    drawn = forms.CharField(widget=forms.HiddenInput, required=False, max_length=400_000)
    mark = forms.FileField(
        label=_("Photograph of the signature or thumbprint"),
        help_text=_("JPEG or PNG, 4 MB at most."),
        required=False,
    )

    def content(self) -> bytes:
        """Return the mark: the file if there is one, else what was drawn."""
        if self.cleaned_data["mark"]:
            return bytes(self.cleaned_data["mark"].read())
        kind, _comma, packed = self.cleaned_data["drawn"].partition(",")
        try:
            return base64.b64decode(packed, validate=True) if kind == _DRAWN else b""
        except ValueError:
            return b""


class LookForm(ClientForm):
    """What became of each thing, and on which day somebody looked."""

    on = DayField(label=_("On which day?"), initial=today)

    def __init__(self, data: Any = None, *, items: Any, **kwargs: Any) -> None:
        super().__init__(data, auto_id="look_%s", **kwargs)
        self.items = list(items)
        for item in self.items:
            field = OneOfField(label=item.name, choices=ItemState.choices, look="list")
            field.initial = item.state
            self.fields[str(item.pk)] = field
        self.order_fields([str(item.pk) for item in self.items])

    def states(self) -> dict[Any, str]:
        """Return {id of the thing: what became of it}."""
        return {item.pk: self.cleaned_data[str(item.pk)] for item in self.items}
