"""A caseload is divided among colleagues: by commune, or evenly."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

BY_COMMUNE: Final = "commune"
EVENLY: Final = "evenly"
# The first six digits of a place's code are its commune.
_COMMUNE: Final = 6
_Who = TypeVar("_Who", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Sharable:
    """One person as the division sees her: an id and the code of the place where she lives."""

    id: str
    place: str

    @property
    def commune(self) -> str:
        """Return the code of the commune, or of what is known of it."""
        return self.place[:_COMMUNE]


def divided(
    people: Sequence[Sharable], among: Sequence[_Who], way: str
) -> Mapping[_Who, list[Sharable]]:
    """Return who goes to whom: everybody to exactly one, the same whatever order they came in.

    :param way: `BY_COMMUNE` keeps a commune with one colleague, the largest communes first to
        whoever has fewest so far; `EVENLY` gives as many to each, neighbours side by side
    """
    ordered = sorted(people, key=lambda one: (one.place, one.id))
    return _by_commune(ordered, among) if way == BY_COMMUNE else _evenly(ordered, among)


def _evenly(people: list[Sharable], among: Sequence[_Who]) -> dict[_Who, list[Sharable]]:
    each, more = divmod(len(people), len(among))
    shares, start = {}, 0
    for place, who in enumerate(among):
        end = start + each + (place < more)
        shares[who] = people[start:end]
        start = end
    return shares


def _by_commune(people: list[Sharable], among: Sequence[_Who]) -> dict[_Who, list[Sharable]]:
    communes: dict[str, list[Sharable]] = {}
    for one in people:
        communes.setdefault(one.commune, []).append(one)
    shares: dict[_Who, list[Sharable]] = {who: [] for who in among}
    for _code, them in sorted(communes.items(), key=lambda item: (-len(item[1]), item[0])):
        fewest = min(among, key=lambda who: len(shares[who]))
        shares[fewest] += them
    return shares
