"""Keys: few, opaque, and shared by the records that should meet."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from namematch import MOST_KEYS, Identity, blocking_keys
from tests.namematch.test_score import PEOPLE, SREYMOM

BARE = replace(SREYMOM, phones=frozenset(), cards=frozenset(), birth_date=None, area_code="")


def meet(a, b):
    return bool(blocking_keys(a) & blocking_keys(b))


@given(PEOPLE)
def test_keys_are_few_and_the_same_every_time(person):
    keys = blocking_keys(person)

    assert len(keys) <= MOST_KEYS == 12
    assert keys == blocking_keys(replace(person))


def test_a_key_is_a_kind_and_a_digest():
    keys = blocking_keys(SREYMOM)

    assert {key[0] for key in keys} == set("cpndgaf")
    assert all(re.fullmatch("[a-z]:[0-9a-f]{16}", key) for key in keys)


def test_a_secret_changes_every_key():
    assert not blocking_keys(SREYMOM) & blocking_keys(SREYMOM, secret=b"of this site")


def test_nothing_known_gives_no_key():
    assert blocking_keys(Identity()) == frozenset()


def test_twenty_phones_do_not_push_the_names_out():
    many = replace(SREYMOM, phones=frozenset(f"0123456{number:02}" for number in range(20)))

    assert {key[0] for key in blocking_keys(many)} >= set("cpn")


@pytest.mark.parametrize(
    "again",
    [
        pytest.param({"given_km": "ស្រីម៉ុំ", "family_lat": "", "given_lat": ""}, id="Khmer spelling"),
        pytest.param({"family_km": "", "given_km": "", "family_lat": "Sokh"}, id="only Latin"),
        pytest.param(
            {"family_km": "ស្រីមុំ", "given_km": "សុខ", "family_lat": "", "given_lat": ""},
            id="names swapped",
        ),
        pytest.param({"given_km": "មុំ", "given_lat": "Mom"}, id="prefix dropped"),
        pytest.param({"birth_year": None}, id="no birth"),
        pytest.param({"birth_year": 1989, "birth_is_approximate": True}, id="guessed age"),
        pytest.param({"sex": ""}, id="no sex"),
    ],
)
def test_the_names_alone_bring_records_together(again):
    assert meet(BARE, replace(BARE, **again))


@pytest.mark.parametrize("year", [1993, 1994, 1995])
def test_a_damaged_family_name_meets_by_given_name_and_year_one_off(year):
    damaged = replace(BARE, family_km="សុកខន", family_lat="SOKHON", birth_year=year)

    assert meet(BARE, damaged)


def test_a_missing_family_name_meets_by_given_name_and_district():
    home = replace(BARE, area_code="15030201")

    assert meet(home, replace(home, family_km="", family_lat="", area_code="150302"))


def test_another_name_meets_by_exact_date():
    born = replace(BARE, birth_date=date(1994, 3, 27))

    assert meet(born, Identity(given_km="ដារ៉ា", birth_date=date(1994, 3, 27)))


def test_strangers_do_not_meet():
    stranger = Identity(family_km="ចាន់", given_km="ដារ៉ា", birth_year=1994, area_code="15030201")

    assert not meet(SREYMOM, stranger)
