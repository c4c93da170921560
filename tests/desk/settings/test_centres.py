"""The administrator's pages for centres."""

import uuid

import pytest
from django.urls import reverse

from spean.directory.models import Centre
from tests.factories.accounts import UserFactory
from tests.factories.serving import AreaFactory, CentreFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _boss(client):
    client.force_login(UserFactory(administrator=True))


def values(**changes):
    AreaFactory(code="15")
    return {
        "id": str(uuid.uuid4()),
        "revision": 1,
        "code": "PUR",
        "label_km": "មជ្ឈមណ្ឌលពោធិ៍សាត់",
        "operator_kind": "job_centre",
        "area": "15",
        "is_open": "on",
        "phone": "012 345 678",
        **changes,
    }


def test_a_centre_is_opened_and_corrected(client):
    assert client.post(reverse("desk:centre_new"), values()).status_code == 302
    centre = Centre.objects.get(code="PUR")
    assert centre.is_open

    url = reverse("desk:centre", args=[centre.pk])
    assert client.get(url).status_code == 200
    client.post(url, values(revision=centre.revision, hours_km="ច័ន្ទ ដល់ សុក្រ", is_open=""))

    centre.refresh_from_db()
    assert centre.hours_km == "ច័ន្ទ ដល់ សុក្រ"
    assert not centre.is_open


def test_a_taken_code_is_refused(client):
    CentreFactory(code="PUR")

    response = client.post(reverse("desk:centre_new"), values())

    assert response.status_code == 200
    assert Centre.objects.count() == 1


def test_the_second_of_two_is_refused_and_keeps_what_was_written(client):
    centre = CentreFactory(code="PUR")
    url = reverse("desk:centre", args=[centre.pk])
    client.post(url, values(address="ផ្លូវ ១"))

    response = client.post(url, values(address="ផ្លូវ ២"))

    centre.refresh_from_db()
    assert centre.address == "ផ្លូវ ១"
    assert "ផ្លូវ ២" in response.content.decode()
