"""A small country to invent people in: its districts, its own tables, its demo."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings

from spean.console.management.commands import demo as command
from spean.console.population import figures
from spean.directory.services import load_own_tables
from spean.skills.services.start_set import load_start_set
from tests.factories.serving import AreaFactory


def small_country() -> None:
    """Make one commune in every district that the figures name, and the project's own tables."""
    districts = {code for homes in figures.HOMES.values() for code in homes}
    for code in sorted(districts | set(figures.ELSEWHERE)):
        AreaFactory(code=f"{code}01")
    for code in ("2204", "1505", "1308"):
        AreaFactory(code=code)
    load_own_tables()


def demo(**options: Any) -> str:
    out = io.StringIO()
    call_command("demo", stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue()


@contextmanager
def rolled_back() -> Iterator[None]:
    """Take back everything at the end, so that several tests may share what was made."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    connection.close_if_unusable_or_obsolete()


@contextmanager
def skilled(home: Path) -> Iterator[None]:
    """Make sixty people and the standards, with few stories: what tests of skills look at."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "STORIES", {"PUR": 1, "OMC": 0, "PVH": 0})
        with override_settings(SPEAN_IS_DEMO=True, SPEAN_HOME=home), rolled_back():
            small_country()
            load_start_set()
            demo(people=60, seed=7, vacancies=4)
            yield
