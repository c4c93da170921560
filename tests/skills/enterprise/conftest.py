"""A person with a business, and who works with her."""

from uuid import uuid4

import pytest

from spean.accounts.choices import Role
from spean.skills.contracts import IdeaWords, KitThing
from spean.skills.services import business as service
from spean.skills.services import groups
from tests.factories.casework import case_for
from tests.factories.people import MORNING
from tests.factories.serving import staff

IDEA = IdeaWords("food", "លក់បាយព្រឹក")
PNG = b"\x89PNG\r\n\x1a\n...IEND\xaeB`\x82"
TODAY = MORNING.date()
THINGS = [KitThing("ចង្ក្រាន", 1, 400_000), KitThing("ចាន", 20, 5_000)]


@pytest.fixture
def person(counsellor, pursat):
    return case_for(counsellor, pursat).person


@pytest.fixture
def business(counsellor, person):
    return service.begin_business(actor=counsellor, person=person, id=uuid4(), words=IDEA)


@pytest.fixture
def facilitator(pursat):
    return staff(Role.TVET_FACILITATOR, pursat)


@pytest.fixture
def leader(pursat):
    return staff(Role.CENTRE_MANAGER, pursat)


@pytest.fixture
def group(counsellor, pursat):
    words = {"name": "សន្សំ", "purpose": "សន្សំប្រាក់"}
    return groups.begin_cooperative(actor=counsellor, centre=pursat, id=uuid4(), **words)
