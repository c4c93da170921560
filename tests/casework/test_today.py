from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spean.casework.models import Case
from spean.casework.selectors import cases_visible_to, section, todays_list
from tests.factories.casework import case_for, client_of, follow_up_for, note_for, screened
from tests.factories.people import MORNING, TODAY

pytestmark = pytest.mark.django_db


def names(part):
    return [row.case.pk for row in part.rows]


def rewind(case, days):
    """Let the case be opened, and last served, so many days ago."""
    since = TODAY - timedelta(days=days)
    Case.objects.filter(pk=case.pk).update(waiting_since=since)


def test_urgent_people_come_first_then_what_is_overdue(counsellor, pursat):
    overdue, due, urgent = (case_for(counsellor, pursat, nickname=str(n)) for n in range(3))
    follow_up_for(due)
    follow_up_for(overdue, -4)
    screened(urgent, "child_alone")

    assert names(todays_list(counsellor, TODAY).now) == [urgent.pk, overdue.pk, due.pk]


def test_a_person_stands_once_however_much_is_due(counsellor, pursat):
    case = case_for(counsellor, pursat)
    screened(case, "child_alone")
    follow_up_for(case, -1), follow_up_for(case), follow_up_for(case, 3)

    found = todays_list(counsellor, TODAY)

    assert (found.now.total, found.week.total, found.people_waiting) == (1, 0, 1)


def test_who_was_helped_today_is_back_tomorrow(counsellor, pursat):
    case = case_for(counsellor, pursat)
    screened(case, "child_alone")
    note_for(case)

    assert todays_list(counsellor, TODAY).now.total == 0
    assert names(todays_list(counsellor, TODAY + timedelta(days=1)).now) == [case.pk]


def test_an_urgent_person_helped_today_still_stands_in_the_week(counsellor, pursat):
    case = case_for(counsellor, pursat)
    screened(case, "child_alone")
    note_for(case)
    follow_up_for(case, 3)

    assert names(todays_list(counsellor, TODAY).week) == [case.pk]


def test_the_week_ends_after_seven_days(counsellor, pursat):
    soon, later = (case_for(counsellor, pursat, nickname=n) for n in "ab")
    follow_up_for(soon, 7)
    follow_up_for(later, 8)

    assert names(todays_list(counsellor, TODAY).week) == [soon.pk]


def test_those_without_help_for_thirty_days_come_worst_first(counsellor, pursat):
    long, longest, fine = (case_for(counsellor, pursat, nickname=n) for n in "abc")
    rewind(long, 31)
    rewind(longest, 90)
    rewind(fine, 30)

    assert names(todays_list(counsellor, TODAY).quiet) == [longest.pk, long.pk]


def test_who_was_not_asked_the_first_questions_stands_there_newest_first(counsellor, pursat):
    first, second, asked, due = (case_for(counsellor, pursat, nickname=n) for n in "abcd")
    Case.objects.filter(pk=first.pk).update(opened_at=MORNING - timedelta(days=1))
    screened(asked)
    follow_up_for(due, 7)

    found = todays_list(counsellor, TODAY)

    assert names(found.new) == [second.pk, first.pk]
    assert found.people_waiting == 3


def test_a_colleagues_people_are_not_my_work_but_nobodys_are(
    counsellor, colleague, manager, pursat
):
    hers, nobodys = case_for(colleague, pursat), case_for(counsellor, pursat, nickname="b")
    nobodys.person.assigned_to = None
    nobodys.person.save()
    for case in (hers, nobodys):
        follow_up_for(case)

    assert names(todays_list(counsellor, TODAY).now) == [nobodys.pk]
    assert set(names(todays_list(manager, TODAY).now)) == {hers.pk, nobodys.pk}


def test_another_centre_sees_nothing(counsellor, officer_elsewhere, manager_elsewhere, pursat):
    follow_up_for(case_for(counsellor, pursat))

    for viewer in (officer_elsewhere, manager_elsewhere):
        assert todays_list(viewer, TODAY).people_waiting == 0
        assert not cases_visible_to(viewer).exists()


def test_a_sealed_person_is_in_no_list(counsellor, manager, pursat):
    case = case_for(counsellor, pursat)
    follow_up_for(case)
    assert todays_list(counsellor, TODAY).now.total == 1

    case.person.is_sealed = True
    case.person.save()

    for viewer in (counsellor, manager):
        assert todays_list(viewer, TODAY).now.total == 0
        assert not cases_visible_to(viewer).exists()


def test_a_role_without_casework_has_no_list(counsellor, job_officer, volunteer, donor, pursat):
    follow_up_for(case_for(counsellor, pursat))

    for viewer in (job_officer, volunteer, donor):
        assert todays_list(viewer, TODAY).people_waiting == 0


def test_at_most_seven_rows_are_shown_and_all_are_counted(counsellor, pursat):
    for number in range(9):
        follow_up_for(case_for(counsellor, pursat, nickname=str(number)))

    part = todays_list(counsellor, TODAY).now
    rest = section(counsellor, "now", TODAY, 25, 7)

    assert (part.total, len(part.rows), len(rest.rows)) == (9, 7, 2)
    assert not set(names(part)) & set(names(rest))


def count_queries(viewer):
    viewer.__dict__.pop("_postings_today", None)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        todays_list(viewer, TODAY)
    return len(seen)


def test_the_number_of_queries_does_not_grow_with_the_people(counsellor, pursat):
    def more():
        due, quiet, soon = (case_for(counsellor, pursat, nickname=n) for n in "abc")
        follow_up_for(due), follow_up_for(soon, 3), rewind(quiet, 60)

    more()
    few = count_queries(counsellor)
    for _time in range(4):
        more()

    assert count_queries(counsellor) == few <= 16


def test_a_closed_case_and_a_person_without_one_wait_for_nobody(counsellor, pursat):
    client_of(counsellor, pursat)
    case = case_for(counsellor, pursat, nickname="b")
    follow_up_for(case)
    Case.objects.filter(pk=case.pk).update(state="closed", exit_reason="moved")

    assert todays_list(counsellor, TODAY).people_waiting == 0
