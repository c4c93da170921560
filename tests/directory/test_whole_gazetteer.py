"""The register of places at its real size."""

import csv
from collections import Counter
from datetime import date

import pytest
from django.db.models import Q

from spean.core.sandbox import run_parser
from spean.directory.gateways.packages import base_gazetteer, khmer_kind
from spean.directory.models import Area, AreaName
from spean.directory.rules.gazetteer import Place, differences
from spean.directory.selectors import find_areas
from spean.directory.services.areas import load_base_areas, load_official_areas
from tests.conftest import REFERENCE

pytestmark = pytest.mark.long

WORKBOOK = "ref_gazetteer/source_ncdd_gazetteer_2024-10-14.xlsx"


def levels(rows):
    return Counter(rows.values_list("level", flat=True))


@pytest.mark.django_db
def test_the_base_loads_whole_has_points_and_is_quick_the_second_time(
    django_assert_max_num_queries,
):
    """One test of several facts: the load takes seconds."""
    assert load_base_areas().counts["added"] == 16_465
    assert levels(Area.objects.all()) == {1: 25, 2: 210, 3: 1_654, 4: 14_576}
    assert Counter(Area.objects.filter(level=1).values_list("point_from", flat=True)) == {
        "town": 25
    }
    assert Area.objects.filter(level=2, point_from="self").count() > 100
    # A borrowed point says from where.
    village = Area.objects.get(code="15010101")
    assert village.point_from in {"commune", "district", "province"}
    assert not Area.objects.filter(~Q(latitude=None), point_from="").exists()
    assert [area.code for area in find_areas("Otdar Meanchey")] == ["22"]
    with django_assert_max_num_queries(40):
        assert not load_base_areas().changed


@pytest.mark.reference
@pytest.mark.django_db
def test_the_official_workbook_loads_whole(reference):
    report = load_official_areas(path=reference / WORKBOOK)
    current = Area.objects.filter(valid_to=None)
    assert report.counts["added"] == 16_457
    assert levels(current) == {1: 25, 2: 210, 3: 1_652, 4: 14_570}
    assert not current.filter(label_km="").exists()
    assert list(current.filter(label_en="").values_list("code", flat=True)) == ["02010508"]
    assert not current.filter(level__gt=1, parent=None).exists()
    assert AreaName.objects.filter(area__code="02010508").count() == 1


@pytest.fixture(scope="module")
def lists(reference_once):
    """Return the base and the official list, read from the real files."""
    base = base_gazetteer()
    found = run_parser(
        "spean.directory.rules.workbook.read_ncdd",
        reference_once / WORKBOOK,
        memory_mb=512,
        seconds=120,
    )
    official = {
        code: base[code] if len(code) == 2 else Place(code, km, en, khmer_kind(kind), kind)
        for code, kind, km, en in found["places"]
    }
    return base, official


@pytest.fixture(scope="module")
def reference_once():
    if not REFERENCE.is_dir():
        pytest.skip("../shared/data is absent: set SPEAN_REFERENCE_DIR to test on the real files")
    return REFERENCE


@pytest.mark.reference
def test_from_base_to_official_the_counts_fit(lists):
    base, official = lists
    changes = differences(base, official)
    assert len(base) - len(changes.ended) + len(changes.added) == len(official) == 16_457


@pytest.mark.reference
def test_the_renumbered_communes_of_memot_keep_their_people(lists):
    changes = differences(*lists)
    assert changes.replaced["250307"] == "250308"
    assert changes.replaced["250314"] == "250307"
    assert changes.replaced["25030701"] == "25030801"


@pytest.mark.reference
def test_the_rotated_districts_of_phnom_penh_are_followed(lists):
    changes = differences(*lists)
    moved = {code: changes.replaced[code] for code in ("1210", "1211", "1212")}
    assert moved == {"1210": "1212", "1211": "1210", "1212": "1211"}


@pytest.mark.reference
def test_every_difference_of_the_published_comparison_is_put_right(lists, reference_once):
    """No code that the comparison calls doubled, malformed or misplaced is left in the base."""
    base, _official = lists
    path = reference_once / "ref_gazetteer/differences_ncdd2024_vs_mef2025.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if not row["issue"].startswith("not_in")]
    names = Counter(place.key for code, place in base.items() if len(code) == 8)
    lost = [row["name_km"] for row in rows if not names[Place("15010101", row["name_km"], "").key]]
    assert len(rows) == 105
    assert not lost


@pytest.mark.reference
@pytest.mark.django_db
def test_the_register_goes_from_base_to_official_and_stays(reference):
    load_base_areas()
    person_lives_in = Area.objects.get(code="250307")
    load_official_areas(path=reference / WORKBOOK)
    person_lives_in.refresh_from_db()
    assert levels(Area.objects.filter(valid_to=None)) == {1: 25, 2: 210, 3: 1_652, 4: 14_570}
    assert person_lives_in.valid_to == date(2024, 10, 14)
    assert person_lives_in.replaced_by.code == "250308"
    assert not load_official_areas(path=reference / WORKBOOK).changed
    assert not load_base_areas().changed
