"""Who could take which post: never by who somebody is, and unknown stays unknown."""

import re
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation

import spean.desk.jobs.sentences as said
from spean.jobs.choices import Decline
from spean.jobs.models import JobSeeker, Vacancy, VacancyNeed
from spean.jobs.services import decline
from spean.pathways.matching import (
    CHANGE_CODES,
    GATE_CODES,
    NEXT_STEPS,
    REASON_CODES,
    SHORT_CODES,
    explain,
    people_for,
    rates_on,
    suggest_for,
    what_would_open,
)
from spean.people.models import Person
from spean.people.services import withdraw_consent
from tests.factories.casework import client_of
from tests.factories.jobs import (
    OccupationFactory,
    RuleFactory,
    SeekerFactory,
    VacancyFactory,
    proposed,
    rules,
    willing,
)
from tests.factories.people import MORNING, TODAY
from tests.factories.skills import SkillFactory, claimed

pytestmark = pytest.mark.django_db


@pytest.fixture
def tile():
    rules()
    return SkillFactory(code="tile")


@pytest.fixture
def person(counsellor, pursat, tile):
    return looking(counsellor, pursat, tile)


@pytest.fixture
def vacancies(pursat, tile):
    found = []
    for number in range(4):
        vacancy = VacancyFactory(employer__centre=pursat, wage_min=200 + 30 * number)
        VacancyNeed.objects.create(vacancy=vacancy, skill=tile, weight="must")
        found.append(vacancy)
    return found


def looking(actor, centre, skill, **changes):
    person = willing(actor, centre, **changes)
    claimed(actor, person, skill=skill, months=72)
    SeekerFactory(person=person, wage_wanted=220, radius_km=15)
    return person


def listed(person, day=TODAY):
    found = suggest_for(person=person, today=day, limit=20)
    lines = [
        (one.vacancy.pk, one.match.score, [str(reason) for reason in one.match.reasons])
        for one in found.fitting
    ]
    return lines, what_would_open(person=person, today=day)


@pytest.mark.parametrize(
    "change",
    [
        {"sex": "M"},
        {"born_on": TODAY - timedelta(days=365 * 60)},
        {"born_on": TODAY - timedelta(days=366 * 16)},
        {"id_poor": "level_1"},
        {"is_displaced": "yes"},
        {"marital_status": "widowed"},
        {"main_needs": ["debt", "health"]},
        {"help_needed": ["reading", "wheelchair"]},
        {"client_type": "family"},
    ],
)
def test_who_somebody_is_changes_nothing_in_the_list(person, vacancies, change):
    before = listed(person)
    Person.objects.filter(pk=person.pk).update(**change)

    assert listed(Person.objects.get(pk=person.pk)) == before


def test_what_somebody_consents_to_changes_nothing_in_the_list(counsellor, person, vacancies):
    before = listed(person)
    withdraw_consent(actor=counsellor, person_id=person.pk, withdrawn_at=MORNING)

    assert listed(person) == before


def test_a_skill_does_change_the_list(counsellor, pursat, person, vacancies):
    """The control of the tests above: a list that never changes would pass them too."""
    before = listed(person)
    vacancies[0].needs.all().delete()

    assert listed(person) != before


def test_the_same_day_gives_the_same_list(person, vacancies):
    assert listed(person) == listed(person)
    assert len(listed(person)[0]) == 4


def test_below_the_age_of_the_law_nobody_is_proposed(person, vacancies):
    Person.objects.filter(pk=person.pk).update(born_on=TODAY - timedelta(days=365 * 14))
    young = Person.objects.get(pk=person.pk)

    match, gates = explain(person=young, vacancy=vacancies[0], today=TODAY)

    assert match is None and [gate.code for gate in gates] == ["too-young"]


@pytest.mark.parametrize(("asked", "closed"), [(18, True), (25, True), (None, False)])
def test_an_advertised_age_counts_only_as_far_as_the_law_goes(person, vacancies, asked, closed):
    """At 17 hazardous work (18) may be closed; at 19 an advertisement for 25 closes nothing."""
    Vacancy.objects.filter(pk=vacancies[0].pk).update(minimum_age=asked, maximum_age=30)
    vacancy = Vacancy.objects.get(pk=vacancies[0].pk)

    for years, is_closed in ((17, closed), (19, False), (60, False)):
        Person.objects.filter(pk=person.pk).update(born_on=TODAY - timedelta(days=366 * years))
        aged = Person.objects.get(pk=person.pk)
        match, _gates = explain(person=aged, vacancy=vacancy, today=TODAY)
        assert (match is None) is is_closed, years


@pytest.mark.parametrize("gone", ["proposed", "declined"])
def test_what_she_was_asked_about_is_not_put_before_her_again(counsellor, person, vacancies, gone):
    referral = proposed(counsellor, person, vacancies[0])
    if gone == "declined":
        decline(actor=counsellor, referral_id=referral.pk, reason=Decline.WAGE)

    assert vacancies[0].pk not in {line[0] for line in listed(person)[0]}


@pytest.mark.parametrize("trait", ["employer__unchecked", "employer__barred"])
def test_an_employer_who_is_not_cleared_is_in_no_list(pursat, person, trait):
    VacancyFactory(employer__centre=pursat, **{trait: True})

    assert listed(person) == ([], [])


def test_wages_in_other_money_are_compared_by_dated_rows(person, vacancies):
    Vacancy.objects.filter(pk=vacancies[0].pk).update(
        wage_min=Decimal(325), wage_max=None, currency="THB", pay_unit="day"
    )
    match, _gates = explain(
        person=person, vacancy=Vacancy.objects.get(pk=vacancies[0].pk), today=TODAY
    )
    assert match.opening.wage_min == 260.0

    early = rates_on(TODAY - timedelta(days=9000))
    assert early.monthly(Decimal(325), "THB", "day") is None


def test_a_rate_counts_from_its_own_day(db):
    RuleFactory(code="exchange-khr-per-usd", value="4000", valid_to=TODAY)
    RuleFactory(code="exchange-khr-per-usd", value="4100", valid_from=TODAY + timedelta(days=1))

    assert rates_on(TODAY).per_usd == {"KHR": Decimal(4000)}
    assert rates_on(TODAY + timedelta(days=1)).per_usd == {"KHR": Decimal(4100)}


def test_a_language_nobody_was_asked_about_closes_nothing(person, vacancies):
    Person.objects.filter(pk=person.pk).update(speaks_thai="no")
    known = Person.objects.get(pk=person.pk)
    for language, is_open in (("English", True), ("Thai", False), ("ភាសាថៃ", False)):
        Vacancy.objects.filter(pk=vacancies[0].pk).update(language=language)
        vacancy = Vacancy.objects.get(pk=vacancies[0].pk)
        match, _gates = explain(person=known, vacancy=vacancy, today=TODAY)
        assert (match is not None) is is_open, language


def test_what_she_refuses_is_closed_to_her(person, vacancies):
    JobSeeker.objects.get(person=person).refused_occupations.add(OccupationFactory())

    _match, gates = explain(person=person, vacancy=vacancies[0], today=TODAY)

    assert [gate.code for gate in gates] == ["refused-by-person"]


def test_people_for_a_vacancy_are_of_the_viewers_centre_and_look_for_work(
    counsellor, officer_elsewhere, pursat, preah_vihear, person, vacancies, tile
):
    looking(officer_elsewhere, preah_vihear, tile)
    settled = looking(counsellor, pursat, tile, given_name_lat="Dara")
    JobSeeker.objects.filter(person=settled).update(is_looking=False)
    sealed = looking(counsellor, pursat, tile, given_name_lat="Sokha")
    Person.objects.filter(pk=sealed.pk).update(is_sealed=True)
    client_of(counsellor, pursat, given_name_lat="Nobody asked")

    found = people_for(viewer=counsellor, vacancy=vacancies[0], today=TODAY)

    assert [one.person for one in found.fitting] == [person]
    assert (found.considered, found.looking) == (1, 1)


def test_more_people_take_no_more_queries(
    counsellor, pursat, person, vacancies, tile, django_assert_max_num_queries
):
    for number in range(5):
        looking(counsellor, pursat, tile, given_name_lat=f"N{number}")

    with django_assert_max_num_queries(15):
        found = people_for(viewer=counsellor, vacancy=vacancies[0], today=TODAY)
    assert found.considered == 6


def test_more_vacancies_take_no_more_queries(person, vacancies, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        assert suggest_for(person=person, today=TODAY).considered == 4


@pytest.mark.parametrize("language", ["km", "en"])
def test_every_code_of_the_engine_has_a_sentence(language):
    tables = (
        *((REASON_CODES, said.REASONS), (GATE_CODES, said.GATES), (CHANGE_CODES, said.CHANGES)),
        *((SHORT_CODES, said.SHORT_LISTS), (NEXT_STEPS.values(), said.NEXT)),
    )
    for codes, sentences in tables:
        assert set(codes) == set(sentences)
        with translation.override(language):
            for code in codes:
                text = str(sentences[code])
                assert bool(re.search("[\u1780-\u17ff]", text)) is (language == "km"), code


def test_what_must_not_choose_stands_nowhere_in_the_translation_to_values():
    folder = Path(said.__file__).parents[2] / "pathways" / "matching"
    code = "".join(
        re.sub(r'""".*?"""', "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for path in folder.glob("*.py")
    )

    for word in (r"\bsex\b", "sex_limit", "disability", "ethnic", "debt", "id_poor", "maximum_age"):
        assert not re.search(word, code), word
    assert re.search("wage_wanted", code), "the files were read"
