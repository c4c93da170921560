"""A service in the words of the page."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from spean.core.wording import money_text
from spean.directory.models import ServiceOffer
from spean.directory.rules.offers import is_fresh


@dataclass(frozen=True, slots=True)
class Shown:
    """One service: the row, its name, what it costs, and whether it was checked lately."""

    offer: ServiceOffer
    name: str
    cost: str
    is_fresh: bool
    phone: str


def shown(offer: ServiceOffer, today: date) -> Shown:
    """Return a service as the list and its own page show it."""
    return Shown(
        offer,
        offer.label or offer.service_type.label,
        _cost(offer.cost_khr),
        is_fresh(offer.verified_on, today),
        offer.phone or offer.organisation.phone,
    )


def _cost(cost_khr: int | None) -> str:
    if cost_khr is None:
        return ""
    return money_text(cost_khr, "KHR") if cost_khr else _("free of charge")
