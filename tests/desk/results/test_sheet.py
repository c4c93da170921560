"""The Excel sheet: the numbers of the page, nothing it hides, nothing that reckons."""

import io

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from spean.accounts.models import AuditEntry
from spean.directory.models import Centre
from tests.results.counting import people

pytestmark = pytest.mark.django_db
SHEET = "/desk/results/returnees_registered/excel/"


@pytest.fixture(autouse=True)
def _english(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


@pytest.fixture
def some(pursat, preah_vihear):
    now = timezone.now()
    people(pursat, 12, sex="F", registered_at=now)
    people(preah_vihear, 3, sex="F", registered_at=now)


def sheet(client, viewer, path=SHEET):
    client.force_login(viewer)
    response = client.get(path)
    assert response.status_code == 200
    return load_workbook(io.BytesIO(response.content)).active


def lines(sheet):
    return [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]


def test_the_sheet_hides_what_the_page_hides(client, evaluator, some):
    found = lines(sheet(client, evaluator))

    assert ["people", "15"] in found
    assert ["MRC Preah Vihear", "•", 0, "•"] in found and ["MRC Pursat", "•", 0, "•"] in found
    assert ["Total", 15, 0, 15] in found
    assert not [line for line in found for cell in line if cell in (3, 12)]


def test_no_cell_reckons_whatever_a_centre_is_called(client, evaluator, some):
    Centre.objects.filter(code="PUR").update(label_en='=HYPERLINK("http://evil","x")')
    cells = [cell for row in sheet(client, evaluator).iter_rows() for cell in row]

    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any(str(cell.value).startswith("'=HYPERLINK") for cell in cells)


def test_no_person_stands_in_the_sheet(client, evaluator, some):
    words = " ".join(str(cell) for line in lines(sheet(client, evaluator)) for cell in line)

    assert "TEST-" not in words and "Sophea" not in words and "សុភា" not in words


@pytest.mark.parametrize("is_demo", [True, False])
def test_the_sheet_of_a_demo_says_that_it_is_invented(client, evaluator, some, settings, is_demo):
    settings.SPEAN_IS_DEMO = is_demo
    words = str(lines(sheet(client, evaluator)))

    assert ("Invented for training." in words) == is_demo


def test_the_trail_says_who_took_which_figures_and_the_sheet_carries_its_end(
    client, evaluator, some
):
    words = str(lines(sheet(client, evaluator)))
    entry = AuditEntry.objects.get(action="results.downloaded")

    assert entry.actor_id == evaluator.pk
    assert entry.detail == {"indicator": "returnees_registered", "period": "all"}
    assert entry.hash in words
