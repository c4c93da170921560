"""Bringing the register of places to the official state."""

import zipfile
from datetime import date

import pytest

from spean.accounts.models import AuditEntry
from spean.core.sandbox import ParserTooGreedy
from spean.directory.gateways.ncdd import BadGazetteerRow, FileMissing, NotTheGazetteer
from spean.directory.models import Area, AreaName
from spean.directory.services.areas import (
    GazetteerNotWhole,
    load_base_areas,
    load_official_areas,
)
from tests.directory.workbooks import KOH_KONG, PURSAT, ncdd_workbook

pytestmark = pytest.mark.django_db
DAY = date(2024, 10, 14)


def load(tmp_path, pursat=None, name="list.xlsx", as_of=DAY, koh_kong=KOH_KONG):
    sheets = {"9. Koh Kong": koh_kong, "15. Pursat": PURSAT if pursat is None else pursat}
    return load_official_areas(path=ncdd_workbook(tmp_path / name, sheets), as_of=as_of)


def current(code):
    return Area.objects.get(code=code, valid_to=None)


def snapshot():
    return list(Area.objects.order_by("pk").values()), AreaName.objects.count()


def swapped():
    """Return the list of Pursat in which two communes have swapped their codes."""
    new = {"150101": "150102", "150102": "150101"}
    return [(kind, new.get(code[:6], code[:6]) + code[6:], km, en) for kind, code, km, en in PURSAT]


def test_a_list_fills_an_empty_register(tmp_path):
    report = load(tmp_path)
    assert report.counts["added"] == 11
    assert current("09040101").parent.code == "090401"


def test_a_province_keeps_the_khmer_name_the_list_does_not_have(tmp_path):
    load(tmp_path)
    assert current("15").label_km == "ពោធិ៍សាត់"


def test_a_place_says_where_it_lies_in_both_languages(tmp_path):
    load(tmp_path)
    village = current("15010101")
    assert village.path_km == "ខេត្តពោធិ៍សាត់ ស្រុកបាកាន ឃុំបឹងបត់កណ្ដាល"
    assert village.path_en == "Pursat, Bakan, Boeng Bat Kandaol"


def test_loading_twice_changes_nothing(tmp_path):
    load(tmp_path)
    before = snapshot()
    entries = AuditEntry.objects.count()
    assert not load(tmp_path).changed
    assert snapshot() == before
    assert AuditEntry.objects.count() == entries


def test_a_new_name_keeps_the_row_and_the_old_spelling(tmp_path):
    load(tmp_path)
    old = current("150102")
    rows = [row if row[1] != "150102" else (*row[:2], "បឹងខ្នា", "Boeng Khna") for row in PURSAT]
    report = load(tmp_path, rows)
    assert report.counts["renamed"] == 1
    assert current("150102").pk == old.pk
    assert current("150102").label_km == "បឹងខ្នា"
    assert old.names.filter(text="បឹងខ្នារ").exists()


def test_a_code_no_longer_official_ends_and_stays(tmp_path):
    load(tmp_path)
    village = current("15010201")
    load(tmp_path, PURSAT[:-1], as_of=date(2025, 1, 1))
    village.refresh_from_db()
    assert village.valid_to == date(2025, 1, 1)
    assert village.label_km == "ចំការអូរ"


def test_a_code_given_to_another_place_becomes_another_row(tmp_path):
    load(tmp_path)
    old = current("150101")
    report = load(tmp_path, swapped())
    old.refresh_from_db()
    assert report.counts["replaced"] == 5
    assert old.valid_to == DAY
    assert old.replaced_by.code == "150102"
    assert old.replaced_by.label_km == old.label_km
    assert current("150101").pk != old.pk


def test_the_villages_follow_their_commune(tmp_path):
    load(tmp_path)
    village = current("15010201")
    load(tmp_path, swapped())
    village.refresh_from_db()
    assert village.replaced_by.code == "15010101"
    assert village.replaced_by.path_km.endswith("ឃុំបឹងខ្នារ")


def test_the_day_is_read_from_the_name_of_the_file(tmp_path):
    load(tmp_path)
    load(tmp_path, PURSAT[:-1], name="ncdd_2025-03-31.xlsx", as_of=None)
    assert Area.objects.get(code="15010201").valid_to == date(2025, 3, 31)


def test_codes_added_later_say_since_when_they_are_known(tmp_path):
    load(tmp_path)
    load(tmp_path, [*PURSAT, ("ភូមិ", "15010202", "ថ្មី", "Thmei")], as_of=date(2025, 1, 1))
    assert current("15010202").valid_from == date(2025, 1, 1)
    assert current("15010201").valid_from is None


def test_a_list_without_a_province_is_refused_and_nothing_changes(tmp_path):
    load(tmp_path)
    before = snapshot()
    with pytest.raises(GazetteerNotWhole) as caught:
        load_official_areas(path=ncdd_workbook(tmp_path / "part.xlsx", {"15. Pursat": PURSAT}))
    assert "Koh Kong" in str(caught.value.details["missing"])
    assert snapshot() == before


def test_a_bad_row_changes_nothing_and_is_named(tmp_path):
    load(tmp_path)
    before = snapshot()
    with pytest.raises(BadGazetteerRow) as caught:
        load(tmp_path, [*PURSAT, ("ឃុំ", "150999x", "ក", "K")])
    assert caught.value.details["row"] == 10
    assert snapshot() == before


def test_a_file_that_is_not_there_is_a_clear_refusal(tmp_path):
    with pytest.raises(FileMissing):
        load_official_areas(path=tmp_path / "nowhere.xlsx")


def test_a_file_of_another_kind_is_a_clear_refusal(tmp_path):
    (tmp_path / "list.xlsx").write_bytes(b"%PDF-1.7 not a workbook")
    with pytest.raises(NotTheGazetteer):
        load_official_areas(path=tmp_path / "list.xlsx")


def test_a_workbook_packed_beyond_reason_is_a_clear_refusal(tmp_path):
    path = ncdd_workbook(tmp_path / "list.xlsx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as container:
        container.writestr("xl/media/x.bin", b"0" * 40_000_000)
    with pytest.raises(ParserTooGreedy):
        load_official_areas(path=path)


def test_the_base_never_takes_an_official_register_back(tmp_path):
    load(tmp_path)
    assert not load_base_areas().changed
    assert Area.objects.count() == 11


def test_a_load_leaves_one_entry_in_the_audit_trail(tmp_path):
    load(tmp_path)
    entry = AuditEntry.objects.get(action="areas-loaded")
    assert entry.detail["added"] == 11
