"""Two records compared: what each field says, and what never decides alone."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from namematch import (
    Field,
    Identity,
    Verdict,
    Weights,
    cannot_be_likely,
    compare,
    likely_duplicates,
    weights_for,
)
from tests.often import often

SREYMOM = Identity(
    family_km="សុខ",
    given_km="ស្រីមុំ",
    family_lat="SOK",
    given_lat="SREY MOM",
    sex="f",
    birth_year=1994,
    birth_date=date(1994, 3, 27),
    phones=frozenset({"012 345 678"}),
    cards=frozenset({"100200300"}),
    area_code="15030201",
)
NAMES = {
    "km": ["", "សុខ", "ចាន់", "ស្រីមុំ", "មុំ", "សុខា", "ដារ៉ា", "សុខ ដារ៉ា", "!", "ឃឃឃ"],
    "lat": ["", "SOK", "Chan", "Srey Mom", "Mom", "Sokha", "Dara", "Sokh", "x", "Soka"],
}
DATES = [
    None,
    date(1990, 1, 1),
    date(1990, 5, 3),
    date(1991, 5, 3),
    date(1990, 3, 5),
    date(1985, 5, 3),
]
PEOPLE = st.builds(
    Identity,
    family_km=st.sampled_from(NAMES["km"]),
    given_km=st.sampled_from(NAMES["km"]),
    family_lat=st.sampled_from(NAMES["lat"]),
    given_lat=st.sampled_from(NAMES["lat"]),
    sex=st.sampled_from(["", "f", "m", "ស្រី", "x"]),
    birth_year=st.sampled_from([None, 1984, 1990, 1991, 1993]),
    birth_date=st.sampled_from(DATES),
    birth_is_approximate=st.booleans(),
    phones=st.frozensets(st.sampled_from(["012345678", "+85512345678", "011", "099888777"])),
    cards=st.frozensets(st.sampled_from(["1", "2", "-"])),
    area_code=st.sampled_from(["", "1", "15", "1503", "15030201", "150302", "2201"]),
)

TOGETHER = {
    "names": ("family_km", "given_km", "family_lat", "given_lat"),
    "birth": ("birth_year", "birth_date", "birth_is_approximate"),
    "sex": ("sex",),
    "phones": ("phones",),
    "cards": ("cards",),
    "area": ("area_code",),
}


def verdict(comparison, field):
    return next(line.verdict for line in comparison.lines if line.field == field)


@often(400)
@given(PEOPLE, PEOPLE)
def test_the_order_of_the_two_records_does_not_matter(a, b):
    assert compare(a, b) == compare(b, a)


@often(800)
@given(PEOPLE, PEOPLE, st.sampled_from(sorted(TOGETHER)))
def test_agreeing_more_never_lowers_the_likelihood(a, b, field):
    closer = replace(b, **{name: getattr(a, name) for name in TOGETHER[field]})

    assert compare(a, closer).likelihood >= compare(a, b).likelihood


@often(400)
@given(PEOPLE, PEOPLE, st.sampled_from([("family_km", "family_lat"), ("given_km", "given_lat")]))
def test_one_name_agreeing_more_never_lowers_it_unless_names_were_swapped(a, b, names):
    closer = replace(b, **{name: getattr(a, name) for name in names})
    before = compare(a, b)
    assume(not before.names_are_swapped)
    assume(all((a.family_km or a.family_lat, b.family_km or b.family_lat)))
    assume(closer.given_km or closer.given_lat)

    assert compare(a, closer).likelihood >= before.likelihood


@given(PEOPLE)
def test_a_record_never_differs_from_itself(person):
    verdicts = {line.verdict for line in compare(person, person).lines}

    assert Verdict.DIFFERS not in verdicts


def test_nothing_known_is_unknown_and_unlikely():
    comparison = compare(Identity(), Identity())

    assert {line.verdict for line in comparison.lines} == {Verdict.UNKNOWN}
    assert not comparison.is_likely


def test_the_lines_come_in_the_order_officers_read():
    assert [line.field for line in compare(SREYMOM, SREYMOM).lines] == list(Field)


@pytest.mark.parametrize(
    "again",
    [
        pytest.param({"given_km": "ស្រីម៉ុំ", "given_lat": ""}, id="Khmer spelling"),
        pytest.param({"family_lat": "Sokh", "given_lat": "Sreimom"}, id="Latin spelling"),
        pytest.param({"family_km": "", "given_km": ""}, id="only Latin"),
        pytest.param({"given_km": "មុំ", "given_lat": "MOM"}, id="prefix dropped"),
        pytest.param({"birth_date": None, "birth_year": 1995}, id="year one off"),
        pytest.param({"birth_date": date(1994, 1, 1)}, id="1 January"),
        pytest.param(
            {"birth_date": None, "birth_year": 1991, "birth_is_approximate": True}, id="guessed age"
        ),
        pytest.param({"sex": "m"}, id="sex mistyped"),
        pytest.param({"area_code": ""}, id="no area"),
    ],
)
def test_the_same_person_is_likely_with_another_phone_and_no_card(again):
    other = replace(SREYMOM, phones=frozenset({"099888777"}), cards=frozenset(), **again)

    assert compare(SREYMOM, other).is_likely


def test_swapped_names_are_seen_and_named():
    khmer = Identity(family_km="សុខ", given_km="ដារ៉ា", birth_year=1990, area_code="1503")
    swapped = replace(khmer, family_km="ដារ៉ា", given_km="សុខ")

    comparison = compare(khmer, swapped)

    assert comparison.is_likely
    assert comparison.names_are_swapped
    assert verdict(comparison, Field.GIVEN_NAME) == Verdict.NEAR


def test_a_whole_name_in_one_field_is_taken_apart():
    joined = Identity(given_km="សុខ ស្រីមុំ", sex="ស", birth_year=1994, area_code="15030201")

    assert compare(SREYMOM, joined).is_likely


def test_a_shared_phone_alone_is_not_enough():
    phone_only = Identity(phones=SREYMOM.phones)

    assert verdict(compare(SREYMOM, phone_only), Field.PHONE) == Verdict.SAME
    assert not compare(SREYMOM, phone_only).is_likely


def test_a_sister_at_home_with_the_same_phone_is_another_person():
    sister = replace(
        SREYMOM,
        given_km="ស្រីពៅ",
        given_lat="SREY POV",
        birth_date=date(1996, 7, 2),
        birth_year=1996,
        cards=frozenset({"700800900"}),
    )

    assert not compare(SREYMOM, sister).is_likely


def test_the_same_card_asks_even_when_the_given_name_differs():
    other = replace(SREYMOM, given_km="ដារ៉ា", given_lat="DARA", phones=frozenset())

    assert compare(SREYMOM, other).is_likely


@pytest.mark.parametrize("phone", ["+855 12 345 678", "០១២-៣៤៥-៦៧៨", "0085512345678", "12345678"])
def test_one_phone_is_one_number_however_written(phone):
    comparison = compare(SREYMOM, Identity(phones=frozenset({phone})))

    assert verdict(comparison, Field.PHONE) == Verdict.SAME


def test_day_and_month_exchanged_weigh_more_than_another_day_of_the_year():
    born = Identity(birth_date=date(1990, 3, 5))
    turned = compare(born, Identity(birth_date=date(1990, 5, 3)))
    other = compare(born, Identity(birth_date=date(1990, 8, 21)))

    assert verdict(turned, Field.BIRTH) == Verdict.NEAR
    assert turned.likelihood > other.likelihood


def test_first_of_january_stands_for_the_year():
    new_year = Identity(birth_date=date(1990, 1, 1))

    assert compare(new_year, new_year) == compare(new_year, Identity(birth_year=1990))


@pytest.mark.parametrize(("one", "other"), [("វុទ្ធី", "វុទ្ធិ"), ("ណុប", "នូប"), ("បូរ៉ា", "បូរា")])
def test_a_slip_of_a_khmer_vowel_or_light_sign_is_near(one, other):
    comparison = compare(Identity(given_km=one), Identity(given_km=other))

    assert verdict(comparison, Field.GIVEN_NAME) == Verdict.NEAR


@pytest.mark.parametrize(
    ("code", "expected"),
    [("15030201", "same"), ("1503", "same"), ("15030299", "near"), ("22010101", "differs")],
)
def test_homes_agree_as_deep_as_both_codes_go(code, expected):
    assert verdict(compare(SREYMOM, Identity(area_code=code)), Field.AREA) == expected


def test_candidates_come_likeliest_first_and_only_if_likely():
    far = Identity(family_km="ចាន់", given_km="ដារ៉ា", birth_year=1970)
    near = replace(SREYMOM, birth_date=date(1995, 3, 27), cards=frozenset())

    found = likely_duplicates(SREYMOM, [("far", far), ("near", near), ("same", SREYMOM)])

    assert [name for name, _ in found] == ["same", "near"]


def test_figures_that_reward_a_worse_agreement_are_refused():
    with pytest.raises(ValueError, match="given_same must not weigh less than given_alike"):
        Weights(given_same=1.0)


def test_figures_that_count_agreement_as_a_loss_are_refused():
    with pytest.raises(ValueError, match="province_same must not be negative"):
        Weights(province_same=-0.1)


def test_a_large_register_asks_for_more_evidence_than_a_small_one():
    once = Identity(family_km="សុខ", given_km="ដារ៉ា", sex="m", birth_year=1990)
    again = replace(once, birth_year=1991)

    assert compare(once, again, weights_for(1_000)) == compare(once, again)
    assert compare(once, again).is_likely
    assert not compare(once, again, weights_for(100_000)).is_likely


@given(PEOPLE, PEOPLE, st.sampled_from([1, 20_000, 100_000, 10_000_000]))
def test_whoever_cannot_be_likely_never_is(a, b, people):
    weights = weights_for(people)
    for other in (b, replace(b, family_km=a.family_km, given_km=a.given_km)):
        if cannot_be_likely(a, other, weights):
            assert not compare(a, other, weights).is_likely


def test_the_same_name_born_in_another_year_elsewhere_cannot_be_likely_in_a_large_register():
    a = Identity(given_km="សុខា", family_km="ចាន់", birth_year=1990, area_code="15010101")
    b = replace(a, birth_year=1970, area_code="17010101")

    assert cannot_be_likely(a, b, weights_for(100_000))
    assert not cannot_be_likely(a, a, weights_for(100_000))
