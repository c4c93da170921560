"""How far a viewer's results go."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from spean.accounts.choices import Role
from spean.accounts.models import User
from spean.directory.models import Centre
from spean.directory.perms import Scope, centres_where, postings_of, scope_of
from spean.results.rules import last_closed_day

# Data-protection 6.5.
INSIDE, OUTSIDE = 5, 10
_PROGRAMME = {Role.MINISTRY_ME, Role.ILO_ME}


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a viewer's results go: which centres, from which size on, until which day."""

    centres: tuple[Centre, ...]
    is_all: bool
    threshold: int
    until: date

    @property
    def centre_ids(self) -> list[UUID]:
        """Return the centres' ids."""
        return [centre.pk for centre in self.centres]


def reach_of(viewer: User, today: date) -> Reach:
    """Return the viewer's reach: her own centres, or all of them.

    A viewer from outside the programme reads larger groups only, and closed quarters only: two
    looks on two days would otherwise tell who came between them.
    """
    is_all = scope_of(viewer, "results.view") == Scope.ALL
    centres = Centre.objects.order_by("code")
    if not is_all:
        centres = centres.filter(pk__in=centres_where(viewer, "results.view"))
    roles = {posting.role for posting in postings_of(viewer)}
    if is_all and not roles & _PROGRAMME:
        return Reach(tuple(centres), is_all, OUTSIDE, last_closed_day(today))
    return Reach(tuple(centres), is_all, INSIDE, today)
