"""The way to a scheme: begun with its reasons, walked to the end, sealed where it must be."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest

from spean.accounts.models import AuditEntry
from spean.casework.choices import ActionState, BenefitState
from spean.casework.models import PlanAction, SchemeReferral
from spean.casework.rules.benefits import Taken
from spean.casework.services import NoOpenCase
from spean.casework.services.benefit_steps import (
    LevelMissing,
    NotHappenedYet,
    NotKnownHow,
    PapersMissing,
    PlaceMissing,
    RefusalWithoutReason,
    SharingNotAllowed,
    record_payment,
    take_step,
)
from spean.casework.services.benefits import (
    BegunAlready,
    NoSuchScheme,
    start_benefit,
)
from spean.core.errors import ChangedMeanwhile, IllegalMove
from spean.directory.models import RuleRow
from spean.directory.services import load_own_tables
from spean.people.choices import IdPoor
from spean.people.models import IdentityDocument, Person
from tests.casework.benefits.ways import (
    TO_RECEIVED,
    gathered,
    started,
    stepped,
    walked,
    words,
)
from tests.factories.casework import case_for, client_of, plan_for, step_for
from tests.factories.people import TODAY, consent

pytestmark = pytest.mark.django_db


def test_it_begins_with_the_reasons_the_rule_and_the_papers_of_its_day(counsellor, person):
    said = words(started(counsellor, person))

    assert (said.scheme, said.verdict) == ("IDPOOR", "yes")
    assert all(km and en for km, en in said.reasons)
    assert RuleRow.objects.get(pk=said.rule).code == "eligible.IDPOOR"
    assert [paper.code for paper in said.papers] == ["equity-card"] and said.missing == 1


def test_what_the_rule_said_that_day_stays_when_the_rule_changes(counsellor, person):
    before = started(counsellor, person)
    said = words(before)
    RuleRow.objects.filter(code="eligible.IDPOOR").update(state="replaced")

    gathered(counsellor, before, papers={"equity-card": "has"})

    assert words(before).reasons == said.reasons and words(before).rule == said.rule


def test_who_is_unlikely_to_get_it_may_apply_as_well(counsellor, person):
    Person.objects.filter(pk=person.pk).update(id_poor=IdPoor.LEVEL_1)

    assert words(started(counsellor, person)).verdict == "no"


def test_the_same_form_sent_twice_begins_once(counsellor, person):
    key = uuid.uuid4()
    asked = {"actor": counsellor, "person": person, "scheme": "IDPOOR", "id": key, "today": TODAY}

    assert start_benefit(**asked) == start_benefit(**asked)
    assert SchemeReferral.objects.count() == 1


@pytest.mark.parametrize("scheme", ["IDPOOR", "HEF"])
def test_a_scheme_that_is_under_way_is_not_begun_again(counsellor, person, scheme):
    started(counsellor, person, scheme)

    with pytest.raises(BegunAlready):
        started(counsellor, person, scheme)
    assert started(counsellor, person, "SCHOOL")


def test_after_a_refusal_one_may_apply_once_more(counsellor, person):
    refused = walked(counsellor, started(counsellor, person), "make_ready", "submit", "refuse")

    again = started(counsellor, person)

    assert refused.state == BenefitState.REFUSED and again.state == BenefitState.IDENTIFIED


def test_a_scheme_without_a_rule_and_a_person_without_a_case_are_refused(
    counsellor, pursat, person
):
    with pytest.raises(NoSuchScheme):
        started(counsellor, person, "NOWHERE")
    with pytest.raises(NoOpenCase):
        started(counsellor, client_of(counsellor, pursat, family_name_km="ផ្សេង"), "IDPOOR")


def test_ready_means_every_paper_or_a_reason(counsellor, person):
    referral = started(counsellor, person)
    with pytest.raises(PapersMissing):
        stepped(counsellor, referral, "make_ready", note=" ")

    gathered(counsellor, referral, papers={"equity-card": "has"})

    assert stepped(counsellor, referral, "make_ready", note="").state == BenefitState.READY


@pytest.mark.parametrize(
    ("before", "move", "given", "refusal"),
    [
        (("make_ready",), "submit", {"place": " "}, PlaceMissing),
        (("make_ready",), "submit", {"on": TODAY + timedelta(days=1)}, NotHappenedYet),
        (("make_ready", "submit"), "approve", {"level": ""}, LevelMissing),
        (("make_ready", "submit"), "approve", {"on": TODAY - timedelta(days=1)}, NotHappenedYet),
        (("make_ready", "submit"), "refuse", {"reason": ""}, RefusalWithoutReason),
        (("make_ready", "submit"), "refuse", {"reason": "other", "note": ""}, RefusalWithoutReason),
        (("make_ready", "submit", "approve"), "receive", {"known": ""}, NotKnownHow),
        ((), "approve", {}, IllegalMove),
        (("make_ready",), "receive", {}, IllegalMove),
    ],
)
def test_a_step_that_cannot_be_meant_changes_nothing(
    counsellor, person, before, move, given, refusal
):
    referral = walked(counsellor, started(counsellor, person), *before)
    entries = AuditEntry.objects.count()
    now = SchemeReferral.objects.get(pk=referral.pk)
    taken = {"place": "ឃុំ", "reason": "rule", "level": "level_1", "known": "seen", "on": TODAY}

    with pytest.raises(refusal):
        take_step(
            actor=counsellor,
            referral=now,
            revision=now.revision,
            taken=Taken(move=move, **{**taken, **given}),
            today=TODAY,
        )

    assert SchemeReferral.objects.get(pk=referral.pk).state == now.state
    assert AuditEntry.objects.count() == entries


def test_an_interview_may_lie_ahead(counsellor, person):
    referral = walked(counsellor, started(counsellor, person), "make_ready", "submit")
    ahead = TODAY + timedelta(days=9)
    now = SchemeReferral.objects.get(pk=referral.pk)

    take_step(
        actor=counsellor,
        referral=now,
        revision=now.revision,
        taken=Taken(move="invite", on=ahead),
        today=TODAY,
    )

    assert stepped(counsellor, referral, "approve").state == BenefitState.APPROVED


def test_the_centre_sends_only_what_was_allowed_and_she_may_carry_it_herself(counsellor, person):
    referral = walked(counsellor, started(counsellor, person), "make_ready")

    with pytest.raises(SharingNotAllowed):
        stepped(counsellor, referral, "submit", carrier="centre")

    assert stepped(counsellor, referral, "submit", carrier="person").state == BenefitState.SUBMITTED


def test_with_her_yes_the_centre_sends_it(counsellor, pursat):
    load_own_tables()
    said = consent("share_nssf")
    hers = case_for(counsellor, pursat, consent=said).person
    referral = walked(counsellor, started(counsellor, hers, "NSSF-VOLUNTARY"), "make_ready")

    assert stepped(counsellor, referral, "submit", carrier="centre").state == "submitted"


def test_approved_alone_ticks_nothing_and_received_ticks_the_step(counsellor, case, person):
    plan = plan_for(case, agreed=True)
    step = step_for(plan, "SOC1", what="ស្នើសុំប័ណ្ណសមធម៌")
    referral = walked(counsellor, started(counsellor, person), "make_ready", "submit", "approve")
    assert PlanAction.objects.get(pk=step.pk).state != ActionState.DONE

    stepped(counsellor, referral, "receive")

    step = PlanAction.objects.get(pk=step.pk)
    assert step.state == ActionState.DONE and step.done_on == TODAY
    assert (step.evidence_kind, step.evidence_id) == ("scheme_referral", referral.pk)


def test_a_card_that_was_approved_and_seen_stands_in_the_file(counsellor, person):
    referral = walked(counsellor, started(counsellor, person), "make_ready", "submit", "approve")
    assert Person.objects.get(pk=person.pk).id_poor == IdPoor.LEVEL_1

    ends = TODAY + timedelta(days=900)
    stepped(counsellor, referral, "receive", number="220404-000123", until=ends)

    card = IdentityDocument.objects.get(person=person, kind="equity_card")
    assert card.was_seen and card.expires_on == ends
    assert AuditEntry.objects.filter(action="people.edited").exists()


def test_a_refusal_is_kept_with_its_reason_and_can_be_asked_again(counsellor, person):
    referral = walked(counsellor, started(counsellor, person), "make_ready", "submit", "refuse")
    assert referral.refusal == "decent_house" and referral.decided_on == TODAY

    again = stepped(counsellor, referral, "appeal")
    won = stepped(counsellor, again, "approve")

    assert won.state == BenefitState.APPROVED
    assert words(won).last("refuse").note == "ផ្ទះល្អ"


def test_the_second_of_two_officers_is_told(counsellor, manager, person):
    referral = started(counsellor, person)
    stepped(manager, referral, "make_ready")

    with pytest.raises(ChangedMeanwhile):
        take_step(
            actor=counsellor,
            referral=referral,
            revision=referral.revision,
            taken=Taken(move="withdraw", on=TODAY),
            today=TODAY,
        )


def test_a_monthly_contribution_comes_back_a_month_later(counsellor, person):
    referral = walked(counsellor, started(counsellor, person, "NSSF-VOLUNTARY"), *TO_RECEIVED)
    due = words(referral).dates.next_payment_on
    now = SchemeReferral.objects.get(pk=referral.pk)

    record_payment(actor=counsellor, referral=now, revision=now.revision, today=TODAY)

    assert words(referral).dates.next_payment_on > due
    assert Person.objects.get(pk=person.pk).nssf_scheme == "NSSF-VOLUNTARY"


def test_words_come_back_as_they_were_sealed(counsellor, person):
    said = words(walked(counsellor, started(counsellor, person), *TO_RECEIVED))

    assert replace(said) == said and said.steps[-1].move == "receive"
