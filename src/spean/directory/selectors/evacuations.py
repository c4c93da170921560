"""Which centre works from which other one, till when, with whose help."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID, uuid5

from django.db.models import Q, QuerySet

from spean.directory.models import Centre, Posting

# A posting of a stay carries its stay in its own id: it is told apart from one given by hand.
_STAY: Final = UUID("3f0c5f1e-6c0e-5d0a-9d4e-2b6f4c1f7a10")


@dataclass(frozen=True, slots=True)
class Stay:
    """A centre works from another one, its host, from a day to a day."""

    centre: Centre
    host: Centre
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class StayShown:
    """A stay, and the postings of the colleagues who help."""

    stay: Stay
    postings: tuple[Posting, ...]

    @property
    def key(self) -> str:
        """Return what names this stay among those of its centre."""
        return f"{self.stay.host.code} {self.stay.starts_on} {self.stay.ends_on}"


def posting_id(stay: Stay, user_id: UUID, role: str) -> UUID:
    """Return the id of a colleague's posting for a stay."""
    days = f"{stay.starts_on}/{stay.ends_on}"
    return uuid5(_STAY, f"{stay.centre.pk}/{stay.host.pk}/{days}/{user_id}/{role!s}")


def serving_at(centre: Centre, today: date) -> QuerySet[Posting]:
    """Return the postings in force at a centre of those who can sign in, by name."""
    in_force = Q(ends_on=None) | Q(ends_on__gte=today)
    found = Posting.objects.filter(in_force, centre=centre, starts_on__lte=today)
    served = found.filter(user__is_active=True).select_related("user")
    return served.order_by("user__name_km", "user__username", "role")


def stays_at(centre: Centre, today: date) -> list[StayShown]:
    """Return where a centre works from today or will, the soonest first."""
    dated = Posting.objects.filter(centre=centre, ends_on__gte=today).select_related("user")
    hosts = list(Centre.objects.exclude(pk=centre.pk))
    found: dict[Stay, list[Posting]] = {}
    for one in dated.order_by("starts_on", "user__name_km", "user__username"):
        for host in hosts:
            stay = Stay(centre, host, one.starts_on, one.ends_on or today)
            if one.pk == posting_id(stay, one.user_id, one.role):
                found.setdefault(stay, []).append(one)
    return [StayShown(stay, tuple(those)) for stay, those in found.items()]
