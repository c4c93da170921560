"""Which certificates a skill passport shows: those that hold today, of this person alone."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from spean.accounts.models import User
from spean.directory.models import Centre
from spean.people.models import Person
from spean.skills.models import Certificate
from spean.skills.rules.cv import Cv, json_resume
from spean.skills.selectors.passports import cv_of
from spean.skills.services.certificates import revoke_certificate
from spean.skills.services.merging import move_person
from tests.factories.casework import client_of
from tests.factories.certified import completed, issued, proposed, trusted_keys
from tests.factories.passports import passport_for, tiler
from tests.factories.people import MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(counsellor: User, pursat: Centre) -> Person:
    trusted_keys(pursat)
    return tiler(counsellor, pursat)


@pytest.fixture
def certificate(person: Person, facilitator: User, manager: User, pursat: Centre) -> Certificate:
    return issued(facilitator, manager, completed(person, pursat))


@pytest.fixture
def held(counsellor: User, person: Person) -> Any:
    return passport_for(counsellor, person)


def shown(person: Person, held: Any) -> Cv:
    with translation.override("en"):
        return cv_of(Person.objects.get(pk=person.pk), held)


def test_a_valid_certificate_is_shown_with_what_it_says(person, held, certificate):
    (one,) = shown(person, held).certificates

    assert (one.title, one.level, one.number) == ("Tiler", 2, certificate.number)
    assert one.units == ("Unit 1 of TIL", "Unit 2 of TIL")
    assert (one.on, one.centre) == (certificate.proven_on, "MRC Pursat")


def test_a_revoked_one_is_gone_at_once_and_proves_nothing(person, held, certificate, manager):
    before = {one.title for one in shown(person, held).proofs}
    revoke_certificate(
        actor=manager, certificate_id=certificate.pk, reason="mistake", now=timezone.now()
    )

    after = shown(person, held)
    assert after.certificates == ()
    assert {one.title for one in after.proofs} == {"Lay tiles"} < before


def test_one_that_waits_for_its_seal_is_not_shown(person, held, facilitator, pursat):
    proposed(facilitator, completed(person, pursat))

    assert shown(person, held).certificates == ()


def test_one_that_has_run_out_is_not_shown(person, held, certificate):
    certificate.expires_on = timezone.localdate() - timedelta(days=1)
    certificate.save()

    assert shown(person, held).certificates == ()


def test_another_persons_certificate_is_not_shown(
    person, held, counsellor, facilitator, manager, pursat
):
    issued(facilitator, manager, completed(client_of(counsellor, pursat), pursat))

    assert shown(person, held).certificates == ()


def test_of_two_files_that_became_one_the_kept_one_shows_it(
    person, held, certificate, counsellor, pursat
):
    kept = client_of(counsellor, pursat)
    move_person(actor=counsellor, source=person, target=kept)

    assert shown(person, held).certificates == ()
    (one,) = shown(kept, held).certificates
    assert one.number == certificate.number


def test_the_file_for_websites_says_what_it_is_not(person, held, certificate):
    (one,) = shown(person, held).certificates
    cv = Cv(name="A", certificates=(replace(one, is_specimen=True, is_unverified=True),))
    words = json_resume(
        cv, months="{n}", updated_at=MORNING.isoformat(), check_url="https://a/check/"
    )

    (said,) = words["certificates"]
    assert said["name"].startswith("SPECIMEN") and "standard not verified" in said["name"]
    assert certificate.number in said["name"] and "CQF 2" in said["name"]
    assert (said["issuer"], said["url"]) == ("MRC Pursat", "https://a/check/")
