"""`spean load-reference`, which every start runs."""

from io import StringIO

import pytest
from django.core.management import call_command

from spean.directory.models import Area, Occupation
from tests.directory.workbooks import ncdd_workbook

pytestmark = pytest.mark.django_db


def load():
    out = StringIO()
    call_command("load_reference", stdout=out, stderr=StringIO())
    return out.getvalue()


def test_it_fills_the_tables_and_keeps_an_official_register(tmp_path):
    path = str(ncdd_workbook(tmp_path / "list.xlsx"))
    call_command("load_areas", path, stdout=StringIO(), stderr=StringIO())
    said = load()
    assert "occupations" in said
    assert Area.objects.count() == 11
    assert Occupation.objects.filter(is_offered=True).count() >= 60


def test_the_second_time_nothing_is_new(tmp_path):
    path = str(ncdd_workbook(tmp_path / "list.xlsx"))
    call_command("load_areas", path, stdout=StringIO(), stderr=StringIO())
    load()
    assert load().count("nothing new") == 3
