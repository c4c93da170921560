"""Forms of the settings: users, their postings, centres, the trail's filter."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.accounts.choices import Role
from spean.accounts.models import User
from spean.core.errors import DomainError
from spean.core.refs import Ref
from spean.desk.fields import AreaField, ClientForm, DayField, OneOfField, PhoneField
from spean.directory.choices import OperatorKind
from spean.directory.contracts import CentreDetails
from spean.directory.models import Centre
from spean.directory.services.postings import CENTRE_ROLES, NATIONAL_ROLES, Terms


class RefusableForm(ClientForm):
    """A form that can say what a service refused."""

    def refuse(self, refusal: DomainError) -> None:
        """Put a refusal on top of the form; what was written stays."""
        self.add_error(None, str(refusal))


class NamesForm(RefusableForm):
    """How colleagues read a user's name, and her telephone."""

    mostly_optional = True
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    name_km = forms.CharField(label=_("Name in Khmer"), max_length=120, required=False)
    name_en = forms.CharField(label=_("Name in Latin letters"), max_length=120, required=False)
    phone = PhoneField(label=_("Telephone"), required=False)

    @classmethod
    def of(cls, user: User, data: Any = None) -> "NamesForm":
        """Return the form as it stands for a user."""
        names = {"name_km": user.name_km, "name_en": user.name_en, "phone": user.phone}
        return cls(data, initial={"revision": user.revision, **names})

    def names(self) -> dict[str, str]:
        """Return what the service takes."""
        return {name: self.cleaned_data[name] for name in ("name_km", "name_en", "phone")}


class UserForm(NamesForm):
    """A new user."""

    mostly_optional = False
    revision = None  # type: ignore[assignment]
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    username = forms.CharField(
        label=_("Sign-in name"),
        max_length=60,
        help_text=_("Letters a to z, Khmer letters, digits, dot, hyphen. Capitals do not matter."),
    )
    is_administrator = forms.BooleanField(
        label=_("Administrator"),
        required=False,
        help_text=_("May make users and centres; sees no person's file."),
    )
    field_order = ["id", "username", "name_km", "name_en", "phone", "is_administrator"]


class PostingForm(RefusableForm):
    """A role, a centre, and from when to when."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    role = forms.ChoiceField(label=_("Role"))
    centre = forms.ModelChoiceField(
        label=_("Centre"),
        queryset=Centre.objects.none(),
        required=False,
        empty_label=_("The whole country"),
        help_text=_("Ministry, ILO, donors, auditors and administrators serve without a centre."),
    )
    starts_on = DayField(label=_("First day"), may_be_future=True)
    ends_on = DayField(label=_("Last day"), may_be_future=True, required=False)

    def __init__(self, *args: Any, centres: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role, centre = self.fields["role"], self.fields["centre"]
        role.choices = [(r.value, r.label) for r in (*CENTRE_ROLES, *NATIONAL_ROLES)]  # type: ignore[attr-defined]
        centre.queryset = centres  # type: ignore[attr-defined]
        centre.label_from_instance = lambda one: one.label  # type: ignore[attr-defined]

    def terms(self) -> Terms:
        """Return what the service takes."""
        said = self.cleaned_data
        last = said["ends_on"]
        return Terms(
            role=Role(said["role"]),
            centre=said["centre"],
            starts_on=said["starts_on"].on,
            ends_on=last.on if last else None,
        )


class EndPostingForm(RefusableForm):
    """The last day of a posting."""

    last_day = DayField(
        label=_("Last day"),
        may_be_future=True,
        help_text=_("Yesterday or earlier ends it at once."),
    )


class CentreForm(RefusableForm):
    """What a centre says about itself."""

    mostly_optional = True
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, initial=1)
    code = forms.CharField(label=_("Code"), max_length=12)
    label_km = forms.CharField(label=_("Name in Khmer"), max_length=300)
    label_en = forms.CharField(label=_("Name in English"), max_length=300, required=False)
    operator_kind = OneOfField(label=_("Run by"), choices=OperatorKind.choices)
    area = AreaField(label=_("Place"), levels=(1, 2, 3, 4))
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    telegram = forms.CharField(label=_("Telegram"), max_length=60, required=False)
    hours_km = forms.CharField(label=_("Opening hours in Khmer"), max_length=200, required=False)
    hours_en = forms.CharField(label=_("Opening hours in English"), max_length=200, required=False)
    is_open = forms.BooleanField(label=_("Open to the public"), required=False, initial=True)

    PLAIN = (
        *("code", "label_km", "label_en", "operator_kind", "address", "phone", "telegram"),
        *("hours_km", "hours_en", "is_open"),
    )

    @classmethod
    def of(cls, centre: Centre, data: Any = None) -> "CentreForm":
        """Return the form as it stands for a centre."""
        initial = {name: getattr(centre, name) for name in cls.PLAIN}
        kept = {"id": centre.pk, "revision": centre.revision, "area": centre.area}
        return cls(data, initial={**initial, **kept})

    def details(self, centre: Centre | None = None) -> CentreDetails:
        """Return what the service takes; what the form does not ask stays as it is."""
        said = {name: self.cleaned_data[name] for name in self.PLAIN}
        unasked = ("operator_id", "latitude", "longitude", "is_invented")
        kept = {name: getattr(centre, name) for name in unasked} if centre else {}
        return CentreDetails(**said, area_id=self.cleaned_data["area"].pk, **kept)


class TrailForm(ClientForm):
    """Which entries of the trail to show."""

    mostly_optional = True
    actor = forms.CharField(label=_("Sign-in name"), max_length=60, required=False)
    action = forms.CharField(label=_("Kind of act"), max_length=60, required=False)
    record = forms.CharField(
        label=_("Record"),
        max_length=80,
        required=False,
        help_text=_("Kind and number, as the list shows them: person:…"),
    )

    def clean_record(self) -> Ref | None:
        """Return the record meant, or None.

        :raises ValidationError: if it is not a kind and a number
        """
        text = self.cleaned_data["record"]
        if not text:
            return None
        kind, _colon, number = text.partition(":")
        try:
            return Ref(kind.strip(), UUID(number.strip()))
        except ValueError:
            said = _("Please write the kind and the number as the list shows them.")
            raise forms.ValidationError(said) from None
