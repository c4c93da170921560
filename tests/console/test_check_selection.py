"""Anybody repeats a giving out of seats: it fits, it does not, or the file is none."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse
from django.utils import timezone

from tests.factories.courses import applicants, given, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(client, facilitator, pursat):
    course = opened(facilitator, pursat, seats=4, seats_women=1)
    applicants(facilitator, course, 9)
    given(facilitator, course, timezone.localdate() + timedelta(days=200))
    return client.get(reverse("portal:course_selection", args=[course.pk])).json()


def checked(tmp_path, content):
    file = tmp_path / "selection.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    call_command("check_selection", str(file))


def test_what_was_published_follows_from_the_rule(told, tmp_path, capsys):
    checked(tmp_path, told)

    assert "Everything follows from the rule." in capsys.readouterr().out


def test_another_secret_number_is_found_out(told, tmp_path, capsys):
    told["seed"] = "0" * len(told["seed"])

    with pytest.raises(SystemExit) as end:
        checked(tmp_path, told)
    assert end.value.code == 1
    said = capsys.readouterr().out
    assert "The secret number is not the one whose seal was published." in said
    assert "លេខសម្ងាត់" in said


@pytest.mark.parametrize("content", ["", "{", "[]", '{"seed": 1}', "\x00", "[" * 3000])
def test_what_is_no_such_file_gets_a_sentence(tmp_path, content):
    with pytest.raises(CommandError) as refusal:
        checked(tmp_path, content)
    assert refusal.value.returncode == 2
    assert "no published giving out of seats" in str(refusal.value)
