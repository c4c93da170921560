"""A question to another registry, and what an officer found there herself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.desk.fields import ClientForm, OneOfField
from spean.directory.models import RegistryPeer
from spean.people.choices import DocumentType
from spean.people.models import RegistryResult, RegistryWay
from spean.people.services.registry_asking import Inquiry

NUMBERS = (
    ("EQUITY_CARD", DocumentType.EQUITY_CARD.label),
    ("UIN", DocumentType.NATIONAL_ID.label),
    ("NSSF_CARD", DocumentType.NSSF_CARD.label),
    ("BRN", DocumentType.BIRTH_CERTIFICATE.label),
)
FOUND = (RegistryResult.FOUND.value, RegistryResult.FOUND.label)
NOT_FOUND = (RegistryResult.NOT_FOUND.value, RegistryResult.NOT_FOUND.label)


class AskForm(ClientForm):
    """Which registry, for which purpose, by which number, in which way."""

    peer = forms.ModelChoiceField(label=_("Registry"), queryset=RegistryPeer.objects.none())
    purpose = OneOfField(label=_("What for?"), choices=(), look="list")
    number_kind = OneOfField(label=_("By which number?"), choices=NUMBERS, look="list")
    number = forms.CharField(label=_("Number"), max_length=80)
    way = OneOfField(label=_("How?"), choices=RegistryWay.choices, initial=RegistryWay.MANUAL)
    result = OneOfField(
        label=_("What does the registry say?"),
        choices=(FOUND, NOT_FOUND),
        required=False,
        help_text=_("Only if you looked it up yourself."),
    )
    words = forms.CharField(
        label=_("What stands there"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, peers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        peer: Any = self.fields["peer"]
        peer.queryset = peers
        peer.label_from_instance = lambda one: one.organisation.label
        peer.empty_label = _("Please choose")
        codes = sorted({code for one in peers for code in one.purposes})
        purpose: Any = self.fields["purpose"]
        purpose.choices = [("", _("Please choose")), *((code, code) for code in codes)]

    def clean(self) -> dict[str, Any]:
        """Ask for what was found where the officer looked it up herself."""
        said = super().clean() or self.cleaned_data
        if said.get("way") == RegistryWay.MANUAL and not said.get("result"):
            self.add_error("result", _("Please choose what the registry says."))
        return said

    def inquiry(self) -> Inquiry:
        """Return what the service takes."""
        said = self.cleaned_data
        return Inquiry(
            type=said["number_kind"],
            number=said["number"],
            purpose=said["purpose"],
            way=said["way"],
            is_found=said["result"] == RegistryResult.FOUND,
            words=said["words"],
        )
