from datetime import timedelta
from uuid import uuid4

import pytest

from spean.core.refs import Ref
from spean.skills.models import ClaimedSkill, SkillProof
from spean.skills.services import move_back, move_person
from spean.skills.services.proving import prove_units, unprove
from tests.factories.casework import client_of
from tests.factories.certified import standard_of
from tests.factories.people import MORNING
from tests.factories.skills import claimed

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(counsellor, pursat):
    return client_of(counsellor, pursat)


@pytest.fixture
def units():
    return list(standard_of().units.all())


def proved(actor, person, units, source=None, now=MORNING):
    source = source or Ref("certificate", uuid4())
    return source, prove_units(actor=actor, person=person, units=units, source=source, now=now)


def grades(person):
    return dict(ClaimedSkill.objects.filter(person=person).values_list("skill__code", "grade"))


def test_the_skills_of_proven_units_are_assessed(manager, person, units):
    _source, claims = proved(manager, person, units)

    assert grades(person) == {"til-1": "rpl", "til-2": "rpl"} and len(claims) == 2


def test_the_same_source_twice_is_one_proof(manager, person, units):
    source, _claims = proved(manager, person, units)
    proved(manager, person, units, source, MORNING + timedelta(days=1))

    assert SkillProof.objects.count() == 2


def test_a_better_proof_stays_and_outlives_the_revocation(counsellor, manager, person, units):
    skill = units[0].skills.get()
    claimed(counsellor, person, skill=skill, grade="credential")

    source, _claims = proved(manager, person, units)
    unprove(actor=manager, source=source, now=MORNING)

    assert grades(person) == {"til-1": "credential"}


def test_what_was_the_persons_word_is_her_word_again(counsellor, manager, person, units):
    claimed(counsellor, person, skill=units[0].skills.get())

    source, _claims = proved(manager, person, units)
    assert unprove(actor=manager, source=source, now=MORNING) == 2

    assert grades(person) == {"til-1": "self"}


@pytest.mark.parametrize("first_gone", [0, 1])
def test_a_skill_proven_twice_falls_with_the_last_proof(manager, person, units, first_gone):
    sources = [proved(manager, person, units[:1])[0] for _turn in range(2)]

    assert unprove(actor=manager, source=sources[first_gone], now=MORNING) == 0
    assert grades(person) == {"til-1": "rpl"}
    assert unprove(actor=manager, source=sources[1 - first_gone], now=MORNING) == 1
    assert grades(person) == {}


def test_proofs_move_with_the_person_and_back(counsellor, manager, pursat, person, units):
    other = client_of(counsellor, pursat, given_name_lat="Dara")
    proved(manager, other, units)

    moves = move_person(actor=manager, source=other, target=person)
    assert set(SkillProof.objects.values_list("person", flat=True)) == {person.pk}
    move_back(actor=manager, source=other, moves=moves)
    assert set(SkillProof.objects.values_list("person", flat=True)) == {other.pk}


@pytest.fixture
def merged(counsellor, manager, pursat, person, units):
    """Return how one whose first unit is proven becomes one file with who told that skill."""

    def merge(is_proven_the_target=False):
        other = client_of(counsellor, pursat, given_name_lat="Dara")
        proven, told = (person, other) if is_proven_the_target else (other, person)
        claimed(counsellor, told, skill=units[0].skills.get())
        source, _claims = proved(manager, proven, units[:1])
        moves = move_person(actor=manager, source=other, target=person)
        assert grades(person) == {"til-1": "rpl"}
        return other, source, moves

    return merge


@pytest.mark.parametrize("is_target", [False, True])
def test_what_either_file_told_is_told_still_when_the_proof_falls(
    manager, person, merged, is_target
):
    _other, source, _moves = merged(is_target)

    unprove(actor=manager, source=source, now=MORNING)

    assert grades(person) == {"til-1": "self"}


@pytest.mark.parametrize("is_target", [False, True])
def test_what_fell_while_they_were_one_file_is_proven_in_neither(
    manager, person, merged, is_target
):
    other, source, moves = merged(is_target)
    unprove(actor=manager, source=source, now=MORNING)

    move_back(actor=manager, source=other, moves=moves)

    told, proven = (other, person) if is_target else (person, other)
    assert (grades(told), grades(proven)) == ({"til-1": "self"}, {})


@pytest.mark.parametrize("is_target", [False, True])
def test_what_stands_goes_back_to_whom_it_was_proven(manager, person, merged, is_target):
    other, source, moves = merged(is_target)

    move_back(actor=manager, source=other, moves=moves)

    told, proven = (other, person) if is_target else (person, other)
    assert (grades(told), grades(proven)) == ({"til-1": "self"}, {"til-1": "rpl"})
    unprove(actor=manager, source=source, now=MORNING)
    assert (grades(told), grades(proven)) == ({"til-1": "self"}, {})


@pytest.mark.parametrize("first_gone", [0, 1])
def test_a_skill_that_another_proof_carries_is_proven_still_after_the_parting(
    counsellor, manager, pursat, person, units, first_gone
):
    other = client_of(counsellor, pursat, given_name_lat="Dara")
    claimed(counsellor, person, skill=units[0].skills.get())
    sources = [proved(manager, other, units[:1])[0] for _turn in range(2)]
    moves = move_person(actor=manager, source=other, target=person)
    unprove(actor=manager, source=sources[first_gone], now=MORNING)

    move_back(actor=manager, source=other, moves=moves)

    assert (grades(person), grades(other)) == ({"til-1": "self"}, {"til-1": "rpl"})
