"""Whom each of some people who were just registered may be: few queries for all of them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from namematch import Comparison, cannot_be_likely, compare, weights_for
from spean.people.models import IdentityKey, Person
from spean.people.selectors.identity import identities_of, portions
from spean.people.selectors.likely import MOST_CANDIDATES


@dataclass(frozen=True, slots=True)
class Pair:
    """Two files that may be one person; `crosses_centres` if they lie in two."""

    first: UUID
    second: UUID
    comparison: Comparison
    crosses_centres: bool


def likely_among(newcomers: Sequence[Person]) -> list[Pair]:
    """Return the likely pairs of each newcomer with whoever was there before her.

    The same pairs as if each had been registered and looked up alone, in this order.
    """
    order = {person.pk: place for place, person in enumerate(newcomers)}
    met = _met(order)
    known = identities_of({*order, *(other for others in met.values() for other in others)})
    before = Person.objects.count() - len(order)
    pairs: list[Pair] = []
    for place, person in enumerate(newcomers, start=1):
        weights = weights_for(before + place)
        found = []
        own = known[person.pk][0]
        for other in met[person.pk]:
            if cannot_be_likely(own, known[other][0], weights):
                continue
            comparison = compare(own, known[other][0], weights)
            if comparison.is_likely:
                crosses = known[other][1] != person.centre_id
                found.append(Pair(person.pk, other, comparison, crosses))
        pairs += sorted(found, key=lambda pair: (-pair.comparison.likelihood, str(pair.second)))
    return pairs


def _met(order: dict[UUID, int]) -> dict[UUID, list[UUID]]:
    """Return for each newcomer who shares most keys with her, of those who came before her."""
    own: dict[UUID, list[str]] = defaultdict(list)
    rows = IdentityKey.objects.filter(person__in=order).values_list("person_id", "key")
    for person, key in rows:
        own[person].append(key)
    holders: dict[str, list[UUID]] = defaultdict(list)
    keys = {key for many in own.values() for key in many}
    held = list(IdentityKey.objects.filter(key__in=keys).values_list("key", "person_id"))
    # Asked apart: one question for both leads SQLite astray to walk the whole register.
    present = _present({person for _key, person in held})
    for key, person in held:
        if person in present:
            holders[key].append(person)
    return {
        person: _most(
            Counter(
                other
                for key in own[person]
                for other in holders[key]
                # Newcomers further down were not there yet.
                if order.get(other, -1) < place
            )
        )
        for person, place in order.items()
    }


def _present(ids: Collection[UUID]) -> set[UUID]:
    return {
        person
        for some in portions(list(ids))
        for person, is_sealed, merged_into in Person.objects.filter(pk__in=some).values_list(
            "pk", "is_sealed", "merged_into"
        )
        if not is_sealed and merged_into is None
    }


def _most(shared: Counter[UUID]) -> list[UUID]:
    if len(shared) <= MOST_CANDIDATES:
        return list(shared)
    ranked = sorted(shared.items(), key=lambda one: (-one[1], one[0].hex))
    return [person for person, _keys in ranked[:MOST_CANDIDATES]]
