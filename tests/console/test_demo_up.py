"""Bringing a site up a second time loads nothing again."""

import io

import pytest
from django.core.management import call_command

from spean.console.management.commands import up
from tests.factories.serving import AreaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def called(monkeypatch, settings, tmp_path):
    """The other commands that were asked to run; the server is not among those that really do."""
    names = []
    settings.SPEAN_IS_DEMO, settings.SPEAN_HOME = True, tmp_path
    monkeypatch.setattr(up, "call_command", lambda name, **options: names.append(name))
    return names


def bring_up():
    call_command("up", stdout=io.StringIO(), stderr=io.StringIO())


def test_everything_is_brought_up_in_order(called):
    bring_up()

    wanted = ["migrate", "load_reference", "demo", "load_forms", "build_assets", "serve"]
    assert called == wanted


def test_the_second_time_the_reference_data_are_left_alone(called):
    bring_up()
    AreaFactory()
    called.clear()

    bring_up()

    assert called == ["migrate", "demo", "load_forms", "build_assets", "serve"]


def test_an_emptied_database_is_filled_again(called):
    bring_up()
    called.clear()

    bring_up()

    assert "load_reference" in called


def test_newer_tables_are_loaded_again(called, monkeypatch):
    bring_up()
    AreaFactory()
    called.clear()
    monkeypatch.setattr(up, "reference_fingerprint", lambda: "newer")

    bring_up()

    assert "load_reference" in called


def test_real_people_get_a_first_administrator_and_no_invented_ones(called, settings):
    settings.SPEAN_IS_DEMO = False

    bring_up()

    assert "first_run" in called and "demo" not in called
