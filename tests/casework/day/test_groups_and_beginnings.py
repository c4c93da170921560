"""A group by names, beginnings of notes, and when somebody waits too long."""

import uuid
from datetime import date, timedelta

import pytest

from spean.casework import services
from spean.casework.contracts import BeginningWords
from spean.casework.models import ServiceEvent
from spean.casework.selectors import section
from spean.casework.selectors.day import beginnings_for, late_follow_ups, untouched_red
from spean.casework.services.habits import (
    DaysOutOfRange,
    NameMissing,
    edit_beginning,
    set_quiet_days,
    write_beginning,
)
from spean.core.errors import NotAllowed
from spean.people.models import Person
from tests.factories.casework import case_for, follow_up_for, note_for, note_words, screened
from tests.factories.people import MORNING, TODAY

pytestmark = pytest.mark.django_db


def group_of(actor, centre, *cases, **changes):
    words = note_words(mode="group", attendees=tuple(c.person_id for c in cases), **changes)
    return services.note_group(
        actor=actor, centre=centre, id=uuid.uuid4(), words=words, now=MORNING
    )


def test_a_group_by_names_is_one_event_and_serves_each(counsellor, pursat):
    cases = [case_for(counsellor, pursat, nickname=name) for name in "ab"]

    note = group_of(counsellor, pursat, *cases, women=3)

    assert ServiceEvent.objects.count() == 1 and set(note.attendees.all()) == set(cases)
    for case in cases:
        case.refresh_from_db()
        assert case.last_service_on == TODAY


def test_whoever_is_taken_off_the_list_was_not_served(counsellor, pursat):
    stays, goes = (case_for(counsellor, pursat, nickname=name) for name in "ab")
    note_for(goes, happened_on=date(2026, 10, 1))
    note = group_of(counsellor, pursat, stays, goes)
    words = note_words(mode="group", attendees=(stays.person_id,))

    services.correct_note(actor=counsellor, note=note, revision=1, words=words, now=MORNING)

    goes.refresh_from_db()
    note.refresh_from_db()
    assert goes.last_service_on == date(2026, 10, 1)
    assert (note.revision, list(note.attendees.all())) == (2, [stays])


@pytest.mark.parametrize("why", ["centre", "is_sealed"])
def test_whom_the_officer_does_not_see_stays_on_the_list_she_corrects(
    counsellor, pursat, preah_vihear, why
):
    stays, gone = (case_for(counsellor, pursat, nickname=name) for name in "ab")
    note = group_of(counsellor, pursat, stays, gone)
    hidden = {"centre": preah_vihear} if why == "centre" else {"is_sealed": True}
    Person.objects.filter(pk=gone.person_id).update(**hidden)
    words = note_words(mode="group", attendees=(stays.person_id,), summary="ពាក្យថ្មី")

    services.correct_note(actor=counsellor, note=note, revision=1, words=words, now=MORNING)

    gone.refresh_from_db()
    assert set(note.attendees.all()) == {stays, gone} and gone.last_service_on == TODAY


def test_a_corrected_day_moves_everybodys_last_service(counsellor, pursat):
    case = case_for(counsellor, pursat)
    note = group_of(counsellor, pursat, case)
    words = note_words(
        mode="group", attendees=(case.person_id,), happened_on=TODAY - timedelta(days=9)
    )

    services.correct_note(actor=counsellor, note=note, revision=1, words=words, now=MORNING)

    case.refresh_from_db()
    assert case.last_service_on == TODAY - timedelta(days=9)


def test_a_group_of_nobody_is_refused(counsellor, pursat):
    with pytest.raises(services.NobodyCounted):
        group_of(counsellor, pursat)


def test_somebody_of_another_centre_cannot_be_named(counsellor, officer_elsewhere, preah_vihear,
                                                    pursat):  # fmt: skip
    elsewhere = case_for(officer_elsewhere, preah_vihear)

    with pytest.raises(services.NoOpenCase):
        group_of(counsellor, pursat, elsewhere)

    assert not ServiceEvent.objects.exists()


def words_of(**changes):
    values = {
        "label_km": "ជួបលើកដំបូង", "label_en": "", "topics": ("COU1",), "mode": "in_person"
    }  # fmt: skip
    return BeginningWords(**{**values, **changes})


def test_a_beginning_of_ones_own_is_nobody_elses(counsellor, manager, pursat):
    kept = write_beginning(actor=counsellor, centre=pursat, id=uuid.uuid4(), words=words_of())

    assert list(beginnings_for(counsellor)) == [kept] and not beginnings_for(manager).exists()


def test_only_who_leads_the_centre_writes_for_all(counsellor, manager, officer_elsewhere, pursat):
    for_all = {"centre": pursat, "words": words_of(is_own=False)}

    with pytest.raises(NotAllowed):
        write_beginning(actor=counsellor, id=uuid.uuid4(), **for_all)
    kept = write_beginning(actor=manager, id=uuid.uuid4(), **for_all)

    assert list(beginnings_for(counsellor)) == [kept]
    assert not beginnings_for(officer_elsewhere).exists()
    with pytest.raises(NotAllowed):
        edit_beginning(actor=counsellor, beginning=kept, revision=1, words=words_of())


def test_a_beginning_has_a_name(counsellor, pursat):
    with pytest.raises(NameMissing):
        write_beginning(
            actor=counsellor, centre=pursat, id=uuid.uuid4(), words=words_of(label_km=" ")
        )


def quiet(viewer):
    return section(viewer, "quiet", TODAY, 7).total


def test_each_centre_decides_when_somebody_waits_too_long(counsellor, manager, pursat):
    case = case_for(counsellor, pursat)
    note_for(case, happened_on=TODAY - timedelta(days=20))
    assert quiet(counsellor) == 0

    set_quiet_days(actor=manager, centre=pursat, days=14)
    assert quiet(counsellor) == 1
    set_quiet_days(actor=manager, centre=pursat, days=20)

    assert quiet(counsellor) == 0


def test_the_days_make_sense_and_are_the_leaders_to_set(counsellor, manager, pursat):
    with pytest.raises(DaysOutOfRange):
        set_quiet_days(actor=manager, centre=pursat, days=0)
    with pytest.raises(NotAllowed):
        set_quiet_days(actor=counsellor, centre=pursat, days=14)


def test_who_is_for_today_and_untouched_stands_on_the_leaders_list(counsellor, manager, pursat):
    case = case_for(counsellor, pursat)
    screened(case, "hungry_or_unsafe")
    assert list(untouched_red(manager)) == [case] and not untouched_red(counsellor).exists()

    note_for(case)

    assert not untouched_red(manager).exists()


def test_a_group_touches_whom_it_names(counsellor, manager, pursat):
    case = case_for(counsellor, pursat)
    screened(case, "hungry_or_unsafe")

    group_of(counsellor, pursat, case)

    assert not untouched_red(manager).exists()


def test_what_was_promised_for_a_day_gone_by_is_late(counsellor, manager, pursat):
    late = follow_up_for(case_for(counsellor, pursat), days=-1)
    follow_up_for(late.case)

    assert list(late_follow_ups(manager, TODAY)) == [late]
