"""What a page says where few jobs fit, or none: why, and what to do next."""

import pytest

from spean.jobs.models import Vacancy
from tests.desk.jobs.test_story import at, html_of
from tests.factories.jobs import VacancyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


@pytest.fixture
def person(scene):
    """Somebody who speaks no Thai."""
    scene.person.speaks_thai = "no"
    scene.person.save()
    return scene.person


def test_a_list_of_one_says_that_few_are_in_reach_and_what_to_do(client, person):
    html = html_of(client, at("matches", person.pk))

    assert "Few jobs are in reach now. Talk about the wishes again" in html


def test_what_would_open_more_is_named_where_the_page_says_it(client, scene, person):
    VacancyFactory(employer=scene.vacancy.employer, language="Thai")

    html = html_of(client, at("matches", person.pk))

    assert "Few jobs are in reach now. Ask about these, and read together" in html
    assert "Learn the language that is needed" in html


def test_a_list_of_three_is_not_short(client, scene, person):
    VacancyFactory.create_batch(2, employer=scene.vacancy.employer)

    html = html_of(client, at("matches", person.pk))

    assert html.count('class="job"') == 3 and "Few jobs" not in html


def test_where_every_job_is_closed_to_her_the_page_says_so(client, person):
    Vacancy.objects.update(language="Thai")

    html = html_of(client, at("matches", person.pk))

    assert "something stands before each of them. Read together what would open more" in html


def test_where_nothing_is_open_somebody_looks_again(client, person):
    Vacancy.objects.update(state="closed")

    html = html_of(client, at("matches", person.pk))

    assert "No other job has a free place now. Look again when new jobs come." in html


def test_a_job_that_cannot_be_proposed_says_what_would_make_it_possible(client, scene, person):
    Vacancy.objects.update(language="Thai")

    html = html_of(client, at("match", person.pk, scene.vacancy.pk))

    said = html.split("What would make it possible")[1].split("</ul>")[0]
    assert "Learn the language that is needed" in said


def test_where_nothing_she_could_change_would_do_nothing_is_promised(client, scene, person):
    Vacancy.objects.update(closes_on="2020-01-01")

    html = html_of(client, at("match", person.pk, scene.vacancy.pk))

    assert "cannot be proposed" in html and "What would make it possible" not in html
