"""Where and with whom the person lives (F1 10 to 13)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.desk.fields import AreaField, ClientForm, OneOfField, WholeField
from spean.people import choices as c

MOST_PEOPLE = 60
PARTS_OF_HOUSEHOLD = ("children_under_5", "children_5_17", "elderly", "with_disability")


def _people(label: Any) -> WholeField:
    return WholeField(label=label, most=MOST_PEOPLE, required=False)


class AddressForm(ClientForm):
    """The address now, the one she comes from, and what the conflict did (F1 10 and 11)."""

    mostly_optional = True

    area = AreaField(
        label=_("Commune or village"),
        help_text=_("Type the name in Khmer or Latin letters, or the code."),
    )
    address = forms.CharField(label=_("House, street, landmark"), max_length=300, required=False)
    lives_in = OneOfField(
        label=_("Lives in"), choices=c.LivesIn.choices, look="list", required=False
    )
    permanent_area = AreaField(label=_("Permanent address, if it is another"), required=False)
    permanent_address = forms.CharField(
        label=_("House, street, landmark there"), max_length=300, required=False
    )
    is_displaced = OneOfField(
        label=_("Displaced by the conflict?"), choices=c.YesNoUnknown.choices, required=False
    )
    home_damaged = OneOfField(
        label=_("Mines or damage at home?"), choices=c.YesNoUnknown.choices, required=False
    )


class MaritalForm(ClientForm):
    """Marital status (F1 13)."""

    mostly_optional = True

    marital_status = OneOfField(
        label=_("Marital status"), choices=c.MaritalStatus.choices, look="list", required=False
    )


class HouseholdForm(ClientForm):
    """Who eats from one pot (F1 12)."""

    mostly_optional = True

    size = _people(_("People in the household"))
    children_under_5 = _people(_("Children under 5"))
    children_5_17 = _people(_("Children 5 to 17"))
    out_of_school = _people(_("Of these, out of school"))
    elderly = _people(_("People of 60 and older"))
    with_disability = _people(_("People with a disability"))
    has_pregnant_member = OneOfField(
        label=_("Is somebody pregnant?"), choices=c.YesNoUnknown.choices, required=False
    )
    head_sex = OneOfField(label=_("Head of household"), choices=c.Sex.choices, required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse parts that are larger than the whole."""
        cleaned = super().clean() or {}
        size = cleaned.get("size")
        for name in PARTS_OF_HOUSEHOLD:
            if size is not None and (cleaned.get(name) or 0) > size:
                self.add_error(name, _("More than the people in the household."))
        children = cleaned.get("children_5_17")
        if children is not None and (cleaned.get("out_of_school") or 0) > children:
            self.add_error("out_of_school", _("More than the children of 5 to 17."))
        return cleaned
