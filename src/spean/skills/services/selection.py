"""Seats are given out: the list is closed, looked at, given once; a free seat goes to the next."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError, IllegalMove
from spean.core.refs import Ref
from spean.people.choices import Scope
from spean.people.selectors import scopes_in_force
from spean.skills.choices import CourseState, EnrolmentState, LeftOut
from spean.skills.models import Course, Enrolment, SelectionRound
from spean.skills.rules.selection import Applicant, digest_of, in_order, next_in
from spean.skills.rules.weights import points_of
from spean.skills.services.drawing import (
    GONE,
    Draw,
    draw_of,
    enrolments_of,
    facts_of,
    groups_of,
    is_there,
    published_of,
    seats_of,
    weights_on,
)
from spean.skills.services.holding import held_course, may_run, move_course, move_enrolment
from spean.skills.services.rounds import seed_of

E = EnrolmentState
SEATED = (E.SELECTED, E.ENROLLED, E.COMPLETED, E.CERTIFIED)


class StillOpen(DomainError):
    """Until the last day is over anybody may apply."""

    code = "list-still-open"
    message = _("People can still apply. Seats are given after the last day.")


class NotClosed(DomainError):
    """Seats are given from a closed list."""

    code = "list-not-closed"
    message = _("Close the list first.")


class NextDateMissing(DomainError):
    """Whoever gets no seat is told when she can try again."""

    code = "next-date-missing"
    message = _("Write the next day on which those without a seat can apply.")


@one_writer()
def close_list(*, actor: User, round_id: UUID, now: datetime) -> SelectionRound:
    """Close the list of a round: the lots are fixed, and so is what will be drawn.

    Whoever took her consent back meanwhile is taken off it. Twice is harmless.

    :raises NotAllowed: if the actor does not run the courses of the centre
    :raises StillOpen: if the last day to apply is not over
    """
    round_ = _held_round(round_id)
    may_run(actor, round_.centre_id)
    if round_.closed_at is not None:
        return round_
    today = timezone.localdate(now)
    if round_.courses.filter(apply_by__gte=today).exists():
        raise StillOpen
    weights = weights_on(today)
    lots: set[str] = set()
    for one in enrolments_of(round_).filter(state=E.APPLIED):
        if is_there(one.person) and Scope.SERVICE_DELIVERY not in scopes_in_force(
            one.person, today
        ):
            move_enrolment(actor, one, "withdraw")
            continue
        one.points = points_of(facts_of(one.person), weights)
        one.save(update_fields=["points", "updated_at"])
        lots.add(one.lot)
    round_.digest, round_.closed_at = digest_of(lots), now
    round_.save()
    ref = Ref("selection_round", round_.pk)
    audit(actor=actor, action="selection.closed", on=ref, digest=round_.digest, lots=len(lots))
    return round_


def preview(*, actor: User, round_id: UUID) -> Draw:
    """Return what the closed list leads to, before anything is given.

    :raises NotAllowed: if the actor does not run the courses of the centre
    :raises NotClosed: if the list is not closed
    """
    round_ = SelectionRound.objects.get(pk=round_id)
    may_run(actor, round_.centre_id)
    if round_.closed_at is None:
        raise NotClosed
    return draw_of(round_)


@one_writer()
def give_seats(
    *, actor: User, round_id: UUID, next_on: date | None, now: datetime
) -> SelectionRound:
    """Give out the seats of a round as the rule says, show the seed, publish the file.

    Whoever gets none has the reason and the next date: that of her course's next run, or `next_on`.

    :raises NotAllowed: if the actor does not run the courses of the centre
    :raises NotClosed: if the list is not closed
    :raises NextDateMissing: if somebody gets no seat and nothing says when the next chance is
    :raises IllegalMove: if the seats were given already
    """
    round_ = _held_round(round_id)
    may_run(actor, round_.centre_id)
    if round_.chosen_at is not None:
        raise IllegalMove(action="choose", state=CourseState.CHOSEN)
    draw = preview(actor=actor, round_id=round_id)
    places = {
        (course, lot): place
        for course, lots in draw.result.waiting.items()
        for place, lot in enumerate(lots, 1)
    }
    for one in draw.enrolments:
        if one.state != E.APPLIED or draw.barred.get(one.pk) == GONE:
            continue
        seat, course = draw.result.seats.get(one.lot), str(one.course_id)
        if seat == course and one.pk not in draw.barred:
            move_enrolment(actor, one, "select")
            continue
        chance = draw.courses[course].next_on or next_on
        if chance is None or chance <= timezone.localdate(now):
            raise NextDateMissing
        why = {"left_out": why_of(draw, one), "next_on": chance}
        place = None if one.pk in draw.barred else places.get((course, one.lot))
        move_enrolment(actor, one, "leave_out", {**why, "place": place})
    for held in draw.courses.values():
        if held.state == CourseState.OPEN:
            move_course(actor, held, "choose")
    round_.seed, round_.chosen_at = seed_of(round_).hex(), now
    kept = any(one.seats_women for one in draw.courses.values())
    draw.round.seed = round_.seed
    round_.published = published_of(draw, with_women=kept)
    round_.save()
    ref = Ref("selection_round", round_.pk)
    audit(actor=actor, action="selection.given", on=ref, seats=len(draw.result.seats))
    return round_


def why_of(draw: Draw, one: Enrolment) -> str:
    """Return why an enrolment ends without a seat: reading, a wish fulfilled, or no seat left."""
    if one.pk in draw.barred:
        return draw.barred[one.pk]
    wished, seat = list(draw.wishes[one.lot]), draw.result.seats.get(one.lot)
    if seat is not None and wished.index(seat) < wished.index(str(one.course_id)):
        return LeftOut.ELSEWHERE
    return LeftOut.FULL


@one_writer()
def give_free_seats(*, actor: User, course_id: UUID) -> list[Enrolment]:
    """Give the seats that came back to those who wait, in their order; return who moved up.

    :raises NotAllowed: if the actor neither runs the course nor gave a seat back
    """
    course = held_course(course_id)
    if course.state not in (CourseState.CHOSEN, CourseState.RUNNING) or course.round is None:
        return []
    standing = {
        one.lot: one
        for one in enrolments_of(course.round).filter(course=course)
        if one.state in SEATED or (one.place is not None and is_there(one.person))
    }
    seated = [lot for lot, one in standing.items() if one.state in SEATED]
    order = _order(course.round, standing.values())
    ups = [standing[lot] for lot in next_in(order, seats_of(course), seated)]
    for one in ups:
        move_enrolment(actor, one, "select", {"left_out": "", "next_on": None, "place": None})
    _number_again(course, order, {one.lot for one in ups})
    _tell(course, [one.lot for one in ups])
    return ups


def _order(round_: SelectionRound, standing: Iterable[Enrolment]) -> list[Applicant]:
    people = [Applicant(one.lot, one.points or 0, groups_of(one)) for one in standing]
    return in_order(people, round_.rule, seed_of(round_), round_.digest)


def _number_again(course: Course, order: list[Applicant], ups: set[str]) -> None:
    if not ups:
        return
    # Whoever has a seat now waits for no other course of the round.
    elsewhere = Enrolment.objects.filter(course__round=course.round_id, lot__in=ups)
    elsewhere.exclude(course=course).update(place=None)
    waiting = Enrolment.objects.filter(course=course, place__isnull=False).in_bulk()
    by_lot = {one.lot: one for one in waiting.values()}
    for place, lot in enumerate((one.lot for one in order if one.lot in by_lot), 1):
        by_lot[lot].place = place
        by_lot[lot].save(update_fields=["place", "updated_at"])


def _tell(course: Course, lots: list[str]) -> None:
    if lots and course.round is not None:
        told = course.round.published.setdefault("moved_up", [])
        told += [{"course": str(course.pk), "lot": lot} for lot in lots]
        course.round.save(update_fields=["published", "updated_at"])


def _held_round(round_id: UUID) -> SelectionRound:
    return SelectionRound.objects.select_for_update().get(pk=round_id)
