"""Making and editing centres, organisations and what they offer."""

import uuid
from dataclasses import replace

import pytest

from spean.accounts.choices import Role
from spean.accounts.models import AuditEntry
from spean.core.errors import ChangedMeanwhile, NotAllowed
from spean.directory.contracts import CentreDetails, OfferDetails, OrganisationDetails
from spean.directory.models import Centre, Organisation, ServiceOffer
from spean.directory.selectors import centres_visible_to, open_centres
from spean.directory.services import (
    edit_centre,
    edit_organisation,
    make_centre,
    make_organisation,
    offer_service,
)
from spean.directory.services.centres import CodeTaken
from tests.factories.directory import OrganisationFactory, ServiceTypeFactory
from tests.factories.serving import AreaFactory, CentreFactory, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return staff(Role.ADMINISTRATOR)


@pytest.fixture
def details():
    return CentreDetails(
        code="PUR",
        operator_kind="job_centre",
        area_id=AreaFactory(code="1505").pk,
        label_km="មជ្ឈមណ្ឌលពោធិ៍សាត់",
    )


def test_the_administrator_opens_a_centre(administrator, details):
    centre = make_centre(actor=administrator, id=uuid.uuid4(), details=details)
    assert Centre.objects.get().label_km == details.label_km
    entry = AuditEntry.objects.get(action="centre-made")
    assert (entry.ref_id, entry.actor_id) == (centre.pk, administrator.pk)


def test_a_counsellor_may_not_open_a_centre(details):
    with pytest.raises(NotAllowed):
        make_centre(actor=staff(Role.COUNSELLOR, CentreFactory()), id=uuid.uuid4(), details=details)
    assert not Centre.objects.filter(code="PUR").exists()


def test_sending_the_form_twice_makes_one_centre(administrator, details):
    id = uuid.uuid4()
    first = make_centre(actor=administrator, id=id, details=details)
    assert make_centre(actor=administrator, id=id, details=details) == first
    assert AuditEntry.objects.filter(action="centre-made").count() == 1


def test_two_centres_cannot_share_a_code(administrator, details):
    make_centre(actor=administrator, id=uuid.uuid4(), details=details)
    with pytest.raises(CodeTaken):
        make_centre(actor=administrator, id=uuid.uuid4(), details=details)


def test_an_edit_is_saved_and_names_its_fields_alone(administrator, details):
    centre = make_centre(actor=administrator, id=uuid.uuid4(), details=details)
    changed = replace(details, phone="012 345 678")
    edit_centre(actor=administrator, centre_id=centre.pk, revision=1, details=changed)
    centre.refresh_from_db()
    assert (centre.phone, centre.revision) == ("012 345 678", 2)
    assert AuditEntry.objects.get(action="centre-edited").detail == {"fields": ["phone"]}


def test_the_second_of_two_editors_is_shown_what_the_first_wrote(administrator, details):
    centre = make_centre(actor=administrator, id=uuid.uuid4(), details=details)
    first = replace(details, phone="1")
    edit_centre(actor=administrator, centre_id=centre.pk, revision=1, details=first)
    with pytest.raises(ChangedMeanwhile) as caught:
        edit_centre(actor=administrator, centre_id=centre.pk, revision=1, details=details)
    assert caught.value.details["theirs"].phone == "1"


def test_the_public_sees_open_centres_alone():
    CentreFactory(code="A")
    CentreFactory(code="B", is_open=False)
    assert [centre.code for centre in open_centres()] == ["A"]


def test_an_officer_sees_her_own_centre(django_assert_num_queries):
    own, _other = CentreFactory(code="A"), CentreFactory(code="B")
    assert list(centres_visible_to(staff(Role.COUNSELLOR, own))) == [own]


def test_the_administrator_sees_every_centre(administrator):
    CentreFactory(code="A")
    CentreFactory(code="B", is_open=False)
    assert centres_visible_to(administrator).count() == 2


def test_a_job_officer_records_an_employer():
    officer = staff(Role.JOB_OFFICER, CentreFactory())
    details = OrganisationDetails(kind="employer", label_km="រោងចក្រ")
    made = make_organisation(actor=officer, id=uuid.uuid4(), details=details)
    assert make_organisation(actor=officer, id=made.pk, details=details) == made
    assert Organisation.objects.count() == 1


def test_a_job_officer_may_not_record_an_authority():
    officer = staff(Role.JOB_OFFICER, CentreFactory())
    details = OrganisationDetails(kind="authority", label_km="មន្ទីរ")
    with pytest.raises(NotAllowed):
        make_organisation(actor=officer, id=uuid.uuid4(), details=details)


def test_a_job_officer_may_not_turn_an_authority_into_an_employer():
    officer = staff(Role.JOB_OFFICER, CentreFactory())
    known = OrganisationFactory(kind="authority")
    with pytest.raises(NotAllowed):
        edit_organisation(
            actor=officer,
            organisation_id=known.pk,
            revision=1,
            details=OrganisationDetails(kind="employer", label_km="ក"),
        )


def test_an_organisation_is_edited_once_for_each_revision(administrator):
    known = OrganisationFactory()
    details = OrganisationDetails(kind="employer", label_km="រោងចក្រថ្មី")
    edit_organisation(actor=administrator, organisation_id=known.pk, revision=1, details=details)
    with pytest.raises(ChangedMeanwhile):
        edit_organisation(
            actor=administrator, organisation_id=known.pk, revision=1, details=details
        )
    known.refresh_from_db()
    assert known.label_km == "រោងចក្រថ្មី"


def test_a_service_on_offer_is_recorded_once(administrator):
    details = OfferDetails(
        organisation_id=OrganisationFactory(kind="cso").pk,
        service_type_id=ServiceTypeFactory().pk,
        area_id=AreaFactory().pk,
        cost_khr=0,
    )
    id = uuid.uuid4()
    for _again in range(2):
        offer_service(actor=administrator, id=id, details=details)
    assert ServiceOffer.objects.get().cost_khr == 0


def test_a_job_officer_may_not_change_the_service_map():
    details = OfferDetails(uuid.uuid4(), uuid.uuid4(), uuid.uuid4())
    with pytest.raises(NotAllowed):
        offer_service(
            actor=staff(Role.JOB_OFFICER, CentreFactory()), id=uuid.uuid4(), details=details
        )
