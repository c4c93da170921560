"""What the demo shows of a centre's days: partners, referrals, benefits, the queue, calls."""

from collections import Counter

import pytest
from django.db import transaction

from spean.accounts.selectors import verify_chain
from spean.casework.models import (
    Appointment,
    CareerChoice,
    FollowUp,
    FollowUpAnswers,
    Grievance,
    PeerGroup,
    PeerMeeting,
    PeerMember,
    PlanChoice,
    SchemeReferral,
    ServiceReferral,
    Ticket,
    Transfer,
)
from spean.console.management.commands import demo as command
from spean.directory.models import Organisation, ServiceOffer
from spean.jobs.models import Placement
from tests.console.invented import demo, small_country

pytestmark = pytest.mark.django_db

STORIES = {"PUR": 16, "OMC": 6, "PVH": 4}
SHOWN = (
    *(Appointment, CareerChoice, FollowUpAnswers, Grievance, PeerGroup, PeerMeeting, PeerMember),
    *(PlanChoice, SchemeReferral, ServiceOffer, ServiceReferral, Ticket, Transfer),
)


@pytest.fixture
def country(settings, tmp_path, monkeypatch):
    settings.SPEAN_IS_DEMO, settings.SPEAN_HOME = True, tmp_path
    monkeypatch.setattr(command, "STORIES", STORIES)
    small_country()


def shown():
    """Return how many rows of each kind, in which states."""
    return {
        model.__name__: Counter(str(getattr(one, "state", "")) for one in model.objects.all())
        for model in SHOWN
    }


def test_every_new_page_has_something_to_show(country):
    demo(people=70, seed=7, vacancies=24)

    found = shown()
    assert [name for name, states in found.items() if not states] == []
    assert len(found["ServiceReferral"]) >= 5 and len(found["SchemeReferral"]) >= 5
    assert {"received", "refused"} <= set(found["SchemeReferral"])
    assert {"done", "declined", "sent"} <= set(found["ServiceReferral"])
    assert SchemeReferral.objects.filter(renew_by__isnull=False).exists()
    assert found["Appointment"]["missed"] and found["Ticket"]["waiting"]
    # Whoever found work has an employer who is to be visited.
    assert Placement.objects.exists()
    assert FollowUp.objects.filter(kind="employer", state="due").exists()
    invented = Organisation.objects.exclude(kind="employer").values_list("is_invented", flat=True)
    assert set(invented) == {True}
    assert verify_chain().is_whole

    demo(remove=True)
    assert not any(shown().values()) and not Organisation.objects.exists()


def test_one_seed_gives_one_set_of_days(country):
    runs = []
    for _run in range(2):
        with transaction.atomic():
            demo(people=30, seed=3, vacancies=4)
            runs.append([(shown(), sorted(map(str, ids(model)))) for model in SHOWN[:2]])
            runs[-1].append(sorted(map(str, ids(ServiceReferral) + ids(SchemeReferral))))
            transaction.set_rollback(True)

    assert runs[0] == runs[1]


def ids(model):
    return list(model.objects.values_list("pk", flat=True))
