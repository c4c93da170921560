"""What the demo shows of recognition, the passport and small businesses."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from spean.accounts.selectors import verify_chain
from spean.console.management.commands import demo as command
from spean.skills.models import (
    Appeal,
    Assessor,
    Business,
    BusinessCheck,
    BusinessPlan,
    CoachingVisit,
    CooperativeGroup,
    Evidence,
    Kit,
    PassportLink,
    Recognition,
    UnitClaim,
)
from spean.skills.services.start_set import load_start_set
from tests.console.invented import demo, small_country

pytestmark = pytest.mark.django_db


@pytest.fixture
def country(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SPEAN_IS_DEMO, settings.SPEAN_HOME = True, tmp_path
    monkeypatch.setattr(command, "STORIES", {"PUR": 1, "OMC": 0, "PVH": 0})
    small_country()
    load_start_set()


def test_recognitions_stand_at_every_step_and_businesses_do_well_and_badly(country: None) -> None:
    demo(people=90, seed=7, vacancies=4)

    states = Counter(Recognition.objects.values_list("state", flat=True))
    assert states == {
        **{"applied": 1, "collecting": 2, "gaps": 1, "ready": 1},
        **{"booked": 1, "assessed": 1, "approved": 2},
    }
    assert (Appeal.objects.count(), Assessor.objects.count()) == (1, 3)
    assert Evidence.objects.filter(checked_at=None).count() == 0 < Evidence.objects.count()
    assert PassportLink.objects.count() == 1 and UnitClaim.objects.exclude(confirmed_at=None)
    running = Counter(Business.objects.values_list("state", flat=True))
    assert running == {"started": 3, "idea": 1}
    assert BusinessPlan.objects.count() == 4 and Kit.objects.count() == 3
    assert CoachingVisit.objects.count() == 3 == BusinessCheck.objects.count()
    assert CooperativeGroup.objects.get().members.count() == 5
    assert verify_chain().is_whole


def test_it_is_taken_out_with_the_demo(country: None) -> None:
    demo(people=90, seed=7, vacancies=4)
    demo(remove=True)

    for model in (Recognition, Evidence, Assessor, Business, Kit, CooperativeGroup, PassportLink):
        assert not model.objects.exists(), model
