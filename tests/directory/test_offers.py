"""The service directory: kept by who refers people, checked again, ended and never deleted."""

import csv
import io
import uuid
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spean.accounts.choices import Role
from spean.accounts.models import AuditEntry
from spean.core.errors import ChangedMeanwhile, NotAllowed
from spean.directory.contracts import OfferDetails, OrganisationDetails
from spean.directory.models import Organisation, ServiceOffer
from spean.directory.rules.offer_table import COLUMNS
from spean.directory.rules.offers import FRESH_DAYS, is_fresh
from spean.directory.selectors.offers import offers_found, offers_visible_to, places_of_offers
from spean.directory.services.offer_table import (
    ColumnsMissing,
    TableRefused,
    load_offers,
    offer_rows,
)
from spean.directory.services.offers import (
    CheckedInTheFuture,
    check_offer,
    edit_offer,
    offer_again_or_end,
    offer_service,
)
from spean.directory.services.organisations import make_organisation
from tests.factories.directory import (
    OrganisationFactory,
    ServiceOfferFactory,
    ServiceTypeFactory,
)
from tests.factories.serving import AreaFactory, CentreFactory, staff
from tests.often import often

TODAY = date(2026, 7, 1)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
@often(100)
def test_fresh_is_within_half_a_year_and_never_is_not(checked, today):
    assert is_fresh(checked, today) == ((today - checked).days <= FRESH_DAYS)
    assert not is_fresh(None, today)


@pytest.fixture
def counsellor(db):
    return staff(Role.COUNSELLOR, CentreFactory())


def details(**given):
    values = {
        "organisation_id": OrganisationFactory(kind="cso").pk,
        "service_type_id": ServiceTypeFactory(code="SKL4").pk,
        "area_id": AreaFactory().pk,
        "label_km": "រៀនដេរ",
    }
    return OfferDetails(**{**values, **given})


def actions():
    return list(AuditEntry.objects.order_by("seq").values_list("action", flat=True))


def test_a_counsellor_writes_a_service_down_once(counsellor):
    id, words = uuid.uuid4(), details(verified_on=TODAY)
    for _again in range(2):
        offer_service(actor=counsellor, id=id, details=words)

    assert ServiceOffer.objects.get().verified_by == counsellor
    assert actions().count("service-offered") == 1


def test_a_counsellor_may_record_a_provider_and_no_employer_without_that_right(db):
    facilitator = staff(Role.TVET_FACILITATOR, CentreFactory())
    with pytest.raises(NotAllowed):
        make_organisation(actor=facilitator, id=uuid.uuid4(), details=OrganisationDetails("cso"))

    front = staff(Role.COUNSELLOR, CentreFactory())
    make_organisation(actor=front, id=uuid.uuid4(), details=OrganisationDetails("cso", "ក"))
    assert Organisation.objects.get().label_km == "ក"


@pytest.mark.parametrize("role", [Role.JOB_OFFICER, Role.VOLUNTEER, Role.DONOR_VIEWER])
def test_who_does_not_refer_people_changes_nothing(db, role):
    offer = ServiceOfferFactory()
    actor = staff(role, CentreFactory())
    for act in (
        lambda: check_offer(actor=actor, offer_id=offer.pk, on=TODAY, today=TODAY),
        lambda: offer_again_or_end(actor=actor, offer_id=offer.pk, is_active=False),
        lambda: edit_offer(actor=actor, offer_id=offer.pk, revision=1, details=details()),
    ):
        with pytest.raises(NotAllowed):
            act()
    offer.refresh_from_db()
    assert offer.revision == 1 and offer.is_active


def test_the_second_of_two_who_change_a_service_sees_the_first(counsellor):
    offer, words = ServiceOfferFactory(), details()
    edit_offer(actor=counsellor, offer_id=offer.pk, revision=1, details=words)
    with pytest.raises(ChangedMeanwhile) as refusal:
        edit_offer(
            actor=counsellor, offer_id=offer.pk, revision=1, details=replace(words, hours="៨-៥")
        )
    assert refusal.value.details["theirs"].label_km == "រៀនដេរ"


def test_a_check_says_who_and_when_and_never_goes_back(counsellor):
    offer = ServiceOfferFactory(verified_on=date(2025, 1, 1))
    check_offer(actor=counsellor, offer_id=offer.pk, on=TODAY, today=TODAY)
    check_offer(actor=counsellor, offer_id=offer.pk, on=date(2025, 6, 1), today=TODAY)

    offer.refresh_from_db()
    assert (offer.verified_on, offer.verified_by) == (TODAY, counsellor)
    with pytest.raises(CheckedInTheFuture):
        check_offer(actor=counsellor, offer_id=offer.pk, on=date(2026, 7, 2), today=TODAY)


def test_what_is_no_longer_given_leaves_the_list_and_stays_kept(counsellor):
    offer = ServiceOfferFactory()
    offer_again_or_end(actor=counsellor, offer_id=offer.pk, is_active=False)

    assert not offers_found(offers_visible_to(counsellor)).exists()
    assert offers_visible_to(counsellor).get() == offer
    offer_again_or_end(actor=counsellor, offer_id=offer.pk, is_active=True)
    assert offers_found(offers_visible_to(counsellor)).get() == offer


def test_the_list_is_every_centres_and_no_strangers(db):
    ServiceOfferFactory()
    assert offers_visible_to(staff(Role.VOLUNTEER, CentreFactory())).count() == 1
    assert not offers_visible_to(staff(Role.DONOR_VIEWER)).exists()


def test_filters_say_what_where_and_free(counsellor):
    sewing = ServiceOfferFactory(area=AreaFactory(code="150101"), cost_khr=0)
    shelter = ServiceOfferFactory(
        area=AreaFactory(code="220401"), service_type=ServiceTypeFactory(code="PRO4")
    )
    offers = offers_visible_to(counsellor)

    assert list(offers_found(offers, what="SKL")) == [sewing]
    assert list(offers_found(offers, what="PRO4")) == [shelter]
    assert list(offers_found(offers, within="15")) == [sewing]
    assert list(offers_found(offers, is_free=True)) == [sewing]
    assert [one.code for one in places_of_offers(offers)] == ["15", "1501", "22", "2204"]


# --- as a table ---------------------------------------------------------------------------------


def row(**given):
    cells = {"organisation_km": "អង្គការកខ", "service_code": "SKL4", "area_code": "150101"}
    return {**dict.fromkeys(COLUMNS, ""), **cells, **given}


@pytest.fixture
def codes(db):
    ServiceTypeFactory(code="SKL4")
    AreaFactory(code="150101")


def test_a_table_is_loaded_once_however_often(codes):
    rows = [row(name_km="រៀនដេរ", cost_khr="0", places="20"), row(name_km="រៀនជាងម៉ូតូ")]

    assert load_offers(actor=None, rows=rows, today=TODAY) == (2, 0)
    assert load_offers(actor=None, rows=rows, today=TODAY) == (0, 0)
    assert Organisation.objects.count() == 1
    assert ServiceOffer.objects.get(label_km="រៀនដេរ").capacity == 20


@pytest.mark.parametrize(
    ("cell", "text", "why"),
    [
        ("service_code", "ZZZ9", "service"),
        ("service_code", "", "empty"),
        ("area_code", "999999", "place"),
        ("organisation_km", "", "empty"),
        ("organisation_kind", "club", "kind"),
        ("cost_khr", "10,000", "number"),
        ("cost_khr", "-1", "number"),
        ("places", "១០", "number"),
        ("last_checked", "1/7/2026", "day"),
        ("last_checked", "2569-07-01", "future"),
        ("contact_is_public", "maybe", "yes-no"),
        ("id", "7", "id"),
        ("hours", "x" * 201, "long"),
    ],
)
def test_one_wrong_cell_loads_nothing_and_is_named(codes, cell, text, why):
    rows = [row(name_km="ល្អ"), row(**{cell: text})]
    with pytest.raises(TableRefused) as refusal:
        load_offers(actor=None, rows=rows, today=TODAY)

    fault = refusal.value.details["faults"][0]
    assert (fault.row, fault.column, fault.why) == (3, cell, why)
    assert not ServiceOffer.objects.exists() and not Organisation.objects.exists()


def test_other_headings_are_refused(codes):
    with pytest.raises(ColumnsMissing):
        load_offers(actor=None, rows=[{"name": "x"}], today=TODAY)


def test_what_goes_out_as_a_table_comes_in_again_unchanged(codes, counsellor):
    offer = ServiceOfferFactory(
        phone="+855 12 000 417", cost_khr=0, verified_on=TODAY, contact_name="សុខា"
    )
    out = io.StringIO()
    csv.writer(out).writerows(offer_rows(offers_visible_to(counsellor)))
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))

    assert load_offers(actor=None, rows=rows, today=TODAY) == (0, 0)
    rows[0]["hours"] = "ច័ន្ទ-សុក្រ"
    assert load_offers(actor=None, rows=rows, today=TODAY) == (0, 1)
    offer.refresh_from_db()
    assert offer.hours == "ច័ន្ទ-សុក្រ" and offer.phone == "+855 12 000 417"
