"""What an agreed result becomes: a certificate, skills that are proven, and back again."""

import pytest

from spean.core.errors import NotAllowed
from spean.skills.models import ClaimedSkill, SkillProof, WageCheck
from spean.skills.selectors import recognition as reads
from spean.skills.services.certificates import NotApproved
from tests.factories.casework import client_of
from tests.factories.recognition import (
    applied,
    approved,
    certified,
    ready,
    sealed_for,
    standard,
    taken_back,
)
from tests.factories.skills import claimed

pytestmark = pytest.mark.django_db


@pytest.fixture
def tiler():
    return standard()


@pytest.fixture
def person(counsellor, pursat):
    return client_of(counsellor, pursat)


@pytest.fixture
def made(facilitator, person, tiler):
    return applied(facilitator, person, tiler)


def skills(person):
    return dict(ClaimedSkill.objects.filter(person=person).values_list("skill__code", "grade"))


def test_a_certificate_raises_the_skills_and_promises_the_questions_of_pay(
    counsellor, manager, person, tiler, made
):
    skill = tiler.units.order_by("sort").first().skills.get()
    claimed(counsellor, person, skill=skill)

    certified(made, manager, "c", "nyc")

    assert skills(person) == {"sp-tile-1": "rpl"}
    assert SkillProof.objects.get().source_kind == "certificate"
    assert list(WageCheck.objects.order_by("months").values_list("months", flat=True)) == [3, 6]


def test_without_agreement_there_is_no_certificate(manager, made):
    ready(made)
    with pytest.raises(NotApproved):
        sealed_for(made, manager)


def test_what_waits_for_its_certificate_is_listed_until_it_has_it(facilitator, manager, made):
    approved(made)
    assert list(reads.approved_without_certificate()) == [made]
    assert list(reads.approved_without_certificate(facilitator)) == [made]
    sealed_for(made, manager)
    assert not reads.approved_without_certificate().exists()


def test_a_certificate_taken_back_returns_each_skill_to_what_it_was(
    counsellor, manager, person, tiler, made
):
    skill = tiler.units.order_by("sort").first().skills.get()
    claimed(counsellor, person, skill=skill)
    before = skills(person)
    certified(made, manager)
    assert set(skills(person).values()) == {"rpl"}

    taken_back(made, manager)

    assert skills(person) == before
    assert not SkillProof.objects.exists()


def test_a_better_proof_is_neither_lowered_by_a_certificate_nor_with_it(
    counsellor, manager, person, tiler, made
):
    skill = tiler.units.order_by("sort").first().skills.get()
    claimed(counsellor, person, skill=skill, grade="credential")

    certified(made, manager)
    assert skills(person)["sp-tile-1"] == "credential"
    taken_back(made, manager)
    assert skills(person) == {"sp-tile-1": "credential"}


def test_a_facilitator_revokes_nothing(facilitator, manager, made):
    certified(made, manager)
    with pytest.raises(NotAllowed):
        taken_back(made, facilitator)


def test_after_a_mistake_on_the_paper_a_right_certificate_follows(facilitator, manager, made):
    certified(made, manager)
    taken_back(made, manager, "mistake")
    assert made.state == "approved"
    assert list(reads.approved_without_certificate(facilitator)) == [made]

    second = sealed_for(made, manager, hours=9)
    made.refresh_from_db()
    assert (made.state, second.units.count()) == ("certified", 2)


@pytest.mark.parametrize("reason", ["evidence", "assessment"])
def test_where_the_proof_was_wrong_the_recognition_ends(facilitator, manager, made, reason):
    certified(made, manager)
    assert taken_back(made, manager, reason).state == "revoked"
    assert not reads.approved_without_certificate().exists()
    with pytest.raises(NotApproved):
        sealed_for(made, manager, hours=9)
