"""Repeat a published selection from its file alone, and say what does not fit."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import comb
from typing import Any

from spean.skills.rules.selection import (
    WOMEN,
    Applicant,
    Seats,
    chosen,
    commitment_of,
    digest_of,
    in_order,
    select,
)

FORMAT = "spean-selection-1"
# Of so many ways to fill the seats kept for people with a disability every one is tried.
MOST_WAYS = 20_000
UNREADABLE, OPEN = "unreadable", "open"
SEED, LIST, ORDER, SEATS, WAITING = "seed", "list", "order", "seats", "waiting"


class Unreadable(Exception):
    """The file is no selection of this format."""


def problems(told: Any) -> list[str]:
    """Return the codes of what does not fit in a published selection; nothing if all does.

    "open": the seed is not shown yet. "seed": it is not the one promised. "list": the lots are
    not those of the closed list. "order", "seats", "waiting": they do not follow from the rule.

    :raises Unreadable: if it is no such file
    """
    try:
        return _problems(told)
    except (KeyError, TypeError, ValueError, AttributeError) as cause:
        raise Unreadable from cause


def _problems(told: Mapping[str, Any]) -> list[str]:
    if told["format"] != FORMAT:
        raise Unreadable
    if not told["seed"]:
        return [OPEN]
    seed, rows = bytes.fromhex(told["seed"]), list(told["applicants"])
    wrong = []
    if commitment_of(seed, told["round"]) != told["commitment"]:
        wrong.append(SEED)
    if digest_of(row["lot"] for row in rows) != told["digest"]:
        wrong.append(LIST)
    counted = [_applicant(row) for row in rows if row["counted"]]
    order = in_order(counted, told["rule"], seed, told["digest"])
    if [one.lot for one in order] != list(told["order"]):
        wrong.append(ORDER)
    return wrong + _of_seats(told, rows, order)


def _of_seats(told: Mapping[str, Any], rows: list[Any], order: list[Applicant]) -> list[str]:
    courses = {one["id"]: _seats(one) for one in told["courses"]}
    wishes = {row["lot"]: tuple(row["wishes"]) for row in rows if row["counted"]}
    given = {row["lot"]: row["seat"] for row in rows if row["seat"]}
    wrong = []
    if not set(given) <= set(wishes):
        return [SEATS]
    if not any(one.disability for one in courses.values()):
        expected = select(order, wishes, courses)
        fits = dict(expected.seats) == given
    else:
        fits = all(_is_fair(course, courses[course], order, wishes, given) for course in courses)
    if not fits:
        wrong.append(SEATS)
    waiting = {one["id"]: list(one["waiting"]) for one in told["courses"]}
    unseated = [one.lot for one in order if one.lot not in given]
    if any(lots != [x for x in unseated if c in wishes[x]] for c, lots in waiting.items()):
        wrong.append(WAITING)
    return wrong


def _is_fair(
    course: str,
    seats: Seats,
    order: Sequence[Applicant],
    wishes: Mapping[str, Sequence[str]],
    given: Mapping[str, str],
) -> bool:
    """Tell whether a course has whom its rule takes of those who would rather be there.

    Who has a disability is not published. It is therefore asked whether there is any way at all
    to fill the seats kept for them that leads to this result.
    """
    there = {lot for lot, seat in given.items() if seat == course}
    asked = [one for one in order if one.lot in there or _prefers(one.lot, course, wishes, given)]
    own = sorted(there)
    for size in range(min(seats.disability, len(own)) + 1):
        if comb(len(own), size) > MOST_WAYS:
            return _is_plausible(asked, seats, there)
        for kept in combinations(own, size):
            rest = [one for one in asked if one.lot not in kept]
            left = Seats(seats.total - size, min(seats.women, seats.total - size))
            if chosen(rest, left) | set(kept) == there:
                return True
    return False


def _is_plausible(asked: Sequence[Applicant], seats: Seats, there: set[str]) -> bool:
    """Tell whether no more stand after the first without a seat than seats are kept."""
    lots = [one.lot for one in asked]
    first_out = next((place for place, lot in enumerate(lots) if lot not in there), len(lots))
    after = sum(lot in there for lot in lots[first_out:])
    return after <= seats.women + seats.disability and len(there) == min(seats.total, len(lots))


def _prefers(
    lot: str, course: str, wishes: Mapping[str, Sequence[str]], given: Mapping[str, str]
) -> bool:
    wished = list(wishes[lot])
    if course not in wished:
        return False
    seat = given.get(lot)
    return seat is None or wished.index(course) < wished.index(seat)


def _applicant(row: Mapping[str, Any]) -> Applicant:
    groups = frozenset({WOMEN}) if row["woman"] else frozenset[str]()
    return Applicant(str(row["lot"]), int(row["points"]), groups)


def _seats(row: Mapping[str, Any]) -> Seats:
    return Seats(int(row["seats"]), int(row["women"]), int(row["disability"]))
