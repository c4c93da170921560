"""Commands for registries, and that a site of real people never takes unsigned messages."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from spean.console.selfcheck import reasons_not_to_serve
from spean.directory.models import RegistryPeer
from spean.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("is_demo", "is_set", "may"), [(False, True, False), (False, False, True),
                                                        (True, True, True)])  # fmt: skip
def test_a_site_of_real_people_does_not_start_with_unsigned_messages(
    settings, is_demo, is_set, may
):
    settings.SPEAN_IS_DEMO, settings.SPEAN_SPDCI_UNSIGNED = is_demo, is_set

    codes = [reason.code for reason in reasons_not_to_serve()]

    assert ("spdci-unsigned" not in codes) is may


def test_a_suite_is_made_ready_in_a_demo_alone(settings):
    settings.SPEAN_IS_DEMO = False

    with pytest.raises(CommandError):
        call_command("registry_compliance")


def test_a_suite_is_made_ready_twice_without_harm(settings, counsellor, pursat):
    settings.SPEAN_IS_DEMO = True
    for _turn in range(2):
        call_command("registry_compliance")

    assert RegistryPeer.objects.count() == 1
    assert Person.objects.get().is_invented
    assert Person.objects.get().born_on < timezone.localdate() - timedelta(days=365 * 18)


def test_a_round_says_what_it_did(db, capsys):
    call_command("registry_deliver")

    assert capsys.readouterr().out == "0 changes, 0 answers taken\n"


def test_a_registry_that_is_not_known_has_no_table(db, tmp_path):
    with pytest.raises(CommandError):
        call_command("registry_questions", "nobody", str(tmp_path / "x.csv"))
