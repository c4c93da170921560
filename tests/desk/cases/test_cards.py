import pytest
from django.template.loader import render_to_string

from spean.casework.contracts import StepMove
from spean.casework.selectors import plan_of
from spean.casework.services import move_action
from spean.desk.cases.cards import card_for, goal_for, moments_for, triage_for
from tests.factories.casework import (
    case_for,
    client_of,
    note_for,
    plan_for,
    screened,
    step_for,
)
from tests.factories.people import TODAY

pytestmark = pytest.mark.django_db


def drawn(card):
    return render_to_string(card.template, card.context)


def test_the_card_shows_the_steps_and_how_many_are_done(counsellor, pursat):
    case = case_for(counsellor, pursat)
    plan = plan_for(case, steps=2)
    step = plan.actions.first()
    move_action(
        actor=counsellor, action=step, revision=step.revision, move=StepMove("finish", TODAY)
    )

    card = card_for(counsellor, case.person)

    assert (card.context["done"], len(card.context["steps"])) == (1, 2)
    html = drawn(card)
    assert "រកការងារ 0" in html and "UNDEFINED" not in html


def test_the_goal_is_quoted_in_her_words(counsellor, pursat):
    case = case_for(counsellor, pursat)
    plan_for(case, goal="ខ្ញុំចង់បើកហាង")

    assert "«ខ្ញុំចង់បើកហាង»" in drawn(goal_for(counsellor, case.person))


def test_before_the_plan_the_card_says_what_comes_next(counsellor, pursat):
    without_plan, without_case = case_for(counsellor, pursat), client_of(counsellor, pursat)

    for person in (without_plan.person, without_case):
        assert "UNDEFINED" not in drawn(card_for(counsellor, person))
        assert goal_for(counsellor, person) is None


def test_who_may_not_see_casework_gets_nothing(counsellor, job_officer, officer_elsewhere, pursat):
    case = case_for(counsellor, pursat)
    screened(case, "child_alone")
    plan_for(case, agreed=True)

    for viewer in (job_officer, officer_elsewhere):
        assert card_for(viewer, case.person) is None
        assert goal_for(viewer, case.person) is None
        assert moments_for(viewer, case.person) == []
        assert triage_for(viewer, case.person) == ""


def test_the_timeline_tells_what_happened_but_not_the_answers(counsellor, pursat):
    case = case_for(counsellor, pursat)
    screened(case, "self_harm")
    plan_for(case, agreed=True)
    note_for(case, topics=("PRO5",), summary="ឈឺ")
    step_for(plan_of(case), "EMP2")

    texts = " ".join(str(moment.text) for moment in moments_for(counsellor, case.person))

    assert "បើកករណី" in texts and "យល់ព្រមលើផែនការ" in texts
    assert "ឈឺ" not in texts and "សុខភាព" not in texts
