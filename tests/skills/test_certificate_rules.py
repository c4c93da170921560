import random
import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from spean.skills.rules.certificates import birth_year, free_place, number_of


@given(st.integers(), st.sampled_from(["PUR", "PVH", "OMC"]), st.integers(2026, 2099))
def test_a_number_reads_aloud_without_doubt(seed, centre, year):
    number = number_of(centre, year, random.Random(seed).randrange)

    assert re.fullmatch(rf"{centre}-\d\d-[0-9A-HJKMNP-TV-Z]{{4}}-[0-9A-HJKMNP-TV-Z]{{3}}", number)


@given(st.integers(), st.sets(st.integers(0, 131_071), max_size=200))
def test_a_place_is_never_given_twice(seed, taken):
    place = free_place(taken, random.Random(seed).randrange)

    assert place not in taken and 0 <= place < 131_072


def test_the_list_grows_before_it_is_half_full():
    assert free_place(set(range(65_536)), lambda places: places - 1) == 262_143
    assert free_place(set(range(65_535)), lambda places: places - 1) == 131_071


def test_places_tell_nothing_of_the_order():
    draw = random.Random(1).randrange
    taken: list[int] = []
    for _turn in range(200):
        taken.append(free_place(set(taken), draw))
    rising = sum(one < other for one, other in zip(taken, taken[1:], strict=False))
    assert 70 < rising < 130


def test_a_guessed_age_is_no_year():
    assert birth_year(date(1990, 1, 1), "year") == 1990
    assert birth_year(date(1990, 1, 1), "age_only") is None
    assert birth_year(None, "day") is None
