"""From the worker's answers at day 30 to the visit of the employer, and back to the proof."""

from datetime import date

import pytest

from spean.casework.contracts import Found
from spean.casework.models import FollowUp, FollowUpAnswers, ServiceEvent
from spean.casework.services.calls import keep_step
from spean.core.errors import ChangedMeanwhile
from spean.jobs.models import DecentWorkCheck
from spean.jobs.services.checks import VisitFound
from spean.pathways.calling import call_answered
from spean.pathways.visiting import visited
from tests.factories.calls import FREE, call_of, first_call, placed
from tests.factories.casework import case_for, service_type
from tests.factories.people import MORNING, TODAY

pytestmark = pytest.mark.django_db


def called(actor, follow_up, **steps):
    for step, said in steps.items():
        keep_step(actor=actor, follow_up=follow_up, step=step, said=said)
    left = FollowUpAnswers.objects.get(follow_up=follow_up).left_job_on
    return call_answered(
        actor=actor,
        follow_up=follow_up,
        revision=follow_up.revision,
        found=Found("ធ្វើការធម្មតា", "phone", left),
        now=MORNING,
    )


def test_no_nssf_at_day_30_opens_a_visit_to_the_employer(counsellor, pursat):
    placement = placed(counsellor, pursat)

    (task,) = called(counsellor, first_call(placement), job={**FREE, "nssf": "no"})

    assert (task.kind, task.reasons, task.about_id) == ("employer", ["nssf-none"], placement.pk)
    assert task.due_on == date(2026, 11, 29) and not task.is_discreet
    assert DecentWorkCheck.objects.get().moment == "day_30"


def test_good_work_opens_nothing(counsellor, pursat):
    placement = placed(counsellor, pursat)

    assert called(counsellor, first_call(placement), job=FREE) == []

    placement.refresh_from_db()
    assert (placement.proof, placement.has_nssf) == ("G1", "yes")


def test_papers_kept_open_a_talk_in_private_and_no_visit(counsellor, pursat):
    placement = placed(counsellor, pursat)

    (task,) = called(counsellor, first_call(placement), job={**FREE, "papers": "no", "nssf": "no"})

    assert (task.kind, task.is_discreet, task.reasons) == ("private", True, [])


def test_what_she_does_not_wish_to_say_opens_nothing(counsellor, pursat):
    placement = placed(counsellor, pursat)

    said = dict.fromkeys(FREE, "no_answer")

    assert called(counsellor, first_call(placement), job=said) == []


def test_who_means_to_leave_soon_is_offered_safety_once(counsellor, pursat):
    service_type("FUP1")
    case = case_for(counsellor, pursat)

    for kind in ("month_1", "month_3"):
        call = call_of(case, kind)
        tasks = called(counsellor, call, ahead={"intention": "months_3"})
        assert [task.kind for task in tasks] == ["safely"]

    assert FollowUp.objects.filter(kind="safely").count() == 1


def test_a_job_that_ended_is_ended_by_the_call(counsellor, pursat):
    placement = placed(counsellor, pursat)

    called(counsellor, first_call(placement), now={"left_job_on": "2026-11-10"})

    placement.refresh_from_db()
    assert placement.ended_on == date(2026, 11, 10)
    assert not DecentWorkCheck.objects.exists()


def test_a_call_kept_by_somebody_else_meanwhile_changes_nothing(counsellor, colleague, pursat):
    placement = placed(counsellor, pursat)
    call = first_call(placement)
    called(counsellor, call, job=FREE)

    with pytest.raises(ChangedMeanwhile):
        call_answered(
            actor=colleague,
            follow_up=call,
            revision=call.revision,
            found=Found("", "phone"),
            now=MORNING,
        )

    assert DecentWorkCheck.objects.count() == 1


def visit(actor, task, again_on=None, **found):
    return visited(
        actor=actor,
        follow_up=task,
        placement_id=task.about_id,
        revision=task.revision,
        found=VisitFound(**{"visited_on": TODAY, "nssf": "yes", **found}),
        note="បានចុះឈ្មោះកម្មករទាំងអស់",
        again_on=again_on,
        now=MORNING,
    )


def test_a_visit_by_the_job_officer_closes_the_task_and_raises_the_proof(
    counsellor, job_officer, pursat
):
    placement = placed(counsellor, pursat)
    (task,) = called(counsellor, first_call(placement), job={**FREE, "nssf": "no"})

    done = visit(job_officer, task, number_seen=True)

    placement.refresh_from_db()
    assert (done.state, placement.proof, placement.has_nssf) == ("reached", "G4", "yes")
    assert ServiceEvent.objects.filter(topics__code="FUP3").count() == 1


def test_a_visit_that_changed_nothing_is_followed_by_another(counsellor, pursat):
    placement = placed(counsellor, pursat)
    (task,) = called(counsellor, first_call(placement), job={**FREE, "nssf": "no"})

    visit(counsellor, task, nssf="no", again_on=date(2026, 12, 10))

    again = FollowUp.objects.get(kind="employer", state="due")
    assert (again.due_on, again.reasons) == (date(2026, 12, 10), ["nssf-none"])
