"""Who gets the seats when more apply than there are: the arithmetic anybody can repeat.

Three rules share it. By need: more points first. By lot: nothing but the lot. By wishes: people
propose to the courses in the order of their wishes, and a course keeps the first of its order
(deferred acceptance, Gale and Shapley 1962), so that it never helps anybody to hide what she wants.

Whoever is equal is ordered by lot: SHA-256 of the seed, the digest of all lot numbers, and her own.
The seed is fixed before anybody applies (its hash is published), the digest before it is shown:
neither who holds the seed nor who applies can choose the order.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

PRIORITY, LOTTERY, DEFERRED = "priority", "lottery", "deferred"
WOMEN, DISABILITY = "women", "disability"
SEED_BYTES = 32


@dataclass(frozen=True, slots=True)
class Applicant:
    """One who applied: her lot number, her points, the groups that seats are kept for."""

    lot: str
    points: int = 0
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Seats:
    """The seats of a course, and how many of them are promised to a group first."""

    total: int
    women: int = 0
    disability: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """Who has a seat in which course, and who waits for each, the first of the list first."""

    seats: Mapping[str, str]
    waiting: Mapping[str, Sequence[str]] = field(default_factory=dict)


def commitment_of(seed: bytes, round_id: str) -> str:
    """Return the promise that is published first: it fits this seed and this round alone."""
    return sha256(seed + round_id.encode()).hexdigest()


def digest_of(lots: Iterable[str]) -> str:
    """Return the digest of a closed list; one lot more, less or other, and it is another."""
    return sha256("\n".join(sorted(lots)).encode()).hexdigest()


def drawn(seed: bytes, digest: str, lot: str) -> str:
    """Return what the lot of somebody is worth: the smallest comes first."""
    return sha256(seed + digest.encode() + lot.encode()).hexdigest()


def in_order(
    applicants: Iterable[Applicant], rule: str, seed: bytes, digest: str
) -> list[Applicant]:
    """Return the applicants, the first first."""
    counts = rule != LOTTERY
    return sorted(
        applicants, key=lambda one: (-one.points * counts, drawn(seed, digest, one.lot), one.lot)
    )


def chosen(order: Sequence[Applicant], seats: Seats) -> set[str]:
    """Return the lots of those who get a seat, of people in order.

    First the seats kept for people with a disability go to the first of them, then those kept for
    women to the first women left; every other seat, and every kept one that nobody took, goes to
    the first of all who are left. One seat keeps one promise.
    """
    taken: set[str] = set()
    for group, kept in ((DISABILITY, seats.disability), (WOMEN, seats.women)):
        own = [one.lot for one in order if group in one.groups and one.lot not in taken]
        taken.update(own[: min(kept, seats.total - len(taken))])
    rest = [one.lot for one in order if one.lot not in taken]
    return taken | set(rest[: seats.total - len(taken)])


def select(
    order: Sequence[Applicant],
    wishes: Mapping[str, Sequence[str]],
    courses: Mapping[str, Seats],
) -> Result:
    """Give out the seats of one round; `wishes` are courses by lot, the most wished first.

    With one course this is `chosen`; with several, deferred acceptance over it. A course of a
    round never gains by somebody hiding a wish, nor does she.
    """
    held: dict[str, set[str]] = {course: set() for course in courses}
    turn = dict.fromkeys((one.lot for one in order), 0)
    while asking := _asking(order, wishes, held, turn):
        for course, seats in courses.items():
            there = held[course] | asking.get(course, set())
            held[course] = chosen([one for one in order if one.lot in there], seats)
    given = {lot: course for course, lots in held.items() for lot in lots}
    waiting = {
        course: [
            one.lot for one in order if one.lot not in given and course in wishes.get(one.lot, ())
        ]
        for course in courses
    }
    return Result(given, waiting)


def _asking(
    order: Sequence[Applicant],
    wishes: Mapping[str, Sequence[str]],
    held: Mapping[str, set[str]],
    turn: dict[str, int],
) -> dict[str, set[str]]:
    """Let everybody without a seat ask at her next wish; empty when nobody asks any more."""
    seated = set().union(*held.values()) if held else set()
    asking: dict[str, set[str]] = {}
    for one in order:
        wished = wishes.get(one.lot, ())
        if one.lot not in seated and turn[one.lot] < len(wished):
            asking.setdefault(wished[turn[one.lot]], set()).add(one.lot)
            turn[one.lot] += 1
    return asking


def next_in(order: Sequence[Applicant], seats: Seats, seated: Iterable[str]) -> list[str]:
    """Return who moves up when seats of a course are free, those seated keeping theirs.

    `order` holds those seated and those who wait. The promises count again: if the woman who
    leaves had a kept seat, the first woman who waits comes first.
    """
    sitting = set(seated)
    free = seats.total - len(sitting)
    if free <= 0:
        return []
    anew = chosen(order, seats)
    ups = [one.lot for one in order if one.lot in anew and one.lot not in sitting]
    return ups[:free]
