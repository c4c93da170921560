"""The answers to a questionnaire at the desk: what became of each, and no word of what was said."""

import pytest
from django.urls import reverse
from django.utils import translation

from spean.surveys.services.programme import EFFECTS
from tests.factories.forms import answer, in_use
from tests.pathways.test_receiving import send
from tests.surveys.test_forms_that_wait import SAID, published

pytestmark = pytest.mark.django_db
# "Received, not yet applied"
WAITS = "បានទទួល តែមិនទាន់អនុវត្ត"


def page_of(client, version):
    return client.get(reverse("desk:answers", args=[version.questionnaire.pk]))


WITH_A_ROOM = {"spean_rss", "spean_rss_short", "spean_feedback", "spean_attendance"}


@pytest.mark.parametrize("form_id", sorted(SAID.keys() - WITH_A_ROOM))
def test_an_answer_whose_room_is_to_come_is_shown_as_received_and_not_yet_applied(
    form_id, client, manager, volunteer, pursat
):
    version = published(form_id, pursat)
    send(volunteer, answer(version, SAID[form_id]))
    client.force_login(manager)

    shown = page_of(client, version).content.decode()

    assert WAITS in shown
    assert "កំណែក្រោយនឹងអនុវត្តវា" in shown
    with translation.override("km"):
        assert str(EFFECTS[form_id].label) in shown


def test_nothing_that_was_answered_stands_in_the_list(client, manager, volunteer, pursat):
    version = published("spean_outreach", pursat)
    send(volunteer, answer(version, {"leads": [{"name": "ឈ្មោះសម្ងាត់", "phone": "0987654321"}]}))
    client.force_login(manager)

    shown = page_of(client, version).content.decode()

    assert "ឈ្មោះសម្ងាត់" not in shown
    assert "0987654321" not in shown


def test_an_answer_that_has_no_effect_is_shown_as_kept(client, manager, volunteer, pursat):
    version = in_use(pursat)
    send(volunteer, answer(version, {"note": "x"}))
    client.force_login(manager)

    shown = page_of(client, version).content.decode()

    assert WAITS not in shown
    assert "រក្សាទុកដូចដែលបានឆ្លើយ" in shown


def test_the_questionnaire_leads_to_its_answers(client, volunteer, pursat):
    version = published("spean_rss_short", pursat)
    client.force_login(volunteer)

    shown = client.get(reverse("desk:questionnaire", args=[version.questionnaire.pk]))

    assert reverse("desk:answers", args=[version.questionnaire.pk]) in shown.content.decode()


def test_a_volunteer_sees_her_own_answers_and_a_colleague_of_another_centre_none(
    client, volunteer, counsellor, manager_elsewhere, pursat
):
    version = published("spean_attendance", pursat)
    for author in (volunteer, counsellor):
        send(author, answer(version, SAID["spean_attendance"]))

    counts = {}
    for one in (volunteer, counsellor, manager_elsewhere):
        client.force_login(one)
        counts[one.username] = len(page_of(client, version).context["rows"])

    assert counts == {"volunteer": 1, "counsellor": 2, "manager-elsewhere": 0}


def test_the_list_asks_the_same_questions_however_long_it_is(
    client, manager, volunteer, pursat, django_assert_num_queries
):
    version = published("spean_rss", pursat)
    client.force_login(manager)
    send(volunteer, answer(version, SAID["spean_rss"]))
    page_of(client, version)
    with django_assert_num_queries(7):
        page_of(client, version)
    send(volunteer, *[answer(version, SAID["spean_rss"]) for _five in range(5)])
    with django_assert_num_queries(7):
        page_of(client, version)
