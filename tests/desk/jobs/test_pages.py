"""Every page of jobs and skills opens, in both languages, and never shows a score."""

import re

import pytest
from django.urls import reverse

from spean.casework.selectors import case_of
from spean.casework.services.calls import open_task
from spean.core.refs import Ref
from spean.desk.jobs.urls import urlpatterns
from spean.jobs import services
from spean.pathways.placement import place
from spean.skills.models import ClaimedSkill
from tests.factories.jobs import link_for, terms
from tests.factories.people import MORNING, TODAY

pytestmark = pytest.mark.django_db

POSTED_ONLY = {
    "vacancy_move",
    "link_new",
    "link_end",
    "employer_check",
    "employer_bar",
    "employer_lift",
    "skill_drop",
    "referral_move",
    "employer_visit_plan",
}


@pytest.fixture
def keys(scene):
    """A key for each kind of record that an address names."""
    referral = scene.agreed()
    services.send_to_employer(
        actor=scene.officer, referral_id=referral.pk, today=TODAY, now=MORNING
    )
    services.employer_wants_to_meet(actor=scene.officer, referral_id=referral.pk, now=MORNING)
    done = {"id": referral.pk, "referral_id": referral.pk, "terms": terms(), "now": MORNING}
    other = scene.looking(given_name_lat="Dara")
    placement = place(actor=scene.officer, **done)
    link, _token = link_for(scene.officer, scene.vacancy, scene.centre)
    claim = ClaimedSkill.objects.get(person=other, skill=scene.needed)
    visit = open_task(
        actor=scene.officer,
        case=case_of(placement.person),
        kind="employer",
        due_on=TODAY,
        about=Ref("placement", placement.pk),
        reasons=["nssf-none"],
    )
    return {
        "visit_id": visit.pk,
        "vacancy_id": scene.vacancy.pk,
        "employer_id": scene.vacancy.employer_id,
        "person_id": other.pk,
        "referral_id": referral.pk,
        "placement_id": placement.pk,
        "link_id": link.pk,
        "claim_id": claim.pk,
    }


def address(pattern, keys):
    wanted = re.findall(r"<uuid:(\w+)>", str(pattern.pattern))
    return reverse(f"desk:{pattern.name}", kwargs={name: keys[name] for name in wanted})


@pytest.mark.parametrize("language", ["km", "en"])
def test_every_page_opens_whole(client, keys, language):
    client.cookies["spean_language"] = language
    for pattern in urlpatterns:
        if pattern.name in POSTED_ONLY:
            continue
        page = client.get(address(pattern, keys))

        assert page.status_code == 200, pattern.name


def test_no_page_shows_a_score_or_a_percentage(client, keys):
    client.cookies["spean_language"] = "en"
    for name in ("matches", "match", "vacancy_people", "vacancy", "referral"):
        pattern = next(one for one in urlpatterns if one.name == name)
        text = re.sub(r"<[^>]+>", " ", client.get(address(pattern, keys)).content.decode())

        assert not re.search(r"\d\s*%|0\.\d{2,}|\bscore\b|\brank", text, re.I), name
        assert "of" in text


def test_a_stranger_is_sent_to_sign_in(client, keys):
    client.logout()
    for pattern in urlpatterns:
        answer = client.get(address(pattern, keys))

        assert answer.status_code == 302, pattern.name
        assert "/account/" in answer["Location"], pattern.name


def test_another_centre_is_told_that_a_page_about_a_person_is_not_there(
    client, keys, officer_elsewhere
):
    client.force_login(officer_elsewhere)
    about = [
        p
        for p in urlpatterns
        if re.search("person_id|referral_id|placement_id|link_id|visit_id", str(p.pattern))
    ]
    assert len(about) == 16
    for pattern in about:
        send = client.post if pattern.name in POSTED_ONLY else client.get

        assert send(address(pattern, keys)).status_code == 404, pattern.name
