"""Seats are given out, left out of, given back, and published."""

import json

import pytest

from spean.core.errors import IllegalMove
from spean.people.models import Person
from spean.people.services import withdraw_consent
from spean.skills.models import Enrolment, SelectionRound
from spean.skills.rules.selection_check import problems
from spean.skills.services.applying import (
    withdraw_enrolment,
)
from spean.skills.services.selection import (
    NextDateMissing,
    NotClosed,
    StillOpen,
    close_list,
    give_seats,
    preview,
)
from tests.factories.courses import (
    AFTER,
    NEXT,
    applicants,
    applied,
    client,
    closed,
    given,
    opened,
)
from tests.factories.jobs import RuleFactory
from tests.factories.people import MORNING

pytestmark = pytest.mark.django_db


def states(course):
    return sorted(course.enrolments.values_list("state", flat=True))


def test_seats_are_given_after_the_last_day_from_a_closed_list(facilitator, pursat):
    course = opened(facilitator, pursat)

    with pytest.raises(StillOpen):
        close_list(actor=facilitator, round_id=course.round_id, now=MORNING)
    with pytest.raises(NotClosed):
        preview(actor=facilitator, round_id=course.round_id)


def test_those_left_out_have_the_reason_the_next_day_and_a_place(facilitator, pursat):
    course = opened(facilitator, pursat, entry_literacy="simple")
    applicants(facilitator, course, 4, can_read_khmer=True)
    applicants(facilitator, course, 1, can_read_khmer=False)
    given(facilitator, course)

    assert states(course) == ["left_out"] * 3 + ["selected"] * 2
    out = course.enrolments.filter(state="left_out").order_by("place")
    assert {one.next_on for one in out} == {NEXT}
    assert sorted((one.left_out, one.place) for one in out if one.place) == [
        ("full", 1),
        ("full", 2),
    ]
    assert [one.left_out for one in out if one.place is None] == ["literacy"]


def test_without_a_next_day_nobody_is_left_out(facilitator, pursat):
    course = opened(facilitator, pursat)
    applicants(facilitator, course, 3)

    with pytest.raises(NextDateMissing):
        given(facilitator, course, next_on=None)
    course.refresh_from_db()
    assert course.state == "open"


def test_seats_are_given_once(facilitator, pursat):
    course = opened(facilitator, pursat)
    given(facilitator, course)

    with pytest.raises(IllegalMove):
        give_seats(actor=facilitator, round_id=course.round_id, next_on=NEXT, now=AFTER)


def test_need_goes_first_by_the_published_weights(facilitator, pursat):
    RuleFactory(code="selection-weight.idpoor-1", value="4", unit="points")
    course = opened(facilitator, pursat, seats=1)
    applicants(facilitator, course, 3)
    poor = applicants(facilitator, course, 1, id_poor="level_1")[0]
    given(facilitator, course)

    poor.refresh_from_db()
    assert (poor.state, poor.points) == ("selected", 4)


def test_a_seat_kept_for_a_disability_is_hers_and_the_file_does_not_say_so(facilitator, pursat):
    course = opened(facilitator, pursat, selection="lottery", seats=2, seats_disability=1)
    applicants(facilitator, course, 6)
    asks = applied(facilitator, client(facilitator), course, asks_disability_seat=True)
    given(facilitator, course)

    asks.refresh_from_db()
    published = course.round.published
    row = next(one for one in published["applicants"] if one["lot"] == asks.lot)
    assert asks.state == "selected"
    assert asks.sealed and b"disability" not in bytes(asks.sealed)
    assert set(row) == {"lot", "counted", "points", "woman", "wishes", "seat"}
    assert row["woman"] is None
    assert problems(json.loads(json.dumps(published))) == []


def test_what_is_published_fits_and_names_nobody(facilitator, pursat):
    course = opened(facilitator, pursat, selection="lottery", seats=3, seats_women=1)
    people = applicants(facilitator, course, 9)
    given(facilitator, course)
    text = json.dumps(course.round.published, ensure_ascii=False)

    assert problems(json.loads(text)) == []
    person = people[0].person
    for private in (person.name, person.client_number, str(person.pk), str(people[0].pk)):
        assert private not in text


def test_whoever_withdraws_after_the_list_is_closed_does_not_change_the_draw(facilitator, pursat):
    course = opened(facilitator, pursat, selection="lottery", seats=2)
    applicants(facilitator, course, 6)
    closed(facilitator, course)
    before = [one.lot for one in preview(actor=facilitator, round_id=course.round_id).order]
    gone = course.enrolments.get(lot=before[0])
    withdraw_enrolment(actor=facilitator, enrolment_id=gone.pk)
    give_seats(actor=facilitator, round_id=course.round_id, next_on=NEXT, now=AFTER)

    course.round.refresh_from_db()
    assert course.round.published["order"] == before[1:]
    assert problems(course.round.published) == []


def test_a_seat_given_back_goes_to_the_first_who_waits(facilitator, pursat):
    course = opened(facilitator, pursat)
    applicants(facilitator, course, 5)
    given(facilitator, course)
    first = course.enrolments.get(place=1)
    holder = course.enrolments.filter(state="selected").first()
    for _twice in range(2):
        withdraw_enrolment(actor=facilitator, enrolment_id=holder.pk)

    first.refresh_from_db()
    assert (first.state, first.place, first.left_out) == ("selected", None, "")
    assert sorted(course.enrolments.filter(place__gt=0).values_list("place", flat=True)) == [1, 2]
    course.round.refresh_from_db()
    assert [one["lot"] for one in course.round.published["moved_up"]] == [first.lot]


def test_by_wishes_each_has_one_seat_and_hears_why_not_the_other(facilitator, pursat):
    one = opened(facilitator, pursat, selection="deferred", seats=1)
    two = opened(facilitator, pursat, selection="deferred", seats=1, joins=one.round_id)
    people = [client(facilitator) for _n in range(3)]
    for person in people:
        applied(facilitator, person, one, wish=1)
        applied(facilitator, person, two, wish=2)
    assert Enrolment.objects.values("lot").distinct().count() == 3
    given(facilitator, one)

    assert Enrolment.objects.filter(state="selected").count() == 2
    seated = one.enrolments.get(state="selected").person
    assert Enrolment.objects.get(person=seated, course=two).left_out == "elsewhere"
    assert problems(SelectionRound.objects.get().published) == []


def test_a_sealed_file_gets_no_seat_and_stays_as_it_is(facilitator, pursat):
    course = opened(facilitator, pursat)
    hidden = applicants(facilitator, course, 2)[0]
    Person.objects.filter(pk=hidden.person_id).update(is_sealed=True)
    given(facilitator, course)

    hidden.refresh_from_db()
    assert hidden.state == "applied"
    assert problems(course.round.published) == []


def test_who_took_her_consent_back_is_taken_off_the_list(facilitator, manager, pursat):
    course = opened(facilitator, pursat)
    gone = applicants(facilitator, course, 2)[0]
    withdraw_consent(actor=manager, person_id=gone.person_id, withdrawn_at=MORNING)
    given(facilitator, course)

    assert states(course) == ["selected", "withdrawn"]
