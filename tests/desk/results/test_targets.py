"""Targets are written down by the administrator, and shown beside the figure."""

import uuid

import pytest

from spean.results.models import Indicator, Target

pytestmark = pytest.mark.django_db
NEW = "/desk/results/targets/new/"


@pytest.fixture(autouse=True)
def _english(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


def answers(**changes):
    return {
        "id": str(uuid.uuid4()),
        "revision": 1,
        "indicator": str(Indicator.objects.get(code="people_placed").pk),
        "centre": "",
        "value": "៩០០",
        "by": "30 June 2099",
        "source": "Project document, 2026",
        **changes,
    }


def test_a_target_is_written_corrected_and_listed(client, administrator):
    client.force_login(administrator)
    sent = answers()
    assert client.post(NEW, sent).status_code == 302
    target = Target.objects.get(pk=sent["id"])
    assert target.value == 900

    corrected = client.post(f"/desk/results/targets/{target.pk}/", {**sent, "value": "950"})

    assert corrected.status_code == 302
    assert "950" in client.get("/desk/results/targets/").content.decode()


def test_the_form_of_a_target_holds_what_was_written(client, administrator):
    client.force_login(administrator)
    html = client.get(f"/desk/results/targets/{Target.objects.get().pk}/").content.decode()

    assert "20000" in html and "18 February 2028" in html


def test_a_past_day_is_refused_in_words_and_nothing_is_lost(client, administrator):
    client.force_login(administrator)
    html = client.post(NEW, answers(by="1 January 2020")).content.decode()

    assert "A target lies ahead." in html and "Project document, 2026" in html
    assert Target.objects.count() == 1


def test_only_the_administrator_opens_targets(client, manager, evaluator):
    for viewer in (manager, evaluator):
        client.force_login(viewer)
        assert client.get("/desk/results/targets/").status_code == 404
        assert client.post(NEW, answers()).status_code == 404
