"""Follow-ups, closing and hand-over in the browser."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from spean.casework.models import Assessment, Case, FollowUpTry
from spean.people.contracts import Contact
from tests.desk.cases.writing import hidden, key, sent
from tests.factories.casework import case_for, client_of, follow_up_for, service_type

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


@pytest.fixture
def case(counsellor, pursat, client):
    client.force_login(counsellor)
    return case_for(counsellor, pursat, contacts=(Contact(number="012 345 678"),))


def shown(client, follow_up):
    return client.get(reverse("desk:follow_up", args=[follow_up.pk])).content.decode()


def post(client, name, record, **typed):
    marks = {"id": key(), "revision": str(record.revision)}
    return client.post(reverse(f"desk:{name}", args=[record.pk]), {**marks, **typed})


def test_the_list_shows_my_people_and_on_request_everybody(client, case, colleague, pursat):
    theirs = case_for(colleague, pursat, given_name_km="ពិសិដ្ឋ")
    follow_up_for(case), follow_up_for(theirs)

    mine = client.get(reverse("desk:follow_ups")).content.decode()
    everybody = client.get(reverse("desk:follow_ups") + "?whose=all").content.decode()

    assert "ពិសិដ្ឋ" not in mine and "ពិសិដ្ឋ" in everybody


def test_the_page_offers_the_number_only_where_one_may_call(client, case, counsellor, pursat):
    never = case_for(
        counsellor,
        pursat,
        nickname="b",
        contacts=(Contact(number="097 111 222 3", safe_to_call="never"),),
    )

    assert "tel:+85512345678" in shown(client, follow_up_for(case))
    html = shown(client, follow_up_for(never))
    assert "tel:" not in html and "111 222" not in html and "Do not call · visit" in html


def test_a_try_is_written_with_its_reason_and_its_next_day(client, case):
    follow_up = follow_up_for(case)
    day = timezone.localdate() + timedelta(days=2)

    refused = post(client, "follow_up_try", follow_up, reason="", again_on="")
    done = post(
        client, "follow_up_try", follow_up, reason="no_answer", again_on=f"{day:%d/%m/%Y}", note=""
    )

    follow_up.refresh_from_db()
    assert (refused.status_code, done.status_code, follow_up.due_on) == (200, 302, day)
    assert "No answer" in shown(client, follow_up)


def test_what_was_learned_is_written_and_read(client, case):
    service_type("FUP1")
    follow_up = follow_up_for(case, kind="month_1", what="")

    post(client, "follow_up_reached", follow_up, finding="ធ្វើការល្អ", mode="phone", ended_on="")

    follow_up.refresh_from_db()
    assert follow_up.state == "reached"
    assert "ធ្វើការល្អ" in shown(client, follow_up)


def test_giving_up_without_a_try_is_refused_in_words(client, case):
    follow_up = follow_up_for(case)

    answered = client.post(
        reverse("desk:follow_up_end", args=[follow_up.pk]),
        {"how": "give_up", "revision": follow_up.revision},
        follow=True,
    )

    assert "Please write down at least one try before you give up." in answered.content.decode()
    assert not FollowUpTry.objects.exists()


def test_a_cancelled_follow_up_is_taken_up_again(client, case):
    follow_up = follow_up_for(case)
    post(client, "follow_up_end", follow_up, how="cancel")
    follow_up.refresh_from_db()
    assert follow_up.state == "cancelled"

    post(client, "follow_up_again", follow_up, due_on="15 June 2028")

    follow_up.refresh_from_db()
    assert follow_up.state == "due"


def test_the_officer_asks_and_the_manager_closes(client, case, manager):
    typed = {"reason": "goal_reached", "closing_result": "មានការងារ", "closing_rss": "0.7"}
    sent(client, "desk:close_case", case.person_id, **typed)
    case.refresh_from_db()
    assert case.state == "open"

    client.force_login(manager)
    assert case.person.name in client.get(reverse("desk:closings")).content.decode()
    page = client.get(reverse("desk:close_case", args=[case.person_id]))
    client.post(
        reverse("desk:closing_decide", args=[case.pk]),
        {"how": "close", "revision": hidden(page, "revision")},
    )

    case.refresh_from_db()
    assert (case.state, case.exit_approved_by, str(case.closing_rss)) == (
        "closed",
        manager,
        "0.700",
    )


def test_the_closing_begins_with_the_last_full_score(client, case, counsellor):
    def begun():
        page = client.get(reverse("desk:close_case", args=[case.person_id])).content.decode()
        return re.search(r'name="closing_rss"[^>]*', page)[0]

    asked = {"case": case, "moment": "other", "taken_by": counsellor, "sealed": b"x"}
    client.force_login(counsellor)
    Assessment.objects.create(kind="short", composite=0.9, taken_on=timezone.localdate(), **asked)
    assert "value=" not in begun()

    for kind, score, days in (("full", 0.4, 40), ("full", 0.61234, 2), ("full", None, 1)):
        day = timezone.localdate() - timedelta(days=days)
        Assessment.objects.create(kind=kind, composite=score, taken_on=day, **asked)

    assert 'value="0.612"' in begun()


def test_an_officers_forged_yes_does_not_close(client, case):
    sent(client, "desk:close_case", case.person_id, reason="moved", closing_result="")
    case.refresh_from_db()

    client.post(
        reverse("desk:closing_decide", args=[case.pk]), {"how": "close", "revision": case.revision}
    )

    case.refresh_from_db()
    assert case.state == "open"


def test_a_case_is_opened_for_who_has_none(client, counsellor, pursat):
    client.force_login(counsellor)
    person = client_of(counsellor, pursat)

    for _time in range(2):
        client.post(reverse("desk:open_case", args=[person.pk]))

    assert Case.objects.filter(person=person, state="open").count() == 1


@pytest.mark.parametrize("who", ["officer_elsewhere", "volunteer", "donor"])
def test_others_find_none_of_these_pages(client, request, who, case):
    follow_up = follow_up_for(case)
    client.force_login(request.getfixturevalue(who))

    for name, of in (("follow_up", follow_up.pk), ("close_case", case.person_id)):
        assert client.get(reverse(f"desk:{name}", args=[of])).status_code == 404
    assert post(client, "follow_up_try", follow_up, reason="died").status_code == 404
    assert client.post(reverse("desk:closing_decide", args=[case.pk])).status_code == 404


def test_an_officer_does_not_find_the_managers_pages(client, case):
    for name in ("hand_over", "closings"):
        assert client.get(reverse(f"desk:{name}")).status_code == 404
