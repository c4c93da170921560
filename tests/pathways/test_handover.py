import uuid

import pytest

from spean.accounts.choices import Role
from spean.accounts.models import AuditEntry
from spean.casework import services
from spean.casework.contracts import HandOverWords
from spean.casework.models import HandOver
from spean.core.errors import NotAllowed
from spean.pathways.handover import hand_over
from spean.people.models import Person
from tests.factories.casework import client_of
from tests.factories.people import MORNING
from tests.factories.serving import staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def caseload(counsellor, pursat):
    return [client_of(counsellor, pursat, given_name_lat=f"N{n}") for n in range(3)]


def give(actor, from_user, to_user, people, id=None):
    return hand_over(
        actor=actor,
        id=id or uuid.uuid4(),
        words=HandOverWords(from_user, to_user, "ផ្លាស់ការងារ"),
        person_ids=[person.pk for person in people],
        now=MORNING,
    )


def holders(people):
    return set(Person.objects.filter(pk__in=[p.pk for p in people]).values_list("assigned_to"))


def test_a_whole_caseload_goes_in_one_act(manager, counsellor, colleague, caseload):
    made = give(manager, counsellor, colleague, caseload)

    assert (made.people, made.from_user, made.to_user) == (3, counsellor, colleague)
    assert holders(caseload) == {(colleague.pk,)}
    actions = list(AuditEntry.objects.order_by("-seq").values_list("action", flat=True)[:4])
    assert actions == ["people.assigned"] * 3 + ["casework.handed_over"]


def test_the_same_hand_over_sent_twice_is_one(manager, counsellor, colleague, caseload):
    key = uuid.uuid4()

    for _time in range(2):
        give(manager, counsellor, colleague, caseload, id=key)

    assert HandOver.objects.count() == 1


def test_an_officer_cannot_hand_over_and_leaves_no_trace(counsellor, colleague, caseload):
    before = AuditEntry.objects.count()

    with pytest.raises(NotAllowed):
        give(counsellor, counsellor, colleague, caseload)

    assert holders(caseload) == {(counsellor.pk,)}
    assert AuditEntry.objects.count() == before


def test_nobody_of_another_centre_takes_over(manager, counsellor, officer_elsewhere, caseload):
    with pytest.raises(services.CannotTakeOver):
        give(manager, counsellor, officer_elsewhere, caseload)

    assert holders(caseload) == {(counsellor.pk,)}


def test_a_volunteer_does_not_take_over_a_caseload(manager, counsellor, pursat, caseload):
    helper = staff(Role.VOLUNTEER, pursat)

    with pytest.raises(services.CannotTakeOver):
        give(manager, counsellor, helper, caseload)


def test_one_file_of_another_centre_stops_the_whole_act(
    manager, counsellor, colleague, officer_elsewhere, preah_vihear, caseload
):
    foreign = client_of(officer_elsewhere, preah_vihear)

    with pytest.raises(NotAllowed):
        give(manager, counsellor, colleague, [*caseload, foreign])

    assert holders(caseload) == {(counsellor.pk,)}
    assert not HandOver.objects.exists()


def test_nobody_chosen_is_said(manager, counsellor, colleague):
    with pytest.raises(services.NobodyChosen):
        give(manager, counsellor, colleague, [])
