"""What a telephone takes along before it goes where there is no connection."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spean.accounts.models import AuditEntry
from spean.surveys.models import Submission
from tests.api.telephone import Telephone, finished, jwk_of, send
from tests.factories.forms import in_use
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def test_the_start_tells_what_may_be_answered_and_the_key(page, visit, pursat, preah_vihear):
    in_use(preah_vihear)

    told = page.get("/api/v1/field/start").json()

    assert [one["form_id"] for one in told["forms"]] == [visit.questionnaire.form_id]
    assert [one["id"] for one in told["centres"]] == [str(pursat.pk)]
    assert told["key"]["jwk"]["crv"] == "P-256"
    assert page.get(told["forms"][0]["url"]).content.decode() == visit.xform


def test_people_who_go_along_are_those_of_the_user_and_the_trail_knows(page, counsellor, client):
    own = PersonFactory(registered_by=counsellor)
    PersonFactory()
    client.force_login(counsellor)

    answered = client.get("/api/v1/field/people")

    told = answered.json()
    assert str(own.pk) in {one["id"] for one in told["people"]}
    assert AuditEntry.objects.get(action="people.carried").detail["people"] == len(told["people"])
    same = client.get("/api/v1/field/people", headers={"If-None-Match": answered["ETag"]})
    assert same.status_code == 304


def test_a_volunteer_carries_nobody_she_was_not_given(page, counsellor):
    PersonFactory(registered_by=counsellor, assigned_to=counsellor)

    assert page.get("/api/v1/field/people").json()["people"] == []


def test_a_device_is_made_known_once_and_never_with_another_key(page, volunteer):
    telephone, other = (Telephone(volunteer, is_known=False) for _one in range(2))
    body = {"id": str(telephone.id), "name": "Oppo", "key": jwk_of(telephone.key)}

    def tell(**more):
        said = {**body, **more}
        return page.post("/api/v1/field/devices", said, content_type="application/json")

    assert tell().status_code == tell().status_code == 201
    assert tell(key=jwk_of(other.key)).status_code in {403, 409}
    assert tell(key={"kty": "RSA"}, id=str(uuid.uuid4())).status_code == 409


def test_whoever_owes_a_second_factor_takes_nothing_along(page, settings):
    settings.SPEAN_TWO_FACTOR = True

    answered = [page.get("/api/v1/field/start"), page.get("/api/v1/field/people")]

    assert [(one.status_code, one.json()["type"]) for one in answered] == [
        (403, "urn:spean:open-the-desk"),
        (403, "urn:spean:open-the-desk"),
    ]


def test_a_locked_screen_sends_nothing_and_keeps_it(page, telephone, visit):
    session = page.session
    session["locked"] = True
    session.save()

    refused = send(page, telephone.batch(finished(telephone, visit)))

    assert (refused.status_code, refused.json()["type"]) == (403, "urn:spean:open-the-desk")
    assert not Submission.objects.exists()


def test_what_every_form_needs_is_asked_at_once(page, pursat):
    def asked():
        with CaptureQueriesContext(connection) as seen:
            assert page.get("/api/v1/field/start").status_code == 200
        return len(seen)

    in_use(pursat)
    with_one = asked()
    for _more in range(3):
        in_use(pursat)

    assert asked() == with_one
