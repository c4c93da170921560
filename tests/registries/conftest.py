"""A peer, and somebody who allows to be told of to it."""

import pytest

from spean.people.contracts import Document, HouseholdFacts
from spean.people.services import register
from tests.factories.people import TODAY, consent, intake
from tests.registries.peer import Peer

CARD = "010123456"


@pytest.fixture
def peer(db):
    return Peer()


@pytest.fixture
def register_one(counsellor, pursat, commune):
    """Return how to register somebody with a card, a household, and a consent."""

    def make(*granted, number=CARD, **changes):
        values = {
            "centre_id": pursat.pk,
            "area_id": commune.pk,
            "documents": (Document(kind="national_id", number=number, was_seen=True),),
            "household": HouseholdFacts(size=4),
            "id_poor": "level_1",
            "consent": consent(*granted),
        }
        return register(actor=counsellor, intake=intake(**{**values, **changes}), today=TODAY)

    return make


@pytest.fixture
def sophea(register_one):
    return register_one("share_commune_idpoor")


@pytest.fixture(autouse=True)
def _rounds_are_made_by_hand(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
