from datetime import date

import pytest

from jobmatch import (
    GATE_CODES,
    Benefits,
    Gate,
    Gates,
    Kind,
    Limits,
    Screening,
    Wishes,
    refusals,
    refused,
)
from tests.jobmatch.builders import TODAY, a_person, an_opening

SMACH = {"latitude": 14.43, "longitude": 103.70}
SAMRAONG = {"latitude": 14.18, "longitude": 103.52}
"""About 34 km apart."""

CLOSED = [
    ("not-screened", {"screening": Screening.PENDING}, {}),
    ("screening-held", {"screening": Screening.HELD}, {}),
    ("screening-blocked", {"screening": Screening.BLOCKED}, {}),
    ("closed", {"gates": Gates(closes_on=date(2026, 5, 31))}, {}),
    ("start-passed", {"starts_by": date(2026, 5, 31)}, {}),
    ("full", {"places": 0}, {}),
    ("refused-by-person", {}, {"refused": Wishes(occupations=frozenset({"71"}))}),
    ("refused-by-person", {}, {"refused": Wishes(sectors=frozenset({"F"}))}),
    ("refused-by-person", {}, {"refused": Wishes(openings=frozenset({"v-1"}))}),
    ("age-unknown", {}, {"age": None}),
    ("too-young", {}, {"age": 17}),
    ("too-young", {}, {"birth_date": date(2008, 6, 2)}),
    (
        "not-yet-available",
        {"starts_by": date(2026, 7, 1)},
        {"available_from": date(2026, 7, 2)},
    ),
    ("too-far", SMACH, {**SAMRAONG, "radius_km": 15.0}),
    ("too-far", {"area_code": "2201"}, {"area_code": "15", "radius_km": 15.0}),
    (
        "dormitory-not-wanted",
        {**SMACH, "benefits": Benefits(dormitory=True)},
        {**SAMRAONG, "radius_km": 15.0, "accepts_dormitory": False},
    ),
    ("licence-missing", {"gates": Gates(licences=frozenset({"B"}))}, {"licences": frozenset()}),
    (
        "language-missing",
        {"gates": Gates(languages=frozenset({"tha"}))},
        {"languages": frozenset({"khm"})},
    ),
    ("reading-needed", {"gates": Gates(literacy=True)}, {"literacy": False}),
    ("level-too-low", {"gates": Gates(cqf_level=3)}, {"cqf_level": 2}),
    (
        "night-work-refused",
        {"gates": Gates(night_work=True)},
        {"limits": Limits(night_work=False)},
    ),
    (
        "health-limit",
        {"gates": Gates(demands=frozenset({"heights"}))},
        {"limits": Limits(health=frozenset({"heights"}))},
    ),
    ("wage-below-floor", {"wage_min": 180.0, "wage_max": 219.0}, {"wage_floor": 220.0}),
]


@pytest.mark.parametrize(("code", "opening", "person"), CLOSED)
def test_a_gate_names_itself(code, opening, person):
    gate = refused(an_opening(**opening), a_person(**person), TODAY)

    assert gate is not None and gate.code == code


def test_every_gate_code_has_a_case_here():
    assert {code for code, _, _ in CLOSED} == set(GATE_CODES)


OPEN = [
    ({"gates": Gates(closes_on=TODAY), "starts_by": TODAY}, {"available_from": TODAY}),
    ({"gates": Gates(minimum_age=18)}, {"birth_date": date(2008, 6, 1)}),
    (SMACH, {**SAMRAONG, "radius_km": 40.0}),
    (SMACH, {**SAMRAONG, "radius_km": 15.0, "will_relocate": True}),
    (
        {**SMACH, "benefits": Benefits(dormitory=True)},
        {**SAMRAONG, "radius_km": 15.0, "accepts_dormitory": True},
    ),
    ({"area_code": "2201"}, {"area_code": "2202", "radius_km": 5.0}),
    ({"wage_min": 180.0, "wage_max": 220.0}, {"wage_floor": 220.0}),
    ({"kind": Kind.TRAINING, "wage_min": 70.0}, {"wage_floor": 220.0}),
    (
        {"gates": Gates(demands=frozenset({"saturdays"}))},
        {"limits": Limits(care=frozenset({"saturdays"}))},
    ),
]


@pytest.mark.parametrize(("opening", "person"), OPEN)
def test_a_gate_stays_open_at_its_very_edge(opening, person):
    assert refused(an_opening(**opening), a_person(**person), TODAY) is None


def test_what_was_never_asked_closes_nothing_but_the_legal_age():
    strict = Gates(
        minimum_age=18,
        licences=frozenset({"B"}),
        languages=frozenset({"tha"}),
        literacy=True,
        cqf_level=3,
        night_work=True,
        demands=frozenset({"heights"}),
    )
    opening = an_opening(gates=strict, area_code="220101", wage_min=100.0)

    assert refused(opening, a_person(), TODAY) is None
    assert refused(opening, a_person(age=None), TODAY) == Gate("age-unknown", {"minimum": 18})


def test_all_gates_can_be_asked_for():
    opening = an_opening(places=0, gates=Gates(literacy=True))
    closed = [gate.code for gate in refusals(opening, a_person(literacy=False), TODAY)]

    assert closed == ["full", "reading-needed"]


def test_a_gate_carries_the_numbers_of_its_sentence():
    gate = refused(an_opening(**SMACH), a_person(**SAMRAONG, radius_km=15.0), TODAY)

    assert gate is not None
    assert gate.params == {"km": 33.9, "radius": 15.0, "estimated": False}
