"""`spean load-areas FILE`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from spean.directory.models import Area
from tests.directory.workbooks import PURSAT, ncdd_workbook

pytestmark = pytest.mark.django_db


def load(path, **options):
    out = StringIO()
    call_command("load_areas", str(path), stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def test_the_report_counts_what_changed_in_both_languages(tmp_path):
    said = load(ncdd_workbook(tmp_path / "list.xlsx"))
    assert "added: 11" in said
    assert "បាន" in said


def test_the_report_names_each_code_that_ended(tmp_path):
    load(ncdd_workbook(tmp_path / "list.xlsx"))
    shorter = ncdd_workbook(tmp_path / "next.xlsx", {"9. Koh Kong": [], "15. Pursat": PURSAT[:-1]})
    said = load(shorter, as_of=None)
    assert "15010201 ភូមិចំការអូរ" in said


def test_the_second_time_says_that_nothing_is_new(tmp_path):
    path = ncdd_workbook(tmp_path / "list.xlsx")
    load(path)
    assert "nothing new" in load(path)


@pytest.mark.parametrize("content", [b"", b"name,sex\n", b"PK\x03\x04broken"])
def test_another_file_is_refused_with_exit_code_2_in_both_languages(tmp_path, content):
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)
    with pytest.raises(CommandError) as caught:
        load(path)
    assert caught.value.returncode == 2
    assert "NCDD" in str(caught.value)
    assert "សន្លឹក" in str(caught.value)
    assert not Area.objects.exists()


def test_a_missing_file_is_refused_with_exit_code_2(tmp_path):
    with pytest.raises(CommandError) as caught:
        load(tmp_path / "nowhere.xlsx")
    assert caught.value.returncode == 2


def test_a_bad_row_is_named_in_both_languages(tmp_path):
    rows = [*PURSAT, ("ភូមិ", "1", "ក", "Ka")]
    with pytest.raises(CommandError) as caught:
        load(ncdd_workbook(tmp_path / "list.xlsx", {"15. Pursat": rows}))
    assert caught.value.returncode == 2
    assert "15. Pursat" in str(caught.value)
    assert "10" in str(caught.value)
