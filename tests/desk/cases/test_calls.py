"""The call list, the call in steps and what came of it, as a counsellor sees them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from spean.accounts.models import AuditEntry
from spean.casework.models import FollowUp, FollowUpAnswers
from spean.people.contracts import Contact, InEmergency
from tests.desk.cases.writing import hidden, key
from tests.factories.calls import FREE, call_of, first_call, placed
from tests.factories.casework import case_for, service_type

pytestmark = pytest.mark.django_db
# Whoever is signed in, then those of the list: as many for one as for six.
QUERIES = 10
MOTHER = InEmergency(name="ម៉ែ", relation="parent", phone="012 999 888")


@pytest.fixture(autouse=True)
def _english(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


@pytest.fixture
def officer(client, counsellor):
    client.force_login(counsellor)
    return counsellor


def step_url(call, step):
    return reverse("desk:call", args=[call.pk, step])


def answer(client, call, step, **typed):
    answered = client.post(step_url(call, step), typed)
    assert answered.status_code == 302, answered.content.decode()[:3000]
    return answered["Location"]


def html(client, name, *keys):
    return client.get(reverse(f"desk:{name}", args=keys)).content.decode()


def tried(client, call, reason="no_answer"):
    values = {"id": key(), "reason": reason, "again_on": "", "note": ""}
    client.post(reverse("desk:follow_up_try", args=[call.pk]), values)


def test_the_list_says_why_and_how_to_speak(client, officer, pursat):
    case = case_for(officer, pursat, lives_in="displacement_site")
    call_of(case, days=3)

    page = html(client, "calls")

    assert case.person.name in page and "has no fixed place" in page
    assert "Say only that you call from the centre." in page


def test_whoever_is_not_to_be_called_is_visited(client, officer, pursat):
    never = (Contact(number="012 345 678", safe_to_call="never"),)
    call_of(case_for(officer, pursat, contacts=never))

    page = html(client, "calls")

    assert "Visit</a>" in page and "345 678" not in page


def test_the_second_contact_is_shown_after_two_tries_and_not_before(client, officer, pursat):
    call = call_of(case_for(officer, pursat, in_emergency=(MOTHER,)))
    tried(client, call)
    assert "tel:+85512999888" not in html(client, "follow_up", call.pk)

    tried(client, call)

    page = html(client, "follow_up", call.pk)
    assert "tel:+85512999888" in page
    assert "Say only that the centre asks for a call back." in page


def test_at_day_30_no_nssf_stands_on_today_as_a_visit(client, officer, pursat):
    call = first_call(placed(officer, pursat))

    there = answer(client, call, "now", activity="employee", left_job_on="", trained="no")
    assert there == step_url(call, "job")
    job = {**FREE, "nssf": "no", "wage": "២៥០", "currency": "USD", "pay_unit": "month"}
    assert answer(client, call, "job", hours="48", **job) == step_url(call, "home")
    assert answer(client, call, "home", food="no", debt="", arrears="no") == step_url(call, "ahead")
    answer(client, call, "ahead", intention="no", mode="phone", finding="ធ្វើការល្អ")

    assert FollowUp.objects.filter(kind="employer", state="due").exists()
    today = html(client, "today")
    assert "Visit the employer: Workers are not registered with NSSF." in today
    assert "1 employer is to be visited." in today


def test_what_is_kept_private_leaves_no_word_on_today(client, officer, pursat):
    call = first_call(placed(officer, pursat))
    answer(client, call, "now", activity="employee", left_job_on="")
    answer(client, call, "job", **{**FREE, "papers": "no"})
    answer(client, call, "ahead", intention="no", mode="phone", finding="")

    today = html(client, "today")
    assert "Open the file: a promised step is due." in today
    assert "papers" not in today.lower() and "Visit the employer" not in today
    task = FollowUp.objects.get(kind="private")
    assert "Say nothing to the employer." in html(client, "follow_up", task.pk)


def test_a_call_broken_off_goes_on_where_it_was(client, officer, pursat):
    call = call_of(case_for(officer, pursat))
    answer(client, call, "now", activity="own_account", trained="yes", then="leave")

    page = html(client, "call", call.pk, "now")

    assert 'value="own_account" selected' in page
    assert client.get(step_url(call, "business")).status_code == 200


def test_the_answers_are_for_two_alone_and_each_look_is_written_down(
    client, officer, colleague, manager, pursat
):
    service_type("FUP1")
    call = call_of(case_for(officer, pursat))
    answer(client, call, "now", activity="looking")
    answer(client, call, "home", food="yes", debt="៤០០", currency="USD", arrears="yes")
    answer(client, call, "ahead", intention="unknown", mode="phone", wishes_to_complain="yes")

    looks = AuditEntry.objects.filter(action="people.sensitive_read")
    before = looks.count()
    client.force_login(manager)
    page = html(client, "call_answers", call.pk)
    assert "400" in page and "Wishes to complain." in page and looks.count() == before + 1
    client.force_login(colleague)
    url = reverse("desk:call_answers", args=[call.pk])
    assert client.get(url).status_code == 404
    assert "What was answered" not in html(client, "follow_up", call.pk)


def test_a_colleague_goes_on_with_a_call_and_reads_nothing_sealed(
    client, officer, colleague, pursat
):
    call = call_of(case_for(officer, pursat))
    answer(client, call, "now", activity="looking")
    answer(client, call, "home", food="yes", debt="77123", currency="USD", arrears="yes")
    client.force_login(colleague)

    assert "77123" not in html(client, "call", call.pk, "home")


def test_a_call_begins_at_the_beginning(client, officer, pursat):
    call = call_of(case_for(officer, pursat))

    assert client.get(step_url(call, "ahead"))["Location"] == step_url(call, "now")
    assert not FollowUpAnswers.objects.exists()


@pytest.mark.parametrize("who", ["officer_elsewhere", "volunteer", "donor", "job_officer"])
def test_others_find_no_call(client, request, who, counsellor, pursat):
    call = call_of(case_for(counsellor, pursat))
    client.force_login(request.getfixturevalue(who))

    assert client.get(step_url(call, "now")).status_code == 404
    assert client.post(step_url(call, "now"), {"activity": "looking"}).status_code == 404
    assert not FollowUpAnswers.objects.exists()


def test_the_job_officer_writes_the_visit_down(client, officer, job_officer, pursat):
    placement = placed(officer, pursat)
    made = client.post(reverse("desk:employer_visit_plan", args=[placement.pk]))
    visit = FollowUp.objects.get(kind="employer")
    assert made["Location"] == reverse("desk:employer_visit", args=[visit.pk])
    client.force_login(job_officer)
    assert "Employers to visit" in html(client, "today")
    assert placement.referral.vacancy.employer.organisation.label_en in html(
        client, "employer_visits"
    )
    page = client.get(reverse("desk:employer_visit", args=[visit.pk]))
    assert "Never say who told us" in page.content.decode()
    assert placement.person.name not in page.content.decode()

    client.post(
        reverse("desk:employer_visit", args=[visit.pk]),
        {
            "id": hidden(page, "id"),
            "revision": hidden(page, "revision"),
            "visited_on": f"{timezone.localdate():%d/%m/%Y}",
            "nssf": "yes",
            "number_seen": "on",
            "note": "បានចុះឈ្មោះហើយ",
            "again_on": "",
        },
    )

    placement.refresh_from_db(), visit.refresh_from_db()
    assert (visit.state, placement.proof, placement.has_nssf) == ("reached", "G4", "yes")


def test_another_centre_plans_no_visit(client, officer, officer_elsewhere, pursat):
    placement = placed(officer, pursat)
    client.force_login(officer_elsewhere)

    made = client.post(reverse("desk:employer_visit_plan", args=[placement.pk]))

    assert made.status_code == 404 and not FollowUp.objects.filter(kind="employer").exists()


def test_a_visit_to_an_employer_is_not_kept_as_a_call(client, officer, pursat):
    placement = placed(officer, pursat)
    client.post(reverse("desk:employer_visit_plan", args=[placement.pk]))
    visit = FollowUp.objects.get(kind="employer")
    typed = {"id": key(), "revision": "1", "finding": "ល្អ", "mode": "phone", "ended_on": ""}

    answered = client.post(reverse("desk:follow_up_reached", args=[visit.pk]), typed)

    visit.refresh_from_db()
    assert answered["Location"] == reverse("desk:employer_visit", args=[visit.pk])
    assert visit.state == "due"


def test_the_list_page_asks_the_database_as_often_for_many(
    client, officer, pursat, django_assert_num_queries
):
    for number in range(6):
        case = case_for(officer, pursat, nickname=str(number), in_emergency=(MOTHER,))
        tried(client, call_of(case))
    html(client, "calls")

    with django_assert_num_queries(QUERIES):
        html(client, "calls")
