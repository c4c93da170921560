import uuid
from datetime import date
from decimal import Decimal

import pytest

from spean.casework import services
from spean.casework.contracts import StepMove, StepWords
from spean.core.errors import ChangedMeanwhile, IllegalMove, NotAllowed
from spean.core.refs import Ref
from tests.factories.casework import case_for, client_of, plan_for, plan_words, step_for
from tests.factories.people import TODAY

pytestmark = pytest.mark.django_db


def move(step, name, actor, revision=None):
    return services.move_action(
        actor=actor,
        action=step,
        revision=revision or step.revision,
        move=StepMove(name, TODAY, "បានឃើញ"),
    )


def complete(person, actor, kind="EMP", evidence=None):
    return services.complete_action(
        actor=actor,
        person=person,
        kind=kind,
        evidence=evidence or Ref("placement", uuid.uuid4()),
        on=TODAY,
    )


def test_a_step_is_done_with_its_day_and_proof_and_can_be_taken_up_again(counsellor, pursat):
    step = plan_for(case_for(counsellor, pursat)).actions.get()

    done = move(step, "finish", counsellor)
    assert (done.state, done.done_on, done.evidence) == ("done", TODAY, "បានឃើញ")

    again = move(done, "take_up", counsellor)
    assert (again.state, again.done_on) == ("in_progress", None)


def test_a_step_that_is_done_cannot_be_dropped(counsellor, pursat):
    step = move(plan_for(case_for(counsellor, pursat)).actions.get(), "finish", counsellor)

    with pytest.raises(IllegalMove):
        move(step, "drop", counsellor)


def test_two_officers_moving_one_step_do_not_both_win(counsellor, colleague, pursat):
    step = plan_for(case_for(counsellor, pursat)).actions.get()
    move(step, "finish", counsellor)

    with pytest.raises(ChangedMeanwhile):
        move(step, "drop", colleague)


def test_a_cost_needs_its_currency(counsellor, pursat):
    plan = plan_for(case_for(counsellor, pursat), steps=0)

    with pytest.raises(services.CurrencyMissing):
        step_for(plan, cost=Decimal(5))


def test_a_step_of_a_replaced_plan_is_history(counsellor, pursat):
    plan = plan_for(case_for(counsellor, pursat), agreed=True)
    step = plan.actions.get()
    services.revise_plan(
        actor=counsellor,
        plan=plan,
        revision=plan.revision,
        id=uuid.uuid4(),
        words=plan_words(goal=plan.goal),
    )

    with pytest.raises(IllegalMove):
        move(step, "finish", counsellor)


def test_the_same_step_sent_twice_is_one_and_another_plans_id_is_refused(counsellor, pursat):
    plan = plan_for(case_for(counsellor, pursat), steps=0)
    other = plan_for(case_for(counsellor, pursat, given_name_km="ដារ៉ា"), steps=0)
    key, words = uuid.uuid4(), StepWords("រកការងារ", "both")

    for _time in range(2):
        services.add_action(actor=counsellor, plan=plan, id=key, words=words)

    assert plan.actions.count() == 1
    with pytest.raises(NotAllowed):
        services.add_action(actor=counsellor, plan=other, id=key, words=words)


def test_a_placement_ticks_the_open_step_of_its_kind(counsellor, pursat):
    case = case_for(counsellor, pursat)
    plan = plan_for(case, agreed=True, steps=1)
    step_for(plan, "COU1", what="ពិភាក្សា")
    proof = Ref("placement", uuid.uuid4())

    ticked = complete(case.person, counsellor, evidence=proof)

    assert (ticked.state, ticked.evidence_id, ticked.done_on) == ("done", proof.id, TODAY)
    assert plan.actions.get(what="ពិភាក្សា").state == "planned"


def test_the_same_proof_ticks_one_step_only(counsellor, pursat):
    case = case_for(counsellor, pursat)
    plan = plan_for(case, steps=2)
    proof = Ref("placement", uuid.uuid4())

    for _time in range(2):
        complete(case.person, counsellor, evidence=proof)

    assert plan.actions.filter(state="done").count() == 1


def test_the_step_under_way_is_ticked_before_the_one_due_sooner(counsellor, pursat):
    case = case_for(counsellor, pursat)
    plan = plan_for(case, steps=0)
    step_for(plan, what="ឆាប់", due_on=date(2026, 11, 23))
    begun = move(step_for(plan, what="កំពុង"), "start", counsellor)

    assert complete(case.person, counsellor).pk == begun.pk


def test_no_plan_no_step_and_no_case_are_no_error(counsellor, pursat):
    nobody = client_of(counsellor, pursat)
    with_plan = case_for(counsellor, pursat, given_name_km="ដារ៉ា")
    plan_for(with_plan, steps=0)

    assert complete(nobody, counsellor) is None
    assert complete(with_plan.person, counsellor) is None
