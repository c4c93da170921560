"""Whom to call, and that nobody is called twice."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spean.casework import services
from spean.casework.contracts import Agreement, TryWords
from spean.casework.models import Case, FollowUp, FollowUpAnswers
from spean.casework.selectors.calls import call_list, employer_visits_for, reach_of
from spean.casework.services.calls import finish_call, keep_step, open_call, open_task
from spean.core.errors import IllegalMove, NotAllowed
from spean.core.refs import Ref
from spean.people.choices import Scope
from spean.people.contracts import Contact, InEmergency
from tests.factories.calls import call_of
from tests.factories.casework import case_for, note_for, plan_for, plan_words
from tests.factories.people import MORNING, TODAY, consent

pytestmark = pytest.mark.django_db
# These need no more than a yes; a named organisation is asked elsewhere.
NAMED = (Scope.SERVICE_DELIVERY, Scope.SHARE_CSO)
SOMEBODY = InEmergency(name="ម៉ែ", relation="parent", phone="012 999 888")


def reachable(officer, centre, **changes):
    values = {"in_emergency": (SOMEBODY,), "lives_in": "own_home", **changes}
    return case_for(officer, centre, **values)


def tried(follow_up, actor, reason="no_answer"):
    words = TryWords(reason)
    services.record_try(actor=actor, follow_up=follow_up, id=uuid.uuid4(), words=words, now=MORNING)


def people(viewer, **more):
    return [row.person.pk for row in call_list(viewer, TODAY, **more)]


def test_whoever_has_more_reasons_to_be_lost_is_called_first(counsellor, pursat):
    easy, off, hard = (reachable(counsellor, pursat, nickname=str(n)) for n in range(3))
    call_of(easy, days=-20)
    call_of(hard)
    number_off = call_of(off)
    tried(number_off, counsellor, "number_off")
    moved = case_for(
        counsellor,
        pursat,
        nickname="4",
        lives_in="displacement_site",
        contacts=(Contact(number="012 345 679", owner="neighbour"),),
    )
    call_of(moved, days=5)

    assert people(counsellor) == [
        moved.person_id,
        off.person_id,
        easy.person_id,
        hard.person_id,
    ]


def test_each_row_says_its_reasons_and_no_score(counsellor, pursat):
    case = case_for(counsellor, pursat, lives_in="displacement_site")
    call_of(case)

    (row,) = call_list(counsellor, TODAY)

    assert row.reasons == ("no_place", "no_second")
    assert row.way == "again"


@pytest.mark.parametrize("scope", [s for s in Scope.values if s not in NAMED])
def test_no_consent_changes_the_order(counsellor, pursat, scope):
    """Metamorphic: the same people with another answer about sharing, in the same order."""
    order = []
    for answer in ((), (scope,)):
        Case.objects.update(state="closed", exit_reason="moved")
        cases = [
            case_for(counsellor, pursat, nickname=f"{n}{answer}", consent=consent(*answer))
            for n in range(3)
        ]
        for number, case in enumerate(cases):
            call_of(case, days=-number)
        tried(FollowUp.objects.get(case=cases[1]), counsellor)
        ids = [case.person_id for case in cases]
        order.append([ids.index(key) for key in people(counsellor) if key in ids])

    assert order[0] == order[1] == [1, 2, 0]


def test_a_person_stands_once_with_what_is_due_first(counsellor, pursat):
    case = reachable(counsellor, pursat)
    call_of(case, "month_3", days=3), call_of(case, "month_1", days=-3)

    (row,) = call_list(counsellor, TODAY)

    assert row.follow_up.kind == "month_1"


def test_what_was_tried_before_she_was_last_helped_counts_no_more(counsellor, pursat):
    case = reachable(counsellor, pursat)
    follow_up = call_of(case)
    tried(follow_up, counsellor)
    assert reach_of(follow_up, TODAY).tries == ("no_answer",)

    Case.objects.filter(pk=case.pk).update(last_service_on=TODAY)

    assert reach_of(FollowUp.objects.get(), TODAY).tries == ()


def test_sealed_people_and_other_centres_are_in_no_call_list(
    counsellor, colleague, officer_elsewhere, pursat
):
    case = reachable(counsellor, pursat)
    call_of(case)

    assert people(counsellor) == [case.person_id] == people(colleague, everybody=True)
    assert people(colleague) == [] == people(officer_elsewhere, everybody=True)
    case.person.is_sealed = True
    case.person.save()
    assert people(counsellor) == []


def test_the_list_asks_as_often_for_many_as_for_one(counsellor, pursat):
    call_of(reachable(counsellor, pursat))
    call_list(counsellor, TODAY)
    with CaptureQueriesContext(connection) as few:
        call_list(counsellor, TODAY)
    for number in range(4):
        tried(call_of(reachable(counsellor, pursat, nickname=str(number))), counsellor)
    with CaptureQueriesContext(connection) as many:
        assert len(call_list(counsellor, TODAY)) == 5

    assert len(many) == len(few)


def test_a_plan_promises_four_calls_once(counsellor, pursat):
    case = case_for(counsellor, pursat)
    plan = plan_for(case, agreed=True)
    kinds = [one.kind for one in FollowUp.objects.order_by("due_on")]
    assert kinds == ["month_1", "month_3", "month_6", "month_12"]

    newer = services.revise_plan(
        actor=counsellor,
        plan=plan,
        revision=plan.revision,
        id=uuid.uuid4(),
        words=plan_words(goal="ថ្មី"),
    )
    services.agree_plan(
        actor=counsellor,
        plan=newer,
        revision=newer.revision,
        agreement=Agreement("thumbprint"),
        now=MORNING + timedelta(days=40),
    )

    assert FollowUp.objects.count() == 4


def test_plan_and_job_at_one_time_make_one_call(counsellor, pursat):
    case = case_for(counsellor, pursat)
    plan_for(case, agreed=True)

    services.plan_follow_ups(
        actor=counsellor,
        person=case.person,
        start_on=TODAY + timedelta(days=3),
        about=Ref("placement", uuid.uuid4()),
    )

    due = FollowUp.objects.filter(state="due").order_by("due_on")
    assert [(one.kind, one.about_kind) for one in due] == [
        (kind, "placement") for kind in ("month_1", "month_3", "month_6", "month_12")
    ]


def test_a_second_job_soon_after_the_first_makes_no_second_call(counsellor, pursat):
    case = case_for(counsellor, pursat)
    jobs = [Ref("placement", uuid.uuid4()) for _job in range(2)]
    for days, about in zip((0, 60), jobs, strict=True):
        services.plan_follow_ups(
            actor=counsellor,
            person=case.person,
            start_on=TODAY + timedelta(days=days),
            about=about,
        )

    due = list(FollowUp.objects.filter(state="due").order_by("due_on"))
    gaps = [(after.due_on - one.due_on).days for one, after in zip(due, due[1:], strict=False)]
    assert min(gaps) > 15
    assert sum(one.about_id == jobs[1].id for one in due) == 4


def test_a_call_is_kept_step_by_step_and_sealed(counsellor, colleague, pursat):
    case = case_for(counsellor, pursat)
    follow_up = call_of(case)

    keep_step(actor=colleague, follow_up=follow_up, step="now", said={"activity": "looking"})
    keep_step(actor=counsellor, follow_up=follow_up, step="home", said={"debt": "400"})

    row = FollowUpAnswers.objects.get()
    assert (row.activity, b"400" in bytes(row.sealed)) == ("looking", False)
    assert open_call(viewer=counsellor, follow_up=follow_up) == {
        "now": {"activity": "looking"},
        "home": {"debt": "400"},
    }
    with pytest.raises(NotAllowed):
        open_call(viewer=colleague, follow_up=follow_up)


def test_a_call_that_is_over_takes_no_more_answers(counsellor, pursat):
    follow_up = call_of(case_for(counsellor, pursat), state="cancelled")

    with pytest.raises(IllegalMove):
        keep_step(actor=counsellor, follow_up=follow_up, step="now", said={})


def test_who_means_to_leave_is_called_earlier_than_another(counsellor, pursat):
    first, leaving = (reachable(counsellor, pursat, nickname=str(n)) for n in range(2))
    before = call_of(leaving, "month_1", days=-60)
    keep_step(actor=counsellor, follow_up=before, step="ahead", said={"intention": "months_12"})
    finish_call(actor=counsellor, follow_up=before, now=MORNING)
    FollowUp.objects.filter(pk=before.pk).update(state="reached")
    call_of(first, days=-1), call_of(leaving, "month_3")

    assert people(counsellor) == [leaving.person_id, first.person_id]


def test_a_task_that_is_open_takes_the_new_reasons(counsellor, job_officer, pursat):
    case, about = case_for(counsellor, pursat), Ref("placement", uuid.uuid4())

    def opened(*why):
        return open_task(
            actor=counsellor, case=case, kind="employer", due_on=TODAY, about=about, reasons=why
        )

    first, second = opened("nssf-none"), opened("nssf-none", "pay-late")

    assert first.pk == second.pk and second.reasons == ["nssf-none", "pay-late"]
    assert [one.pk for one in employer_visits_for(job_officer)] == [first.pk]
    FollowUp.objects.update(state="reached")
    assert opened("nssf-none").pk != first.pk


@pytest.mark.parametrize("kind", ["employer", "private"])
def test_a_task_with_its_own_page_is_not_settled_by_the_way(counsellor, pursat, kind):
    case = case_for(counsellor, pursat)
    task = call_of(case, kind)

    note_for(case, settles=(task.pk,))
    with pytest.raises(services.NothingPromised):
        services.promise_due(case.person)

    task.refresh_from_db()
    assert task.state == "due"
