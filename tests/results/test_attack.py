"""All tables of an indicator, solved together, on populations small enough to be dangerous."""

from collections import Counter
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spean.results.rules import EARLIER, WHOLE, Cube, Grid, Published, Split, published
from tests.often import often
from tests.results.attacker import narrow, small

K = 3
PERIODS = (EARLIER, "2026-Q2", "2026-Q3")
SPLITS = {
    "centre": Split(("OMC", "PUR", "PVH")),
    "displaced": Split(("yes", "no")),
    "proof": Split(("G4", "G1"), by_column=False),
}
unhurried = [HealthCheck.too_slow, HealthCheck.data_too_large]

one_person = st.tuples(
    st.sampled_from(PERIODS),
    st.sampled_from(["F", "F", "M", "M", "X"]),
    *(st.sampled_from(split.rows) for split in SPLITS.values()),
)

groups = st.lists(st.tuples(one_person, st.integers(1, 6)), max_size=14)


def cube_of(people):
    cube = Cube(PERIODS, ("F", "M", "X"), SPLITS)
    for (period, sex, *rows), count in Counter(people).items():
        cube.add(period, sex, dict(zip(SPLITS, rows, strict=True)), count)
    return cube


@st.composite
def cubes(draw):
    return cube_of([person for person, count in draw(groups) for _ in range(count)])


@settings(often(60), suppress_health_check=unhurried)
@given(cubes())
def test_solving_all_tables_together_recovers_nothing_hidden(cube):
    assert not narrow(cube, published(cube, K), K)


@settings(often(200), suppress_health_check=unhurried)
@given(cubes(), st.sampled_from([3, 5, 10]))
def test_no_small_number_is_shown(cube, threshold):
    assert not small(published(cube, threshold), threshold)


@settings(often(200), suppress_health_check=unhurried)
@given(cubes())
def test_what_is_shown_is_true(cube):
    readable = published(cube, K)

    for (split, period), grid in readable.grids.items():
        periods = PERIODS if period == WHOLE else (period,)
        columns = readable.columns if SPLITS[split].by_column else (cube.columns,)
        for row, cells in grid.rows.items():
            truth = tuple(cube.cell(split, periods, row, column) for column in columns)
            assert all(cell in (None, count) for cell, count in zip(cells, truth, strict=True))
            assert grid.row_sums[row] in (None, sum(truth))


PLENTY = [
    (period, sex, centre, "no", "G4")
    for period in PERIODS
    for sex in "FM"
    for centre in SPLITS["centre"].rows
    for _ in range(9)
]


def test_where_many_were_counted_everything_is_shown():
    cube = cube_of(
        [(*person[:3], trait, *person[4:]) for person in PLENTY for trait in ("yes", "no")]
    )

    readable = published(cube, K)

    assert len(readable.grids) == len(SPLITS) * 3
    assert None not in [c for g in readable.grids.values() for r in g.rows.values() for c in r]


def test_a_quarter_with_a_single_person_in_a_centre_gets_no_table_by_centre():
    people = [p for p in PLENTY if p[:3] != ("2026-Q3", "F", "PVH")]
    cube = cube_of([*people, ("2026-Q3", "F", "PVH", "no", "G4")])

    readable = published(cube, K)

    assert ("centre", WHOLE) in readable.grids and ("centre", "2026-Q2") in readable.grids
    assert ("centre", "2026-Q3") not in readable.grids


def test_a_nought_that_the_quarters_give_away_together_is_shown():
    """All eleven are of one centre and one quarter: elsewhere there is none, whoever adds up."""
    people = [
        *[("2026-Q2", "X", "OMC", "yes", "G4")] * 11,
        *[("2026-Q2", "M", "PUR", "yes", "G4")] * 6,
        *[(EARLIER, "M", "OMC", "yes", "G4")] * 7,
        *[(EARLIER, "F", "OMC", "yes", "G4")] * 2,
        *[(EARLIER, "M", "PUR", "yes", "G4")] * 2,
        (EARLIER, "F", "PUR", "yes", "G4"),
        *[(EARLIER, "M", "PVH", "yes", "G4")] * 3,
    ]
    cube = cube_of(people)
    readable = published(cube, K)

    assert readable.grids["centre", WHOLE].rows["PVH"][2] == 0
    assert not narrow(cube, readable, K)


def protected_apart(cube, threshold):
    """What a careful publisher does who looks at one table at a time."""
    sizes, grids = {}, {}
    for period in PERIODS[1:]:
        alone = Cube((period,), cube.columns, cube.splits)
        alone.sizes = {period: cube.sizes.get(period, {})}
        alone.counts = {key: counts for key, counts in cube.counts.items() if key[1] == period}
        safe = published(alone, threshold)
        sizes[period] = safe.sizes[WHOLE]
        grids |= {(split, period): grid for (split, _whole), grid in safe.grids.items()}
    whole = published(cube, threshold)
    apart = {key: grid for key, grid in whole.grids.items() if key[1] == WHOLE}
    return Published({**sizes, WHOLE: whole.sizes[WHOLE]}, whole.columns, {**apart, **grids})


def test_quarters_protected_one_by_one_are_caught():
    people = [p for p in PLENTY if p[0] != EARLIER and p[:3] != ("2026-Q3", "F", "PVH")]
    cube = cube_of([*people, ("2026-Q3", "F", "PVH", "no", "G4")])

    assert narrow(cube, protected_apart(cube, K), K)
    assert not narrow(cube, published(cube, K), K)


def test_a_sum_that_one_table_hides_and_another_shows_is_caught():
    """Two women: the columns are joined; a table that splits them all the same gives them away."""
    men = [person for person in PLENTY if person[1] == "M"]
    cube = cube_of([*men, *[("2026-Q3", "F", "PVH", "no", "G4")] * 2])
    readable = published(cube, K)
    size = cube.size(PERIODS)
    careless = Grid({"yes": (None,), "no": (None,)}, {"yes": 0, "no": size}, (size - 2,), size)
    split = replace(readable, columns=(("M", "X"),), grids={("displaced", WHOLE): careless})

    assert readable.columns == (("F", "M", "X"),) and not narrow(cube, readable, K)
    assert narrow(cube, split, K)
