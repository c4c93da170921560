import json
from datetime import timedelta

import pytest

from spean.accounts.models import AuditEntry
from spean.core.errors import IllegalMove, NotAllowed
from spean.people.models import Person
from spean.skills.models import Certificate, CertificateUnit, ClaimedSkill
from spean.skills.selectors.basis import ready_for
from spean.skills.selectors.certificates import (
    certificates_of,
)
from spean.skills.selectors.trust import status_credential_of
from spean.skills.services import certificates as acts
from spean.skills.services import move_back, move_person
from spean.skills.services.checking import check_text
from spean.skills.services.faces import open_faces
from tests.factories.casework import client_of
from tests.factories.certified import (
    completed,
    course_at,
    issued,
    proposed,
    standard_of,
    trusted_keys,
)
from tests.factories.people import MORNING, TODAY
from tests.standards.openbadges_schema import faults_of

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


def test_a_revocation_is_on_the_list_at_once_and_takes_the_proof_back(
    facilitator, manager, person, done, keys
):
    certificate = issued(facilitator, manager, done)
    acts.revoke_certificate(
        actor=manager, certificate_id=certificate.pk, reason="evidence", now=MORNING
    )

    certificate.refresh_from_db()
    found = verdict(certificate, manager)
    assert (found.state, found.reason) == ("revoked", "certificate_revoked")
    assert not ClaimedSkill.objects.filter(person=person).exists()
    with pytest.raises(IllegalMove):
        acts.revoke_certificate(
            actor=manager, certificate_id=certificate.pk, reason="mistake", now=MORNING
        )


def test_after_a_revocation_a_new_one_is_issued(facilitator, manager, done, keys):
    first = issued(facilitator, manager, done)
    acts.revoke_certificate(actor=manager, certificate_id=first.pk, reason="mistake", now=MORNING)
    second = issued(facilitator, manager, done, MORNING + timedelta(hours=1))

    assert second.pk != first.pk and second.number != first.number
    assert verdict(second, manager).state == "genuine"


def test_a_copy_is_the_same_certificate(facilitator, manager, person, done, keys):
    certificate = issued(facilitator, manager, done)
    first = open_faces(actor=manager, certificate=certificate)
    Person.objects.filter(pk=person.pk).update(given_name_lat="Changed")

    certificate.refresh_from_db()
    assert open_faces(actor=facilitator, certificate=certificate) == first
    opened = AuditEntry.objects.filter(action="skills.certificate_opened")
    assert opened.count() == 2


def test_the_audit_names_nobody(facilitator, manager, done, keys):
    issued(facilitator, manager, done)

    told = " ".join(
        str(entry.detail) for entry in AuditEntry.objects.filter(action__startswith="skills")
    )
    assert "Sophea" not in told and "សុភា" not in told


def test_an_unverified_standard_says_so_in_the_qr(facilitator, manager, person, pursat, keys):
    plain = issued(facilitator, manager, completed(person, pursat))
    sure = course_at(pursat, standard=standard_of("WEL", is_verified=True))
    checked = issued(facilitator, manager, completed(person, pursat, course=sure))

    assert verdict(plain, manager).claims.is_unverified
    assert not verdict(checked, manager).claims.is_unverified


def test_in_a_demo_it_is_a_specimen(settings, facilitator, manager, person, pursat, keys):
    settings.SPEAN_IS_DEMO = False
    real = issued(facilitator, manager, completed(person, pursat))
    settings.SPEAN_IS_DEMO = True
    sure = course_at(pursat, standard=standard_of("WEL"))
    shown = issued(facilitator, manager, completed(person, pursat, course=sure))

    assert not verdict(real, manager).claims.is_specimen
    assert verdict(shown, manager).claims.is_specimen


def test_a_name_of_200_letters_in_three_scripts_is_never_refused(
    facilitator, manager, counsellor, pursat, keys
):
    long = client_of(
        counsellor,
        pursat,
        family_name_km="ក្រុង" * 16,
        given_name_km="สมชาย" * 16,
        family_name_lat="A" * 80,
        given_name_lat="B" * 80,
    )
    certificate = issued(facilitator, manager, completed(long, pursat))

    found = verdict(certificate, manager)
    assert found.state == "genuine" and found.claims.name_latin_is_shortened
    assert len(open_faces(actor=manager, certificate=certificate).texts[0]) <= 500


def test_certificates_move_with_the_person_and_stay_valid(
    facilitator, manager, counsellor, pursat, person, done, keys
):
    other = client_of(counsellor, pursat, given_name_lat="Dara")
    mine, theirs = (
        issued(facilitator, manager, done),
        issued(facilitator, manager, completed(other, pursat)),
    )

    moves = move_person(actor=manager, source=other, target=person)
    assert set(certificates_of(manager, person)) == {mine, theirs}
    assert CertificateUnit.objects.filter(person=person, counts=True).count() == 2
    assert verdict(mine, manager).state == "genuine"
    move_back(actor=manager, source=other, moves=moves)
    theirs.refresh_from_db()
    assert theirs.person == other and theirs.units.filter(counts=True).count() == 2
    assert verdict(theirs, manager).state == "genuine"


def test_who_is_forgotten_leaves_a_row_without_a_name_and_a_paper_that_checks(
    facilitator, manager, person, done, keys
):
    certificate = issued(facilitator, manager, done)
    text = open_faces(actor=manager, certificate=certificate).texts[0]
    Certificate.objects.filter(pk=certificate.pk).update(person=None)

    certificate = Certificate.objects.get(pk=certificate.pk)
    with pytest.raises(NotAllowed):
        open_faces(actor=manager, certificate=certificate)
    assert "Sophea" not in str(bytes(certificate.sealed))
    assert check_text(text, today=TODAY).verdict.state == "genuine"


def test_what_is_ready_is_what_nothing_stands_on_yet(facilitator, manager, done, keys):
    assert [one.ref.id for one in ready_for(facilitator)] == [done.pk]
    proposed(facilitator, done)
    assert ready_for(facilitator) == []


def test_the_badge_is_the_same_certificate(facilitator, manager, done, keys):
    certificate = proposed(facilitator, done)
    site = "https://spean.example/"
    acts.issue_certificate(actor=manager, certificate_id=certificate.pk, site=site, now=MORNING)

    certificate.refresh_from_db()
    faces = open_faces(actor=manager, certificate=certificate)
    badge = json.loads(faces.badge)
    found = check_text(faces.badge, today=TODAY).verdict
    assert (badge["id"], found.state) == (certificate.pk.urn, "genuine")
    assert found.claims.id == verdict(certificate, manager).claims.id
    assert faults_of(badge) == []

    status = status_credential_of(certificate.key_id)
    assert badge["credentialStatus"]["statusListCredential"] == json.loads(status)["id"]
    acts.revoke_certificate(
        actor=manager, certificate_id=certificate.pk, reason="mistake", now=MORNING
    )
    assert check_text(faces.badge, today=TODAY).verdict.state == "revoked"
    assert status_credential_of(certificate.key_id) != status
