"""The month: from service notes alone, people and services apart, nothing small leaves."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spean.casework import services
from spean.people.contracts import ScopeAnswer
from spean.results.rules.monthly import Service, month_of, months_until, to_leave
from spean.results.selectors.monthly import month_at
from tests.factories.casework import (
    case_for,
    follow_up_for,
    note_for,
    note_words,
    plan_for,
    screened,
    service_type,
)
from tests.factories.people import MORNING, TODAY, consent

MONTH = TODAY.replace(day=1)
CODES = ["INF1", "INF2", "COU1", "PRO5"]


def line(month, kind):
    return next((one for one in (*month.groups, *month.kinds) if one.kind == kind), None)


def group_of(actor, centre, *cases, **changes):
    words = note_words(mode="group", attendees=tuple(c.person_id for c in cases), **changes)
    return services.note_group(
        actor=actor, centre=centre, id=uuid.uuid4(), words=words, now=MORNING
    )


@pytest.mark.django_db
class TestWhatIsCounted:
    def test_a_person_counts_once_and_each_service_counts(self, counsellor, pursat):
        case = case_for(counsellor, pursat, sex="F")
        note_for(case)
        note_for(case)

        month = month_at(pursat, MONTH, TODAY)

        counselled = line(month, "COU1")
        assert (counselled.people, counselled.women, counselled.events) == (1, 1, 2)
        assert line(month, "COU").events == month.total.events == 2

    def test_a_note_of_two_kinds_is_one_service(self, counsellor, pursat):
        service_type("FUP1")
        note_for(case_for(counsellor, pursat), topics=("COU1", "FUP1"))

        month = month_at(pursat, MONTH, TODAY)

        assert month.total.events == 1 and line(month, "FUP1").events == 1

    def test_a_group_counts_its_names_as_people_and_everybody_as_contacts(self, counsellor, pursat):
        cases = [case_for(counsellor, pursat, sex=sex, nickname=sex) for sex in "FM"]
        note_for(cases[0])
        group_of(counsellor, pursat, *cases, women=3, others=1)

        total = month_at(pursat, MONTH, TODAY).total

        assert (total.people, total.women, total.men) == (2, 1, 1)
        assert (total.events, total.contacts) == (2, 6)

    def test_who_was_served_before_is_not_there_for_the_first_time(self, counsellor, pursat):
        old, new = (case_for(counsellor, pursat, nickname=name) for name in "ab")
        for case in (old, new):
            note_for(case)
        note_for(old, happened_on=MONTH - timedelta(days=1))

        assert month_at(pursat, MONTH, TODAY).total.new == 1

    def test_a_group_before_was_a_service_before(self, counsellor, pursat):
        case = case_for(counsellor, pursat)
        group_of(counsellor, pursat, case, happened_on=MONTH - timedelta(days=1))
        note_for(case)

        assert month_at(pursat, MONTH, TODAY).total.new == 0

    def test_nothing_but_a_service_note_changes_it(self, counsellor, pursat):
        case = case_for(counsellor, pursat)
        note_for(case)
        before = month_at(pursat, MONTH, TODAY)

        other = case_for(counsellor, pursat, nickname="b")
        plan_for(other, agreed=True)
        screened(other, "hungry_or_unsafe")
        follow_up_for(other)
        assert month_at(pursat, MONTH, TODAY) == before

        note_for(other)
        assert month_at(pursat, MONTH, TODAY).total.people == 2

    def test_another_month_and_another_centre_are_not_in_it(
        self, counsellor, officer_elsewhere, pursat, preah_vihear
    ):
        note_for(case_for(counsellor, pursat), happened_on=MONTH - timedelta(days=1))
        note_for(case_for(officer_elsewhere, preah_vihear))

        assert month_at(pursat, MONTH, TODAY).total.events == 0
        assert month_at(pursat, months_until(TODAY)[1], TODAY).total.events == 1

    def test_sealed_people_and_who_said_no_are_left_out(self, counsellor, pursat):
        no = ScopeAnswer(scope="anonymous_statistics", is_granted=False)
        decision = replace(consent(), scopes=(*consent().scopes, no))
        sealed = case_for(counsellor, pursat, nickname="a")
        unwilling = case_for(counsellor, pursat, nickname="b", consent=decision)
        for case in (sealed, unwilling):
            note_for(case)
        assert month_at(pursat, MONTH, TODAY).total.people == 1
        sealed.person.is_sealed = True
        sealed.person.save()

        total = month_at(pursat, MONTH, TODAY).total

        assert (total.people, total.events) == (0, 0)

    def test_the_number_of_queries_does_not_grow(
        self, counsellor, pursat, django_assert_max_num_queries
    ):
        for name in "abcd":
            note_for(case_for(counsellor, pursat, nickname=name))

        with django_assert_max_num_queries(8):
            month_at(pursat, MONTH, TODAY)


def served(kinds, sex, number, **more):
    return Service(kinds=kinds, people={f"{kinds}{sex}{number}": sex}, **more)


def test_small_numbers_and_what_would_give_them_away_do_not_leave():
    services = [served(("COU1",), "F", n) for n in range(20)]
    services += [served(("COU1",), "M", n) for n in range(7)]
    services += [served(("INF1",), "F", n) for n in range(9)]
    services += [served(("PRO5",), "F", n) for n in range(2)]

    left = to_leave(month_of(services, frozenset(), CODES), 5)

    hidden = line(left, "PRO")
    assert (hidden.people, hidden.women, hidden.events) == (None, None, None)
    # A second row is hidden, so that the sum does not give the first away.
    assert line(left, "INF").people is None and line(left, "INF").events is None
    assert (line(left, "COU").people, left.total.people) == (27, 38)
    assert left.kinds == ()


SERVICES = st.lists(
    st.builds(
        lambda kinds, sex, who: Service(tuple(sorted(kinds)), {f"{sex}{who}": sex}),
        st.sets(st.sampled_from(CODES), min_size=1, max_size=2),
        st.sampled_from(["F", "M", "X"]),
        st.integers(0, 30),
    ),
    max_size=120,
)


@given(SERVICES, st.integers(2, 10))
def test_no_number_that_leaves_is_small(services, threshold):
    left = to_leave(month_of(services, frozenset(), CODES), threshold)

    for row in (*left.groups, left.total):
        assert not [number for number in row.numbers if number and number < threshold]


@given(SERVICES)
def test_the_sexes_add_up_to_the_people_and_no_row_is_more_than_the_sum(services):
    month = month_of(services, frozenset(), CODES)

    for row in (*month.groups, *month.kinds, month.total):
        assert row.people == row.women + row.men + row.others
        assert row.people <= month.total.people and row.events <= month.total.events
        assert row.new <= row.people


@given(st.dates(date(2001, 1, 1), date(2099, 1, 1)))
def test_twelve_months_follow_each_other(day):
    found = months_until(day)

    assert found[0] == day.replace(day=1) and len(set(found)) == 12
    assert all((later - earlier).days in (28, 29, 30, 31) for later, earlier in
               zip(found, found[1:], strict=False))  # fmt: skip
