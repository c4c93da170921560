"""The pages of results: figures with their units, hidden cells, and no way to a person."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from spean.accounts.models import AuditEntry
from spean.results.rules import quarter_of
from tests.results.counting import people

pytestmark = pytest.mark.django_db
LIST = "/desk/results/"
REGISTERED = f"{LIST}returnees_registered/"
HIDDEN = 'class="hid"'


@pytest.fixture(autouse=True)
def _english(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


@pytest.fixture
def many(pursat, preah_vihear):
    """Eight women and nine men in Pursat, six and seven in Preah Vihear."""
    now = timezone.now()
    for centre, women, men in ((pursat, 8, 9), (preah_vihear, 6, 7)):
        people(centre, women, sex="F", registered_at=now)
        people(centre, men, sex="M", registered_at=now)


def page(client, viewer, path=REGISTERED):
    client.force_login(viewer)
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def text(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_every_figure_stands_beside_its_unit(client, evaluator, many):
    said = text(page(client, evaluator, LIST))

    assert "30 people Returned workers registered" in said
    assert "0 services Counselling sessions held" in said
    assert "0 vacancies Vacancies written down" in said
    assert "Target: 20,000 by 18 February 2028." in said


def test_the_page_shows_the_figure_the_quarters_and_who_is_counted(client, evaluator, many):
    said = text(page(client, evaluator))

    assert "30 people · All time" in said
    assert "MRC Pursat 8 9 17" in said and "MRC Preah Vihear 6 7 13" in said
    assert "Total 14 16 30" in said
    assert "Where does this number come from?" in said and "Left out:" in said
    assert "Disability is not counted yet" in said


def test_the_chart_and_the_table_below_it_say_the_same(client, evaluator, many):
    html = page(client, evaluator)
    quarter = quarter_of(timezone.localdate())

    assert html.count('text-anchor="middle">30</text>') == 2
    assert f"Quarter {quarter.number} of {quarter.year} 30" in text(html)


def test_a_donor_reads_no_small_cell(client, donor, many, monkeypatch):
    """Her quarters are closed ones; here the day is made one on which this quarter is over."""
    monkeypatch.setattr("spean.results.selectors.reach.last_closed_day", lambda day: day)
    html = page(client, donor)

    numbers = {int(n) for n in re.findall(r'<td class="r">(?:<b>)?(\d+)', html)}
    assert HIDDEN in html and numbers and not numbers & set(range(1, 10))


def test_a_hidden_number_is_a_hatched_box_that_says_so_aloud(client, counsellor, pursat):
    people(pursat, 3, registered_at=timezone.now())
    html = page(client, counsellor)

    assert HIDDEN in html and ">hidden</span>" in html and "<5" not in html
    assert "could let somebody be recognised" in html
    assert not re.search(r'class="value"[^>]*>3</text>', html)


def test_a_counsellor_reads_her_own_centre_alone(client, counsellor, many):
    # Of the page itself: the frame around it holds her own name, and whatever number is in it.
    said = text(page(client, counsellor).split("<main", 1)[1].split("</main>", 1)[0])

    assert "17 people" in said and "Preah Vihear" not in said and "30 people" not in said
    assert "Total 14 16 30" not in said


@pytest.mark.parametrize("path", [LIST, REGISTERED, f"{LIST}people_placed/"])
def test_no_way_leads_to_a_person(client, donor, evaluator, many, path):
    for viewer in (donor, evaluator):
        html = page(client, viewer, path)
        main = html.split("<main", 1)[1].split("</main>", 1)[0]
        assert not re.search(r"/desk/(people|cases|jobs)/", main)
        assert "TEST-" not in html and "សុភា" not in html


@pytest.mark.parametrize("path", ["nobody-counts-this/", "returnees_registered/?period=1999-Q1"])
def test_what_is_not_counted_is_not_found(client, evaluator, path):
    client.force_login(evaluator)

    assert client.get(LIST + path).status_code == 404


def test_a_quarter_can_be_chosen(client, evaluator, many):
    code = quarter_of(timezone.localdate()).code
    html = page(client, evaluator, f"{REGISTERED}?period={code}")

    assert f'href="?period={code}" class="on" aria-current="page"' in html
    assert "MRC Pursat 8 9 17" in text(html)


def test_too_few_in_a_quarter_are_not_shown_in_groups(client, evaluator, many, pursat):
    quarter = quarter_of(timezone.localdate())
    people(pursat, 6, sex="F", registered_at=timezone.now() - timezone.timedelta(days=400))
    people(pursat, 1, sex="M", registered_at=timezone.now() - timezone.timedelta(days=400))

    said = text(page(client, evaluator, f"{REGISTERED}?period={quarter.code}"))
    assert "Too few people in this quarter to show them in groups." in said


def test_who_may_not_read_results_is_refused(client, volunteer, administrator, stranger):
    for viewer in (volunteer, administrator, stranger):
        client.force_login(viewer)
        for path in (LIST, REGISTERED, f"{REGISTERED}excel/"):
            assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", [LIST, REGISTERED, f"{LIST}people_placed/"])
def test_more_people_cost_no_more_queries(client, evaluator, many, pursat, path):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            page(client, evaluator, path)
        return len(seen)

    queries()
    before = queries()
    people(pursat, 25, registered_at=timezone.now())
    assert queries() == before


def test_the_pages_speak_khmer(client, evaluator, many, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "km"
    html = page(client, evaluator)

    assert "ពលករវិលត្រឡប់ដែលបានចុះឈ្មោះ" in html and "លេខនេះមកពីណា?" in html
    assert "គោលដៅ៖ ២០,០០០ ត្រឹម ១៨ កុម្ភៈ ២០២៨។" in html


def test_reading_the_pages_writes_nothing(client, evaluator, many):
    page(client, evaluator)
    before = AuditEntry.objects.count()
    page(client, evaluator, LIST)
    page(client, evaluator)

    assert AuditEntry.objects.count() == before
