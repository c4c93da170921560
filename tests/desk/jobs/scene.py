"""A person, a vacancy that suits her, and somebody who may put her forward."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from spean.casework import services as casework
from spean.jobs.models import JobReferral, VacancyNeed
from spean.pathways.matching import Pair
from spean.pathways.proposal import say_yes
from spean.people.models import Person
from tests.factories.casework import service_type
from tests.factories.jobs import OccupationFactory, SeekerFactory, VacancyFactory, rules, willing
from tests.factories.people import MORNING
from tests.factories.skills import SkillFactory, claimed

AFTER = MORNING + timedelta(minutes=5)


class Scene:
    """What a test of a page needs, made once."""

    def __init__(self, officer: Any, centre: Any) -> None:
        rules()
        service_type("EMP3")
        self.officer, self.centre = officer, centre
        self.needed, self.welcome = SkillFactory(code="tile"), SkillFactory(code="cut-stone")
        self.vacancy = VacancyFactory(employer__centre=centre)
        for skill, weight in ((self.needed, "must"), (self.welcome, "nice")):
            VacancyNeed.objects.create(vacancy=self.vacancy, skill=skill, weight=weight)
        self.person = self.looking()

    def looking(self, **changes: Any) -> Person:
        """Return another person of the centre who looks for work as a tiler."""
        person = willing(self.officer, self.centre, **changes)
        casework.open_case(actor=self.officer, person=person, now=MORNING)
        claimed(self.officer, person, skill=self.needed, months=72)
        wishes = SeekerFactory(person=person, wage_wanted=220, radius_km=15)
        wishes.wanted_occupations.add(OccupationFactory())
        return person

    def agreed(self) -> JobReferral:
        """Return the person's yes to the vacancy."""
        pair = Pair(self.person, self.vacancy)
        return say_yes(actor=self.officer, id=uuid.uuid4(), pair=pair, now=MORNING)


@pytest.fixture
def scene(counsellor: Any, pursat: Any, client: Any) -> Scene:
    client.force_login(counsellor)
    return Scene(counsellor, pursat)
