"""Whom each of some people who were just registered may be: few queries for all of them."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from namematch import Comparison, Weights, cannot_be_likely, compare, weights_for
from spean.people.models import IdentityKey, Person
from spean.people.selectors.identity import faces_of, identities_of
from spean.people.selectors.likely import MOST_CANDIDATES

# What the key of a telephone or a card counts; others count one, and nobody has so many.
_BINDING: Final = 1_000


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
    before = Person.objects.count() - len(order)
    weights = {
        person.pk: weights_for(before + place) for place, person in enumerate(newcomers, start=1)
    }
    met = _worth_comparing(_met(order), weights)
    known = identities_of({*order, *(other for others in met.values() for other in others)})
    pairs: list[Pair] = []
    for person in newcomers:
        found = []
        own = known[person.pk][0]
        for other in met[person.pk]:
            if cannot_be_likely(own, known[other][0], weights[person.pk]):
                continue
            comparison = compare(own, known[other][0], weights[person.pk])
            if comparison.is_likely:
                crosses = known[other][1] != person.centre_id
                found.append(Pair(person.pk, other, comparison, crosses))
        pairs += sorted(found, key=lambda pair: (-pair.comparison.likelihood, str(pair.second)))
    return pairs


def _worth_comparing(
    met: dict[UUID, Counter[UUID]], weights: dict[UUID, Weights]
) -> dict[UUID, list[UUID]]:
    """Return whom each must be held against, by what the files themselves say.

    Most who share a key are strangers, told by sex and birth alone. Whoever shares a telephone or
    a card shares its key (`_BINDING`), and is always looked at.
    """
    faces = faces_of({*met, *(other for others in met.values() for other in others)})
    worth: dict[UUID, list[UUID]] = {}
    for person, others in met.items():
        present = Counter({other: keys for other, keys in others.items() if other in faces})
        own = faces.get(person)
        worth[person] = [
            other
            for other in _most(present)
            if own is None
            or present[other] >= _BINDING
            or not cannot_be_likely(own, faces[other], weights[person])
        ]
    return worth


def _met(order: dict[UUID, int]) -> dict[UUID, Counter[UUID]]:
    """Return for each newcomer who came before her and how many keys they share.

    A key of a telephone or a card counts `_BINDING`.
    """
    own: dict[UUID, list[str]] = defaultdict(list)
    rows = IdentityKey.objects.filter(person__in=order).values_list("person_id", "key")
    for person, key in rows:
        own[person].append(key)
    holders: dict[str, list[UUID]] = defaultdict(list)
    keys = {key for many in own.values() for key in many}
    for key, person in IdentityKey.objects.filter(key__in=keys).values_list("key", "person_id"):
        holders[key].append(person)
    met: dict[UUID, Counter[UUID]] = {person: Counter() for person in order}
    for person, place in order.items():
        for key in own[person]:
            weight = _BINDING if key.startswith(("p:", "c:")) else 1
            for other in holders[key]:
                # Newcomers further down were not there yet.
                if order.get(other, -1) < place:
                    met[person][other] += weight
    return met


def _most(shared: Counter[UUID]) -> list[UUID]:
    if len(shared) <= MOST_CANDIDATES:
        return list(shared)
    ranked = sorted(shared.items(), key=lambda one: (-sum(divmod(one[1], _BINDING)), one[0].hex))
    return [person for person, _keys in ranked[:MOST_CANDIDATES]]
