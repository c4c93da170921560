import uuid
from datetime import date, timedelta

import pytest

from spean.casework import services
from spean.casework.contracts import TryWords
from spean.casework.models import FollowUp, FollowUpTry
from spean.core.errors import ChangedMeanwhile, IllegalMove
from spean.core.refs import Ref
from tests.factories.casework import case_for, client_of, follow_up_for
from tests.factories.people import MORNING, TODAY

pytestmark = pytest.mark.django_db


def plan(actor, person, about, start=date(2026, 11, 30)):
    return services.plan_follow_ups(actor=actor, person=person, start_on=start, about=about)


def try_once(follow_up, actor, id=None, **changes):
    words = TryWords(**{"reason": "no_answer", **changes})
    return services.record_try(
        actor=actor, follow_up=follow_up, id=id or uuid.uuid4(), words=words, now=MORNING
    )


def test_a_placement_promises_contacts_at_1_3_6_and_12_months(counsellor, pursat):
    case = case_for(counsellor, pursat)
    proof = Ref("placement", uuid.uuid4())

    promised = plan(counsellor, case.person, proof)

    assert [(one.kind, one.due_on) for one in promised] == [
        ("month_1", date(2026, 12, 30)),
        ("month_3", date(2027, 2, 28)),
        ("month_6", date(2027, 5, 30)),
        ("month_12", date(2027, 11, 30)),
    ]
    assert {(one.about_kind, one.about_id) for one in promised} == {("placement", proof.id)}


def test_one_placement_promises_once(counsellor, pursat):
    case, proof = case_for(counsellor, pursat), Ref("placement", uuid.uuid4())

    first = plan(counsellor, case.person, proof)
    second = plan(counsellor, case.person, proof)

    assert [one.pk for one in first] == [one.pk for one in second]
    assert FollowUp.objects.count() == 4


def test_without_an_open_case_nothing_is_promised(counsellor, pursat):
    with pytest.raises(services.NoOpenCase):
        plan(counsellor, client_of(counsellor, pursat), Ref("placement", uuid.uuid4()))


def test_a_try_moves_the_day_and_is_kept_with_its_reason(counsellor, pursat):
    follow_up = follow_up_for(case_for(counsellor, pursat))

    tried = try_once(follow_up, counsellor, again_on=TODAY + timedelta(days=2))

    follow_up.refresh_from_db()
    assert (tried.reason, follow_up.state) == ("no_answer", "due")
    assert follow_up.due_on == TODAY + timedelta(days=2)


def test_a_next_try_in_the_past_is_refused(counsellor, pursat):
    follow_up = follow_up_for(case_for(counsellor, pursat))

    with pytest.raises(services.NextTryInThePast):
        try_once(follow_up, counsellor, again_on=TODAY - timedelta(days=1))

    assert not FollowUpTry.objects.exists()


def test_the_same_try_sent_twice_is_one(counsellor, pursat):
    follow_up, key = follow_up_for(case_for(counsellor, pursat)), uuid.uuid4()

    for _time in range(2):
        try_once(follow_up, counsellor, id=key)

    assert FollowUpTry.objects.count() == 1


def test_reaching_the_person_ends_the_promise(counsellor, pursat):
    follow_up = follow_up_for(case_for(counsellor, pursat))

    done = services.record_reached(
        actor=counsellor, follow_up=follow_up, revision=1, finding="ធ្វើការល្អ", now=MORNING
    )

    assert (done.state, done.done_by, done.done_at, done.finding) == (
        "reached",
        counsellor,
        MORNING,
        "ធ្វើការល្អ",
    )


def test_two_officers_cannot_both_answer_one_promise(counsellor, colleague, pursat):
    follow_up = follow_up_for(case_for(counsellor, pursat))
    terms = {"follow_up": follow_up, "revision": 1, "now": MORNING}
    services.record_reached(actor=counsellor, finding="មួយ", **terms)

    with pytest.raises(ChangedMeanwhile):
        services.record_reached(actor=colleague, finding="ពីរ", **terms)


def test_nobody_is_given_up_before_one_try(counsellor, pursat):
    follow_up = follow_up_for(case_for(counsellor, pursat))

    with pytest.raises(services.NotTriedYet):
        services.give_up(actor=counsellor, follow_up=follow_up, revision=1, now=MORNING)


def test_what_was_given_up_can_be_taken_up_again(counsellor, pursat):
    follow_up = follow_up_for(case_for(counsellor, pursat))
    try_once(follow_up, counsellor)
    ended = services.give_up(actor=counsellor, follow_up=follow_up, revision=1, now=MORNING)

    again = services.resume_follow_up(
        actor=counsellor, follow_up=ended, revision=ended.revision, due_on=date(2026, 12, 24)
    )

    assert (again.state, again.done_by, again.due_on) == ("due", None, date(2026, 12, 24))


def test_what_was_reached_cannot_be_cancelled(counsellor, pursat):
    follow_up = follow_up_for(case_for(counsellor, pursat))
    done = services.record_reached(
        actor=counsellor, follow_up=follow_up, revision=1, finding="", now=MORNING
    )

    with pytest.raises(IllegalMove):
        services.cancel_follow_up(
            actor=counsellor, follow_up=done, revision=done.revision, now=MORNING
        )
