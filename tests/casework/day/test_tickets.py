"""The queue: one number each, called in order, and nobody's name on it."""

import uuid
from datetime import timedelta

import pytest

from spean.casework.models import Ticket
from spean.casework.selectors.day import names_on, queue_of, waiting_count
from spean.casework.services.tickets import (
    NobodyWaits,
    NotBooked,
    NotTodaysTicket,
    arrive,
    call_next,
    move_ticket,
    take_ticket,
)
from spean.core.errors import IllegalMove
from tests.factories.casework import case_for
from tests.factories.day import appointment_for, ticket_at
from tests.factories.people import MORNING, TODAY

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_numbers_begin_anew_each_day_and_at_each_centre(counsellor, pursat, preah_vihear):
    given = [ticket_at(pursat, counsellor) for _time in range(2)]
    given += [ticket_at(preah_vihear, counsellor)]
    given += [ticket_at(pursat, counsellor, MORNING + timedelta(days=1))]

    assert [one.number for one in given] == [1, 2, 1, 1]


def test_the_same_ticket_asked_for_twice_is_one(counsellor, pursat):
    key = uuid.uuid4()

    for _time in range(2):
        take_ticket(actor=counsellor, centre=pursat, id=key, now=MORNING)

    assert Ticket.objects.count() == 1


def test_calling_the_next_serves_whom_this_officer_called_before(counsellor, pursat):
    first, second = (ticket_at(pursat, counsellor) for _time in range(2))

    call_next(actor=counsellor, centre=pursat, now=MORNING)
    called = call_next(actor=counsellor, centre=pursat, now=MORNING + HOUR)

    first.refresh_from_db()
    assert (first.state, first.ended_at, called) == ("served", MORNING + HOUR, second)
    with pytest.raises(NobodyWaits):
        call_next(actor=counsellor, centre=pursat, now=MORNING + HOUR)


def test_a_colleagues_number_is_not_ended(counsellor, manager, pursat):
    first, _second = (ticket_at(pursat, counsellor) for _time in range(2))

    call_next(actor=counsellor, centre=pursat, now=MORNING)
    call_next(actor=manager, centre=pursat, now=MORNING)

    first.refresh_from_db()
    assert first.state == "called"


def test_whose_hour_has_come_goes_before_who_came_earlier(counsellor, pursat):
    ticket_at(pursat, counsellor)
    appointment = appointment_for(case_for(counsellor, pursat))
    hers = arrive(actor=counsellor, appointment=appointment, id=uuid.uuid4(), now=MORNING)

    early = call_next(actor=counsellor, centre=pursat, now=MORNING)
    called = call_next(actor=counsellor, centre=pursat, now=MORNING + HOUR)

    assert (early.number, called) == (1, hers)


def test_whoever_was_served_has_kept_her_appointment(counsellor, pursat):
    appointment = appointment_for(case_for(counsellor, pursat))
    arrive(actor=counsellor, appointment=appointment, id=uuid.uuid4(), now=MORNING)
    ticket = call_next(actor=counsellor, centre=pursat, now=MORNING)

    move_ticket(actor=counsellor, ticket=ticket, move="serve", now=MORNING)

    appointment.refresh_from_db()
    assert appointment.state == "kept"


def test_who_arrives_twice_has_one_number(counsellor, pursat):
    appointment = appointment_for(case_for(counsellor, pursat))

    for _time in range(2):
        arrive(actor=counsellor, appointment=appointment, id=uuid.uuid4(), now=MORNING)

    assert Ticket.objects.count() == 1


def test_nobody_arrives_for_another_day(counsellor, pursat):
    appointment = appointment_for(case_for(counsellor, pursat))

    with pytest.raises(NotBooked):
        arrive(
            actor=counsellor,
            appointment=appointment,
            id=uuid.uuid4(),
            now=MORNING + timedelta(days=1),
        )


def test_a_wrong_step_is_undone_and_an_impossible_one_refused(counsellor, pursat):
    ticket = ticket_at(pursat, counsellor)
    sent = {"actor": counsellor, "ticket": ticket, "now": MORNING}

    with pytest.raises(IllegalMove):
        move_ticket(**sent, move="serve")
    move_ticket(**sent, move="leave")
    move_ticket(**sent, move="wait_again")

    assert waiting_count(counsellor, TODAY) == 1


def test_yesterdays_number_moves_no_more(counsellor, pursat):
    ticket = ticket_at(pursat, counsellor)

    with pytest.raises(NotTodaysTicket):
        move_ticket(actor=counsellor, ticket=ticket, move="call", now=MORNING + timedelta(days=1))


def test_names_stand_only_with_who_may_see_the_person(
    counsellor, volunteer, officer_elsewhere, pursat
):
    case = case_for(counsellor, pursat)
    ticket = ticket_at(pursat, counsellor, case=case)

    assert names_on(counsellor, [ticket]) == {ticket.pk: case}
    assert names_on(volunteer, [ticket]) == {}
    assert not queue_of(officer_elsewhere, pursat, TODAY).exists()
    case.person.is_sealed = True
    case.person.save()
    assert names_on(counsellor, [ticket]) == {}
