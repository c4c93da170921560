from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from jobmatch import (
    CHANGE_CODES,
    Benefits,
    Change,
    Gates,
    Grade,
    Limits,
    Skill,
    openers,
    refused,
    ways_to,
    worths,
)
from tests.jobmatch.builders import TODAY, a_copy, a_person, an_opening, markets, people

HOME = {"latitude": 14.0, "longitude": 103.0}


def at_km(km: float, **changes):
    return an_opening(latitude=14.0 + km / 111.195, longitude=103.0, **changes)


def test_a_certificate_and_a_longer_way_are_told_with_their_numbers():
    licensed = Gates(minimum_age=18, licences=frozenset({"tiling-certificate"}))
    market = [an_opening(id=f"paper-{n}", gates=licensed) for n in range(5)]
    market += [at_km(38, id=f"samraong-{n}") for n in range(3)]
    sophea = a_person(**HOME, radius_km=15.0, licences=frozenset())

    changes = openers(sophea, market, TODAY)

    assert [(c.code, dict(c.params), c.opens) for c in changes] == [
        ("gain-licence", {"licence": "tiling-certificate"}, 5),
        ("widen-radius", {"more": 30, "radius": 45.0}, 3),
    ]


def test_proving_one_missing_skill_opens_what_only_lacks_that_skill():
    market = [
        an_opening(id="one", needs=frozenset({"tiling", "grouting"})),
        an_opening(id="two", needs=frozenset({"levelling", "grouting"})),
    ]
    person = a_person(skills=(Skill("tiling"),))

    assert openers(person, market, TODAY) == [
        Change("prove-skill", {"skill": "grouting"}, ("one",))
    ]


def test_the_last_far_posts_are_not_worth_the_longest_way():
    market = [at_km(18, id=f"near-{n}") for n in range(4)] + [at_km(54, id="last")]

    (change,) = openers(a_person(**HOME, radius_km=15.0), market, TODAY)

    assert (change.params["more"], change.opens) == (5, 4)


def test_accepting_a_dormitory_opens_the_posts_that_have_one():
    market = [at_km(200, id=f"v-{n}", benefits=Benefits(dormitory=True)) for n in range(2)]
    market.append(at_km(200, id="without"))
    person = a_person(**HOME, radius_km=15.0, accepts_dormitory=False)

    assert openers(person, market, TODAY) == [Change("accept-dormitory", {}, ("v-0", "v-1"))]


def test_a_step_up_the_framework_opens_the_posts_below_it_too():
    market = [
        an_opening(id=f"v-{level}{n}", gates=Gates(minimum_age=18, cqf_level=level))
        for level, n in ((2, 1), (3, 1), (3, 2))
    ]

    (change,) = openers(a_person(cqf_level=1), market, TODAY)

    assert (change.params, change.opens) == ({"level": 3}, 3)


def test_starting_on_an_earlier_day_opens_what_waits_no_longer():
    market = [
        an_opening(id="june", starts_by=date(2026, 6, 20)),
        an_opening(id="july", starts_by=date(2026, 7, 20)),
    ]

    (change,) = openers(a_person(available_from=date(2026, 8, 1)), market, TODAY)

    assert (change.params, change.openings) == ({"starts_by": "2026-07-20"}, ("july",))


def test_nobody_is_told_to_be_older_healthier_richer_or_to_work_at_night():
    market = [
        an_opening(id="age", gates=Gates(minimum_age=40)),
        an_opening(id="health", gates=Gates(demands=frozenset({"heights"}))),
        an_opening(id="night", gates=Gates(night_work=True)),
        an_opening(id="wage", wage_max=100.0),
        an_opening(id="full", places=0),
    ]
    limits = Limits(night_work=False, health=frozenset({"heights"}))

    assert openers(a_person(wage_floor=220.0, limits=limits), market, TODAY) == []


def test_what_is_in_reach_already_needs_no_change():
    held = a_person(skills=(Skill("tiling", Grade.SELF),))

    assert openers(held, [an_opening(needs=frozenset({"tiling"}))], TODAY) == []


@given(people, markets)
def test_a_change_keeps_its_promise(person, market):
    for change in openers(person, market, TODAY):
        after = _made(person, change)
        by_id = {opening.id: opening for opening in market}

        assert change.code in CHANGE_CODES
        assert change.opens == len(set(change.openings)) > 0
        assert all(refused(by_id[id], after, TODAY) is None for id in change.openings)


@given(people, st.lists(st.floats(0, 80), max_size=6))
def test_a_wider_radius_really_reaches(person, distances):
    person = a_copy(person, **HOME, radius_km=10.0, will_relocate=None)
    market = [at_km(km, id=f"v-{n}") for n, km in enumerate(distances)]

    for change in openers(person, market, TODAY):
        wider = a_copy(person, radius_km=float(change.params["radius"]))
        assert all(
            refused(opening, wider, TODAY) is None
            for opening in market
            if opening.id in change.openings
        )


def _made(person, change):
    match change.code:
        case "prove-skill":
            skill = Skill(str(change.params["skill"]), Grade.CREDENTIAL)
            return a_copy(person, skills=(*person.skills, skill))
        case "widen-radius":
            return a_copy(person, radius_km=change.params["radius"])
        case "accept-dormitory":
            return a_copy(person, accepts_dormitory=True)
    raise AssertionError(change)


def test_a_certificate_is_worth_the_posts_and_people_it_alone_would_join():
    tiled = frozenset({"tiling"})
    market = [an_opening(id=f"v-{n}", needs=tiled, places=3) for n in range(4)]
    market.append(an_opening(id="v-9", needs=tiled | {"grouting"}))
    crowd = [a_person(id="p-1"), a_person(id="p-2"), a_person(id="p-3", age=15)]

    found = worths(crowd, market, TODAY)

    assert [(w.code, w.params, w.posts, w.places, w.people) for w in found] == [
        ("prove-skill", {"skill": "tiling"}, 4, 12, 2)
    ]


def test_the_ways_to_one_post_are_all_told():
    gates = Gates(minimum_age=18, licences=frozenset({"crane"}))
    sophea = a_person(licences=frozenset())

    ways = ways_to(an_opening(gates=gates), sophea, TODAY)

    assert [(way.code, way.params) for way in ways] == [("gain-licence", {"licence": "crane"})]
    assert ways_to(an_opening(), sophea, TODAY) == []
