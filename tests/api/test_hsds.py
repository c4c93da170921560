"""The HSDS API: pages of services for whoever is signed in and may read the directory."""

from uuid import uuid4

import pytest
from django.urls import reverse

from spean.accounts.choices import Role
from tests.desk.people.writing import signed_in
from tests.factories.directory import ServiceOfferFactory
from tests.factories.serving import CentreFactory, staff
from tests.standards.hsds_schemas import faults_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def client_of_staff():
    return signed_in(staff(Role.COUNSELLOR, CentreFactory()))


def test_services_come_in_pages_that_keep_to_the_specification(client_of_staff):
    for _one in range(5):
        ServiceOfferFactory()
    url = reverse("api:hsds-services")

    pages = [client_of_staff.get(f"{url}?per_page=2&page={n}").json() for n in (1, 2, 3)]

    assert [page["size"] for page in pages] == [2, 2, 1]
    assert pages[0]["total_items"] == 5 and pages[0]["total_pages"] == 3
    assert pages[0]["first_page"] and pages[2]["last_page"] and not pages[1]["last_page"]
    rows = [row for page in pages for row in page["contents"]]
    assert len({row["id"] for row in rows}) == 5
    assert not [fault for row in rows for fault in faults_of("service", row)]


def test_one_service_and_its_organisation_are_found(client_of_staff):
    offer = ServiceOfferFactory()
    row = client_of_staff.get(reverse("api:hsds-service", args=[offer.pk])).json()
    assert row["id"] == str(offer.pk) and not faults_of("service", row)

    page = client_of_staff.get(reverse("api:hsds-organizations")).json()
    assert [one["id"] for one in page["contents"]] == [str(offer.organisation_id)]
    assert client_of_staff.get(reverse("api:hsds")).json()["version"] == "3.1"


def test_what_is_not_there_is_a_problem(client_of_staff):
    assert client_of_staff.get(reverse("api:hsds-service", args=[uuid4()])).status_code == 404


@pytest.mark.parametrize("asked", ["page=0", "page=-1", "page=x", "per_page=1000000", "page=99999"])
def test_a_wrong_page_is_no_fault_of_the_server(client_of_staff, asked):
    ServiceOfferFactory()
    answer = client_of_staff.get(f"{reverse('api:hsds-services')}?{asked}")
    assert answer.status_code == 200 and answer.json()["size"] <= 200


def test_a_stranger_and_a_donor_read_nothing(client):
    ServiceOfferFactory()
    assert client.get(reverse("api:hsds-services")).status_code in {401, 403}
    donor = signed_in(staff(Role.DONOR_VIEWER))
    assert donor.get(reverse("api:hsds-services")).status_code in {403, 404}
