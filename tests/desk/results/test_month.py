"""The page of the month, its paper and its sheet."""

import io

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from spean.accounts.models import AuditEntry
from tests.factories.casework import case_for, note_for

pytestmark = pytest.mark.django_db
WHOLE = "These whole numbers stay inside the centre."


@pytest.fixture(autouse=True)
def _english(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


@pytest.fixture
def _three(counsellor, pursat):
    for name in "abc":
        case = case_for(counsellor, pursat, nickname=name, sex="F")
        note_for(case, now=timezone.now(), happened_on=timezone.localdate())


def page(client, viewer, name, query=""):
    client.force_login(viewer)
    response = client.get(reverse(f"desk:{name}") + query)
    assert response.status_code == 200
    return response


@pytest.mark.usefixtures("_three")
def test_the_centres_own_staff_sees_its_whole_numbers(client, manager):
    html = page(client, manager, "monthly").content.decode()

    assert WHOLE in html and '<td class="r">3</td>' in html and "Career counselling" in html


@pytest.mark.usefixtures("_three")
@pytest.mark.parametrize("name", ["monthly", "monthly_paper"])
def test_outside_the_centre_small_numbers_are_hidden(client, evaluator, name):
    centre = "?centre=PUR"

    html = page(client, evaluator, name, centre).content.decode()

    assert WHOLE not in html and '<td class="r">3</td>' not in html and 'class="hid"' in html


@pytest.mark.usefixtures("_three")
def test_the_paper_and_the_sheet_of_the_centre_itself_hide_them_too(client, manager):
    assert '<td class="r">3</td>' not in page(client, manager, "monthly_paper").content.decode()

    sheet = load_workbook(io.BytesIO(page(client, manager, "monthly_excel").content)).active

    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert 3 not in cells and "•" in cells and 0 in cells
    entry = AuditEntry.objects.get(action="results.month_downloaded")
    assert entry.detail == {"period": f"{timezone.localdate():%Y-%m}"} and entry.hash in str(cells)


@pytest.mark.usefixtures("_three")
def test_no_name_stands_on_any_of_them(client, manager):
    for name in ("monthly", "monthly_paper"):
        assert "សុភា" not in page(client, manager, name).content.decode()


@pytest.mark.parametrize("query", ["?centre=PVH", "?centre=x", "?month=1999-01", "?month=x"])
def test_another_centre_or_month_is_not_there(client, manager, preah_vihear, query):
    client.force_login(manager)
    query = query.replace("PVH", preah_vihear.code)

    assert client.get(reverse("desk:monthly") + query).status_code == 404


def test_a_month_without_notes_says_so(client, manager):
    html = page(client, manager, "monthly").content.decode()

    assert "Nothing was noted in this month" in html
