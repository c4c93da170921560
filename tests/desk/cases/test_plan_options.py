import pytest
from django.urls import reverse

from spean.casework.models import PlanAction, PlanChoice
from spean.directory.services.reference import load_own_tables
from spean.pathways.options import known_facts, options_on
from tests.desk.cases.writing import sent
from tests.factories.casework import case_for, plan_for, screened
from tests.factories.people import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


@pytest.fixture
def plan(counsellor, pursat, client):
    load_own_tables()
    client.force_login(counsellor)
    return plan_for(case_for(counsellor, pursat), steps=0)


def codes(plan):
    return list(plan.actions.values_list("service_type__code", flat=True))


def test_one_tap_adds_the_package_of_a_proposed_option(client, plan):
    answered = sent(client, "desk:plan_options", plan.pk, wants="farm", segment="E")

    assert answered.status_code == 302
    assert codes(plan) == ["SKL4", "ENT9", "SOC5"]
    assert PlanChoice.objects.get().was_proposed


def test_another_option_needs_a_reason_and_is_then_always_possible(client, plan):
    refused = sent(client, "desk:plan_options", plan.pk, wants="farm", segment="B")
    assert "Please write why another option is chosen." in refused.content.decode()
    assert not PlanAction.objects.exists()

    sent(client, "desk:plan_options", plan.pk, segment="B", reason="មានបទពិសោធន៍")

    chosen = PlanChoice.objects.get()
    assert (chosen.was_proposed, chosen.reason) == (False, "មានបទពិសោធន៍")
    assert "SKL3" in codes(plan)
    html = client.get(reverse("desk:plan", args=[plan.case.person_id])).content.decode()
    assert "A skill without a paper" in html and "មានបទពិសោធន៍" in html


def test_a_step_that_stands_there_is_not_added_twice(client, plan):
    for _time in range(2):
        sent(client, "desk:plan_options", plan.pk, wants="farm", segment="E")

    assert len(codes(plan)) == 3


def test_what_is_not_known_is_asked_and_named(client, plan):
    html = client.get(reverse("desk:plan_options", args=[plan.pk])).content.decode()

    assert "within 25 km" in html and "within 3 months" in html
    assert "Not known yet:" in html


def test_red_puts_protection_first(client, plan):
    screened(plan.case, "not_free")

    html = client.get(reverse("desk:plan_options", args=[plan.pk])).content.decode()

    assert html.index("Protection first") < html.index("Ready for a job")
    assert "The first questions show something for today." in html


def test_the_sex_of_a_person_changes_nothing(plan):
    person = plan.case.person
    found = []
    for sex in ("F", "M", "X"):
        person.sex = sex
        person.save()
        found.append(options_on(known_facts(person, plan.case, TODAY), {"wants": "wage"}, TODAY))

    assert found[0] == found[1] == found[2]
