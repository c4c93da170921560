"""Two files become one: what hangs on the person in recognition moves along, and back."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from spean.people.models import Person
from spean.skills.models import Assessor, AssessorTie, Recognition

_KINDS: Final[dict[str, Any]] = {
    "recognition": Recognition,
    "assessor": Assessor,
    "assessor_tie": AssessorTie,
}


def move_recognitions(*, source: Person, target: Person) -> list[dict[str, Any]]:
    """Move what one file holds to another, and return what it takes to move it back.

    A tie that both have stays where it is: it says the same.
    """
    moves: list[dict[str, Any]] = []
    here = set(AssessorTie.objects.filter(person=target).values_list("assessor", "kind"))
    for kind, model in _KINDS.items():
        for row in model._default_manager.select_for_update(of=("self",)).filter(person=source):
            if isinstance(row, AssessorTie) and (row.assessor_id, row.kind) in here:
                continue
            row.person = target
            row.save()
            moves.append({"kind": kind, "id": str(row.pk)})
    return moves


def move_recognitions_back(*, source: Person, moves: Iterable[Mapping[str, Any]]) -> None:
    """Give back to `source` exactly what `move_recognitions` took."""
    for move in moves:
        if move["kind"] in _KINDS:
            _KINDS[move["kind"]]._default_manager.filter(pk=move["id"]).update(person=source)
