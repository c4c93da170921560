"""From work abroad to units: the published formula."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spean.directory.gateways.tables import table as directory_table
from spean.skills.gateways.start_set import table
from spean.skills.rules.translation import (
    ENOUGH,
    Asked,
    Told,
    chance_of,
    found_in,
    of_ten,
    proposals,
)

OCCUPATION = {row["code"]: row["occupation"] for row in table("standards")}
UNITS = [
    Asked(
        row["code"],
        row["standard"],
        OCCUPATION[row["standard"]],
        frozenset(row["skills"].split()),
    )
    for row in table("units")
]
SKILLS = sorted({skill for unit in UNITS for skill in unit.skills})
WORDS = {row["word"]: row["skills"].split() for row in table("tool_words")}

some_skills = st.frozensets(st.sampled_from(SKILLS), max_size=6)
some_jobs = st.lists(
    st.builds(
        Told,
        ref=st.uuids().map(str),
        tasks=some_skills,
        tools=some_skills,
        months=st.integers(0, 400),
        isco=st.sampled_from(["", *sorted(OCCUPATION.values())]),
        led=st.booleans(),
        certificate=st.booleans(),
    ),
    max_size=4,
    unique_by=lambda job: job.ref,
)


def chances(jobs, counts=None):
    return {one.unit: one.chance for one in proposals(jobs, UNITS, counts)}


@given(some_jobs)
def test_a_chance_is_never_nought_and_never_one(jobs):
    assert all(0 < chance < 1 for chance in chances(jobs).values())


@given(some_jobs, some_skills, st.integers(0, 200), st.booleans())
def test_who_tells_more_never_has_less(jobs, tasks, months, more_led):
    if not jobs:
        return
    first, *others = jobs
    richer = Told(
        ref=first.ref,
        tasks=first.tasks | tasks,
        tools=first.tools,
        months=first.months + months,
        isco=first.isco,
        led=first.led or more_led,
        certificate=True,
    )

    before, after = chances(jobs), chances([richer, *others])

    assert set(before) <= set(after)
    assert all(after[unit] >= before[unit] - 1e-12 for unit in before)


@given(some_jobs, st.randoms(use_true_random=False))
def test_the_order_in_which_jobs_are_told_does_not_matter(jobs, luck):
    shuffled = list(jobs)
    luck.shuffle(shuffled)

    assert proposals(jobs, UNITS) == proposals(shuffled, UNITS)


@given(st.floats(-5, 5), st.integers(0, 500), st.data())
def test_results_move_the_estimate_only_once_there_are_enough(points, assessed, data):
    passed = data.draw(st.integers(0, assessed))
    moved, prior = chance_of(points, passed, assessed), chance_of(points)

    assert 0 < moved < 1
    if assessed < ENOUGH:
        assert moved == prior
    else:
        low, high = sorted([prior, passed / assessed])
        assert low - 1e-12 <= moved <= high + 1e-12


@given(st.floats(0.01, 0.99))
def test_of_ten_people_the_range_holds_the_middle(chance):
    low, middle, high = of_ten(chance)

    assert 0 <= low <= middle <= high <= 10


def test_a_tiler_is_led_to_tiling_with_reasons_that_name_what_was_told():
    job = Told(
        ref="a",
        tasks=frozenset({"lay-ceramic-floor-tiles", "cut-tiles-with-a-tile-cutter"}),
        months=48,
        isco="7122",
        led=True,
    )

    found = proposals([job], UNITS)

    assert {one.standard for one in found} == {"SP-7122-2"}
    cutting = next(one for one in found if one.unit == "SP-7122-2-U2")
    assert cutting.reasons == (
        ("task", "cut-tiles-with-a-tile-cutter"),
        ("occupation", "7122"),
        ("months", "48"),
        ("led", ""),
    )
    assert cutting.job == "a" and cutting.is_estimate


def test_gloves_alone_lead_nowhere():
    assert not proposals([Told(ref="a", tasks=frozenset({"wear-protection"}))], UNITS)


def test_a_task_told_counts_for_more_than_a_word_in_a_text():
    by_task = chances([Told(ref="a", tasks=frozenset({"fill-and-wipe-tile-joints"}))])
    by_word = chances([Told(ref="a", tools=frozenset({"fill-and-wipe-tile-joints"}))])

    assert by_task["SP-7122-2-U5"] > by_word["SP-7122-2-U5"]


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("used a Tile Cutter, every day", "cut-tiles-with-a-tile-cutter"),
        ("ខ្ញុំក្រាលការ\u200b៉ូនៅបាងកក", "lay-ceramic-floor-tiles"),
        ("ធ្វើក្រាប៊ឿងពីរឆ្នាំ", "lay-ceramic-floor-tiles"),
        ("ทำงานปูกระเบื้องและยาแนว", "fill-and-wipe-tile-joints"),
    ],
)
def test_words_are_found_in_all_three_scripts(text, skill):
    assert skill in found_in(text, WORDS)


@given(st.sampled_from(sorted(WORDS)), st.sampled_from(["", " ", "នៅថៃ ", "ผม", "I used "]))
def test_every_word_of_the_list_is_found_where_it_stands(word, before):
    glue = " " if word.isascii() else ""
    assert set(WORDS[word]) <= found_in(f"{before}{glue}{word.upper()}{glue}", WORDS)


def test_a_latin_word_inside_another_one_is_not_found():
    assert not found_in("tigers and smig", WORDS)


def test_the_words_lead_to_skills_that_exist_in_three_languages():
    known = {row["code"] for row in directory_table("skills")}

    assert {skill for skills in WORDS.values() for skill in skills} <= known
    assert {row["language"] for row in table("tool_words")} == {"en", "km", "th"}
    assert {row["source"] for row in table("tool_words")} == {"project"}
