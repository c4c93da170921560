"""The people whom the figures draw, without a database: like the anchors, and repeatable."""

from collections import Counter
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, UUID, uuid5

import pytest

from spean.console.population import figures as f
from spean.console.population.returnee import World, draw_double, draw_person
from spean.people.rules import age_on

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
MANY = 1_500


def some_id(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, name)


WORLD = World(
    centres={code: some_id(code) for code in f.CENTRES},
    communes={code: [some_id(code)] for homes in f.HOMES.values() for code in homes},
    sectors={code: some_id(code) for code in f.SECTORS["M"]},
    occupations={isco: some_id(isco) for iscos in f.OCCUPATIONS.values() for isco in iscos},
    tasks={
        isco: [some_id(f"{isco}.{number}") for number in range(8)]
        for iscos in f.OCCUPATIONS.values()
        for isco in iscos
    },
    now=NOW,
)


@pytest.fixture(scope="module")
def people():
    return [draw_person(WORLD, 1, number) for number in range(MANY)]


def share(people, is_so):
    return sum(1 for one in people if is_so(one)) / len(people)


def age(one):
    return age_on(one.born_on, NOW.date())


def test_the_same_seed_and_number_give_the_same_person(people):
    assert [draw_person(WORLD, 1, number) for number in range(20)] == people[:20]


def test_another_seed_gives_other_people(people):
    others = [draw_person(WORLD, 2, number) for number in range(20)]

    assert not {one.id for one in others} & {one.id for one in people}
    assert [one.family_name_km for one in others] != [one.family_name_km for one in people[:20]]


def test_a_double_is_the_same_person_in_other_words(people):
    pairs = [(one, draw_double(WORLD, 1, number, one)) for number, one in enumerate(people[:300])]

    for one, double in pairs:
        assert one.id != double.id and one.sex == double.sex and one.area_id == double.area_id
        assert abs(one.born_on.year - double.born_on.year) <= 2
    elsewhere = share(pairs, lambda pair: pair[0].centre_id != pair[1].centre_id)
    assert elsewhere == pytest.approx(0.5, abs=0.1)
    assert share(pairs, lambda pair: pair[0].given_name_lat != pair[1].given_name_lat) > 0.5


# Four standard deviations of a share of 1,500 people are at most 0.05.
@pytest.mark.parametrize(
    ("is_so", "expected"),
    [
        (lambda one: one.sex == "F", f.WOMEN_AMONG_CLIENTS),
        (lambda one: age(one) >= 45, 0.295),
        (lambda one: one.born_precision == "day", f.EXACT_BIRTH),
        (lambda one: one.education == "primary_incomplete", 0.38),
        (lambda one: one.marital_status == "married", 0.72),
        (lambda one: not one.documents, f.MISSING_DOCUMENT),
        (lambda one: bool(one.contacts), f.OWN_PHONE + f.SHARED_PHONE),
        (lambda one: one.returns[0].reason == "conflict", 0.55),
        (lambda one: one.returns[0].jobs[0].wages_owed, f.WAGES_OWED),
        (lambda one: one.centre_id == WORLD.centres["PUR"], 0.4),
    ],
)
def test_shares_lie_near_the_anchors(people, is_so, expected):
    assert share(people, is_so) == pytest.approx(expected, abs=0.05)


def test_few_are_minors_and_nobody_is_younger_than_fifteen(people):
    assert min(map(age, people)) >= 14
    assert share(people, lambda one: age(one) < 18) < 0.03


def test_men_built_and_women_worked_in_many_trades(people):
    trades = Counter(
        (one.sex, one.returns[0].jobs[0].sector_id == WORLD.sectors["construction"])
        for one in people
    )
    men = trades["M", True] / (trades["M", True] + trades["M", False])
    women = trades["F", True] / (trades["F", True] + trades["F", False])

    assert men == pytest.approx(0.42, abs=0.07) and women == pytest.approx(0.26, abs=0.06)


def test_everybody_told_of_tasks_that_her_trade_knows(people):
    for one in people:
        for job in (job for episode in one.returns for job in episode.jobs):
            assert 3 <= len(job.task_ids) <= 6
