"""Invented partners around the three centres, and the services they offer."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from spean.console.population.staff import fixed_id
from spean.directory.contracts import OfferDetails, OrganisationDetails
from spean.directory.models import Area, Centre, ServiceOffer, ServiceType
from spean.directory.services.offers import offer_service
from spean.directory.services.organisations import make_organisation

# Centre, kind, name in Khmer and English, service, cost in KHR (None: not known), days since
# somebody checked it (None: nobody did). Names are words, never those of real partners.
OFFERS: Final[tuple[tuple[str, str, str, str, str, int | None, int | None], ...]] = (
    ("PUR", "health", "គ្លីនិកទន្លេខៀវ", "Blue River clinic", "PRO5", 0, 20),
    ("PUR", "authority", "សាលាបឋមសិក្សាដើមត្នោត", "Palm Tree primary school", "SOC8", 0, 45),
    ("PUR", "training_provider", "មជ្ឈមណ្ឌលជំនាញផ្កាយព្រឹក", "Dawn Star RPL", "SKL3", 40000, 10),
    ("PUR", "training_provider", "គ្រូអាជីវកម្មភ្នំខៀវ", "Blue Hill GYB trainers", "ENT1", 0, 60),
    ("PUR", "cso", "ជំនួយច្បាប់ស្ពានស", "White Bridge legal aid", "LEG1", 0, 30),
    ("OMC", "health", "មណ្ឌលសុខភាពព្រៃស្រោង", "Green Forest health post", "PRO5", 2000, 240),
    ("OMC", "training_provider", "វគ្គកសិកម្មវាលស្រូវ", "Rice Field farm course", "SKL4", 0, 15),
    ("OMC", "finance", "អ្នកប្រឹក្សាឥណទានត្រពាំង", "Pond microfinance adviser", "COU6", 0, 70),
    ("OMC", "cso", "ទីជម្រកមេឃស្រឡះ", "Clear Sky shelter", "PRO4", 0, 90),
    ("PVH", "authority", "ការិយាល័យឃុំអូរថ្ម", "Stone Creek commune office", "SOC9", None, 200),
    ("PVH", "training_provider", "សាលាជំនាញខ្យល់ជំនោរ", "Breeze trade school", "SKL4", 0, 25),
    ("PVH", "cso", "ក្រុមជួយចិត្តផ្កាឈូក", "Lotus listening group", "PRO6", 0, None),
)  # fmt: skip
# Where somebody is hidden, no place closer than the province is written down.
_HIDDEN: Final = ("PRO4",)


def make_partners(centres: Mapping[str, Centre], today: date) -> list[ServiceOffer]:
    """Record the partners and what they offer; a second run finds them by their ids."""
    types = {row.code: row.pk for row in ServiceType.objects.all()}
    return [
        _offer(number, centres[row[0]], types, today)
        for number, row in enumerate(OFFERS, start=1)
        if row[4] in types
    ]


def _offer(number: int, centre: Centre, types: Mapping[str, object], today: date) -> ServiceOffer:
    _code, kind, name_km, name_en, service, cost, days = OFFERS[number - 1]
    is_hidden = service in _HIDDEN
    area = (_province(centre) if is_hidden else None) or centre.area
    details = OrganisationDetails(
        kind=kind,
        label_km=f"{name_km} (ឈ្មោះប្រឌិត)",
        label_en=f"{name_en} (invented)",
        area_id=area.pk,
        is_invented=True,
    )
    partner = make_organisation(actor=None, id=fixed_id(f"partner:{number}"), details=details)
    return offer_service(
        actor=None,
        id=fixed_id(f"offer:{number}"),
        details=OfferDetails(
            organisation_id=partner.pk,
            service_type_id=types[service],  # type: ignore[arg-type]
            area_id=area.pk,
            label_km=f"{name_km} (ឈ្មោះប្រឌិត)",
            label_en=f"{name_en} (invented)",
            hours="" if is_hidden else "7:30–11:30, 14:00–17:00",
            cost_khr=cost,
            capacity=12 if service.startswith("SKL") else None,
            verified_on=None if days is None else today - timedelta(days=days),
        ),
    )


def _province(centre: Centre) -> Area | None:
    code = centre.area.code[:2]
    return Area.objects.filter(level=1, code=code, valid_to=None).first()
