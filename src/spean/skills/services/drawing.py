"""Reckon a giving out of seats from what is written down, changing nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone

from spean.directory.selectors import rulebook_now
from spean.people.models import Person
from spean.people.services import opened_unseen
from spean.skills.choices import EnrolmentState, EntryLiteracy, LeftOut
from spean.skills.models import Course, Enrolment, SelectionRound
from spean.skills.rules.selection import (
    DISABILITY,
    WOMEN,
    Applicant,
    Result,
    Seats,
    in_order,
    select,
)
from spean.skills.rules.selection_check import FORMAT
from spean.skills.rules.weights import FACTS, PREFIX, Weight, facts_from
from spean.skills.services.rounds import seed_of

GONE: Final = "gone"


@dataclass(frozen=True, slots=True)
class Draw:
    """A closed list with what follows from it; `barred` says why an enrolment does not count."""

    round: SelectionRound
    courses: Mapping[str, Course]
    enrolments: Sequence[Enrolment]
    barred: Mapping[Any, str]
    order: Sequence[Applicant]
    wishes: Mapping[str, Sequence[str]]
    result: Result
    weights: Mapping[str, Weight]


def weights_on(day: date) -> dict[str, Weight]:
    """Return the published weights in force on a day, by fact. One query."""
    book = rulebook_now(*(PREFIX + fact for fact in FACTS))
    found = {}
    for fact in FACTS:
        rule = book.find(PREFIX + fact, day)
        if rule is not None and isinstance(rule.value, Decimal):
            found[fact] = Weight(fact, int(rule.value), rule.source, rule.verified)
    return found


def facts_of(person: Person) -> frozenset[str]:
    """Return the facts of a person's file that may count."""
    home = person.household
    return facts_from(
        card=person.id_poor,
        head_sex=home.head_sex if home else "",
        displaced=person.is_displaced,
        children_under_5=home.children_under_5 if home else None,
        out_of_school=home.out_of_school if home else None,
    )


def enrolments_of(round_: SelectionRound) -> QuerySet[Enrolment]:
    """Return every enrolment of a round with its person, in an order that says nothing."""
    rows = Enrolment.objects.filter(course__round=round_)
    return rows.select_related("person__household", "person__centre", "course").order_by(
        "lot", "wish", "course_id"
    )


def draw_of(round_: SelectionRound) -> Draw:
    """Return what a closed list leads to; the same whenever it is asked for."""
    courses = {str(one.pk): one for one in round_.courses.order_by("starts_on", "pk")}
    # Points are reckoned when the list closes: who has none was not on it.
    enrolments = [one for one in enrolments_of(round_) if one.points is not None]
    barred = {one.pk: why for one in enrolments if (why := bar_of(one))}
    counted = [one for one in enrolments if one.pk not in barred]
    wishes: dict[str, list[str]] = {}
    for one in counted:
        wishes.setdefault(one.lot, []).append(str(one.course_id))
    people: dict[str, Applicant] = {}
    for one in counted:
        known = people.get(one.lot)
        groups = groups_of(one) | (known.groups if known else frozenset())
        people[one.lot] = Applicant(one.lot, one.points or 0, groups)
    order = in_order(people.values(), round_.rule, seed_of(round_), round_.digest)
    seats = {key: seats_of(course) for key, course in courses.items()}
    result = select(order, wishes, seats)
    weights = weights_on(timezone.localdate(round_.closed_at or round_.committed_at))
    return Draw(round_, courses, enrolments, barred, order, wishes, result, weights)


def seats_of(course: Course) -> Seats:
    """Return the seats of a course as the rule takes them."""
    return Seats(course.seats, course.seats_women, course.seats_disability)


def groups_of(one: Enrolment) -> frozenset[str]:
    """Return the groups with kept seats that she belongs to; nobody is shown what is opened."""
    groups = {WOMEN} if one.person.sex == "F" else set()
    said = opened_unseen(one.person, one.sealed, f"application:{one.pk}")
    return frozenset(groups | ({DISABILITY} if said and said.get("disability") else set()))


def bar_of(one: Enrolment) -> str:
    """Return why an enrolment does not count; "" if it does."""
    if one.state == EnrolmentState.WITHDRAWN or not is_there(one.person):
        return GONE
    if not reads_enough(one.person, one.course.entry_literacy):
        return LeftOut.LITERACY
    return ""


def is_there(person: Person) -> bool:
    """Tell whether the file is neither sealed nor merged."""
    return not person.is_sealed and person.merged_into_id is None


def reads_enough(person: Person, needed: str) -> bool:
    """Tell whether nothing known speaks against it: who was not asked is not left out for it."""
    if needed == EntryLiteracy.NONE:
        return True
    if person.can_read_khmer is False:
        return False
    return needed != EntryLiteracy.WELL or person.can_write_khmer is not False


def published_of(draw: Draw, *, with_women: bool) -> dict[str, Any]:
    """Return the file that anybody may have: lot numbers, never names.

    Who is a woman stands in it only if seats are kept for women; who has a disability, or why
    somebody does not count, stands in it never.
    """
    round_, result = draw.round, draw.result
    lots = sorted({one.lot for one in draw.enrolments})
    women = {one.lot for one in draw.order if WOMEN in one.groups} if with_women else set[str]()
    points = {one.lot: one.points for one in draw.order}
    return {
        "format": FORMAT,
        "round": str(round_.pk),
        "rule": round_.rule,
        "commitment": round_.commitment,
        "committed_at": round_.committed_at.isoformat(),
        "closed_at": round_.closed_at.isoformat() if round_.closed_at else None,
        "digest": round_.digest,
        "seed": round_.seed,
        "weights": [
            {"fact": w.code, "points": w.points, "source": w.source, "verified": w.is_verified}
            for w in draw.weights.values()
        ],
        "courses": [_course(key, course, result) for key, course in draw.courses.items()],
        "order": [one.lot for one in draw.order],
        "applicants": [
            {
                "lot": lot,
                "counted": lot in points,
                "points": points.get(lot, 0),
                "woman": (lot in women) if with_women and lot in points else None,
                "wishes": list(draw.wishes.get(lot, ())),
                "seat": result.seats.get(lot),
            }
            for lot in lots
        ],
    }


def _course(key: str, course: Course, result: Result) -> dict[str, Any]:
    return {
        "id": key,
        "name_km": course.label_km,
        "name_en": course.label_en,
        "seats": course.seats,
        "women": course.seats_women,
        "disability": course.seats_disability,
        "waiting": list(result.waiting.get(key, ())),
    }
