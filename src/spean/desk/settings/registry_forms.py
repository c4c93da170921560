"""What is agreed with another registry, as the administrator writes it down."""

from typing import Any
from uuid import UUID, uuid4, uuid5

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.desk.fields import OneOfField, SomeOfField
from spean.desk.settings.forms import RefusableForm
from spean.directory.models import Organisation, RegistryPeer
from spean.people.choices import Scope

KINDS = (("Person", _("People")), ("Group", _("Households")))
FIELDS = (
    ("name", _("Name")),
    ("sex", _("Sex")),
    ("birth_date", _("Date of birth")),
    ("address", _("Province and district")),
    ("marital_status", _("Marital status")),
    ("registration_date", _("Day of registration")),
    ("household", _("Household and its size")),
    ("poverty", _("Level of the equity card")),
)
_PLAIN = (
    *("sender_id", "callback_uri", "service_uri", "default_purpose", "scope", "recipient"),
    *("record_kinds", "is_active", "is_asked_later"),
)


class RegistryForm(RefusableForm):
    """Who it is, where it answers, by which key, and what it may learn of whom."""

    mostly_optional = True
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects, required=False
    )
    new_name = forms.CharField(label=_("Or the name of a new one"), max_length=200, required=False)
    sender_id = forms.CharField(label=_("Its name in messages"), max_length=99)
    callback_uri = forms.CharField(
        label=_("Address for answers"),
        max_length=300,
        required=False,
        help_text=_("Answers go below this address and nowhere else."),
    )
    service_uri = forms.CharField(label=_("Address for questions"), max_length=300, required=False)
    is_asked_later = forms.BooleanField(
        label=_("It answers later"),
        required=False,
        help_text=_("Empty: it is asked and answers in the same breath."),
    )
    key_id = forms.CharField(label=_("Name of its key"), max_length=60, required=False)
    key = forms.CharField(
        label=_("Its public key"),
        max_length=60,
        required=False,
        help_text=_("Ed25519 in base64. A key of the same name is replaced; others stay."),
    )
    password = forms.CharField(
        label=_("Password it must send"),
        max_length=120,
        required=False,
        help_text=_("Empty changes nothing."),
    )
    purposes = forms.CharField(
        label=_("Purposes it may name"),
        max_length=300,
        help_text=_("Codes with a comma between them."),
    )
    default_purpose = forms.CharField(
        label=_("Purpose agreed for all"),
        max_length=60,
        required=False,
        help_text=_("Empty: a question that names no purpose finds nobody."),
    )
    scope = OneOfField(
        label=_("What the person must have allowed"),
        choices=[(one.value, one.label) for one in Scope if one.value.startswith("share_")],
        look="list",
    )
    recipient = forms.CharField(
        label=_("Its name in the consent, if it is one"), max_length=120, required=False
    )
    record_kinds = SomeOfField(label=_("Of whom"), choices=KINDS, required=False)
    fields_told = SomeOfField(label=_("What it may learn"), choices=FIELDS, required=False)
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation: Any = self.fields["organisation"]
        organisation.queryset = Organisation.objects.exclude(kind="employer").order_by("label_en")
        organisation.label_from_instance = lambda one: one.label
        organisation.empty_label = _("Please choose")

    def clean(self) -> dict[str, Any]:
        """Ask whose registry it is, in one of the two ways."""
        said = super().clean() or self.cleaned_data
        if not said.get("organisation") and not said.get("new_name"):
            self.add_error("organisation", _("Please choose whose registry it is."))
        return said

    @classmethod
    def of(cls, peer: RegistryPeer, data: Any = None) -> "RegistryForm":
        """Return the form as it stands for a registry."""
        kept = {name: getattr(peer, name) for name in _PLAIN}
        kept |= {"fields_told": peer.fields, "purposes": ", ".join(peer.purposes)}
        own = {"id": peer.pk, "revision": peer.revision, "organisation": peer.organisation_id}
        return cls(data, initial={**kept, **own})

    def values(self) -> dict[str, Any]:
        """Return what the service takes."""
        said = self.cleaned_data
        kept = {name: said[name] for name in (*_PLAIN, "key_id", "key") if name in said}
        codes = [one.strip() for one in said["purposes"].split(",") if one.strip()]
        told = {"fields": said["fields_told"], "purposes": codes}
        chosen = said["organisation"]
        return {**kept, **told, "organisation_id": chosen.pk if chosen else self.new_id()}

    def new_id(self) -> UUID:
        """Return the id of the organisation that is made with this registry: one for each form."""
        return uuid5(self.cleaned_data["id"], "organisation")
