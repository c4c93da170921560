"""The register: a page of people in a constant number of queries; no name in an address."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from spean.accounts.models import User
from spean.people.services import assign
from tests.desk.people.writing import signed_in
from tests.factories.people import registered

pytestmark = pytest.mark.django_db


def test_the_register_shows_the_people_of_the_centre(
    counsellor: User, officer_elsewhere: User
) -> None:
    registered(counsellor, family_name_km="ទន្លេ")
    registered(officer_elsewhere, family_name_km="ភ្នំ")

    html = signed_in(counsellor).get(reverse("desk:people")).content.decode()

    assert "ទន្លេ" in html
    assert "ភ្នំ" not in html


@pytest.mark.parametrize("whose", ["all", "mine"])
def test_a_page_asks_the_database_the_same_few_times(counsellor: User, whose: str) -> None:
    client = signed_in(counsellor)
    address = reverse("desk:people") + f"?whose={whose}"

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(address)
        return len(captured)

    registered(counsellor)
    few = queries()
    for number in range(8):
        registered(counsellor, given_name_km=f"សុខ{number}")

    assert queries() == few
    assert few <= 10


def test_a_search_asks_the_database_the_same_few_times(counsellor: User) -> None:
    client = signed_in(counsellor)
    address = reverse("desk:people")
    client.post(address, {"q": "សុភា"})

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    registered(counsellor)
    few = queries()
    for _number in range(8):
        registered(counsellor)

    assert queries() == few


def test_what_is_searched_for_is_in_no_address(counsellor: User) -> None:
    registered(counsellor)
    client = signed_in(counsellor)

    by_form = client.post(reverse("desk:people"), {"q": "សុភា"})
    by_link = client.get(reverse("desk:people"), {"q": "សុភា"})

    assert by_form["Location"] == by_link["Location"] == reverse("desk:people")
    assert "សុភា" in client.get(reverse("desk:people")).content.decode()


def test_nobody_by_a_name_leads_on(counsellor: User) -> None:
    client = signed_in(counsellor)
    client.post(reverse("desk:people"), {"q": "ឈ្មោះគ្មាន"})

    html = client.get(reverse("desk:people")).content.decode()

    assert "រកមិនឃើញឈ្មោះនេះ។ សូមសាកលេខទូរស័ព្ទ ឬចុះឈ្មោះថ្មី។" in html


def test_my_people_are_those_assigned_to_me(
    counsellor: User, manager: User, colleague: User
) -> None:
    registered(counsellor, given_name_km="សុភា")
    other = registered(counsellor, given_name_km="ដារ៉ា")
    assign(actor=manager, person_ids=[other.pk], to=colleague)

    html = signed_in(colleague).get(reverse("desk:people"), {"whose": "mine"}).content.decode()

    assert "ដារ៉ា" in html
    assert "សុភា" not in html
