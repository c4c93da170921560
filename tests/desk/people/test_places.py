"""A place is found by any spelling, asked about when two are called so, taken by its code."""

import pytest
from django.urls import reverse

from spean.accounts.models import User
from spean.desk.fields import AreaField
from spean.desk.fields.finding import Sought
from spean.directory.models import Area
from spean.directory.services.area_names import name_areas
from spean.people.models import Person
from tests.desk.people.writing import begun, sent, signed_in
from tests.factories.people import registered
from tests.factories.serving import AreaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_of_a_name(commune: Area) -> tuple[Area, Area]:
    """Two communes called Svay Chek, one of Pursat and one of Preah Vihear."""
    here = AreaFactory(code="150102", label_km="ស្វាយចេក", label_en="Svay Chek")
    there = AreaFactory(code="130102", label_km="ស្វាយចេក", label_en="Svay Chek")
    name_areas()
    return here, there


def test_one_place_of_a_name_is_taken(two_of_a_name: object, commune: Area) -> None:
    assert AreaField().clean(Sought(commune.label_km)) == commune


def test_a_name_of_two_places_is_asked_about_with_where_they_lie(
    counsellor: User, two_of_a_name: tuple[Area, Area]
) -> None:
    client = signed_in(counsellor)

    html = sent(client, begun(client), "home", {"address-area": "svay chek"}).content.decode()

    assert "មានទីកន្លែងច្រើនដែលឈ្មោះនេះ។ សូមជ្រើសមួយ។" in html
    for place in two_of_a_name:
        assert f'name="address-area-code" value="{place.code}"' in html


def test_the_place_chosen_is_the_one_taken(
    counsellor: User, two_of_a_name: tuple[Area, Area]
) -> None:
    person = registered(counsellor)
    written = {"area": "svay chek", "area-asked": "svay chek", "area-code": "130102"}

    signed_in(counsellor).post(
        reverse("desk:person_edit", args=[person.pk, "address"]), {"revision": 1, **written}
    )

    assert Person.objects.get().area == two_of_a_name[1]


def test_a_choice_made_for_another_word_does_not_count(
    two_of_a_name: tuple[Area, Area], commune: Area
) -> None:
    stale = Sought(commune.label_en, code="130102", asked="svay chek")

    assert AreaField().clean(stale) == commune


def test_places_of_ones_own_province_are_suggested_first(
    counsellor: User, two_of_a_name: tuple[Area, Area]
) -> None:
    address = reverse("desk:find_area")

    html = (
        signed_in(counsellor).get(address, {"field": "area", "area": "svay chek"}).content.decode()
    )

    assert html.index("150102") < html.index("130102")


def test_a_lost_leading_zero_is_put_back() -> None:
    battambang = AreaFactory(code="020101", label_en="Kantueu Muoy")

    assert AreaField().clean(Sought("២០១០១")) == battambang


@pytest.mark.parametrize("text", ["' OR 1=1 --", "<script>", "៩៩៩៩៩៩៩៩៩", "\x00", "%", "ក" * 3000])
def test_strange_names_find_nothing(counsellor: User, commune: Area, text: str) -> None:
    answer = signed_in(counsellor).get(reverse("desk:find_area"), {"field": "area", "area": text})

    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode()


def test_a_stranger_finds_nothing(stranger: User) -> None:
    assert signed_in(stranger).get(reverse("desk:find_area")).status_code == 404
