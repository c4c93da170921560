"""Recognition of prior learning from the application to the wage, and each refusal on the way."""

import uuid
from datetime import timedelta
from decimal import Decimal

import pytest

from spean.accounts.models import AuditEntry
from spean.core.errors import IllegalMove, NotAllowed
from spean.people.models import Person
from spean.skills.models import Recognition, TaskAnswer
from spean.skills.selectors import recognition as reads
from spean.skills.services import recognition as acts
from spean.skills.services.wages import WageMissing, record_wage
from tests.factories.casework import client_of
from tests.factories.people import MORNING, TODAY
from tests.factories.recognition import (
    applied,
    approved,
    assessors,
    booked,
    certified,
    checked,
    proof,
    rated,
    ready,
    sealed_for,
    standard,
)
from tests.factories.skills import claimed

pytestmark = pytest.mark.django_db


@pytest.fixture
def tiler():
    return standard()


@pytest.fixture
def person(counsellor, pursat):
    return client_of(counsellor, pursat)


@pytest.fixture
def made(facilitator, person, tiler):
    return applied(facilitator, person, tiler)


def test_an_application_has_a_number_and_all_units(made, pursat):
    assert made.application_no == f"RPL-PUR-{TODAY.year}-00001"
    assert made.units.count() == 2


def test_the_same_form_sent_twice_is_one_application(facilitator, person, tiler):
    id = uuid.uuid4()
    words = acts.ApplicationWords(tiler.code, informed_on=TODAY, consent="signed")
    for _time in range(2):
        acts.apply_for_recognition(
            actor=facilitator, person=person, id=id, words=words, now=MORNING
        )
    assert Recognition.objects.count() == 1


@pytest.mark.parametrize("missing", [{"informed_on": None}, {"consent": ""}])
def test_who_was_not_told_or_did_not_agree_has_not_applied(facilitator, person, tiler, missing):
    with pytest.raises(acts.InformFirst):
        applied(facilitator, person, tiler, **missing)


@pytest.mark.parametrize(
    "wrong", [{"standard_code": "NOT-THERE"}, {"unit_codes": ("SP-TILE-1", "SP-TILE-9")}]
)
def test_an_unknown_code_is_refused(facilitator, person, tiler, wrong):
    with pytest.raises(acts.UnknownUnit):
        applied(facilitator, person, tiler, **wrong)
    assert not Recognition.objects.exists()


def test_one_application_for_a_standard_is_open_at_a_time(facilitator, person, tiler, made):
    with pytest.raises(acts.AlreadyApplied) as refusal:
        applied(facilitator, person, tiler)
    assert made.application_no in str(refusal.value)


def test_a_unit_is_certified_once(facilitator, manager, person, tiler, made):
    certified(made, manager, "c", "nyc")

    with pytest.raises(acts.AlreadyProven):
        applied(facilitator, person, tiler, unit_codes=("SP-TILE-1",))
    again = applied(facilitator, person, tiler)
    assert [row.unit.code for row in again.units.all()] == ["SP-TILE-2"]


def test_when_all_is_certified_nothing_is_left_to_apply_for(
    facilitator, manager, person, tiler, made
):
    certified(made, manager)
    with pytest.raises(acts.AlreadyProven):
        applied(facilitator, person, tiler)


@pytest.mark.parametrize("who", ["job_officer", "volunteer", "assessor", "officer_elsewhere"])
def test_only_who_accompanies_here_writes_an_application(request, person, tiler, who):
    with pytest.raises(NotAllowed):
        applied(request.getfixturevalue(who), person, tiler)


def test_her_own_word_is_kept_for_each_task(made):
    rated(made, level=3)

    made.refresh_from_db()
    assert made.state == "collecting" and made.is_read_aloud
    assert set(TaskAnswer.objects.values_list("level", flat=True)) == {3}


def test_a_task_of_another_standard_is_refused(facilitator, made):
    other = standard("SP-WELD").units.first().tasks.first()
    with pytest.raises(acts.UnknownUnit):
        acts.rate_herself(
            actor=facilitator,
            recognition_id=made.pk,
            levels={other.pk: 2},
            is_read_aloud=False,
            now=MORNING,
        )


def test_a_job_of_a_year_is_where_her_own_word_begins(counsellor, person, made, tiler):
    skill = tiler.units.order_by("sort").first().skills.get()
    claimed(counsellor, person, skill=skill, months=30)

    first = reads.first_levels(made)
    assert set(first.values()) == {2}
    assert set(first) == set(
        tiler.units.order_by("sort").first().tasks.values_list("pk", flat=True)
    )


def test_a_review_needs_her_own_word(facilitator, made):
    with pytest.raises(acts.NotRatedYet):
        acts.review(
            actor=facilitator, recognition_id=made.pk, gaps=frozenset(), goes_on=True, now=MORNING
        )


def test_a_review_needs_each_piece_checked(facilitator, made, tmp_path):
    piece = proof(made, tmp_path)
    with pytest.raises(acts.ProofNotChecked):
        ready(made)
    checked(piece)
    assert ready(made).readiness == (75 + 50) // 2


def test_what_is_missing_is_learned_first(facilitator, made):
    rated(made, level=1)
    gaps = frozenset(made.units.values_list("unit", flat=True))

    with pytest.raises(acts.NothingToAssess):
        acts.review(actor=facilitator, recognition_id=made.pk, gaps=gaps, goes_on=True, now=MORNING)
    learns = acts.review(
        actor=facilitator, recognition_id=made.pk, gaps=gaps, goes_on=False, now=MORNING
    )
    assert learns.state == "gaps"


def test_who_withdraws_frees_the_day(facilitator, pursat, tiler, made):
    first, second = assessors(pursat, tiler)
    booked(ready(made), first, second)

    acts.withdraw(actor=facilitator, recognition_id=made.pk, now=MORNING)
    assert not made.sittings.filter(is_cancelled=False).exists()
    assert not reads.recognitions_visible_to(first.user).exists()


def test_the_wage_is_asked_when_it_is_due_and_once(facilitator, manager, made):
    certified(made, manager)
    assert not reads.wages_due(facilitator, TODAY).exists()
    due = reads.wages_due(facilitator, TODAY + timedelta(days=100))
    check = due.get()

    with pytest.raises(WageMissing):
        record_wage(actor=facilitator, wage_id=check.pk, is_reached=True, wage=None, now=MORNING)
    for _time in range(1):
        record_wage(
            actor=facilitator, wage_id=check.pk, is_reached=True, wage=Decimal(230), now=MORNING
        )
    assert not due.exists()
    with pytest.raises(IllegalMove):
        record_wage(
            actor=facilitator, wage_id=check.pk, is_reached=True, wage=Decimal(9), now=MORNING
        )


def test_what_stands_still_is_late_for_the_manager_alone(facilitator, manager, made):
    late = TODAY + timedelta(days=40)
    assert list(reads.late_recognitions(manager, late)) == [made]
    assert not reads.late_recognitions(manager, TODAY).exists()
    assert not reads.late_recognitions(facilitator, late).exists()


def test_a_sealed_person_is_in_no_list(facilitator, manager, person, made):
    approved(made)
    assert reads.recognitions_visible_to(facilitator).exists()
    Person.objects.filter(pk=person.pk).update(is_sealed=True)

    for found in (
        reads.recognitions_visible_to(facilitator),
        reads.recognitions_visible_to(manager),
        reads.approved_without_certificate(),
        reads.late_recognitions(manager, TODAY + timedelta(days=400)),
    ):
        assert not found.exists()
    with pytest.raises(NotAllowed):
        sealed_for(made, manager)


def test_another_centre_sees_nothing(officer_elsewhere, manager_elsewhere, made):
    for viewer in (officer_elsewhere, manager_elsewhere):
        assert not reads.recognitions_visible_to(viewer).exists()


def test_the_trail_names_each_act_and_nobody(manager, person, made):
    certified(made, manager)
    entries = AuditEntry.objects.filter(action__startswith="skills.rpl")
    said = {entry.action.removeprefix("skills.rpl_") for entry in entries}
    assert said == {
        "applied", "rated", "reviewed", "booked", "assessed", "moderated", "certified",
    }  # fmt: skip
    assert all(person.given_name_lat not in str(entry.detail) for entry in entries)
