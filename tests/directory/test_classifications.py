"""Finding occupations and skills as people call them."""

import pytest

from spean.directory.choices import Classification, SkillWeight
from spean.directory.selectors import (
    find_occupations,
    find_skills,
    offered_occupations,
    offered_sectors,
    service_types,
    skills_of,
)
from tests.factories.directory import (
    OccupationFactory,
    OccupationSkillFactory,
    SectorFactory,
    ServiceTypeFactory,
    SkillFactory,
)

pytestmark = pytest.mark.django_db


def codes(rows):
    return [row.code for row in rows]


@pytest.fixture
def tiler():
    return OccupationFactory(also="ជាងការ៉ូ\nช่างปูกระเบื้อง\ntiler")


@pytest.mark.parametrize(
    "text",
    ["ជាងក្រាលការ៉ូ", "ក្រាលការ៉ូ", "ជាង\u200bការ៉ូ", "tiler", "Tilers", "layers floor", "7122", "ช่างปู"],
)
def test_an_occupation_is_found_by_any_of_its_names(tiler, text):
    assert codes(find_occupations(text)) == ["7122"]


@pytest.mark.parametrize("text", ["tilerz", "ជាងការរ៉ូ"])
def test_a_typo_is_forgiven(tiler, text):
    assert codes(find_occupations(text)) == ["7122"]


@pytest.mark.parametrize("text", ["", "  ", "%", "zzzzzz", "ក" * 5000])
def test_nothing_is_found_for_nothing(tiler, text):
    assert find_occupations(text) == []


def test_the_short_list_goes_before_esco(tiler):
    OccupationFactory(esco=True, label_en="tiler")
    assert find_occupations("tiler")[0] == tiler


def test_a_group_above_the_unit_groups_is_not_an_answer():
    OccupationFactory(code="712", label_km="ជាងបញ្ចប់", label_en="Finishers", is_offered=False)
    assert find_occupations("Finishers") == []


@pytest.mark.parametrize(("text", "queries"), [("tiler", 1), ("tilerz", 2), ("zzzzzz", 2)])
def test_finding_occupations_asks_a_constant_number_of_queries(
    tiler, text, queries, django_assert_num_queries
):
    OccupationFactory.create_batch(20, esco=True, label_en="tiler")
    with django_assert_num_queries(queries):
        find_occupations(text)


def test_a_skill_is_found_in_both_languages():
    skill = SkillFactory()
    assert find_skills("ការ៉ូ") == [skill]
    assert find_skills("floor tiles") == [skill]


def test_own_skills_go_before_those_of_esco(django_assert_num_queries):
    SkillFactory(code="esco-1", scheme=Classification.ESCO, label_km="", label_en="lay tiles")
    own = SkillFactory(code="own", label_en="lay tiles well")
    with django_assert_num_queries(1):
        assert find_skills("lay tiles")[0] == own


def test_what_an_occupation_needs_begins_with_the_essential(tiler, django_assert_num_queries):
    useful = OccupationSkillFactory(
        occupation=tiler, skill=SkillFactory(code="a"), weight=SkillWeight.OPTIONAL, sort=1
    )
    needed = OccupationSkillFactory(occupation=tiler, skill=SkillFactory(code="b"), sort=2)
    with django_assert_num_queries(1):
        rows = skills_of(tiler)
        assert [row.skill.code for row in rows] == [needed.skill.code, useful.skill.code]


def test_only_the_short_lists_are_offered():
    OccupationFactory(code="7112")
    OccupationFactory(code="2512", is_offered=False)
    SectorFactory(code="construction", sort=2)
    SectorFactory(code="agriculture", sort=1)
    SectorFactory(code="F", is_offered=False)
    assert codes(offered_occupations()) == ["7112"]
    assert codes(offered_sectors()) == ["agriculture", "construction"]


def test_a_service_out_of_use_is_not_offered():
    ServiceTypeFactory(code="INF1")
    ServiceTypeFactory(code="INF2", is_active=False)
    assert codes(service_types()) == ["INF1"]
