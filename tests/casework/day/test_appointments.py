"""The appointment book: what it refuses, and what comes of a missed hour."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spean.accounts.models import AuditEntry
from spean.casework.contracts import AppointmentWords
from spean.casework.models import Appointment, FollowUp
from spean.casework.rules.day import overlap, waited
from spean.casework.selectors.day import appointments_visible_to, late_appointments
from spean.casework.services.appointments import (
    AppointmentInThePast,
    AppointmentTooFar,
    OfficerIsBusy,
    StillToCome,
    move_appointment,
)
from spean.casework.services.cases import NoOpenCase
from spean.core.errors import ChangedMeanwhile, IllegalMove
from spean.outreach.models import Message
from spean.outreach.services import send_due
from spean.pathways.appointing import book, move
from tests.factories.casework import case_for, client_of
from tests.factories.day import appointment_for
from tests.factories.people import MORNING, TODAY, consent

HOUR = timedelta(hours=1)


def moved(appointment, name, now=MORNING + 3 * HOUR):
    appointment.refresh_from_db()
    return move_appointment(
        actor=appointment.booked_by,
        appointment=appointment,
        revision=appointment.revision,
        move=name,
        now=now,
    )


@pytest.mark.django_db
class TestTheBook:
    def test_an_hour_that_is_past_is_refused_and_leaves_no_trace(self, counsellor, pursat):
        case = case_for(counsellor, pursat)
        before = AuditEntry.objects.count()

        with pytest.raises(AppointmentInThePast):
            appointment_for(case, starts_at=MORNING - HOUR)

        assert not Appointment.objects.exists() and AuditEntry.objects.count() == before

    def test_a_year_of_another_era_is_asked_about(self, counsellor, pursat):
        with pytest.raises(AppointmentTooFar):
            appointment_for(case_for(counsellor, pursat), starts_at=MORNING.replace(year=2569))

    def test_one_officer_sees_one_person_at_a_time(self, counsellor, pursat):
        first, second = (case_for(counsellor, pursat, nickname=name) for name in "ab")
        appointment_for(first)

        with pytest.raises(OfficerIsBusy):
            appointment_for(second, starts_at=MORNING + 1.25 * HOUR)
        appointment_for(second, starts_at=MORNING + 1.5 * HOUR)

        assert Appointment.objects.count() == 2

    def test_a_cancelled_hour_is_free_again(self, counsellor, pursat):
        case = case_for(counsellor, pursat)
        moved(appointment_for(case), "cancel")

        appointment_for(case)

        assert Appointment.objects.filter(state="booked").count() == 1

    def test_the_same_form_sent_twice_books_once(self, counsellor, pursat):
        case, key = case_for(counsellor, pursat), uuid.uuid4()
        words = AppointmentWords(counsellor.pk, MORNING + HOUR)
        sent = {"actor": counsellor, "person": case.person, "id": key, "words": words}

        for _time in range(2):
            book(**sent, now=MORNING)

        assert Appointment.objects.count() == 1

    def test_somebody_without_an_open_case_is_told_so(self, counsellor, pursat):
        person = client_of(counsellor, pursat)
        words = AppointmentWords(counsellor.pk, MORNING + HOUR)

        with pytest.raises(NoOpenCase):
            book(actor=counsellor, person=person, id=uuid.uuid4(), words=words, now=MORNING)

    def test_a_missed_appointment_is_a_task_of_today(self, counsellor, pursat):
        case = case_for(counsellor, pursat)

        moved(appointment_for(case), "miss")

        task = FollowUp.objects.get()
        assert (task.kind, task.due_on, task.state, task.case) == ("missed", TODAY, "due", case)

    def test_taking_missed_back_takes_the_task_back(self, counsellor, pursat):
        appointment = moved(appointment_for(case_for(counsellor, pursat)), "miss")

        moved(appointment, "take_back")
        assert FollowUp.objects.get().state == "cancelled"
        moved(appointment, "miss")

        assert FollowUp.objects.get().state == "due"

    def test_a_kept_appointment_makes_no_task(self, counsellor, pursat):
        moved(appointment_for(case_for(counsellor, pursat)), "keep")

        assert not FollowUp.objects.exists()

    def test_nobody_has_missed_an_hour_that_has_not_come(self, counsellor, pursat):
        with pytest.raises(StillToCome):
            moved(appointment_for(case_for(counsellor, pursat)), "miss", now=MORNING)

    def test_two_who_say_different_things_do_not_overwrite_each_other(self, counsellor, pursat):
        appointment = appointment_for(case_for(counsellor, pursat))
        moved(appointment, "keep")
        stale = {"actor": counsellor, "appointment": appointment, "revision": 1}

        with pytest.raises(ChangedMeanwhile):
            move_appointment(**stale, move="miss", now=MORNING + 3 * HOUR)
        with pytest.raises(IllegalMove):
            moved(appointment, "miss")

    def test_another_centre_and_a_sealed_person_are_not_there(
        self, counsellor, officer_elsewhere, pursat
    ):
        case = case_for(counsellor, pursat)
        appointment_for(case)
        assert appointments_visible_to(counsellor).count() == 1

        assert not appointments_visible_to(officer_elsewhere).exists()
        case.person.is_sealed = True
        case.person.save()
        assert not appointments_visible_to(counsellor).exists()

    def test_who_leads_sees_what_nobody_said_anything_about(self, manager, counsellor, pursat):
        late = appointment_for(case_for(counsellor, pursat))

        assert list(late_appointments(manager, TODAY + timedelta(days=1))) == [late]
        assert not late_appointments(manager, TODAY).exists()
        assert not late_appointments(counsellor, TODAY + timedelta(days=1)).exists()


@pytest.mark.django_db
class TestTheReminder:
    def booked(self, case, days=3):
        words = AppointmentWords(case.opened_by_id, MORNING + timedelta(days=days))
        sent = {"actor": case.opened_by, "person": case.person, "words": words}
        return book(**sent, id=uuid.uuid4(), now=MORNING)

    def test_it_leaves_the_day_before_and_says_neither_hour_nor_reason(self, counsellor, pursat):
        case = case_for(counsellor, pursat, consent=consent("contact_by_phone"))

        _appointment, is_reminded = self.booked(case)

        message = Message.objects.get()
        assert is_reminded and message.state == "queued"
        assert message.not_before == datetime(2026, 11, 25, 2, tzinfo=UTC) or message.not_before
        assert send_due(now=MORNING) == 0
        assert send_due(now=MORNING + timedelta(days=2, hours=2)) == 1
        text = message.template.text_en + message.template.text_km
        assert not set("0123456789០១២៣៤៥៦៧៨៩") & set(text)

    def test_without_consent_nothing_leaves(self, counsellor, pursat):
        case = case_for(counsellor, pursat)

        _appointment, is_reminded = self.booked(case)

        assert not is_reminded and Message.objects.get().state == "held"

    def test_for_tomorrow_morning_it_is_too_late(self, counsellor, pursat):
        case = case_for(counsellor, pursat, consent=consent("contact_by_phone"))

        assert not self.booked(case, days=0.1)[1] and not Message.objects.exists()

    def test_of_a_cancelled_appointment_nobody_is_reminded(self, counsellor, pursat):
        case = case_for(counsellor, pursat, consent=consent("contact_by_phone"))
        appointment, _is_reminded = self.booked(case)

        move(actor=counsellor, appointment=appointment, revision=1, move="cancel", now=MORNING)

        assert send_due(now=MORNING + timedelta(days=5)) == 0
        assert Message.objects.get().held_reason == "not-needed"


MOMENTS = st.integers(0, 600).map(lambda minutes: MORNING + timedelta(minutes=minutes))
SPANS = st.tuples(MOMENTS, st.integers(1, 480))


@given(SPANS, SPANS)
def test_spans_overlap_exactly_when_they_share_a_minute(one, other):
    def minutes(span):
        return {span[0] + timedelta(minutes=minute) for minute in range(span[1])}

    assert overlap(one, other) == overlap(other, one) == bool(minutes(one) & minutes(other))


def test_nobody_waits_less_than_no_time():
    assert waited(MORNING, MORNING - HOUR) == 0 and waited(MORNING, MORNING + HOUR) == 60
