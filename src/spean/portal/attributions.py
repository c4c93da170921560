"""Whose data this site shows: only what is loaded here is named."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from spean.directory.choices import Classification
from spean.directory.models import Area, Occupation, Sector, Skill


@dataclass(frozen=True, slots=True)
class Attribution:
    """A body of data, who made it, and on which terms it may be used."""

    what: str | Promise
    who: str | Promise
    terms: str | Promise


PLACES_NCDD = Attribution(
    _("Names and codes of places"),
    _("National Committee for Sub-National Democratic Development (NCDD), through Cambo Gazetteer"),
    "ODbL 1.0",
)
PLACES_MEF = Attribution(
    _("Names and codes of places"),
    _("Ministry of Economy and Finance of Cambodia, General Department of Digital Economy"),
    _("data.mef.gov.kh, values unchanged, source named"),
)
TOWNS = Attribution(
    _("Where towns lie on the map"),
    "GeoNames",
    "CC BY 4.0",
)
ESCO = Attribution(
    _("Occupations and skills"),
    _("This service uses the ESCO classification of the European Commission."),
    "Decision 2011/833/EU",
)
ISCO = Attribution(
    _("Groups of occupations"),
    _("International Standard Classification of Occupations, ISCO-08"),
    _("© International Labour Organization"),
)
ISIC = Attribution(
    _("Economic activities"),
    _("International Standard Industrial Classification, ISIC Rev. 4"),
    _("United Nations"),
)
FONT = Attribution(_("The letters of this site"), "Noto Sans Khmer", "SIL Open Font License 1.1")
ICONS = Attribution(_("The icons of this site"), "Bootstrap Icons", "MIT")


def attributions_in_use() -> list[Attribution]:
    """Return the attributions that the data loaded here asks for, then those of the look."""
    official = Area.objects.filter(source__icontains="ncdd")
    packaged = Area.objects.exclude(source__icontains="ncdd")
    placed = Area.objects.filter(latitude__isnull=False).exclude(source__icontains="ncdd")
    esco = Classification.ESCO
    asks = (
        (PLACES_NCDD, official),
        (PLACES_MEF, packaged),
        (TOWNS, placed),
        (ESCO, Occupation.objects.filter(scheme=esco)),
        (ESCO, Skill.objects.filter(scheme=esco)),
        (ISCO, Occupation.objects.exclude(isco="")),
        (ISIC, Sector.objects.all()),
    )
    found = [attribution for attribution, rows in asks if rows.exists()]
    return [*dict.fromkeys(found), FONT, ICONS]
