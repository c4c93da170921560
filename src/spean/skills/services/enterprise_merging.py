"""Two files become one: businesses and memberships move along, and can move back."""

from collections.abc import Iterable, Mapping
from typing import Any

from spean.people.models import Person
from spean.skills.models import Business, CooperativeMember

BUSINESS, MEMBER = "business", "cooperative_member"


def move_businesses(source: Person, target: Person) -> list[dict[str, Any]]:
    """Move the rows of one file to the other, and return what is needed to move them back.

    Where both are in one group now, the source's membership ends on the day it began.
    """
    moves: list[dict[str, Any]] = []
    for business in Business.objects.select_for_update(of=("self",)).filter(person=source):
        business.person = target
        business.save()
        moves.append({"kind": BUSINESS, "id": str(business.pk)})
    here = CooperativeMember.objects.filter(person=target, left_on=None)
    groups = set(here.values_list("group_id", flat=True))
    for member in CooperativeMember.objects.select_for_update(of=("self",)).filter(person=source):
        ended = member.left_on is None and member.group_id in groups
        if ended:
            member.left_on = member.joined_on
        member.person = target
        member.save()
        moves.append({"kind": MEMBER, "id": str(member.pk), "ended": ended})
    return moves


def give_back_businesses(source: Person, moves: Iterable[Mapping[str, Any]]) -> None:
    """Give back to `source` exactly what `move_businesses` took."""
    for move in moves:
        if move["kind"] == BUSINESS:
            Business.objects.filter(pk=move["id"]).update(person=source)
        elif move["kind"] == MEMBER:
            values = {"person": source, **({"left_on": None} if move["ended"] else {})}
            CooperativeMember.objects.filter(pk=move["id"]).update(**values)
