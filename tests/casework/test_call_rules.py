"""Whom to call first, and what to do next: the rules alone."""

from dataclasses import replace
from datetime import date, timedelta

import hypothesis.strategies as st
from hypothesis import given

from spean.casework.rules.calls import (
    AGAIN,
    REST,
    SECOND,
    VISIT,
    VOLUNTEER,
    Reach,
    days_of_job,
    days_of_plan,
    is_near,
    next_way,
    reasons,
    steps,
    turn,
)

DAY = date(2026, 11, 22)
TRIES = st.lists(
    st.sampled_from(["no_answer", "number_off", "moved", "refused", "re_migrated"]), max_size=6
).map(tuple)
REACHES = st.builds(
    Reach,
    tries=TRIES,
    has_phone=st.booleans(),
    is_own_phone=st.booleans(),
    changed_number=st.booleans(),
    has_second_contact=st.booleans(),
    means_to_leave=st.booleans(),
    has_fixed_place=st.booleans(),
    quiet_days=st.integers(-5, 400),
    is_declined=st.booleans(),
)
WORSE = (
    {"has_fixed_place": False},
    {"means_to_leave": True},
    {"changed_number": True},
    {"has_second_contact": False},
)


def test_what_is_known_of_somebody_easy_to_reach_is_no_reason():
    assert reasons(Reach()) == ()


@given(REACHES, st.sampled_from(WORSE))
def test_another_reason_never_puts_somebody_later(reach, worse):
    assert turn(replace(reach, **worse), DAY) <= turn(reach, DAY)


@given(REACHES)
def test_a_no_to_telephoning_changes_the_way_and_never_the_turn(reach):
    yes, no = replace(reach, is_declined=False), replace(reach, is_declined=True)

    assert turn(yes, DAY) == turn(no, DAY) and reasons(yes) == reasons(no)
    assert next_way(no) in (VISIT, VOLUNTEER, REST)


@given(REACHES, st.integers(1, 400))
def test_with_as_much_reason_whoever_waits_longer_comes_first(reach, more):
    longer = replace(reach, quiet_days=max(0, reach.quiet_days) + more)

    assert turn(longer, DAY) < turn(reach, DAY)


@given(REACHES)
def test_the_second_contact_is_asked_only_after_two_tries_or_a_dead_number(reach):
    unreached = [one for one in reach.tries if one in ("no_answer", "number_off", "moved")]
    if next_way(reach) == SECOND:
        assert reach.has_second_contact and not reach.is_declined
        assert len(unreached) >= 2 or unreached[-1] in ("number_off", "moved")


def test_tries_lead_from_the_telephone_to_the_village():
    ways = [next_way(Reach(tries=("no_answer",) * count)) for count in range(5)]

    assert ways == [AGAIN, AGAIN, SECOND, VISIT, VOLUNTEER]


def test_whoever_does_not_wish_to_talk_is_left_in_peace():
    assert next_way(Reach(tries=("no_answer", "refused"))) == REST


def test_a_job_is_asked_about_at_day_30_and_90():
    days = days_of_job(DAY)

    assert [(days[kind] - DAY).days for kind in ("month_1", "month_3")] == [30, 90]
    assert (days["month_6"], days["month_12"]) == (date(2027, 5, 22), date(2027, 11, 22))


@given(st.lists(st.dates(DAY, DAY + timedelta(days=400)), max_size=6))
def test_a_plan_doubles_no_call_that_is_promised_already(promised):
    new = days_of_plan(DAY, promised)

    assert not any(is_near(day, promised) for day in new.values())


def test_a_call_asks_of_the_work_she_has_and_of_no_other():
    assert steps(activity="employee", is_placed=True) == ("now", "job", "home", "ahead")
    assert steps(activity="casual", is_placed=False) == ("now", "other_job", "home", "ahead")
    assert steps(activity="own_account", is_placed=False) == ("now", "business", "home", "ahead")
    assert steps(activity="looking", is_placed=False) == ("now", "home", "ahead")
