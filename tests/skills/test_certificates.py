import uuid

import pytest
from django.db import IntegrityError, transaction

from spean.core.errors import NotAllowed
from spean.core.refs import Ref
from spean.people.models import Person
from spean.skills.models import Certificate, CertificateUnit, ClaimedSkill
from spean.skills.selectors.basis import ready_for
from spean.skills.selectors.certificates import (
    certificates_visible_to,
    waiting_for_seal,
)
from spean.skills.services import certificates as acts
from spean.skills.services.checking import check_text
from spean.skills.services.faces import open_faces
from tests.factories.casework import client_of
from tests.factories.certified import (
    completed,
    issued,
    proposed,
    trusted_keys,
)
from tests.factories.people import MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(counsellor, pursat):
    return client_of(counsellor, pursat)


@pytest.fixture
def done(person, pursat):
    return completed(person, pursat)


@pytest.fixture
def keys(pursat):
    return trusted_keys(pursat)


def verdict(certificate, actor, now=MORNING):
    faces = open_faces(actor=actor, certificate=certificate)
    return check_text(faces.texts[0], today=now.date()).verdict


def test_two_people_make_a_certificate_that_checks(facilitator, manager, person, done, keys):
    certificate = issued(facilitator, manager, done)

    found = verdict(certificate, manager)
    assert (found.state, found.claims.id) == ("genuine", certificate.pk)
    assert found.claims.name_latin == "Sok Sophea" and found.claims.birth_year == 1992
    assert [unit.code for unit in found.units] == ["TIL-1", "TIL-2"]
    assert found.key.name_en == "MRC Pursat"
    done.refresh_from_db()
    assert done.state == "certified"


def test_a_sealed_certificate_proves_its_skills(facilitator, manager, person, done, keys):
    issued(facilitator, manager, done)

    grades = ClaimedSkill.objects.filter(person=person).values_list("skill__code", "grade")
    assert set(grades) == {("til-1", "rpl"), ("til-2", "rpl")}


def test_who_proposes_cannot_seal(manager, done, keys):
    certificate = proposed(manager, done)

    with pytest.raises(acts.SameHands):
        acts.issue_certificate(actor=manager, certificate_id=certificate.pk, now=MORNING)
    certificate.refresh_from_db()
    assert (certificate.state, certificate.sealed_by) == ("proposed", None)


def test_not_even_the_database_takes_one_person_for_two(facilitator, manager, done, keys):
    certificate = issued(facilitator, manager, done)

    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).update(sealed_by=facilitator)
    # Of another person it takes one: the refusal above is of the hands, not of the change.
    Certificate.objects.filter(pk=certificate.pk).update(proposed_by=done.applied_by)


def test_nothing_is_valid_without_a_seal(facilitator, done, keys):
    certificate = proposed(facilitator, done)

    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).update(state="valid")


@pytest.mark.parametrize("state", ["applied", "selected", "enrolled", "dropped", "withdrawn"])
def test_an_unapproved_record_carries_no_certificate(facilitator, person, pursat, state):
    with pytest.raises(acts.NotApproved):
        proposed(facilitator, completed(person, pursat, state=state))
    assert not Certificate.objects.exists()


@pytest.mark.parametrize("kind", ["person", "recognition-that-is-none"])
def test_a_record_of_another_kind_carries_none(facilitator, person, kind):
    with pytest.raises(acts.NotApproved):
        acts.propose_certificate(
            actor=facilitator, id=uuid.uuid4(), basis=Ref(kind, person.pk), now=MORNING
        )


def test_a_record_that_changed_since_is_not_sealed(facilitator, manager, done, keys):
    certificate = proposed(facilitator, done)
    type(done).objects.filter(pk=done.pk).update(state="dropped")

    with pytest.raises(acts.NotApproved):
        acts.issue_certificate(actor=manager, certificate_id=certificate.pk, now=MORNING)


def test_one_form_sent_twice_is_one_proposal(facilitator, manager, done):
    first = proposed(facilitator, done)
    again = acts.propose_certificate(
        actor=facilitator, id=first.pk, basis=Ref("enrolment", done.pk), now=MORNING
    )

    assert again == first and Certificate.objects.count() == 1
    with pytest.raises(NotAllowed):
        acts.propose_certificate(
            actor=manager, id=first.pk, basis=Ref("enrolment", done.pk), now=MORNING
        )


def test_one_unit_has_one_certificate(facilitator, manager, person, pursat, done, keys):
    issued(facilitator, manager, done)
    again = completed(person, pursat)

    with pytest.raises(acts.SameUnitTwice):
        proposed(facilitator, again)
    unit = CertificateUnit.objects.first()
    other = Certificate.objects.get()
    other.pk, other.number, other.status_index = uuid.uuid4(), "X", None
    other.state, other.key, other.sealed_by = "proposed", None, None
    other.save(force_insert=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        CertificateUnit.objects.create(certificate=other, unit=unit.unit, person=person)


def test_a_refused_proposal_may_be_made_again(facilitator, manager, done, keys):
    first = proposed(facilitator, done)
    acts.refuse_certificate(actor=manager, certificate_id=first.pk, reason="name", now=MORNING)

    assert issued(facilitator, manager, done).state == "valid"


def test_without_a_key_of_the_root_nothing_is_sealed(facilitator, manager, done):
    certificate = proposed(facilitator, done)

    with pytest.raises(acts.NoKey):
        acts.issue_certificate(actor=manager, certificate_id=certificate.pk, now=MORNING)


@pytest.mark.parametrize("who", ["counsellor", "job_officer", "volunteer", "assessor", "stranger"])
def test_others_neither_propose_nor_seal(request, facilitator, done, keys, who):
    certificate, other = proposed(facilitator, done), request.getfixturevalue(who)

    for act in (
        lambda: proposed(other, done),
        lambda: acts.issue_certificate(actor=other, certificate_id=certificate.pk, now=MORNING),
        lambda: acts.refuse_certificate(
            actor=other, certificate_id=certificate.pk, reason="name", now=MORNING
        ),
        lambda: acts.revoke_certificate(
            actor=other, certificate_id=certificate.pk, reason="mistake", now=MORNING
        ),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_manager_elsewhere_does_not_seal(facilitator, manager_elsewhere, done, keys):
    certificate = proposed(facilitator, done)

    with pytest.raises(NotAllowed):
        acts.issue_certificate(actor=manager_elsewhere, certificate_id=certificate.pk, now=MORNING)
    assert not waiting_for_seal(manager_elsewhere).exists()


def test_a_sealed_file_gets_no_certificate_and_stands_in_no_list(
    facilitator, manager, person, done, keys
):
    certificate = proposed(facilitator, done)
    Person.objects.filter(pk=person.pk).update(is_sealed=True)

    with pytest.raises(NotAllowed):
        acts.issue_certificate(actor=manager, certificate_id=certificate.pk, now=MORNING)
    assert not certificates_visible_to(manager).exists() and not ready_for(facilitator)


def test_the_list_of_what_waits_leaves_out_ones_own(manager, facilitator, done):
    certificate = proposed(manager, done)

    assert not waiting_for_seal(manager).exists()
    Certificate.objects.filter(pk=certificate.pk).update(proposed_by=facilitator)
    assert waiting_for_seal(manager).get() == certificate
