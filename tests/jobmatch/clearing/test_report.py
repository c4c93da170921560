import numpy as np
import pytest

from jobmatch import BadValue, Skill, Wishes, suggest
from jobmatch.clearing.report import shares, swap_differences
from tests.jobmatch.builders import TODAY, a_person, an_opening


def by_group(lines, grouping):
    return {line.group: line for line in lines if line.grouping == grouping}


def a_report(placed_women, placed_men, **changes):
    post = np.full(200, -1)
    post[:placed_women] = 3
    post[100 : 100 + placed_men] = 3
    return shares(
        post, np.where(post >= 0, 0.5, 0.0), {"sex": ["f"] * 100 + ["m"] * 100}, **changes
    )


@pytest.mark.parametrize(("women", "alarm"), [(39, True), (40, False), (50, False)])
def test_the_alarm_rings_below_four_fifths_of_the_highest_share(women, alarm):
    lines = by_group(a_report(women, 50), "sex")

    assert lines["f"].alarm is alarm
    assert not lines["m"].alarm
    assert lines["f"].ratio == pytest.approx(women / 50)


def test_a_small_group_is_marked_and_neither_alarmed_nor_the_measure():
    post = np.array([1] * 5 + [-1] * 95)
    labels = ["tiny"] * 5 + ["large"] * 95

    lines = by_group(shares(post, np.ones(100), {"province": labels}), "province")

    assert lines["tiny"].is_small and not lines["tiny"].alarm
    assert lines["large"].ratio is None and not lines["large"].alarm


def test_a_label_that_is_not_known_is_counted_and_never_alarmed():
    post = np.array([1] * 50 + [-1] * 50)

    lines = by_group(shares(post, np.ones(100), {"idpoor": [1] * 50 + [None] * 50}), "idpoor")

    assert lines[""].people == 50 and not lines[""].alarm


def test_who_is_not_ready_is_not_counted():
    ready = np.arange(200) % 2 == 0

    assert by_group(a_report(50, 50, ready=ready), "sex")["f"].people == 50


def test_every_grouping_is_reported_with_score_and_proposals():
    post = np.array([1, -1, 2, -1])
    groupings = {"sex": ["f", "f", "m", "m"], "age": np.array([0, 1, 0, 1])}

    lines = shares(post, [0.6, 0, 0.4, 0], groupings, listed=[3, 0, 1, 1])

    assert [(line.grouping, line.group) for line in lines] == [
        ("sex", "f"),
        ("sex", "m"),
        ("age", "0"),
        ("age", "1"),
    ]
    assert (lines[0].share, lines[0].score, lines[0].listed) == (0.5, 0.6, 1.5)


def test_labels_for_other_people_are_refused():
    with pytest.raises(BadValue, match="grouping 'sex': labels must be 2, not 1"):
        shares([1, -1], [0.5, 0.0], {"sex": ["f"]})


MARKET = [an_opening(id=f"v-{n}", wage_min=200.0 + 10 * n) for n in range(5)]


def listed(record):
    """Make a list as the programme would: its records know a sex, matching has no field for it."""
    person = a_person(
        age=record["age"],
        skills=(Skill("tiling"),),
        wanted=Wishes(sectors=frozenset({record["sector"]})),
    )
    return [match.opening.id for match in suggest(person, MARKET, today=TODAY)]


RECORD = {"sex": "f", "age": 31, "sector": "F", "disability": False}


def test_a_list_is_the_same_for_another_sex_and_another_age():
    swaps = {"sex": ["m", "f"], "age": [19, 58], "disability": [True]}

    assert swap_differences(listed, RECORD, swaps) == []


def test_a_list_that_reads_the_sex_is_found():
    def unfair(record):
        return listed(record)[: 2 if record["sex"] == "f" else 5]

    found = swap_differences(unfair, RECORD, {"sex": ["m"], "age": [40]})

    assert [(one.field, one.value) for one in found] == [("sex", "m")]
