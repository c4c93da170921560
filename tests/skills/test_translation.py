"""She says yes or no to the units that her work speaks for; a member of staff confirms."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from spean.accounts.models import AuditEntry
from spean.core.errors import NotAllowed
from spean.skills.models import Standard, UnitClaim
from spean.skills.selectors.translation import (
    confirmed_units,
    jobs_told,
    proposals_for,
    unit_claims_visible_to,
)
from spean.skills.services.translation import (
    NotSaidYet,
    UnknownUnit,
    confirm_units,
    hear_units,
    move_unit_claims,
)
from tests.factories.casework import client_of
from tests.factories.people import MORNING, whole_return
from tests.factories.standards import CUT, LAY, tiling, worked_as_tiler

pytestmark = pytest.mark.django_db
TODAY = MORNING.date()


@pytest.fixture
def person(counsellor, pursat):
    person = client_of(counsellor, pursat, returns=(whole_return(jobs=()),))
    worked_as_tiler(counsellor, person)
    return person


@pytest.fixture
def units(person):
    return list(tiling().units.order_by("sort"))


def says(actor, person, **said):
    return hear_units(
        actor=actor, person=person, said={unit.pk: yes for unit, yes in said["to"]}, now=MORNING
    )


def confirms(actor, person, *units):
    ids = [unit.pk for unit in units]
    return confirm_units(actor=actor, person=person, unit_ids=ids, now=MORNING)


def test_the_work_speaks_for_units_by_task_and_by_words_in_two_scripts(person, units):
    found = {one.unit: one for one in proposals_for(jobs_told(person), TODAY)}

    assert ("task", CUT) in found[units[0].code].reasons
    assert ("tool", LAY) in found[units[1].code].reasons
    assert found[units[0].code].chance > found[units[1].code].chance


def test_her_answer_is_kept_with_the_reasons_and_the_job(facilitator, person, units):
    heard = says(facilitator, person, to=[(units[0], True), (units[1], False)])

    first = heard[0]
    assert ["task", CUT] in first.reasons and ["months", "48"] in first.reasons
    assert first.from_id == jobs_told(person)[0].pk
    assert not confirmed_units(person, TODAY)
    assert AuditEntry.objects.filter(action="skills.units_told").count() == 1


def test_only_what_is_confirmed_is_where_recognition_starts(facilitator, person, units):
    says(facilitator, person, to=[(units[0], True), (units[1], True)])
    confirms(facilitator, person, units[0])

    assert [unit.code for unit in confirmed_units(person, TODAY)] == [units[0].code]


def test_nobody_confirms_what_she_did_not_say(facilitator, person, units):
    says(facilitator, person, to=[(units[0], True), (units[1], False)])

    with pytest.raises(NotSaidYet):
        confirms(facilitator, person, *units)
    assert not confirmed_units(person, TODAY)
    with pytest.raises(IntegrityError):
        UnitClaim.objects.filter(unit=units[1]).update(confirmed_at=MORNING)


def test_an_answer_that_changes_takes_the_confirmation_off(facilitator, person, units):
    says(facilitator, person, to=[(units[0], True)])
    confirms(facilitator, person, units[0])
    says(facilitator, person, to=[(units[0], True)])
    assert confirmed_units(person, TODAY)

    says(facilitator, person, to=[(units[0], False)])

    assert not confirmed_units(person, TODAY)
    assert UnitClaim.objects.get().confirmed_by is None


def test_sending_it_twice_writes_it_once(facilitator, person, units):
    for _time in range(2):
        says(facilitator, person, to=[(units[0], True)])
        confirms(facilitator, person, units[0])

    assert UnitClaim.objects.count() == 1
    assert AuditEntry.objects.filter(action__startswith="skills.units").count() == 2


def test_a_unit_that_is_unknown_or_over_is_refused(facilitator, person, units):
    with pytest.raises(UnknownUnit):
        hear_units(actor=facilitator, person=person, said={uuid.uuid4(): True}, now=MORNING)
    says(facilitator, person, to=[(units[0], True)])
    Standard.objects.update(valid_to=TODAY - timedelta(days=1), valid_from=date(2025, 1, 1))

    with pytest.raises(UnknownUnit):
        says(facilitator, person, to=[(units[0], False)])
    assert not proposals_for(jobs_told(person), TODAY)


def test_who_may_not_accompany_her_writes_nothing(
    volunteer, officer_elsewhere, assessor, person, units
):
    for stranger in (volunteer, officer_elsewhere, assessor):
        with pytest.raises(NotAllowed):
            says(stranger, person, to=[(units[0], True)])
        with pytest.raises(NotAllowed):
            confirms(stranger, person, units[0])


def test_her_claims_are_seen_at_her_centre_alone(
    facilitator, manager_elsewhere, donor, person, units
):
    says(facilitator, person, to=[(units[0], True)])

    assert unit_claims_visible_to(facilitator).count() == 1
    assert not unit_claims_visible_to(manager_elsewhere)
    assert not unit_claims_visible_to(donor)


def test_a_sealed_person_is_left_alone(facilitator, person, units):
    person.is_sealed = True
    person.save()

    with pytest.raises(NotAllowed):
        says(facilitator, person, to=[(units[0], True)])


def test_claims_move_with_a_record_that_is_merged(facilitator, counsellor, pursat, person, units):
    twin = client_of(counsellor, pursat)
    says(facilitator, person, to=[(units[0], True), (units[1], True)])
    says(facilitator, twin, to=[(units[1], False)])

    moves = move_unit_claims(source=person, target=twin)

    assert [move["kind"] for move in moves] == ["unit"]
    assert UnitClaim.objects.filter(person=twin).count() == 2
    assert UnitClaim.objects.get(person=twin, unit=units[1]).says_yes is False
