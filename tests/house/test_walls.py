"""The walls import-linter cannot see: foreign keys written as strings, rooms off the plan."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

FLOORS = [
    {"accounts"},
    {"directory"},
    {"people"},
    {"casework", "legal", "jobs", "skills", "surveys", "outreach"},
    {"results"},
]
LEVEL = {label: level for level, floor in enumerate(FLOORS) for label in floor}
SRC = Path(__file__).resolve().parents[2] / "src"


def upward_keys(models):
    return [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in models
        if model._meta.app_label in LEVEL
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
        if field.related_model._meta.app_label in LEVEL
        if field.related_model._meta.app_label != model._meta.app_label
        if LEVEL[field.related_model._meta.app_label] >= LEVEL[model._meta.app_label]
    ]


def test_foreign_keys_point_down():
    assert not upward_keys(apps.get_models())


def test_an_upward_key_would_be_caught(monkeypatch):
    monkeypatch.setitem(LEVEL, "people", 9)

    assert upward_keys(apps.get_models())


def test_every_room_is_on_the_plan():
    ours = {
        name.removeprefix("spean.") for name in settings.INSTALLED_APPS if name.startswith("spean.")
    }

    assert ours - set(LEVEL) <= {"core", "desk", "field", "portal", "api", "console"}


@pytest.mark.parametrize("library", ["jobmatch", "namematch", "rulebook", "safestats", "certseal"])
def test_a_library_imports_where_django_cannot(library):
    code = (
        "import sys\n"
        "class No:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in {'django', 'spean', 'ninja'}:\n"
        "            raise ImportError(name)\n"
        "sys.meta_path.insert(0, No())\n"
        f"import {library}\n"
        f"assert {library}.__all__\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=SRC, check=False
    )

    assert done.returncode == 0, done.stderr
