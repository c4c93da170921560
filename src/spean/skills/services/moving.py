"""Two files become one, and two again: what becomes of the courses of the second."""

from collections.abc import Iterable, Mapping
from typing import Any

from spean.people.models import Person
from spean.skills.choices import EnrolmentState
from spean.skills.models import Enrolment

MOVED, PARKED = "enrolment", "second_application"
_WAITING = (EnrolmentState.APPLIED, EnrolmentState.SELECTED, EnrolmentState.LEFT_OUT)


def move_enrolments(source: Person, target: Person) -> list[dict[str, Any]]:
    """Move the enrolments of one file to the other; return how to give them back.

    One person has one lot: where both files applied for a course, the second application ends.
    """
    moves: list[dict[str, Any]] = []
    taken = set(Enrolment.objects.filter(person=target).values_list("course_id", flat=True))
    for one in Enrolment.objects.select_for_update(of=("self",)).filter(person=source):
        if one.course_id not in taken:
            one.person = target
            one.save()
            moves.append({"kind": MOVED, "id": str(one.pk)})
        elif one.state in _WAITING:
            moves.append({"kind": PARKED, "id": str(one.pk), "state": one.state})
            one.state = EnrolmentState.WITHDRAWN
            one.save()
    return moves


def give_back_enrolments(source: Person, moves: Iterable[Mapping[str, Any]]) -> None:
    """Give back to `source` exactly what `move_enrolments` took."""
    for move in moves:
        rows = Enrolment.objects.filter(pk=move["id"])
        if move["kind"] == MOVED:
            rows.update(person=source)
        elif move["kind"] == PARKED:
            rows.update(state=move["state"])
