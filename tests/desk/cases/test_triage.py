import pytest
from django.urls import reverse

from spean.accounts.models import AuditEntry
from spean.casework.models import Screening
from spean.casework.rules import QUESTIONS
from spean.casework.selectors import case_of
from tests.desk.cases.writing import hidden, questions, sent
from tests.factories.casework import case_for, screened

pytestmark = pytest.mark.django_db
PROTOCOL = "Stay with this person. Call the supervisor now."


@pytest.fixture(autouse=True)
def _english(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


@pytest.fixture
def person(counsellor, pursat):
    return case_for(counsellor, pursat).person


def url(person):
    return reverse("desk:triage", args=[person.pk])


def test_every_question_of_f5_is_asked_answered_and_read_again(client, counsellor, person):
    client.force_login(counsellor)
    said = {code: ("yes", "no", "unknown")[place % 3] for place, code in enumerate(QUESTIONS)}

    assert sent(client, "desk:triage", person.pk, **said).status_code == 302

    html = client.get(url(person)).content.decode()
    for code, answer in said.items():
        assert html.count(f'name="{code}" value="{answer}"') == 1
        marked = html.split(f'name="{code}" value="{answer}"')[1][:200].split(">")[0]
        assert "checked" in marked, code


def test_a_missing_answer_is_asked_for_and_nothing_is_lost(client, counsellor, person):
    client.force_login(counsellor)

    answered = sent(client, "desk:triage", person.pk, **questions("wages_owed", debt_due=""))

    html = answered.content.decode()
    assert answered.status_code == 200 and "1 place left to look at" in html
    assert "checked" in html.split('name="wages_owed" value="yes"')[1].split(">")[0]
    assert not Screening.objects.exists()


def test_self_harm_shows_the_protocol_to_the_officer(client, counsellor, person):
    client.force_login(counsellor)

    sent(client, "desk:triage", person.pk, **questions("self_harm"))

    assert PROTOCOL in client.get(url(person)).content.decode()


def test_without_such_an_answer_there_is_no_protocol(client, counsellor, person):
    client.force_login(counsellor)

    sent(client, "desk:triage", person.pk, **questions("urgent_health"))

    assert PROTOCOL not in client.get(url(person)).content.decode()


def test_a_colleague_may_ask_is_told_the_protocol_and_cannot_read_the_answers(
    client, colleague, person
):
    client.force_login(colleague)
    sent(client, "desk:triage", person.pk, **questions("self_harm"))

    first = client.get(url(person)).content.decode()
    second = client.get(url(person)).content.decode()

    assert PROTOCOL in first and PROTOCOL not in second
    assert " checked" not in second.split("What follows from it")[0]
    assert "Only the responsible officer and the manager can read the answers." in second


def test_each_reading_of_the_answers_leaves_a_trace(client, counsellor, person):
    screened(case_of(person))
    client.force_login(counsellor)
    before = AuditEntry.objects.filter(action="people.sensitive_read").count()

    client.get(url(person))

    assert AuditEntry.objects.filter(action="people.sensitive_read").count() == before + 1


def test_another_choice_without_a_reason_is_asked_for_at_its_field(client, counsellor, person):
    client.force_login(counsellor)
    typed = questions("child_alone", triage="green", override_reason="")

    html = sent(client, "desk:triage", person.pk, **typed).content.decode()

    assert "Please write why you choose otherwise." in html
    assert not Screening.objects.exists()


def test_the_same_form_sent_twice_is_one_screening(client, counsellor, person):
    client.force_login(counsellor)
    page = client.get(url(person))
    typed = {"id": hidden(page, "id"), **questions()}
    codes = [client.post(url(person), typed).status_code for _time in range(2)]

    assert codes == [302, 302]
    assert Screening.objects.count() == 1


@pytest.mark.parametrize("who", ["officer_elsewhere", "job_officer", "volunteer", "donor"])
def test_others_do_not_even_learn_that_it_exists(client, request, who, person):
    client.force_login(request.getfixturevalue(who))

    assert client.get(url(person)).status_code == 404
    assert client.post(url(person), questions()).status_code == 404
    assert not Screening.objects.exists()
