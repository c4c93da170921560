"""Every field of a vacancy, an employer and a skill is asked, kept and read again."""

import re
import uuid

import pytest
from django.urls import reverse

from spean.desk.jobs.forms import VacancyForm
from spean.desk.jobs.forms.vacancy import GROUPS
from spean.jobs.models import Vacancy
from tests.desk.cases.writing import hidden
from tests.factories.jobs import VacancyFactory
from tests.factories.skills import SkillFactory

pytestmark = pytest.mark.django_db

VACANCY = {
    "occupation": "7122",
    "label_km": "ជាងក្រាលការ៉ូ",
    "label_en": "Tiler",
    "openings": "១០",
    "wage_min": "260",
    "wage_max": "300.5",
    "currency": "USD",
    "pay_unit": "month",
    "allowance_attendance": "10",
    "allowance_transport": "7",
    "allowance_meal": "0.5",
    "allowance_seniority": "2",
    "hours_per_week": "48",
    "shifts": "ព្រឹក",
    "has_night_work": "no",
    "overtime": "២ ម៉ោង",
    "probation_months": "1.5",
    "contract": "fdc",
    "contract_months": "12",
    "has_nssf": "yes",
    "area": "150101",
    "has_dormitory": "yes",
    "has_meals": "no",
    "has_transport": "unknown",
    "has_childcare": "no",
    "starts_on": "1 July 2027",
    "accepts_rpl": "yes",
    "language": "English",
    "needs_literacy": "no",
    "sex_limit": "F",
    "sex_limit_ground": "Art. 1",
    "minimum_age": "18",
    "maximum_age": "35",
    "accepts_45_plus": "no",
    "accepts_disability": "yes",
    "description": "ក្រាលការ៉ូជាន់ទីពីរ",
    "source": "phone",
    "verified_on": "3 November 2025",
    "closes_on": "30 June 2027",
}


@pytest.fixture(autouse=True)
def _english(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


def at(name, *keys):
    return reverse(f"desk:{name}", args=keys)


def sent(client, url, values, **changes):
    page = client.get(url)
    marks = {"id": hidden(page, "id"), "revision": hidden(page, "revision")}
    return client.post(url, {**marks, **values, **changes})


@pytest.fixture
def written(client, scene):
    """A vacancy written down with every field."""
    values = {
        **VACANCY,
        "employer": str(scene.vacancy.employer_id),
        "must": str(scene.needed.pk),
        "nice": [str(scene.needed.pk), str(scene.welcome.pk)],
    }
    answer = sent(client, at("vacancy_new"), values, then="save")
    assert answer.status_code == 302, re.findall(
        r'class="msg"[^>]*>.*?</p>', answer.content.decode()
    )
    return Vacancy.objects.exclude(pk=scene.vacancy.pk).get()


def test_the_list_of_fields_is_the_whole_form():
    marks = {"id", "revision", "must", "nice", "employer"}

    assert set(VACANCY) | marks == set(VacancyForm.base_fields)
    shown = {name for _heading, names in GROUPS for name in names}
    assert shown | {"id", "revision", "must", "nice", "occupation"} == set(VacancyForm.base_fields)


def test_a_vacancy_is_read_as_it_was_written(client, scene, written):
    assert (written.openings, str(written.wage_max), written.employer) == (
        10,
        "300.50",
        scene.vacancy.employer,
    )
    assert set(written.needs.values_list("skill__code", "weight")) == {
        ("tile", "must"),
        ("cut-stone", "nice"),
    }
    html = client.get(at("vacancy", written.pk)).content.decode()
    for text in (
        *("Tiler", "$260", "$300.50", "a month", "ព្រឹក", "២ ម៉ោង", "Fixed-term contract", "English"),
        *("Art. 1", "1 July 2027", "3 November 2025", "30 June", "ក្រាលការ៉ូជាន់ទីពីរ", "0.5", "1.5"),
        *("Women only", "35", "18", scene.needed.label_en, scene.welcome.label_en, "ISCO 7122"),
    ):
        assert text in html, text
    assert "With an age limit" in html and "For one sex only" not in html


def test_a_vacancy_is_corrected_field_by_field(client, written):
    page = client.get(at("vacancy_edit", written.pk)).content.decode()
    for text in ("Tiler", "300.5", "ព្រឹក", "1 July 2027", "Art. 1"):
        assert text in page, text

    values = {**VACANCY, "employer": str(written.employer_id), "wage_max": "", "openings": "3"}
    assert sent(client, at("vacancy_edit", written.pk), values).status_code == 302

    written.refresh_from_db()
    assert (written.openings, written.wage_max, written.revision) == (3, None, 2)


def test_two_officers_see_both_versions_and_the_second_decides(client, scene, written):
    url = at("vacancy_edit", written.pk)
    page = client.get(url)
    marks = {"id": hidden(page, "id"), "revision": hidden(page, "revision")}
    values = {**VACANCY, "employer": str(written.employer_id)}
    sent(client, url, values, openings="4")

    late = client.post(url, {**marks, **values, "openings": "7"})

    html = late.content.decode()
    assert "A colleague saved this while you were writing" in html
    differing = re.findall(r'<tr class="v"><td>(.*?)</td><td>(.*?)</td>', html)
    assert differing == [("7", "4")]
    again = {"id": marks["id"], "revision": hidden(late, "revision")}
    assert client.post(url, {**again, **values, "openings": "7"}).status_code == 302
    written.refresh_from_db()
    assert written.openings == 7


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"wage_max": "100"}, "The highest wage cannot be below the lowest."),
        ({"maximum_age": "17"}, "The highest age cannot be below the lowest."),
        ({"openings": "0"}, "This cannot be below 1."),
        ({"wage_min": "-5"}, "This cannot be below 0."),
        ({"wage_min": "much"}, "Please write a number, in Khmer or Western digits."),
        ({"area": "nowhere at all"}, "No place by this name."),
        ({"occupation": "zzzzzz"}, "No work by this name."),
        ({"label_km": "ក" * 301}, "This is too long"),
        ({"starts_on": "31 June 2027"}, "June has 30 days."),
        ({"must": str(uuid.uuid4())}, "Please choose from the list."),
        ({"employer": str(uuid.uuid4())}, "Please choose one of the answers."),
    ],
)
def test_what_cannot_be_meant_gets_a_sentence_at_its_field(client, scene, wrong, sentence):
    values = {**VACANCY, "employer": str(scene.vacancy.employer_id)}

    answer = sent(client, at("vacancy_new"), values, **wrong)

    assert answer.status_code == 200 and sentence in answer.content.decode()
    assert Vacancy.objects.count() == 1


def test_an_unknown_wage_is_drawn_as_unknown(client, scene, pursat):
    silent = VacancyFactory(employer__centre=pursat, wage_min=None, wage_max=None)

    html = client.get(at("vacancy", silent.pk)).content.decode()
    assert "The wage is not known yet" in html and "Please give the wage." in html
    assert "The wage is not known yet" in client.get(at("jobs")).content.decode()


def test_the_skills_of_the_work_stand_there_to_tick(client, scene):
    SkillFactory(code="weld", label_en="Welding", search="welding")

    found = client.get(at("vacancy_skills"), {"more": "weld", "must": str(scene.needed.pk)})

    html = found.content.decode()
    assert "Welding" in html and scene.needed.label_en in html
    assert f'value="{scene.needed.pk}" ' in html and html.count("checked") == 1


def test_searching_for_a_skill_saves_nothing(client, scene):
    values = {**VACANCY, "employer": str(scene.vacancy.employer_id)}

    answer = sent(client, at("vacancy_new"), values, then="search", more="x")

    assert answer.status_code == 200 and Vacancy.objects.count() == 1
    assert "ក្រាលការ៉ូជាន់ទីពីរ" in answer.content.decode(), "what was written stays"


def test_lists_take_no_more_queries_when_they_are_longer(
    client, scene, pursat, django_assert_max_num_queries
):
    def count(url):
        with django_assert_max_num_queries(40) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    urls = [at("jobs"), at("employers"), at("matches", scene.person.pk)]
    before = [count(url) for url in urls]
    for _number in range(8):
        VacancyFactory(employer__centre=pursat)

    assert [count(url) for url in urls] == before


def test_who_places_nobody_here_changes_no_vacancy(client, scene, officer_elsewhere):
    client.force_login(officer_elsewhere)

    assert client.get(at("vacancy", scene.vacancy.pk)).status_code == 200
    assert client.get(at("vacancy_edit", scene.vacancy.pk)).status_code == 404
    assert client.get(at("employer_edit", scene.vacancy.employer_id)).status_code == 404
    client.post(at("vacancy_move", scene.vacancy.pk), {"how": "close"})
    scene.vacancy.refresh_from_db()
    assert scene.vacancy.state == "open"
    client.post(at("employer_check", scene.vacancy.employer_id))
