"""`spean load-esco DIR`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from spean.directory.models import Occupation
from tests.directory.workbooks import esco_folder

pytestmark = pytest.mark.django_db


def load(folder):
    out = StringIO()
    call_command("load_esco", str(folder), stdout=out, stderr=StringIO())
    return out.getvalue()


def test_the_report_counts_and_names_the_source(tmp_path):
    said = load(esco_folder(tmp_path))
    assert "occupations: 2" in said
    assert "This service uses the ESCO classification of the European Commission." in said


def test_a_wrong_folder_is_refused_with_exit_code_2(tmp_path):
    with pytest.raises(CommandError) as caught:
        load(tmp_path)
    assert caught.value.returncode == 2
    assert "isco08.csv" in str(caught.value)
    assert not Occupation.objects.exists()
