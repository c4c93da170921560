import uuid

import pytest

from spean.accounts.models import AuditEntry
from spean.casework import services
from spean.casework.models import Screening
from spean.core.errors import NotAllowed
from tests.factories.casework import answers, case_for, screened
from tests.factories.people import MORNING

pytestmark = pytest.mark.django_db


def test_the_answers_set_when_we_act(counsellor, pursat):
    case = case_for(counsellor, pursat)

    screening = screened(case, "child_alone")

    case.refresh_from_db()
    assert (screening.proposed, screening.triage, case.triage) == ("red", "red", "red")
    assert screening.rule_version == "2026-1"
    assert case.triaged_at == MORNING


def test_the_answers_are_sealed_in_the_database(counsellor, pursat):
    screening = screened(case_for(counsellor, pursat), "self_harm")

    raw = bytes(Screening.objects.values_list("sealed", flat=True).get(pk=screening.pk))

    assert b"self_harm" not in raw and b"yes" not in raw


def test_the_officer_and_the_manager_open_them_and_leave_a_trace(counsellor, manager, pursat):
    screening = screened(case_for(counsellor, pursat), "self_harm")
    before = AuditEntry.objects.count()

    for viewer in (counsellor, manager):
        opened = services.open_answers(viewer=viewer, screening=screening)
        assert opened["self_harm"] == "yes"

    reads = AuditEntry.objects.order_by("seq")[before:]
    assert [entry.actor_id for entry in reads] == [counsellor.pk, manager.pk]
    assert {entry.action for entry in reads} == {"people.sensitive_read"}


def test_a_colleague_and_a_volunteer_do_not_open_them(counsellor, colleague, volunteer, pursat):
    screening = screened(case_for(counsellor, pursat), "self_harm")

    for viewer in (colleague, volunteer):
        with pytest.raises(NotAllowed):
            services.open_answers(viewer=viewer, screening=screening)


def test_another_choice_needs_a_reason_and_leaves_no_trace(counsellor, pursat):
    case = case_for(counsellor, pursat)
    before = AuditEntry.objects.count()

    with pytest.raises(services.ReasonMissing):
        screened(case, "urgent_health", triage="green", override_reason="  ")

    case.refresh_from_db()
    assert case.triage == ""
    assert not Screening.objects.exists()
    assert AuditEntry.objects.count() == before


def test_another_choice_with_its_reason_counts(counsellor, pursat):
    case = case_for(counsellor, pursat)

    screening = screened(case, "urgent_health", triage="amber", override_reason="នៅមន្ទីរពេទ្យ")

    case.refresh_from_db()
    assert (screening.proposed, screening.triage, case.triage) == ("red", "amber", "amber")
    assert screening.override_reason == "នៅមន្ទីរពេទ្យ"


def test_a_missing_answer_is_refused(counsellor, pursat):
    case = case_for(counsellor, pursat)
    short = answers()
    del short.given["debt_due"]

    with pytest.raises(services.QuestionsMissing):
        services.record_screening(
            actor=counsellor, person=case.person, id=uuid.uuid4(), answers=short, now=MORNING
        )


def test_the_same_form_sent_twice_is_one_screening(counsellor, pursat):
    case, key = case_for(counsellor, pursat), uuid.uuid4()

    made = [
        services.record_screening(
            actor=counsellor, person=case.person, id=key, answers=answers(), now=MORNING
        )
        for _time in range(2)
    ]

    assert made[0] == made[1]
    assert Screening.objects.count() == 1


def test_the_id_of_somebody_elses_form_is_refused(counsellor, colleague, pursat):
    case = case_for(counsellor, pursat)
    screening = screened(case)

    with pytest.raises(NotAllowed):
        services.record_screening(
            actor=colleague, person=case.person, id=screening.pk, answers=answers(), now=MORNING
        )


def test_asking_again_keeps_the_old_answers(counsellor, pursat):
    case = case_for(counsellor, pursat)
    first = screened(case, "hungry_or_unsafe")

    screened(case)

    case.refresh_from_db()
    assert case.triage == "green"
    opened = services.open_answers(viewer=counsellor, screening=first)
    assert opened["hungry_or_unsafe"] == "yes"


def test_no_answer_reaches_the_audit_trail(counsellor, pursat):
    screened(case_for(counsellor, pursat), "self_harm", "not_free")

    trail = str(list(AuditEntry.objects.values_list("action", "detail")))

    assert "self_harm" not in trail and "not_free" not in trail
