"""The pages of services: a list, a map, one service; kept by who refers people."""

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from spean.accounts.choices import Role
from spean.directory.models import Organisation, ServiceOffer
from tests.desk.people.writing import signed_in
from tests.factories.directory import ServiceOfferFactory, ServiceTypeFactory
from tests.factories.serving import AreaFactory, CentreFactory, staff
from tests.standards.hsds_schemas import faults_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def counsellor():
    return staff(Role.COUNSELLOR, CentreFactory())


def at(name, *keys):
    return reverse(f"desk:{name}", args=keys)


def main_of(client, url):
    page = client.get(url)
    assert page.status_code == 200
    html = page.content.decode()
    return html[html.index("<main") : html.index("</main>")]


def placed(code, latitude, longitude, **given):
    area = AreaFactory(code=code, latitude=latitude, longitude=longitude)
    return ServiceOfferFactory(area=area, **given)


def form_of(**changes):
    given = {
        "id": str(uuid4()),
        "revision": "1",
        "label_km": "រៀនដេរក្នុងបីខែ",
        "service_type": str(ServiceTypeFactory(code="SKL4").pk),
        "new_km": "អង្គការកខ",
        "new_kind": "cso",
        "area": AreaFactory(code="150101").code,
        "cost_khr": "០",
        "capacity": "២០",
        "verified_on": "១ មិថុនា ២០២៦",
    }
    return {**given, **changes}


def test_a_service_is_written_down_with_a_new_organisation_once(counsellor):
    client, form = signed_in(counsellor), form_of()
    for _again in range(2):
        answer = client.post(at("service_new"), form)
        assert answer.status_code == 302, answer.content.decode()

    offer = ServiceOffer.objects.get()
    assert Organisation.objects.get().label_km == "អង្គការកខ"
    assert (offer.cost_khr, offer.capacity) == (0, 20)
    html = main_of(client, at("service", offer.pk))
    assert "ឥតគិតថ្លៃ" in html and "២០ កន្លែង" in html


def test_a_service_without_an_organisation_is_asked_for_one(counsellor):
    client = signed_in(counsellor)
    answer = client.post(at("service_new"), form_of(new_km=""))

    assert answer.status_code == 200 and not ServiceOffer.objects.exists()


def test_the_list_says_which_were_not_checked_for_half_a_year(counsellor):
    today = timezone.localdate()
    ServiceOfferFactory(label_km="ថ្មី", verified_on=today)
    ServiceOfferFactory(label_km="ចាស់", verified_on=today - timedelta(days=181))
    ServiceOfferFactory(label_km="ទទេ", verified_on=None)

    html = main_of(signed_in(counsellor), at("services"))

    assert html.count('class="stale"') == 2


def test_one_tap_says_that_it_was_checked(counsellor):
    offer = ServiceOfferFactory()
    client = signed_in(counsellor)
    assert client.get(at("service_check", offer.pk)).status_code == 405
    client.post(at("service_check", offer.pk))

    offer.refresh_from_db()
    assert offer.verified_on == timezone.localdate() and offer.verified_by == counsellor


def test_a_volunteer_reads_and_changes_nothing():
    offer = ServiceOfferFactory()
    client = signed_in(staff(Role.VOLUNTEER, CentreFactory()))

    html = main_of(client, at("services"))
    assert offer.label_km in html and at("service_check", offer.pk) not in html
    assert client.post(at("service_check", offer.pk)).status_code == 404
    offer.refresh_from_db()
    assert offer.verified_on is None


def test_filters_narrow_the_list_and_a_wrong_one_is_left_out(counsellor):
    ServiceOfferFactory(label_km="ដេរ", cost_khr=0, area=AreaFactory(code="150101"))
    ServiceOfferFactory(label_km="ម៉ូតូ", cost_khr=5, area=AreaFactory(code="220401"))
    client = signed_in(counsellor)

    for asked, there in (
        ("?where=15", {"ដេរ"}),
        ("?free=on", {"ដេរ"}),
        ("?where=22&what=SKL", {"ម៉ូតូ"}),
        ("?what=PRO9", {"ដេរ", "ម៉ូតូ"}),
    ):
        html = main_of(client, at("services") + asked)
        assert {name for name in ("ដេរ", "ម៉ូតូ") if f">{name}<" in html} == there


def test_the_map_and_its_table_hold_the_same_numbers(counsellor):
    today = timezone.localdate()
    for _one in range(3):
        placed("150101", 12.6, 103.6, verified_on=today)
    placed("220401", 14.2, 103.5)
    ServiceOfferFactory(area=AreaFactory(code="130101"))

    html = main_of(signed_in(counsellor), at("services_map"))

    wide = html[html.index('class="map wide"') : html.index("</svg>", html.index("map wide"))]
    assert wide.count("<circle") == 2 and wide.count('class="old"') == 1
    rows = re.findall(r'<td class="r">(\d+)</td><td class="r">(\d+)</td>', html)
    assert sorted(rows) == [("1", "0"), ("1", "0"), ("3", "3")]
    assert "មិនមែនព្រំប្រទល់ផ្លូវការ" in html


def test_the_list_goes_out_as_hsds_and_as_a_table_without_formulas(counsellor):
    ServiceOfferFactory(phone="+855 12", hours="=1+1", contact_name="សុខា")
    client = signed_in(counsellor)

    page = json.loads(client.get(at("services_hsds")).content)
    assert [faults_of("service", row) for row in page["contents"]] == [[]]
    assert "សុខា" not in json.dumps(page, ensure_ascii=False)
    table = client.get(at("services_csv")).content.decode()
    assert "'=1+1" in table and ",=1+1" not in table


def test_the_list_asks_the_database_as_often_for_one_as_for_many(
    counsellor, django_assert_max_num_queries
):
    for _one in range(15):
        ServiceOfferFactory(verified_by=counsellor)
    client = signed_in(counsellor)
    client.get(at("services"))
    with django_assert_max_num_queries(18):
        client.get(at("services"))
