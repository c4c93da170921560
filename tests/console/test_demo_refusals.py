"""What `spean demo` refuses, and what an interruption leaves."""

import pytest
from django.core.management import CommandError

from spean.accounts.selectors import verify_chain
from spean.casework.models import Case
from spean.console.management.commands import demo as command
from spean.directory.models import Centre
from spean.people.models import Person
from tests.console.invented import demo, small_country

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("people", ["0", "-5", "many", "1000001", "1.5", "", "9" * 40])
def test_a_number_of_people_that_cannot_be_is_refused(settings, people):
    settings.SPEAN_IS_DEMO = True

    with pytest.raises(CommandError, match="--people") as refused:
        demo(people=people)
    assert refused.value.returncode == 2
    assert not Centre.objects.exists()


def test_khmer_digits_are_numbers():
    assert command._number("--people", "៤០០", 1, 1000) == 400


def test_invented_people_never_stand_beside_real_ones(settings):
    settings.SPEAN_IS_DEMO = False

    with pytest.raises(CommandError, match="SPEAN_MODE=demo") as refused:
        demo(people=5)
    assert refused.value.returncode == 2
    assert not Person.objects.exists() and not Centre.objects.exists()


def test_without_places_and_occupations_the_command_that_brings_them_is_named(settings):
    settings.SPEAN_IS_DEMO = True

    with pytest.raises(CommandError, match="spean load-reference") as refused:
        demo(people=5)
    assert refused.value.returncode == 2
    assert not Person.objects.exists() and not Centre.objects.exists()


def test_an_interrupted_demo_is_whole_so_far_and_gone_on_with(settings, tmp_path, monkeypatch):
    settings.SPEAN_IS_DEMO, settings.SPEAN_HOME = True, tmp_path
    small_country()
    monkeypatch.setattr(command, "CHUNK", 4)
    monkeypatch.setattr(command, "STORIES", {})
    admit, calls = command.admit_many, []

    def stopping(**values):
        if len(calls) == 3:
            raise KeyboardInterrupt
        calls.append(values)
        return admit(**values)

    monkeypatch.setattr(command, "admit_many", stopping)
    with pytest.raises(KeyboardInterrupt):
        demo(people=30, seed=3, vacancies=0)
    assert Person.objects.count() == Case.objects.count() == 12
    assert verify_chain().is_whole

    monkeypatch.setattr(command, "admit_many", admit)
    demo(people=30, seed=3, vacancies=0, if_empty=True)
    assert Person.objects.count() == Case.objects.count() == 30
