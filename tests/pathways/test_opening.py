"""A centre that opens after the installation has the programme's questionnaires."""

import uuid

import pytest
from django.utils import timezone

from spean.accounts.choices import Role
from spean.directory.contracts import CentreDetails
from spean.pathways.opening import open_centre
from spean.surveys.models import Publication
from spean.surveys.selectors import versions_to_fill
from spean.surveys.services.programme import load_programme_forms
from spean.surveys.services.publishing import withdraw
from tests.factories.serving import AreaFactory, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    load_programme_forms(now=timezone.now())
    return opened(uuid.uuid4())


def opened(id):
    area = AreaFactory(code="22")
    details = CentreDetails(code="OMC", label_km="ម.ធ.ព.", operator_kind="cso", area_id=area.pk)
    return open_centre(actor=None, id=id, details=details, now=timezone.now())


def test_a_volunteer_of_a_new_centre_finds_the_registration(centre):
    forms = {one.questionnaire.form_id for one in versions_to_fill(staff(Role.VOLUNTEER, centre))}

    assert "spean_registration" in forms


def test_what_the_centre_took_back_stays_taken_back_when_the_same_is_sent_again(centre):
    used = Publication.objects.filter(centre=centre).first()
    manager = staff(Role.CENTRE_MANAGER, centre)
    withdraw(actor=manager, questionnaire_id=used.questionnaire_id, centre_id=centre.pk)

    opened(centre.pk)

    assert not Publication.objects.filter(
        centre=centre, questionnaire=used.questionnaire_id
    ).exists()
