import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from spean.core.errors import ChangedMeanwhile, IllegalMove, NotAllowed
from spean.jobs import services
from spean.jobs.choices import NeedWeight
from spean.jobs.models import JobReferral, Vacancy
from spean.jobs.selectors import find_vacancies, open_vacancies, vacancies_visible_to
from spean.jobs.services.vacancies import FIELDS
from tests.factories.jobs import EmployerFactory, OccupationFactory, VacancyFactory
from tests.factories.people import MORNING, TODAY, PersonFactory
from tests.factories.serving import AreaFactory
from tests.factories.skills import SkillFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def employer(pursat):
    return EmployerFactory(centre=pursat)


def recorded(actor, employer, id=None, revision=None, needs=(), **changes):
    values = {
        "label_km": "ជាងក្រាលការ៉ូ",
        "occupation": OccupationFactory(),
        "openings": 3,
        "area": AreaFactory(),
        "source": "phone",
    }
    return services.record_vacancy(
        actor=actor,
        id=id or uuid.uuid4(),
        employer=employer,
        values={**values, **changes},
        needs=needs,
        revision=revision,
    )


def hired(vacancy, count):
    for _number in range(count):
        person = PersonFactory()
        JobReferral.objects.create(
            person=person,
            vacancy=vacancy,
            state="hired",
            proposed_at=MORNING,
            proposed_by=person.registered_by,
        )


def test_a_vacancy_keeps_what_is_needed_and_welcome(counsellor, employer):
    must, nice = SkillFactory(), SkillFactory()

    vacancy = recorded(
        counsellor, employer, needs=[(must, NeedWeight.MUST), (nice, NeedWeight.NICE)]
    )

    assert set(vacancy.needs.values_list("skill", "weight")) == {
        (must.pk, "must"),
        (nice.pk, "nice"),
    }
    assert (vacancy.state, vacancy.centre) == ("open", employer.centre)


def test_every_column_an_officer_fills_can_be_written(employer):
    system = {
        *("id", "created_at", "updated_at", "revision", "employer", "centre", "state"),
        *("recorded_by", "is_km_reviewed", "is_invented"),
    }

    assert set(FIELDS) | system == {field.name for field in Vacancy._meta.concrete_fields}


def test_the_second_of_two_officers_is_told(counsellor, employer):
    vacancy = recorded(counsellor, employer)
    recorded(counsellor, employer, id=vacancy.pk, revision=1, openings=5)

    with pytest.raises(ChangedMeanwhile) as told:
        recorded(counsellor, employer, id=vacancy.pk, revision=1, openings=7)
    assert told.value.details["theirs"].openings == 5


def test_the_same_form_sent_twice_is_one_vacancy(counsellor, employer):
    vacancy = recorded(counsellor, employer)
    recorded(counsellor, employer, id=vacancy.pk, openings=9)

    assert Vacancy.objects.get().openings == 3


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"openings": 0}, "A vacancy has at least one place."),
        (
            {"wage_min": Decimal(300), "wage_max": Decimal(200)},
            "The highest wage cannot be below the lowest.",
        ),
        ({"wage_min": Decimal(-5)}, "The highest wage cannot be below the lowest."),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(
    counsellor, employer, wrong, sentence, settings
):
    settings.LANGUAGE_CODE = "en"
    with pytest.raises(ValidationError) as told:
        recorded(counsellor, employer, **wrong)
    assert sentence in [str(text) for text in told.value.messages]
    assert not Vacancy.objects.exists()


def test_a_vacancy_closes_and_opens_again(counsellor, employer):
    vacancy = recorded(counsellor, employer)

    assert services.close_vacancy(actor=counsellor, vacancy_id=vacancy.pk).state == "closed"
    with pytest.raises(IllegalMove):
        services.close_vacancy(actor=counsellor, vacancy_id=vacancy.pk)
    assert services.reopen_vacancy(actor=counsellor, vacancy_id=vacancy.pk).state == "open"


@pytest.mark.parametrize("who", ["officer_elsewhere", "facilitator", "volunteer"])
def test_who_does_not_keep_this_employer_writes_no_vacancy(request, counsellor, employer, who):
    vacancy, stranger = recorded(counsellor, employer), request.getfixturevalue(who)

    for act in (
        lambda: recorded(stranger, employer),
        lambda: recorded(stranger, employer, id=vacancy.pk, revision=1),
        lambda: services.close_vacancy(actor=stranger, vacancy_id=vacancy.pk),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_open_means_open_today_and_with_a_free_place(pursat):
    free = VacancyFactory(employer__centre=pursat, openings=2, closes_on=TODAY)
    full = VacancyFactory(employer__centre=pursat, openings=1)
    VacancyFactory(employer__centre=pursat, state="closed")
    VacancyFactory(employer__centre=pursat, closes_on=TODAY - timedelta(days=1))
    hired(free, 1)
    hired(full, 1)

    found = list(open_vacancies(TODAY))

    assert found == [free]
    assert (found[0].taken, found[0].free_places) == (1, 1)


def test_a_vacancy_is_found_by_work_employer_place_and_province(counsellor, pursat):
    wanted = VacancyFactory(employer__centre=pursat, employer__organisation__label_en="Lotus")
    elsewhere = AreaFactory(code="220401")
    other = VacancyFactory(
        employer__centre=pursat,
        employer__organisation__label_en="River",
        employer__organisation__label_km="ទន្លេ",
        label_km="អ្នកដេរ",
        label_en="Sewer",
        occupation=OccupationFactory(code="7531", label_en="Sewers", label_km="អ្នកដេរ"),
        area=elsewhere,
    )

    for text in ("ការ៉ូ", "tiler", "LOTUS", "lotus tiler", wanted.area.label_km):
        assert list(find_vacancies(counsellor, text)) == [wanted], text
    assert list(find_vacancies(counsellor, "", province="22")) == [other]
    assert not find_vacancies(counsellor, "lotus river").exists()


def test_who_places_nobody_sees_no_vacancy(evaluator, volunteer, pursat):
    VacancyFactory(employer__centre=pursat)

    for viewer in (evaluator, volunteer):
        assert not vacancies_visible_to(viewer).exists()


def test_a_list_of_vacancies_takes_as_many_queries_as_one(
    counsellor, pursat, django_assert_num_queries
):
    for _number in range(10):
        hired(VacancyFactory(employer__centre=pursat), 1)
    find_vacancies(counsellor, "").first()

    with django_assert_num_queries(1):
        for row in find_vacancies(counsellor, ""):
            assert row.employer.organisation.label and row.area.label and row.free_places == 1
