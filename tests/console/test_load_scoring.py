"""`spean load-scoring FILE`."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from spean.casework.models import ScoringScheme
from spean.casework.services import SchemeRefused
from tests.casework.test_sustainability import CONTENT

pytestmark = pytest.mark.django_db


def run(path):
    out = StringIO()
    call_command("load_scoring", str(path), stdout=out)
    return out.getvalue()


def test_a_scheme_counts_from_now_on(tmp_path):
    file = tmp_path / "official.json"
    file.write_text(json.dumps({**CONTENT, "version": "official-1"}), encoding="utf-8")

    assert "official-1" in run(file)
    assert ScoringScheme.objects.get().version == "official-1"


@pytest.mark.parametrize("content", ["no JSON", "[1]"])
def test_a_file_that_is_no_scheme_is_said_to_be_none(tmp_path, content):
    file = tmp_path / "x.json"
    file.write_text(content, encoding="utf-8")

    with pytest.raises(CommandError):
        run(file)


def test_a_scheme_that_cannot_be_used_changes_nothing(tmp_path):
    file = tmp_path / "x.json"
    file.write_text(json.dumps({**CONTENT, "items": {}}), encoding="utf-8")

    with pytest.raises(SchemeRefused, match="economic"):
        run(file)

    assert not ScoringScheme.objects.exists()
