"""What the pages of services ask: filters, a service, a day."""

from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from spean.desk.fields import AreaField, ClientForm, DayField, WholeField
from spean.desk.fields.revised_form import RevisedForm, as_day, on
from spean.directory.choices import OrganisationKind, ServiceGroup
from spean.directory.contracts import OfferDetails, OrganisationDetails
from spean.directory.models import ServiceOffer
from spean.directory.selectors.offers import (
    all_service_types,
    checked_lately,
    offers_found,
    organisations_offering,
    places_of_offers,
    types_of_offers,
)

MOST_RIEL = 2_000_000_000
KINDS = [one for one in OrganisationKind.choices if one[0] != OrganisationKind.EMPLOYER]
NAME_MISSING = _("Please choose an organisation, or write the name of a new one.")


class FilterForm(ClientForm):
    """Plain questions that make the list shorter; all may be left empty."""

    mostly_optional = True

    what = forms.ChoiceField(label=_("What"), required=False)
    where = forms.ChoiceField(label=_("Where"), required=False)
    free = forms.BooleanField(label=_("Free of charge"), required=False)
    fresh = forms.BooleanField(label=_("Checked in the last half year"), required=False)

    def __init__(self, data: Any = None, *, offers: QuerySet[ServiceOffer], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offers = offers
        what: Any = self.fields["what"]
        where: Any = self.fields["where"]
        what.choices = [("", _("Everything")), *_kinds(offers)]
        where.choices = [("", _("The whole country")), *_places(offers)]

    def found(self, today: Any) -> QuerySet[ServiceOffer]:
        """Return the services that fit; a filter that is not one of the offered is left out."""
        self.is_valid()
        said = self.cleaned_data
        found = offers_found(
            self.offers,
            what=said.get("what", ""),
            within=said.get("where", ""),
            is_free=bool(said.get("free")),
        )
        return checked_lately(found, today) if said.get("fresh") else found

    def is_narrow(self) -> bool:
        """Tell whether anything was chosen."""
        return any(self.cleaned_data.values())


class ServiceForm(RevisedForm):
    """One service of the directory."""

    mostly_optional = True

    label_km = forms.CharField(
        label=_("What happens there, in Khmer"),
        help_text=_("Begin with what somebody does there: “Learn to sew in three months”."),
        max_length=300,
        required=False,
    )
    label_en = forms.CharField(label=_("The same in English"), max_length=300, required=False)
    service_type = forms.ModelChoiceField(
        label=_("Kind of service"), queryset=all_service_types().none()
    )
    organisation = forms.ModelChoiceField(
        label=_("Who gives it"), queryset=organisations_offering().none(), required=False
    )
    new_km = forms.CharField(
        label=_("A new organisation, in Khmer"), max_length=300, required=False
    )
    new_en = forms.CharField(label=_("Its name in English"), max_length=300, required=False)
    new_kind = forms.ChoiceField(label=_("What it is"), choices=KINDS, required=False)
    area = AreaField(label=_("Commune or district"), levels=(3, 2, 4, 1))
    hours = forms.CharField(label=_("When it is open"), max_length=200, required=False)
    cost_khr = WholeField(
        label=_("Cost for a person, in riel"),
        help_text=_("0 if it is free of charge. Left empty, it is not known."),
        most=MOST_RIEL,
        required=False,
    )
    capacity = WholeField(
        label=_("Places"),
        help_text=_("How many people can be taken in at once."),
        most=MOST_RIEL,
        required=False,
    )
    who_for = forms.CharField(label=_("Who may come"), max_length=300, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    contact_name = forms.CharField(label=_("Contact person"), max_length=120, required=False)
    is_contact_public = forms.BooleanField(
        label=_("This person agreed that the name is published with the list"), required=False
    )
    verified_on = DayField(
        label=_("When was this checked?"),
        help_text=_("Left empty, nobody has checked it yet."),
        required=False,
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        kind: Any = self.fields["service_type"]
        by: Any = self.fields["organisation"]
        kind.queryset, by.queryset = all_service_types(), organisations_offering()
        kind.label_from_instance = by.label_from_instance = lambda row: row.label
        kind.empty_label, by.empty_label = _("Please choose"), _("A new one, written below")

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """Return a service as the values of this form."""
        names = ("hours", "cost_khr", "capacity", "who_for", "phone", "contact_name")
        values = {name: getattr(record, name) for name in (*names, "label_km", "label_en")}
        return {
            **values,
            "service_type": record.service_type,
            "organisation": record.organisation,
            "area": record.area,
            "is_contact_public": record.is_contact_public,
            "verified_on": as_day(record.verified_on),
            "revision": record.revision,
        }

    def clean(self) -> dict[str, Any]:
        """Ask for an organisation: one of the list, or a new one."""
        cleaned = super().clean() or {}
        if not any(cleaned.get(name) for name in ("organisation", "new_km", "new_en")):
            self.add_error("organisation", NAME_MISSING)
        return cleaned

    def organisation_details(self) -> OrganisationDetails | None:
        """Return the new organisation, if one was written instead of chosen."""
        said = self.cleaned_data
        if said["organisation"] is not None:
            return None
        kind = said["new_kind"] or OrganisationKind.OTHER
        return OrganisationDetails(kind=kind, label_km=said["new_km"], label_en=said["new_en"])

    def details(self, organisation_id: Any, is_active: bool = True) -> OfferDetails:
        """Return what the service takes."""
        said = self.cleaned_data
        names = ("label_km", "label_en", "hours", "cost_khr", "capacity", "who_for", "phone")
        return OfferDetails(
            organisation_id=organisation_id,
            service_type_id=said["service_type"].pk,
            area_id=said["area"].pk,
            contact_name=said["contact_name"],
            is_contact_public=said["is_contact_public"],
            verified_on=on(said["verified_on"]),
            is_active=is_active,
            **{name: said[name] for name in names},
        )


def blank() -> dict[str, Any]:
    """Return what stands in an empty form."""
    return {"id": uuid4(), "revision": 1}


def _kinds(offers: QuerySet[ServiceOffer]) -> list[tuple[Any, Any]]:
    kinds = list(types_of_offers(offers))
    groups = {one.group for one in kinds}
    # Tuples of tuples become headings in the list.
    return [
        (
            label,
            [
                (group, _("All of these")),
                *((one.code, one.label) for one in kinds if one.group == group),
            ],
        )
        for group, label in ServiceGroup.choices
        if group in groups
    ]


def _places(offers: QuerySet[ServiceOffer]) -> list[tuple[str, str]]:
    return [
        (one.code, one.label if len(one.code) == 2 else f"— {one.label}")
        for one in places_of_offers(offers)
    ]
