"""What the demo shows of skills: courses in every state, certificates that can be checked."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from spean.accounts.selectors import verify_chain
from spean.console.management.commands import demo as command
from spean.skills.models import Certificate, Course, Enrolment, StipendPayment, TrustList
from spean.skills.services.start_set import load_start_set
from tests.console.invented import demo, small_country

pytestmark = pytest.mark.django_db


@pytest.fixture
def country(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SPEAN_IS_DEMO, settings.SPEAN_HOME = True, tmp_path
    monkeypatch.setattr(command, "STORIES", {"PUR": 1, "OMC": 0, "PVH": 0})
    small_country()
    load_start_set()


def test_courses_stand_in_every_state_and_certificates_say_specimen(country: None) -> None:
    demo(people=60, seed=7, vacancies=4)

    states = Counter(Course.objects.values_list("state", flat=True))
    assert states == {"planned": 1, "open": 2, "chosen": 1, "running": 2, "ended": 2}
    given = set(Enrolment.objects.values_list("state", flat=True))
    assert {"applied", "selected", "left_out", "enrolled"} <= given
    assert StipendPayment.objects.exists()
    certificates = Certificate.objects.all()
    assert {one.state for one in certificates} == {"proposed", "valid", "revoked"}
    assert all(one.is_specimen for one in certificates)
    assert TrustList.objects.exists()
    assert verify_chain().is_whole


def test_the_demos_courses_are_taken_out_with_it(country: None) -> None:
    demo(people=60, seed=7, vacancies=4)
    demo(remove=True)

    assert not Course.objects.exists() and not Certificate.objects.exists()


def test_a_demo_made_again_can_seal_again(country: None) -> None:
    demo(people=60, seed=7, vacancies=4)
    demo(remove=True)
    demo(people=60, seed=7, vacancies=4)

    assert Certificate.objects.filter(state="valid").exists()
