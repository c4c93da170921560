import pytest
from hypothesis import given

from jobmatch import (
    REASON_CODES,
    Benefits,
    Experience,
    Gates,
    Grade,
    Kind,
    Limits,
    Polarity,
    Reason,
    Skill,
    Source,
    Wishes,
    rank,
)
from tests.jobmatch.builders import TODAY, a_person, an_opening, openings, people

SOPHEA = a_person(
    latitude=14.41,
    longitude=103.70,
    radius_km=15.0,
    wage_wanted=220.0,
    occupations=(Experience("7122", 48, Grade.COUNSELLOR), Experience("7122", 24)),
    skills=(Skill("tiling", Grade.COUNSELLOR, "7122"), Skill("tiling")),
    limits=Limits(care=frozenset({"saturdays"})),
    licences=None,
)
TILER = an_opening(
    latitude=14.43,
    longitude=103.70,
    wage_min=260.0,
    hours_week=48.0,
    needs=frozenset({"tiling"}),
    gates=Gates(demands=frozenset({"saturdays"}), licences=frozenset({"tiling-certificate"})),
    benefits=Benefits(nssf=True, contract=True),
)


def the_match(opening=TILER, person=SOPHEA):
    return rank(opening, [person], today=TODAY)[0]


def test_the_page_gets_three_for_one_against_and_what_is_missing():
    assert [(r.polarity.value, r.code, dict(r.params), r.source) for r in the_match().reasons] == [
        ("plus", "occupation-held", {"occupation": "7122", "months": 72}, Source.COUNSELLOR),
        (
            "plus",
            "near-home",
            {"km": 2.2, "estimated": False, "radius": 15.0},
            Source.MAP,
        ),
        ("plus", "wage-above-wanted", {"wage": 260.0, "wanted": 220.0}, Source.EMPLOYER),
        ("minus", "care-conflict", {"demand": "saturdays"}, Source.SELF),
        ("missing", "licence-unknown", {"licence": "tiling-certificate"}, Source.NONE),
    ]


def test_eight_of_nine_counts_what_fits_among_all_that_was_asked():
    match = the_match()

    assert (match.fits, match.of) == (6, 8)


@given(openings, people)
def test_every_reason_has_a_published_code_and_the_counts_add_up(opening, person):
    for match in rank(opening, [person], today=TODAY):
        shown = match.reasons
        every = match.all_reasons

        assert {reason.code for reason in every} <= set(REASON_CODES)
        assert len([r for r in shown if r.polarity is Polarity.PLUS]) <= 3
        assert len([r for r in shown if r.polarity is Polarity.MINUS]) <= 1
        assert [r for r in shown if r.polarity is Polarity.MISSING] == [
            r for r in every if r.polarity is Polarity.MISSING
        ]
        assert all(reason in every for reason in shown)
        assert 0 <= match.fits <= match.of == len(every)


def test_a_skill_is_told_with_its_best_evidence():
    held = [r for r in the_match().all_reasons if r.code == "skill-held"]

    assert held == [
        Reason(
            "skill-held",
            Polarity.PLUS,
            {"skill": "tiling", "grade": "counsellor"},
            Source.COUNSELLOR,
        )
    ]


NAMED = [
    ("occupation-near", {}, {"occupations": (Experience("7123", 12),)}),
    ("occupation-new", {}, {"occupations": (Experience("8153", 12),)}),
    ("occupation-unknown", {}, {}),
    ("skill-missing", {"needs": frozenset({"tiling"})}, {}),
    (
        "skill-close",
        {"needs": frozenset({"tiling"})},
        {"skills": (Skill("parquet", Grade.RPL, "7123"),)},
    ),
    ("nice-held", {"nice": frozenset({"tiling"})}, {"skills": (Skill("tiling"),)}),
    ("far", {"area_code": "15"}, {"area_code": "22"}),
    ("same-province", {"area_code": "2201"}, {"area_code": "22"}),
    ("distance-unknown", {}, {}),
    (
        "dormitory",
        {"area_code": "15", "benefits": Benefits(dormitory=True)},
        {"area_code": "22", "accepts_dormitory": True},
    ),
    (
        "dormitory-unknown",
        {"area_code": "15", "benefits": Benefits(dormitory=True)},
        {"area_code": "22"},
    ),
    ("wage-unknown", {}, {}),
    ("wage-below-wanted", {"wage_min": 200.0}, {"wage_wanted": 220.0}),
    ("wage-above-floor", {"wage_min": 200.0}, {"wage_floor": 200.0}),
    ("wage-may-miss-floor", {"wage_min": 190.0, "wage_max": 210.0}, {"wage_floor": 200.0}),
    ("wanted-occupation", {}, {"wanted": Wishes(occupations=frozenset({"712"}))}),
    ("wanted-sector", {}, {"wanted": Wishes(sectors=frozenset({"F"}))}),
    ("wanted-opening", {}, {"wanted": Wishes(openings=frozenset({"v-1"}))}),
    ("other-than-wanted", {}, {"wanted": Wishes(sectors=frozenset({"A"}))}),
    ("nssf", {"benefits": Benefits(nssf=True)}, {}),
    ("nssf-none", {"benefits": Benefits(nssf=False)}, {}),
    ("nssf-unknown", {}, {}),
    ("contract", {"benefits": Benefits(contract=True)}, {}),
    ("contract-none", {"benefits": Benefits(contract=False)}, {}),
    ("contract-unknown", {}, {}),
    ("hours-unknown", {}, {}),
    ("meals", {"benefits": Benefits(meals=True)}, {}),
    ("transport", {"benefits": Benefits(transport=True)}, {}),
    ("childcare", {"benefits": Benefits(childcare=True)}, {}),
    ("licence-held", {"gates": Gates(licences=frozenset("B"))}, {"licences": frozenset("B")}),
    ("licence-unknown", {"gates": Gates(licences=frozenset("B"))}, {}),
    (
        "language-held",
        {"gates": Gates(languages=frozenset({"tha"}))},
        {"languages": frozenset({"tha"})},
    ),
    ("language-unknown", {"gates": Gates(languages=frozenset({"tha"}))}, {}),
    ("reading-fits", {"gates": Gates(literacy=True)}, {"literacy": True}),
    ("reading-unknown", {"gates": Gates(literacy=True)}, {}),
    ("level-met", {"gates": Gates(cqf_level=2)}, {"cqf_level": 3}),
    ("level-unknown", {"gates": Gates(cqf_level=2)}, {}),
    ("night-accepted", {"gates": Gates(night_work=True)}, {"limits": Limits(night_work=True)}),
    ("night-unknown", {"gates": Gates(night_work=True)}, {}),
]


@pytest.mark.parametrize(("code", "opening", "person"), NAMED)
def test_a_fact_is_told_by_its_code(code, opening, person):
    reasons = the_match(an_opening(**opening), a_person(**person)).all_reasons

    assert code in [reason.code for reason in reasons]


def test_every_reason_code_has_a_case_here():
    told = {code for code, _, _ in NAMED} | {r.code for r in the_match().all_reasons}

    assert told == set(REASON_CODES)


def test_a_course_is_not_asked_for_a_wage_or_for_hours():
    codes = {r.code for r in the_match(an_opening(kind=Kind.TRAINING), a_person()).all_reasons}

    assert not codes & {"wage-unknown", "hours-unknown", "nssf-unknown", "contract-unknown"}
