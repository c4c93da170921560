"""120 people find new officers and the leaver's access ends, in one act or not at all."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spean.accounts.models import AuditEntry
from spean.casework.models import HandOver
from spean.casework.rules.sharing import BY_COMMUNE, EVENLY
from spean.casework.selectors.sharing import shares_of
from spean.directory.models import Posting
from spean.pathways.leaving import SomebodyLeftBehind, share_out
from spean.people.models import Person
from tests.factories.casework import client_of
from tests.factories.people import MORNING
from tests.factories.serving import AreaFactory

pytestmark = pytest.mark.django_db


def caseload(officer, centre, count):
    return [client_of(officer, centre, nickname=str(n)) for n in range(count)]


def divide(actor, leaver, among, *, way=EVENLY, leaves=True, only=None, id=None):
    return share_out(
        actor=actor,
        id=id or uuid.uuid4(),
        from_user=leaver,
        shares=shares_of(actor, leaver, among, way, only),
        reason="ឈប់ធ្វើការ",
        leaves=leaves,
        now=MORNING,
    )


def test_everybody_is_divided_and_the_access_is_closed(
    manager, counsellor, colleague, legal_officer, pursat
):
    caseload(counsellor, pursat, 5)

    made = divide(manager, counsellor, [colleague, legal_officer])

    assert sorted(one.people for one in made) == [2, 3]
    assert not Person.objects.filter(assigned_to=counsellor).exists()
    counsellor.refresh_from_db()
    assert not counsellor.is_active


def test_who_leaves_keeps_nobody(manager, counsellor, colleague, pursat):
    people = caseload(counsellor, pursat, 3)

    with pytest.raises(SomebodyLeftBehind):
        divide(manager, counsellor, [colleague], only={people[0].pk})

    assert Person.objects.filter(assigned_to=counsellor).count() == 3
    assert not HandOver.objects.exists()
    counsellor.refresh_from_db()
    assert counsellor.is_active


def test_if_the_access_cannot_be_closed_nobody_is_handed_over(
    manager, counsellor, colleague, pursat
):
    caseload(counsellor, pursat, 2)
    Posting.objects.filter(user=counsellor).update(role="centre_manager")
    before = AuditEntry.objects.count()

    with pytest.raises(Exception, match="."):
        divide(manager, counsellor, [colleague])

    assert Person.objects.filter(assigned_to=counsellor).count() == 2
    assert AuditEntry.objects.count() == before


def test_by_commune_neighbours_stay_together(manager, counsellor, colleague, legal_officer, pursat):
    for code in ("150101", "150101", "150102", "150103"):
        client_of(counsellor, pursat, area_id=AreaFactory(code=code).pk)

    shares = shares_of(manager, counsellor, [colleague, legal_officer], BY_COMMUNE)

    assert [[area.code for area, _n in one.communes] for one in shares] == [
        ["150101"],
        ["150102", "150103"],
    ]


def test_a_hundred_and_twenty_people_take_as_many_queries_as_six(
    manager, counsellor, colleague, legal_officer, pursat
):
    asked = []
    for count in (6, 120):
        caseload(counsellor, pursat, count)
        with CaptureQueriesContext(connection) as seen:
            divide(manager, counsellor, [colleague, legal_officer], leaves=False)
        asked.append(len(seen))

    assert asked[1] <= asked[0], asked
    assert Person.objects.filter(assigned_to__in=[colleague, legal_officer]).count() == 126


def test_each_file_has_its_own_entry_in_the_trail(manager, counsellor, colleague, pursat):
    people = caseload(counsellor, pursat, 3)

    divide(manager, counsellor, [colleague])

    entries = AuditEntry.objects.filter(action="people.assigned")
    assert set(entries.values_list("ref_id", flat=True)) == {one.pk for one in people}
