import pytest

from spean.casework import services
from spean.casework.contracts import ExitWords
from spean.casework.models import Case, FollowUp
from spean.core.errors import ChangedMeanwhile, IllegalMove, NotAllowed
from tests.casework.test_follow_ups import try_once
from tests.factories.casework import case_for, follow_up_for, plan_for
from tests.factories.people import MORNING

pytestmark = pytest.mark.django_db


def ask(case, actor, **changes):
    words = ExitWords(**{"reason": "goal_reached", "closing_result": "មានការងារ", **changes})
    return services.ask_to_close(
        actor=actor, case=case, revision=case.revision, words=words, now=MORNING
    )


def close(case, actor):
    return services.close_case(actor=actor, case=case, revision=case.revision, now=MORNING)


def test_opening_twice_gives_the_one_open_case(counsellor, pursat):
    case = case_for(counsellor, pursat)

    again = services.open_case(actor=counsellor, person=case.person, now=MORNING)

    assert again.pk == case.pk
    assert Case.objects.count() == 1


def test_a_case_stays_open_until_the_manager_says_yes(counsellor, pursat):
    case = ask(case_for(counsellor, pursat), counsellor)

    assert (case.state, case.exit_reason, case.exit_asked_by) == (
        "open",
        "goal_reached",
        counsellor,
    )


def test_the_officer_cannot_say_yes_herself(counsellor, pursat):
    case = ask(case_for(counsellor, pursat), counsellor)

    with pytest.raises(NotAllowed):
        close(case, counsellor)

    assert Case.objects.get().state == "open"


def test_the_manager_of_another_centre_cannot_either(counsellor, manager_elsewhere, pursat):
    case = ask(case_for(counsellor, pursat), counsellor)

    with pytest.raises(NotAllowed):
        close(case, manager_elsewhere)


def test_the_managers_yes_ends_the_plan_and_its_promises(counsellor, manager, pursat):
    case = case_for(counsellor, pursat)
    plan = plan_for(case, agreed=True)
    follow_up_for(case, 30)

    closed = close(ask(case, counsellor), manager)

    plan.refresh_from_db()
    assert (closed.state, closed.exit_approved_by, closed.closed_at) == (
        "closed",
        manager,
        MORNING,
    )
    assert (plan.state, plan.closure_result) == ("closed", "មានការងារ")
    assert {one.state for one in FollowUp.objects.all()} == {"cancelled"}


def test_nothing_is_closed_that_nobody_asked_for(counsellor, manager, pursat):
    with pytest.raises(services.ClosingNotAskedFor):
        close(case_for(counsellor, pursat), manager)


def test_nobody_is_lost_before_three_tries(counsellor, pursat):
    case = case_for(counsellor, pursat)
    follow_up = follow_up_for(case)
    for _time in range(2):
        try_once(follow_up, counsellor)

    with pytest.raises(services.NotEnoughTries):
        ask(case, counsellor, reason="lost_contact")

    try_once(follow_up, counsellor)
    assert ask(case, counsellor, reason="lost_contact").exit_reason == "lost_contact"


def test_a_refused_closing_leaves_the_case_as_it_was(counsellor, manager, pursat):
    case = ask(case_for(counsellor, pursat), counsellor)

    kept = services.keep_open(actor=manager, case=case, revision=case.revision)

    assert (kept.state, kept.exit_asked_at, kept.exit_reason) == ("open", None, "")


def test_a_closing_decided_twice_is_refused(counsellor, manager, pursat):
    case = ask(case_for(counsellor, pursat), counsellor)
    close(case, manager)

    with pytest.raises(ChangedMeanwhile):
        close(case, manager)


def test_a_closed_case_opens_again_and_gets_a_new_plan(counsellor, manager, pursat):
    case = case_for(counsellor, pursat)
    plan_for(case, agreed=True)
    closed = close(ask(case, counsellor), manager)

    again = services.reopen(actor=counsellor, case=closed, revision=closed.revision)

    assert (again.state, again.exit_reason, again.closed_at) == ("open", "", None)
    assert plan_for(again).version == 2


def test_an_old_case_does_not_open_beside_an_open_one(counsellor, manager, pursat):
    case = case_for(counsellor, pursat)
    closed = close(ask(case, counsellor), manager)
    services.open_case(actor=counsellor, person=case.person, now=MORNING)

    with pytest.raises(IllegalMove):
        services.reopen(actor=counsellor, case=closed, revision=closed.revision)
