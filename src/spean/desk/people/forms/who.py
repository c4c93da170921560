"""Who the person is, how to reach her, what she shows (F1 2 to 9)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.desk.fields import ClientForm, DayField, OneOfField, PhoneField
from spean.people import choices as c

NAME_MISSING = _("Please write the name in Khmer or Latin letters.")
NAMES = ("family_name_km", "given_name_km", "family_name_lat", "given_name_lat")


class IdentityForm(ClientForm):
    """Names, sex and birth (F1 4 to 6)."""

    mostly_optional = True

    family_name_km = forms.CharField(label=_("Family name"), max_length=80, required=False)
    given_name_km = forms.CharField(label=_("Given name"), max_length=80, required=False)
    sex = OneOfField(label=_("Sex"), choices=c.Sex.choices)
    born = DayField(
        label=_("Birth date or age"),
        help_text=_("Birth date not known? An approximate age will do."),
        may_be_age=True,
    )
    family_name_lat = forms.CharField(
        label=_("Family name in Latin letters"), max_length=80, required=False
    )
    given_name_lat = forms.CharField(
        label=_("Given name in Latin letters"), max_length=80, required=False
    )
    nickname = forms.CharField(label=_("Called by others"), max_length=80, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for a name in one of the two scripts."""
        cleaned = super().clean() or {}
        if not any(cleaned.get(name) or self.errors.get(name) for name in NAMES):
            self.add_error("given_name_km", NAME_MISSING)
        return cleaned


class ArrivalForm(ClientForm):
    """Who this is to us, and how she came (F1 2 and 3)."""

    client_type = OneOfField(label=_("Who is this?"), choices=c.ClientType.choices, look="list")
    channel = OneOfField(
        label=_("How did this person come to us?"), choices=c.Channel.choices, look="list"
    )


class ContactForm(ClientForm):
    """One telephone, whose it is, and whether it is safe to call (F1 8)."""

    number = PhoneField(label=_("Telephone"))
    owner = OneOfField(label=_("Whose telephone is it?"), choices=c.PhoneOwner.choices, look="list")
    safe_to_call = OneOfField(
        label=_("Is it safe to call?"), choices=c.SafeToCall.choices, look="open"
    )
    best_time = forms.CharField(label=_("Best time to call"), max_length=80, required=False)
    call_after = forms.TimeField(
        label=_("Do not call before"),
        help_text=_("An hour, such as 17:00."),
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H"],
        error_messages={"invalid": _("Please write the hour like this: 17:00.")},
        widget=forms.TimeInput(
            format="%H:%M", attrs={"class": "in num short", "inputmode": "numeric"}
        ),
    )
    app = OneOfField(label=_("Messages by"), choices=c.MessagingApp.choices, look="list")

    def clean(self) -> dict[str, Any]:
        """Ask for the hours when one may call only at some."""
        cleaned = super().clean() or {}
        if cleaned.get("safe_to_call") == c.SafeToCall.LATER and not (
            cleaned.get("best_time") or cleaned.get("call_after")
        ):
            self.add_error("call_after", _("Please say at which hours one may call."))
        return cleaned


class HiddenNumberForm(ContactForm):
    """A telephone that must not be called: its number is not shown."""

    number = PhoneField(
        label=_("Telephone"),
        help_text=_("Hidden, because nobody may call. Left empty, the number stays as it is."),
        required=False,
    )


class EmergencyForm(ClientForm):
    """Whom to tell in an emergency (F1 9)."""

    name = forms.CharField(label=_("Name"), max_length=120)
    relation = OneOfField(
        label=_("What is this person to her or him?"), choices=c.Relation.choices, look="list"
    )
    phone = PhoneField(label=_("Telephone"), required=False)


class DocumentForm(ClientForm):
    """An identity document or card (F1 7, 17, 18)."""

    kind = OneOfField(label=_("Document"), choices=c.DocumentType.choices, look="list")
    number = forms.CharField(label=_("Number on it"), max_length=40, required=False)
    expires_on = DayField(label=_("Valid until"), may_be_future=True, required=False)
    was_seen = forms.BooleanField(label=_("I have seen it"), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse a number for "no document at all"."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") == c.DocumentType.NONE and cleaned.get("number"):
            self.add_error("kind", _("There is a number: please choose which document it is."))
        return cleaned
