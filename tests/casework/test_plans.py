import uuid
from datetime import date

import pytest

from spean.accounts.models import AuditEntry
from spean.casework import services
from spean.casework.contracts import Agreement
from spean.casework.models import FollowUp, Plan
from spean.casework.selectors import plan_of
from spean.core.errors import ChangedMeanwhile, IllegalMove
from tests.factories.casework import case_for, plan_for, plan_words
from tests.factories.people import MORNING

pytestmark = pytest.mark.django_db


def revise(plan, actor, revision=None, **changes):
    return services.revise_plan(
        actor=actor,
        plan=plan,
        revision=revision or plan.revision,
        id=uuid.uuid4(),
        words=plan_words(**changes),
    )


def test_a_plan_begins_as_a_draft_in_her_words(counsellor, pursat):
    plan = plan_for(case_for(counsellor, pursat), steps=0)

    assert (plan.state, plan.version, plan.goal) == ("draft", 1, "ខ្ញុំចង់ធ្វើការជិតផ្ទះ")


def test_a_plan_without_a_goal_is_refused(counsellor, pursat):
    with pytest.raises(services.GoalMissing):
        plan_for(case_for(counsellor, pursat), goal="  ")


def test_a_second_plan_is_refused_while_one_is_in_force(counsellor, pursat):
    case = case_for(counsellor, pursat)
    plan_for(case)

    with pytest.raises(services.PlanExists):
        plan_for(case)


def test_a_draft_is_changed_in_place(counsellor, pursat):
    case = case_for(counsellor, pursat)
    plan = plan_for(case)

    changed = revise(plan, counsellor, strengths="ធ្លាប់ក្រាលការ៉ូ")

    assert changed.pk == plan.pk
    assert changed.revision == plan.revision + 1
    assert Plan.objects.count() == 1


def test_the_second_of_two_officers_is_shown_both_versions(counsellor, colleague, pursat):
    plan = plan_for(case_for(counsellor, pursat))
    revise(plan, counsellor, strengths="មួយ")

    with pytest.raises(ChangedMeanwhile) as refusal:
        revise(plan, colleague, strengths="ពីរ")

    assert refusal.value.details["theirs"].strengths == "មួយ"
    assert Plan.objects.get().strengths == "មួយ"


def test_saying_yes_agrees_the_planned_steps(counsellor, pursat):
    plan = plan_for(case_for(counsellor, pursat), agreed=True, steps=2)

    assert (plan.state, plan.agreed_mode, plan.agreed_at) == ("agreed", "thumbprint", MORNING)
    assert {step.state for step in plan.actions.all()} == {"agreed"}


def test_a_spoken_yes_needs_a_witness_and_leaves_no_trace(counsellor, pursat):
    plan = plan_for(case_for(counsellor, pursat))
    before = AuditEntry.objects.count()

    with pytest.raises(services.WitnessMissing):
        services.agree_plan(
            actor=counsellor,
            plan=plan,
            revision=plan.revision,
            agreement=Agreement("verbal", " "),
            now=MORNING,
        )

    plan.refresh_from_db()
    assert plan.state == "draft"
    assert AuditEntry.objects.count() == before


def test_an_agreed_plan_is_rewritten_as_a_new_version_with_the_same_steps(counsellor, pursat):
    case = case_for(counsellor, pursat)
    old = plan_for(case, agreed=True, steps=2)

    new = revise(old, counsellor, goal="ខ្ញុំចង់បើកហាង")

    old.refresh_from_db()
    assert (old.state, old.goal) == ("superseded", "ខ្ញុំចង់ធ្វើការជិតផ្ទះ")
    assert (new.state, new.version, new.goal) == ("draft", 2, "ខ្ញុំចង់បើកហាង")
    assert [s.what for s in new.actions.order_by("sort")] == [
        s.what for s in old.actions.order_by("sort")
    ]
    assert plan_of(case).pk == new.pk


def test_a_replaced_version_can_no_longer_be_changed(counsellor, pursat):
    old = plan_for(case_for(counsellor, pursat), agreed=True)
    revise(old, counsellor)
    old.refresh_from_db()

    with pytest.raises(IllegalMove):
        revise(old, counsellor)


def test_sending_the_new_version_twice_makes_one(counsellor, pursat):
    old, key = plan_for(case_for(counsellor, pursat), agreed=True), uuid.uuid4()

    for _time in range(2):
        services.revise_plan(
            actor=counsellor, plan=old, revision=old.revision, id=key, words=plan_words(goal="ថ្មី")
        )

    assert Plan.objects.count() == 2


def test_the_review_is_promised_once_and_moves_with_the_plan(counsellor, pursat):
    plan = plan_for(case_for(counsellor, pursat), review_on=date(2026, 12, 1))

    revise(plan, counsellor, review_on=date(2027, 1, 5))

    promise = FollowUp.objects.get()
    assert (promise.kind, promise.due_on) == ("review", date(2027, 1, 5))


def test_a_review_taken_out_of_the_plan_is_no_longer_due(counsellor, pursat):
    plan = plan_for(case_for(counsellor, pursat), review_on=date(2026, 12, 1))

    revise(plan, counsellor, review_on=None)

    assert FollowUp.objects.get().state == "cancelled"
