"""Whom each of some people who were just registered may be: few queries for all of them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from namematch import Comparison, Identity, compare, weights_for
from spean.people.models import ContactPoint, IdentityDocument, IdentityKey, Person
from spean.people.selectors.identity import identity_of_row
from spean.people.selectors.likely import MOST_CANDIDATES

# Columns of a person that an identity is made of; the place's code comes along.
_COLUMNS = (
    *("family_name_km", "given_name_km", "family_name_lat", "given_name_lat"),
    *("sex", "born_on", "born_precision", "area__code"),
)
_AT_ONCE = 5_000


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
    known = _identities({*order, *(other for others in met.values() for other in others)})
    before = Person.objects.count() - len(order)
    pairs: list[Pair] = []
    for place, person in enumerate(newcomers, start=1):
        weights = weights_for(before + place)
        found = []
        for other in met[person.pk]:
            comparison = compare(known[person.pk][0], known[other][0], weights)
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
        for some in _portions(list(ids))
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


def _identities(ids: Collection[UUID]) -> dict[UUID, tuple[Identity, UUID]]:
    """Return the identity and the centre of each person."""
    found: dict[UUID, tuple[Identity, UUID]] = {}
    for some in _portions(list(ids)):
        phones: dict[UUID, list[str]] = defaultdict(list)
        cards: dict[UUID, list[str]] = defaultdict(list)
        contacts = ContactPoint.objects.filter(person__in=some)
        for person, number in contacts.values_list("person_id", "number"):
            phones[person].append(number)
        documents = IdentityDocument.objects.filter(person__in=some)
        for person, card in documents.values_list("person_id", "number_index"):
            cards[person].append(card)
        people = Person.objects.filter(pk__in=some)
        for row in people.values_list("pk", "centre_id", *_COLUMNS, named=True):
            identity = identity_of_row(row, row.area__code, phones[row.pk], cards[row.pk])
            found[row.pk] = identity, row.centre_id
    return found


def _portions(ids: list[UUID]) -> Iterable[list[UUID]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
