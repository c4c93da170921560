"""Who gets a seat: reservations, the rule, no justified envy, nothing won by hiding a wish."""

import json
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spean.skills.rules.selection import (
    DEFERRED,
    DISABILITY,
    LOTTERY,
    PRIORITY,
    SEED_BYTES,
    WOMEN,
    Applicant,
    Seats,
    chosen,
    commitment_of,
    digest_of,
    drawn,
    in_order,
    next_in,
    select,
)
from spean.skills.rules.selection_check import FORMAT, Unreadable, problems

ROUND = "5c1ad7a4-6f0e-4a52-9d5e-0c8a54a9f1d2"
seeds = st.binary(min_size=SEED_BYTES, max_size=SEED_BYTES)
groups = st.frozensets(st.sampled_from([WOMEN, DISABILITY]))


@st.composite
def lists(draw, most=12):
    """People in a list that is closed: lot numbers, points, groups."""
    lots = draw(st.lists(st.integers(0, 10**8 - 1), min_size=0, max_size=most, unique=True))
    return [Applicant(str(lot).zfill(8), draw(st.integers(0, 4)), draw(groups)) for lot in lots]


@st.composite
def courses(draw):
    total = draw(st.integers(1, 5))
    women = draw(st.integers(0, total))
    return Seats(total, women, draw(st.integers(0, total - women)))


def ordered(people, rule, seed):
    return in_order(people, rule, seed, digest_of(one.lot for one in people))


@given(lists(), courses(), seeds, st.sampled_from([PRIORITY, LOTTERY]))
def test_as_many_are_chosen_as_there_are_seats_or_people(people, seats, seed, rule):
    order = ordered(people, rule, seed)

    assert len(chosen(order, seats)) == min(seats.total, len(people))


@given(lists(), courses(), seeds, st.sampled_from([PRIORITY, LOTTERY]))
def test_kept_seats_are_the_groups_as_far_as_it_has_people(people, seats, seed, rule):
    order = ordered(people, rule, seed)
    there = [one for one in order if one.lot in chosen(order, seats)]
    disabled = sum(DISABILITY in one.groups for one in people)
    either = sum(bool(one.groups) for one in people)
    women = sum(WOMEN in one.groups for one in people)

    assert sum(DISABILITY in one.groups for one in there) >= min(seats.disability, disabled)
    assert sum(WOMEN in one.groups for one in there) >= min(
        seats.women, women - min(seats.disability, disabled)
    )
    assert (
        sum(bool(one.groups) for one in there)
        >= min(seats.women, women - min(seats.disability, disabled))
        and either >= 0
    )


@given(lists(), courses(), seeds, st.sampled_from([PRIORITY, LOTTERY]))
def test_whoever_is_passed_over_is_passed_over_only_for_a_kept_seat(people, seats, seed, rule):
    order = ordered(people, rule, seed)
    there = chosen(order, seats)
    for place, one in enumerate(order):
        if one.lot in there:
            continue
        after = [later for later in order[place:] if later.lot in there]
        assert all(later.groups - one.groups for later in after)
        assert len(after) <= seats.women + seats.disability


@given(lists(), courses(), seeds)
def test_without_kept_seats_the_first_of_the_order_get_them(people, seats, seed):
    order = ordered(people, PRIORITY, seed)
    plain = Seats(seats.total)

    assert chosen(order, plain) == {one.lot for one in order[: seats.total]}
    assert [one.points for one in order] == sorted((one.points for one in order), reverse=True)


@given(lists(), seeds)
def test_by_lot_points_count_nothing(people, seed):
    order = [one.lot for one in ordered(people, LOTTERY, seed)]
    richer = [replace(one, points=4 - one.points) for one in people]

    assert [one.lot for one in ordered(richer, LOTTERY, seed)] == order


@given(lists(), courses(), seeds)
def test_who_gives_a_seat_back_is_followed_by_one_and_nobody_loses_hers(people, seats, seed):
    order = ordered(people, PRIORITY, seed)
    there = chosen(order, seats)
    for gone in there:
        rest = [one for one in order if one.lot != gone]
        ups = next_in(rest, seats, there - {gone})
        assert len(ups) == min(1, len(rest) - len(there) + 1)
        assert not set(ups) & there
        assert chosen(rest, seats) == (there - {gone}) | set(ups)


def market(people, wishes_drawn):
    names = ("a", "b", "c")
    return {
        one.lot: tuple(names[i] for i in places)
        for one, places in zip(people, wishes_drawn, strict=True)
    }


orders_of_wishes = st.permutations([0, 1, 2]).flatmap(
    lambda places: st.integers(0, 3).map(lambda size: tuple(places[:size]))
)


@st.composite
def rounds(draw, most=7):
    people = draw(lists(most))
    wishes = market(people, [draw(orders_of_wishes) for _one in people])
    return people, wishes, {name: draw(courses()) for name in "abc"}


def envy(order, wishes, seats, given_seats):
    """Return whom a course would rather have of those who would rather be there."""
    found = []
    for course, places in seats.items():
        there = {lot for lot, seat in given_seats.items() if seat == course}
        for one in order:
            wished = wishes[one.lot]
            seat = given_seats.get(one.lot)
            if course not in wished or seat == course:
                continue
            if seat is not None and wished.index(seat) < wished.index(course):
                continue
            pool = [x for x in order if x.lot in there | {one.lot}]
            if one.lot in chosen(pool, places):
                found.append((one.lot, course))
    return found


@given(rounds(), seeds)
def test_nobody_envies_with_reason(round_, seed):
    people, wishes, seats = round_
    order = ordered(people, DEFERRED, seed)
    result = select(order, wishes, seats)

    assert envy(order, wishes, seats, result.seats) == []
    assert all(seat in wishes[lot] for lot, seat in result.seats.items())


def test_a_greedy_giving_out_is_caught_by_the_same_eye():
    people = [Applicant("1", 0), Applicant("2", 9)]
    wishes = {"1": ("a",), "2": ("a",)}
    order = in_order(people, DEFERRED, bytes(32), "")

    assert envy(order, wishes, {"a": Seats(1)}, {"1": "a"}) == [("2", "a")]


@given(rounds(most=4), seeds)
def test_hiding_or_turning_a_wish_never_helps(round_, seed):
    people, wishes, seats = round_
    order = ordered(people, DEFERRED, seed)
    honest = select(order, wishes, seats).seats
    for one in people:
        true = wishes[one.lot]
        was = true.index(honest[one.lot]) if one.lot in honest else len(true)
        for size in range(4):
            for said in permutations("abc", size):
                seat = select(order, {**wishes, one.lot: said}, seats).seats.get(one.lot)
                now = true.index(seat) if seat in true else len(true)
                assert now >= was


def told(people, wishes, seats, seed, rule):
    """Return the file that is published."""
    digest = digest_of(one.lot for one in people)
    order = in_order(people, rule, seed, digest)
    result = select(order, wishes, seats)
    return {
        "format": FORMAT,
        "round": ROUND,
        "rule": rule,
        "commitment": commitment_of(seed, ROUND),
        "digest": digest,
        "seed": seed.hex(),
        "order": [one.lot for one in order],
        "courses": [
            {
                "id": name,
                "seats": one.total,
                "women": one.women,
                "disability": one.disability,
                "waiting": result.waiting[name],
            }
            for name, one in seats.items()
        ],
        "applicants": [
            {
                "lot": one.lot,
                "counted": True,
                "points": one.points,
                "woman": WOMEN in one.groups,
                "wishes": wishes[one.lot],
                "seat": result.seats.get(one.lot),
            }
            for one in people
        ],
    }


@given(rounds(), seeds, st.sampled_from([PRIORITY, LOTTERY, DEFERRED]))
def test_a_true_file_fits(round_, seed, rule):
    people, wishes, seats = round_

    assert problems(json.loads(json.dumps(told(people, wishes, seats, seed, rule)))) == []


def sixty(seed=bytes(range(32))):
    people = [
        Applicant(str(n).zfill(8), n % 5, frozenset({WOMEN} if n % 3 else ())) for n in range(60)
    ]
    wishes = {one.lot: ("a",) for one in people}
    return told(people, wishes, {"a": Seats(20, 8, 0)}, seed, LOTTERY)


def test_a_seed_chosen_after_the_applicants_were_seen_is_caught():
    honest = sixty()
    # The cheat tries seeds until her friend, the last lot, has a seat; the promise stands already.
    friend = "00000059"
    for number in range(1, 200):
        forged = sixty(bytes([number]) * 32)
        if next(x for x in forged["applicants"] if x["lot"] == friend)["seat"]:
            break
    assert problems(forged) == []

    forged["commitment"] = honest["commitment"]

    assert problems(forged) == ["seed"]


def test_one_applicant_more_and_every_lot_is_drawn_anew():
    seed = bytes(32)
    lots = [str(n).zfill(8) for n in range(30)]
    before = sorted(lots, key=lambda lot: drawn(seed, digest_of(lots), lot))
    more = digest_of([*lots, "99999999"])
    after = sorted(lots, key=lambda lot: drawn(seed, more, lot))

    assert before != after
    file = sixty()
    file["applicants"] = file["applicants"][1:]
    assert "list" in problems(file)


@pytest.mark.parametrize(
    ("break_it", "code"),
    [
        (lambda f: f["order"].reverse(), "order"),
        (lambda f: _swap_a_seat(f), "seats"),
        (lambda f: f["courses"][0]["waiting"].reverse(), "waiting"),
        (lambda f: f["applicants"][0].update(points=99), None),
    ],
)
def test_whatever_is_altered_is_named(break_it, code):
    file = sixty()
    break_it(file)

    assert (code in problems(file)) if code else problems(file) == []


def _swap_a_seat(file):
    seated = next(row for row in file["applicants"] if row["seat"])
    other = next(row for row in file["applicants"] if not row["seat"])
    seated["seat"], other["seat"] = None, "a"


@pytest.mark.parametrize("told_badly", [None, [], {}, {"format": "x"}, {**sixty(), "seed": "zz"}])
def test_another_file_cannot_be_read(told_badly):
    with pytest.raises(Unreadable):
        problems(told_badly)


def test_before_the_seed_is_shown_the_file_says_so():
    assert problems({**sixty(), "seed": ""}) == ["open"]
