"""A service is written down, found and checked; work is looked at together: phone and laptop."""

import pytest
from django.urls import reverse
from django.utils import timezone

from spean.casework.models import CareerChoice
from spean.directory.models import ServiceOffer
from tests.browser.conftest import Visit
from tests.browser.walker import LAPTOP, PHONE
from tests.factories.casework import case_for, service_type
from tests.factories.directory import ServiceOfferFactory
from tests.factories.jobs import VacancyFactory, rules
from tests.factories.serving import AreaFactory

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])


def at(name, *keys):
    return reverse(f"desk:{name}", args=keys)


@SIZES
def test_the_list_the_map_and_one_tap(visitor: Visit, counsellor, size) -> None:
    area = AreaFactory(code="150101", latitude=12.6, longitude=103.6)
    offer = ServiceOfferFactory(area=area, organisation__label_km="អង្គការសាកល្បង")
    with visitor(size=size) as her:
        her.let_in(counsellor)
        her.go(at("services"))
        her.go(at("services_map"))
        her.go(at("service_new"))
        her.go(at("service", offer.pk))
        her.press("We checked it today")
    assert ServiceOffer.objects.get().verified_on == timezone.localdate()


@SIZES
def test_a_career_session_and_its_pages(visitor: Visit, counsellor, pursat, size) -> None:
    rules()
    for code in ("COU1", "COU3", "COU7"):
        service_type(code)
    area = AreaFactory(code="150101", latitude=12.6, longitude=103.6)
    person = case_for(counsellor, pursat, area_id=area.pk).person
    VacancyFactory(area=area)
    with visitor(size=size) as her:
        her.let_in(counsellor)
        for name in ("first_aid", "first_aid_new"):
            her.go(at(name, person.pk))
        for name in ("peer_groups", "peer_group_new"):
            her.go(at(name))
        her.go(at("career", person.pk))
        her.page.locator("#id_words").fill("ខ្ញុំចង់ធ្វើជាងការ៉ូ តែជិតផ្ទះ")
        her.press("Keep what was said")
        assert "តែជិតផ្ទះ" in her.text
    assert CareerChoice.objects.get().words == "ខ្ញុំចង់ធ្វើជាងការ៉ូ តែជិតផ្ទះ"
