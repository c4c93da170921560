"""What a manager looks at before a caseload is divided. A fixed number of queries."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db.models import Count

from spean.accounts.models import User
from spean.casework.models import HandOver
from spean.casework.rules.sharing import Sharable, divided
from spean.casework.selectors import caseload_of, clients_visible_to
from spean.directory.models import Area
from spean.people.models import Person


@dataclass(frozen=True, slots=True)
class Share:
    """What one colleague would take over: which people, from which communes, beside how many."""

    user: User
    person_ids: tuple[UUID, ...]
    communes: tuple[tuple[Area, int], ...]
    has_now: int


def caseload_sizes(viewer: User) -> dict[UUID, int]:
    """Return how many people each colleague is responsible for, at the viewer's centres."""
    mine = clients_visible_to(viewer, "people.assign").exclude(assigned_to=None)
    counted = mine.order_by().values("assigned_to").annotate(n=Count("pk"))
    return {row["assigned_to"]: row["n"] for row in counted}


def shares_of(
    viewer: User, officer: User, among: Sequence[User], way: str, only: set[UUID] | None = None
) -> list[Share]:
    """Return how this officer's people would be divided; `only` some of them, if given."""
    rows = caseload_of(viewer, officer).select_related("area").only("area__code")
    people = [one for one in rows if only is None or one.pk in only]
    ids = {str(person.pk): person for person in people}
    parts = divided([Sharable(key, one.area.code) for key, one in ids.items()], among, way)
    sizes = caseload_sizes(viewer)
    places = _communes(people)
    return [
        Share(
            user,
            tuple(ids[one.id].pk for one in part),
            tuple((places[code], n) for code, n in _counted(part) if code in places),
            sizes.get(user.pk, 0),
        )
        for user, part in parts.items()
    ]


def shared_already(id: UUID, among: Sequence[User]) -> int:
    """Return how many people this very form handed over before; 0 if it was not sent yet."""
    keys = [uuid5(id, str(user.pk)) for user in among]
    return sum(HandOver.objects.filter(pk__in=keys).values_list("people", flat=True))


def fingerprint(shares: Sequence[Share]) -> str:
    """Return a digest of who goes to whom, so that only what was looked at is done."""
    lines = sorted(f"{key} {share.user.pk}" for share in shares for key in share.person_ids)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _counted(part: Sequence[Sharable]) -> list[tuple[str, int]]:
    return sorted(Counter(one.commune for one in part).items(), key=lambda item: (-item[1], item))


def _communes(people: Sequence[Person]) -> Mapping[str, Area]:
    codes = {person.area.code[:6] for person in people}
    found = Area.objects.filter(code__in=codes).order_by("valid_to")
    return {area.code: area for area in found}
