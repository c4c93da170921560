"""Career guidance: what work is near, said with ranges and honest about small numbers."""

from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spean.jobs.rules import TOO_FEW, market_of
from spean.pathways.guiding import learning_for, prospects_for
from spean.people.models import Person
from spean.skills.rules import standing
from tests.factories.casework import case_for
from tests.factories.directory import (
    OccupationSkillFactory,
    RuleRowFactory,
    SectorFactory,
    ServiceOfferFactory,
    ServiceTypeFactory,
)
from tests.factories.jobs import (
    EmployerFactory,
    OccupationFactory,
    OrganisationFactory,
    SeekerFactory,
    VacancyFactory,
    rules,
)
from tests.factories.people import TODAY
from tests.factories.serving import AreaFactory
from tests.factories.skills import SkillFactory, claimed
from tests.often import often

WAGES = st.one_of(st.none(), st.floats(0, 5000, allow_nan=False))


@given(st.lists(st.tuples(WAGES, WAGES, WAGES, st.integers(-2, 50)), max_size=30))
@often(200)
def test_ranges_hold_every_wage_and_few_posts_have_no_usual_one(posts):
    posts = [
        (*sorted((a, b)), h, n) if None not in (a, b) else (a, b, h, n) for a, b, h, n in posts
    ]
    market = market_of(posts)
    paid = [one for low, high, *_rest in posts for one in (low, high) if one is not None]

    assert (market.wage is None) == (not any(a or b for a, b, *_r in posts)) or market.wage
    assert bool(paid) == (market.wage is not None)
    assert all(market.wage[0] <= one <= market.wage[1] for one in paid)
    if len([1 for a, b, *_r in posts if a is not None or b is not None]) < TOO_FEW:
        assert market.usual is None
    if market.usual:
        assert market.wage[0] <= market.usual[0] <= market.usual[1] <= market.wage[1]


@given(
    st.sets(st.sampled_from("abcdef")),
    st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["self", "rpl"])),
)
@often(100)
def test_what_is_proven_told_and_missing_is_the_whole(needed, held):
    found = standing(sorted(needed), held)
    assert sorted((*found.proven, *found.told, *found.missing)) == sorted(needed)
    assert (found.way == "course") == bool(found.missing)


@pytest.fixture
def person(counsellor, pursat):
    rules()
    area = AreaFactory(code="150101", latitude=12.6, longitude=103.6)
    return case_for(counsellor, pursat, area_id=area.pk).person


def near(**given):
    return VacancyFactory(area=AreaFactory(code="150101"), **given)


@pytest.mark.django_db
def test_work_nearby_is_told_with_its_wages_hours_and_places(person):
    near(wage_min=Decimal(200), wage_max=Decimal(230), openings=2)
    near(wage_min=Decimal(260), wage_max=Decimal(300), openings=3, hours_per_week=Decimal(40))
    far = AreaFactory(code="220401", latitude=14.2, longitude=103.5)
    VacancyFactory(area=far, wage_min=Decimal(900), wage_max=Decimal(900))

    (found,) = prospects_for(person=person, today=TODAY)

    assert found.market.wage == (200, 300) and found.market.usual is None
    assert (found.market.vacancies, found.market.places) == (2, 5)
    assert found.market.hours == (40, 48)


@pytest.mark.django_db
def test_with_enough_posts_the_middle_half_is_the_usual_wage(person):
    for wage in (200, 210, 220, 230, 240, 250, 260, 900):
        near(wage_min=Decimal(wage), wage_max=Decimal(wage))
    (found,) = prospects_for(person=person, today=TODAY)
    assert found.market.usual == (220, 250) and found.market.wage == (200, 900)


@pytest.mark.django_db
def test_what_she_wants_stands_first_what_she_refused_is_left_out(person):
    tiler, cook, sewer = (OccupationFactory(code=code) for code in ("7122", "5120", "7531"))
    near(occupation=tiler, openings=9)
    near(occupation=cook)
    seeker = SeekerFactory(person=person)
    seeker.wanted_occupations.add(sewer)
    seeker.refused_occupations.add(cook)

    found = prospects_for(person=person, today=TODAY)

    assert [one.occupation for one in found] == [sewer, tiler]
    assert found[0].is_wanted and found[0].market.vacancies == 0


@pytest.mark.django_db
def test_the_way_is_recognition_where_she_tells_a_course_where_she_lacks(counsellor, person):
    work = OccupationFactory(code="7122")
    lay, cut = SkillFactory(code="lay"), SkillFactory(code="cut")
    OccupationSkillFactory(occupation=work, skill=lay)
    near(occupation=work)
    way = lambda: prospects_for(person=person, today=TODAY)[0].skills.way  # noqa: E731

    assert way() == "course"
    claimed(counsellor, person, skill=lay)
    assert way() == "rpl"
    OccupationSkillFactory(occupation=work, skill=cut)
    assert way() == "course"


@pytest.mark.django_db
def test_the_floor_is_said_where_the_law_sets_one_for_all_of_these_posts(person):
    RuleRowFactory(code="minimum-wage.garment", value="210", is_verified=True)
    garment = SectorFactory(code="garment")
    employer = EmployerFactory(organisation=OrganisationFactory(sector=garment))
    near(employer=employer)
    (found,) = prospects_for(person=person, today=TODAY)
    assert found.floor and found.floor.amount == 210

    near(employer=EmployerFactory(organisation=OrganisationFactory(sector=SectorFactory(code="x"))))
    (found,) = prospects_for(person=person, today=TODAY)
    assert found.floor is None


@pytest.mark.django_db
def test_courses_and_recognition_of_her_province_come_nearest_first(counsellor, person):
    rpl = ServiceTypeFactory(code="SKL3")
    far = ServiceOfferFactory(area=AreaFactory(code="150501"))
    here = ServiceOfferFactory(area=AreaFactory(code="150101"), cost_khr=0)
    ServiceOfferFactory(area=AreaFactory(code="220401"))
    ServiceOfferFactory(area=AreaFactory(code="150101"), is_active=False)
    test = ServiceOfferFactory(area=AreaFactory(code="150501"), service_type=rpl)

    found = learning_for(viewer=counsellor, person=person, today=TODAY)

    assert found.courses == [here, far] and found.recognition == [test]


@pytest.mark.django_db
@pytest.mark.parametrize("changes", [{"sex": "M"}, {"born_on": None}, {"main_needs": ["health"]}])
def test_who_somebody_is_changes_nothing(counsellor, person, changes):
    near()
    claimed(counsellor, person, skill=SkillFactory(code=f"s{uuid4().hex[:6]}"))
    before = prospects_for(person=person, today=TODAY)

    Person.objects.filter(pk=person.pk).update(**changes)

    again = Person.objects.select_related("area").get(pk=person.pk)
    assert prospects_for(person=again, today=TODAY) == before
    assert "%" not in str(before)


@pytest.mark.django_db
def test_the_questions_to_the_database_do_not_grow_with_the_posts(
    person, django_assert_max_num_queries
):
    for code in ("7122", "5120", "7531"):
        for _one in range(4):
            near(occupation=OccupationFactory(code=code))
    with django_assert_max_num_queries(14):
        prospects_for(person=person, today=TODAY)
