"""The service directory as HSDS 3: every export keeps to the specification, and names stay here."""

import copy
import json
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spean.directory.models import Area, Organisation, ServiceOffer, ServiceType
from spean.directory.selectors.hsds import package, page_of, service_row
from tests.factories.directory import OrganisationFactory, ServiceOfferFactory
from tests.factories.serving import AreaFactory
from tests.often import often
from tests.standards.hsds_schemas import faults_of

OBJECTS = {
    "services": "service",
    "organizations": "organization",
    "service_at_locations": "service_at_location",
    "taxonomy_terms": "taxonomy_term",
}
WORDS = st.one_of(st.just(""), st.text(alphabet="កខគឃ្ាិីុូ abc0=+'\"<>\n", max_size=30))
AMOUNTS = st.one_of(st.none(), st.integers(0, 2_000_000_000))
DEGREES = st.one_of(st.none(), st.floats(-90, 90, allow_nan=False))


@st.composite
def offers(draw):
    kinds = st.sampled_from(["cso", "health", "authority"])
    organisation = Organisation(
        kind=draw(kinds), label_km=draw(WORDS), label_en=draw(WORDS), phone=draw(WORDS)
    )
    organisation.latitude, organisation.longitude = draw(DEGREES), draw(DEGREES)
    area = Area(code="150101", level=3, label_km=draw(WORDS), path_km=draw(WORDS))
    area.latitude, area.longitude = draw(DEGREES), draw(DEGREES)
    kind = ServiceType(code="SKL4", group="SKL", label_km=draw(WORDS), label_en=draw(WORDS))
    if draw(st.booleans()):
        organisation.area = area
    return ServiceOffer(
        organisation=organisation,
        area=area,
        service_type=kind,
        label_km=draw(WORDS),
        label_en=draw(WORDS),
        hours=draw(WORDS),
        cost_khr=draw(AMOUNTS),
        capacity=draw(AMOUNTS),
        phone=draw(WORDS),
        who_for=draw(WORDS),
        contact_name=draw(WORDS),
        is_contact_public=draw(st.booleans()),
        verified_on=draw(st.one_of(st.none(), st.dates())),
        is_active=draw(st.booleans()),
        updated_at=datetime(2026, 7, 1, tzinfo=UTC),
    )


@given(offers())
@often(200)
def test_any_service_keeps_to_the_specification(offer):
    row = json.loads(json.dumps(service_row(offer), ensure_ascii=False))

    assert faults_of("service", row) == []
    assert row["attributes"][0]["taxonomy_term"]["code"] == "SKL4"
    assert ("contacts" in row) == bool(offer.is_contact_public and offer.contact_name)


def whole():
    area = AreaFactory(code="150101", path_km="ពោធិ៍សាត់, បាកាន", latitude=12.6, longitude=103.6)
    organisation = OrganisationFactory(kind="cso", area=area, phone="012 000 417")
    return ServiceOfferFactory(
        organisation=organisation,
        area=area,
        hours="ច័ន្ទ-សុក្រ ៨-៥",
        cost_khr=50_000,
        capacity=20,
        contact_name="សុខា រតនា",
        verified_on=date(2026, 6, 1),
    )


@pytest.mark.django_db
def test_the_export_of_the_register_keeps_to_the_specification():
    whole()
    pages = package()

    for name, page in pages.items():
        assert page["total_items"] == 1 and page["first_page"] and page["last_page"]
        assert [faults_of(OBJECTS[name], row) for row in page["contents"]] == [[]]
    row = pages["services"]["contents"][0]
    assert row["name"] == "រៀនដេរក្នុងបីខែ"
    location = row["service_at_locations"][0]["location"]
    assert location["addresses"][0]["state_province"] == "ពោធិ៍សាត់"
    assert (location["latitude"], location["longitude"]) == (12.6, 103.6)
    assert row["cost_options"][0]["amount"] == 50_000
    assert row["assured_date"] == "2026-06-01"


@pytest.mark.django_db
def test_two_exports_of_one_service_have_the_same_ids():
    whole()
    assert package() == package()


@pytest.mark.django_db
def test_a_name_leaves_the_site_only_if_she_agreed():
    offer = whole()
    assert "សុខា" not in json.dumps(package(), ensure_ascii=False)

    ServiceOffer.objects.filter(pk=offer.pk).update(is_contact_public=True)
    assert package()["services"]["contents"][0]["contacts"][0]["name"] == "សុខា រតនា"


@pytest.mark.django_db
def test_what_is_no_longer_given_is_not_exported():
    ServiceOfferFactory(is_active=False)
    page = package()["services"]
    assert page["empty"] and page["contents"] == [] and page["total_pages"] == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("status",), "open"),
        (("id",), "17"),
        (("name",), None),
        (("nickname",), "x"),
        (("last_modified",), "yesterday"),
        (("cost_options", 0, "amount"), "50000"),
        (("service_at_locations", 0, "location", "location_type"), "real"),
        (("service_at_locations", 0, "location", "addresses", 0, "country"), None),
        (("attributes", 0, "taxonomy_term", "name"), None),
        (("phones",), [{"id": "17"}]),
    ],
)
def test_a_broken_export_is_caught(path, value):
    whole()
    row = copy.deepcopy(package()["services"]["contents"][0])
    *way, last = path
    part = row
    for step in way:
        part = part[step]
    if value is None:
        del part[last]
    else:
        part[last] = value

    assert faults_of("service", row)


def test_pages_count_themselves():
    page = page_of([{"id": str(one)} for one in range(2)], total=5, number=3, size=2)
    said = SimpleNamespace(**page)
    assert (said.total_items, said.total_pages, said.size) == (5, 3, 2)
    assert (said.first_page, said.last_page, said.empty) == (False, True, False)
