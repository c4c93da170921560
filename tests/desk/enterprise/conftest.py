"""A counsellor signed in, and a person with a business."""

from uuid import uuid4

import pytest

from spean.skills.contracts import IdeaWords
from spean.skills.services import business as service
from tests.desk.enterprise.asking import saved
from tests.factories.casework import case_for
from tests.skills.enterprise.shops import shop


@pytest.fixture
def person(counsellor, pursat, client):
    client.force_login(counsellor)
    return case_for(counsellor, pursat).person


@pytest.fixture
def business(counsellor, person):
    words = IdeaWords("food", "លក់បាយព្រឹក")
    return service.begin_business(actor=counsellor, person=person, id=uuid4(), words=words)


@pytest.fixture
def plan(counsellor, business):
    return saved(counsellor, business, shop())
