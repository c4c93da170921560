"""Possible duplicates: what each side may see of a pair."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from spean.accounts.models import User
from spean.directory.perms import Scope, can, centres_where, scope_of
from spean.people.choices import SuspicionState
from spean.people.models import Merge, Person, Suspicion
from spean.people.selectors.visible import people_visible_to, presence, reach_of_people

_WAITING = (SuspicionState.OPEN, SuspicionState.UNSURE)
_COMPARE = "people.compare_centres"


@dataclass(frozen=True, slots=True)
class PairView:
    """A pair as one viewer may see it.

    `own` holds the records she may open: both within a centre, one across centres, none for the
    ministry's registrar. `lines` are field names and verdicts, never values; an officer who sees
    only one side gets none. `other_centre` is named to those who compare, once a question is asked.
    """

    suspicion: Suspicion
    own: tuple[Person, ...]
    lines: tuple[dict[str, str], ...]
    other_centre: str
    my_answer: bool | None
    other_answer: bool | None
    may_ask: bool
    may_agree: bool
    may_decide: bool


def suspicions_visible_to(viewer: User) -> QuerySet[Suspicion]:
    """Return the undecided pairs that concern the viewer.

    Within her centre she must see both records; across centres one, and the other side's manager
    or the registrar learns of the pair when it is asked about. Pairs with a sealed or merged
    record are not there.
    """
    if not viewer.is_authenticated or not viewer.is_active:
        return Suspicion.objects.none()
    # Asked of both sides of each pair: pairs are few, the viewer's people may be everybody.
    first, second = reach_of_people(viewer, "first"), reach_of_people(viewer, "second")
    within = Q(crosses_centres=False) & first & second
    across = Q(crosses_centres=True) & (first | second)
    across &= Q(asked_by=None) | _hers_to_follow(viewer)
    reach = within | across
    if scope_of(viewer, _COMPARE) == Scope.ALL:
        reach |= Q(crosses_centres=True) & ~Q(asked_by=None)
    present = presence("first") & presence("second")
    pairs = Suspicion.objects.filter(reach, present, state__in=_WAITING)
    pairs = pairs.order_by("-likelihood", "created_at", "pk")
    return pairs.select_related("first__centre", "second__centre", "first__area", "second__area")


def _hers_to_follow(viewer: User) -> Q:
    """Return the asked pairs that the viewer follows: she asked, or she compares for a side."""
    compares = centres_where(viewer, _COMPARE)
    return Q(asked_by=viewer.pk) | Q(first__centre__in=compares) | Q(second__centre__in=compares)


def pair_for(viewer: User, suspicion: Suspicion) -> PairView:
    """Return one pair as this viewer may see it."""
    sides = (suspicion.first, suspicion.second)
    ids = [person.pk for person in sides]
    seen = set(people_visible_to(viewer).filter(pk__in=ids).values_list("pk", flat=True))
    own = tuple(person for person in sides if person.pk in seen)
    crosses = suspicion.crosses_centres
    is_asked = suspicion.asked_by_id is not None
    compares = crosses and any(can(viewer, _COMPARE, person) for person in sides)
    first_is_mine = _answers_for(viewer, suspicion.first)
    answers = (suspicion.first_agrees, suspicion.second_agrees)
    return PairView(
        suspicion=suspicion,
        own=own,
        lines=tuple(suspicion.lines) if not crosses or (compares and is_asked) else (),
        other_centre=_other_centre(viewer, sides) if compares and is_asked else "",
        my_answer=answers[0] if first_is_mine else answers[1],
        other_answer=answers[1] if first_is_mine else answers[0],
        may_ask=crosses and not is_asked and len(own) == 1,
        may_agree=compares and is_asked,
        may_decide=not crosses and len(own) == 2,
    )


def suspicions_of(viewer: User, person: Person) -> QuerySet[Suspicion]:
    """Return the undecided pairs of one person that concern the viewer."""
    return suspicions_visible_to(viewer).filter(Q(first=person) | Q(second=person))


def merges_visible_to(viewer: User) -> QuerySet[Merge]:
    """Return the standing merges that the viewer may undo: those of the centres she manages."""
    managed = centres_where(viewer, "people.merge")
    found = Merge.objects.filter(undone_at=None, kept__is_sealed=False)
    if scope_of(viewer, _COMPARE) < Scope.ALL:
        found = found.filter(Q(kept__centre__in=managed) | Q(merged__centre__in=managed))
    return found.select_related("kept", "merged").order_by("-merged_at")


def merged_files(person: Person) -> list[UUID]:
    """Return the ids of all files that were made one with this one, directly or through others."""
    found: list[UUID] = []
    frontier: Iterable[UUID] = [person.pk]
    while frontier:
        children = Person.objects.filter(merged_into__in=frontier)
        frontier = list(children.values_list("pk", flat=True))
        found += frontier
    return found


def files_to_standing(person_id: UUID) -> list[Person]:
    """Return a file and those it was merged into, one into the next; the last one stands.

    Nothing where there is no such file, or where the last one is sealed.
    """
    files: list[Person] = []
    next_id: UUID | None = person_id
    while next_id is not None and all(one.pk != next_id for one in files):
        found = Person.objects.select_related("area__parent").filter(pk=next_id).first()
        if found is None:
            return []
        files.append(found)
        next_id = found.merged_into_id
    return [] if files[-1].is_sealed else files


def _answers_for(viewer: User, person: Person) -> bool:
    return can(viewer, _COMPARE, person)


def _other_centre(viewer: User, sides: tuple[Person, Person]) -> str:
    others = [person.centre.label for person in sides if not can(viewer, _COMPARE, person)]
    if others:
        return others[0]
    return " · ".join(dict.fromkeys(person.centre.label for person in sides))
