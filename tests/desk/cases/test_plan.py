from decimal import Decimal

import pytest
from django.urls import reverse

from spean.casework.models import Plan, PlanAction
from tests.desk.cases.writing import REVIEW, hidden, key, plan, sent
from tests.factories.casework import case_for, plan_for, service_type, step_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


@pytest.fixture
def case(counsellor, pursat, client):
    client.force_login(counsellor)
    return case_for(counsellor, pursat)


def read(client, case):
    return client.get(reverse("desk:plan", args=[case.person_id])).content.decode()


def test_every_field_of_f7_is_written_read_and_corrected(client, case):
    assert sent(client, "desk:plan", case.person_id, **plan()).status_code == 302

    written = Plan.objects.get()
    assert (written.baseline_rss, written.review_on) == (Decimal("0.450"), REVIEW)
    html = read(client, case)
    shown = (
        "ខ្ញុំចង់ធ្វើការជិតផ្ទះ",
        "A job near home",
        "Income and work",
        "ធ្លាប់ក្រាលការ៉ូ",
        "កូនពីរ",
        "0.450",
    )
    assert not [word for word in (*shown, "15 June 2028") if word not in html]

    changed = plan(goal="ខ្ញុំចង់បើកហាង", household_agrees="no", baseline_rss="")
    assert sent(client, "desk:plan_edit", written.pk, **changed).status_code == 302
    written.refresh_from_db()
    assert (written.goal, written.household_agrees, written.baseline_rss) == (
        "ខ្ញុំចង់បើកហាង",
        False,
        None,
    )


def test_every_field_of_a_step_is_written_read_and_corrected(client, case):
    found = plan_for(case, steps=0)
    typed = {
        "what": "បញ្ជាក់ជំនាញក្រាលការ៉ូ",
        "owner": "client",
        "due_on": "១៥ មិថុនា ២០២៨",
        "service_type": str(service_type("EMP2").pk),
        "provider": "",
        "provider_name": "មជ្ឈមណ្ឌលខេត្ត",
        "cost_amount": "៥០០០០",
        "cost_currency": "KHR",
    }

    assert sent(client, "desk:plan_step_new", found.pk, **typed).status_code == 302

    step = PlanAction.objects.get()
    assert (step.due_on, step.cost, step.cost_currency) == (REVIEW, Decimal(50000), "KHR")
    html = read(client, case)
    assert "បញ្ជាក់ជំនាញក្រាលការ៉ូ" in html and "មជ្ឈមណ្ឌលខេត្ត" in html
    again = {**typed, "what": "ប្រឡង", "owner": "both"}
    assert sent(client, "desk:plan_step", step.pk, **again).status_code == 302
    step.refresh_from_db()
    assert (step.what, step.owner) == ("ប្រឡង", "both")


def test_a_step_is_moved_by_the_buttons_its_flow_allows(client, case):
    step = step_for(plan_for(case, steps=0))
    url = reverse("desk:plan_step", args=[step.pk])
    html = client.get(url).content.decode()
    offered = [name for name in ("start", "finish", "fail", "take_up") if f'value="{name}"' in html]

    moved = client.post(
        reverse("desk:plan_step_move", args=[step.pk]),
        {"revision": step.revision, "move": "finish", "moved_on": "", "evidence": "ឃើញ"},
    )

    step.refresh_from_db()
    assert offered == ["start", "finish"]
    assert (moved.status_code, step.state, step.evidence) == (302, "done", "ឃើញ")


def test_a_move_the_flow_refuses_is_said_and_nothing_changes(client, case):
    step = step_for(plan_for(case, steps=0))

    answered = client.post(
        reverse("desk:plan_step_move", args=[step.pk]),
        {"revision": step.revision, "move": "take_up"},
    )

    step.refresh_from_db()
    assert "This step is no longer possible." in answered.content.decode()
    assert step.state == "planned"


def test_the_yes_is_written_with_its_witness(client, case):
    found = plan_for(case)

    refused = sent(client, "desk:plan_agree", found.pk, mode="verbal", witness="")
    assert "Please write who heard the person say yes." in refused.content.decode()
    sent(client, "desk:plan_agree", found.pk, mode="verbal", witness="ម៉ែសុភា")

    found.refresh_from_db()
    assert (found.state, found.agreed_mode, found.agreement_witness) == (
        "agreed",
        "verbal",
        "ម៉ែសុភា",
    )
    assert "ម៉ែសុភា" in read(client, case)


def test_the_second_officer_sees_both_versions_and_can_keep_hers(client, case, colleague):
    found = plan_for(case)
    url = reverse("desk:plan_edit", args=[found.pk])
    page = client.get(url)
    marks = {name: hidden(page, name) for name in ("id", "revision")}
    sent(client, "desk:plan_edit", found.pk, **plan(strengths="របស់មិត្ត"))

    client.force_login(colleague)
    shown = client.post(url, {**marks, **plan(strengths="របស់ខ្ញុំ")})

    html = shown.content.decode()
    assert shown.status_code == 200 and "របស់មិត្ត" in html and "របស់ខ្ញុំ" in html
    kept = {"id": hidden(shown, "id"), "revision": hidden(shown, "revision")}
    assert client.post(url, {**kept, **plan(strengths="ទាំងពីរ")}).status_code == 302
    found.refresh_from_db()
    assert found.strengths == "ទាំងពីរ"


def test_changing_an_agreed_plan_keeps_the_old_version_to_read(client, case):
    old = plan_for(case, agreed=True)

    sent(client, "desk:plan_edit", old.pk, **plan(goal="ថ្មី"))

    assert Plan.objects.count() == 2
    assert reverse("desk:plan_version", args=[old.pk]) in read(client, case)
    shown = client.get(reverse("desk:plan_version", args=[old.pk])).content.decode()
    assert old.goal in shown and "Replaced by a newer version" in shown


def test_paper_has_the_given_name_alone_and_no_sensitive_step(client, case):
    found = plan_for(case, steps=0)
    for code, what in (
        ("EMP3", "រកការងារ"),
        ("COU6", "សងបំណុល"),
        ("PRO5", "ទៅពេទ្យ"),
        ("LEG1", "ប្ដឹង"),
    ):
        step_for(found, code, what=what)
    url = reverse("desk:plan_print", args=[case.person_id])

    paper = client.get(url).content.decode()

    assert "រកការងារ" in paper and paper.count("Come to the centre") == 3
    assert not [word for word in ("សងបំណុល", "ទៅពេទ្យ", "ប្ដឹង", case.person.name) if word in paper]
    assert case.person.given_name in paper
    assert "សងបំណុល" in client.get(f"{url}?all=1").content.decode()


def test_ill_formed_text_is_refused_at_its_field(client, case):
    url = reverse("desk:plan", args=[case.person_id])

    answered = client.post(url, {"id": key(), "revision": "1", **plan(goal="ក\x00ខ")})

    assert answered.status_code == 200
    assert not Plan.objects.exists()


@pytest.mark.parametrize("who", ["officer_elsewhere", "job_officer", "volunteer", "evaluator"])
def test_others_find_no_plan(client, request, who, case):
    found = plan_for(case)
    step = found.actions.get()
    client.force_login(request.getfixturevalue(who))

    for name, of in (
        ("plan", case.person_id),
        ("plan_print", case.person_id),
        ("plan_version", found.pk),
        ("plan_edit", found.pk),
        ("plan_agree", found.pk),
        ("plan_step_new", found.pk),
        ("plan_step", step.pk),
    ):
        assert client.get(reverse(f"desk:{name}", args=[of])).status_code == 404, name
