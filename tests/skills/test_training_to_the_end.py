"""A course of twenty: ten days, two stop, stipends, the test, eighteen complete, asked later."""

import uuid
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from spean.accounts.choices import Role
from spean.core.errors import NotAllowed
from spean.people.models import Person
from spean.skills.choices.attendance import ScoreMoment, TraceMoment
from spean.skills.models import Presence, StipendPayment, TestScore
from spean.skills.selectors.attendance import completed_without_certificate, left_for
from spean.skills.selectors.stipends import late_stipends, stipends_of
from spean.skills.selectors.tracing import due_traces, providers_for
from spean.skills.services import completion, stipends, tests, tracing
from spean.skills.services.tracing import Came
from tests.factories.people import TODAY
from tests.factories.serving import staff
from tests.factories.training import (
    AFTER,
    DAYS,
    LAST,
    course_at,
    learner,
    marked,
    published_terms,
)

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20 + b"IEND\xaeB`\x82"


@pytest.fixture
def manager(pursat):
    published_terms()
    return staff(Role.CENTRE_MANAGER, pursat)


@pytest.fixture
def course(pursat):
    return course_at(pursat)


def pay(actor, enrolment, **changes):
    values = {
        "month": OCTOBER,
        "amount_khr": 108_300,
        "paid_on": date(2026, 11, 1),
        "how": "cash",
        "proof": "paper",
        **changes,
    }
    id = values.pop("id", None) or uuid.uuid4()
    return stipends.pay_stipend(
        actor=actor, enrolment_id=enrolment.pk, id=id, paid=stipends.Paid(**values), now=AFTER
    )


def attended(actor, course, who, marks):
    for day, mark in zip(DAYS, marks, strict=False):
        marked(actor, course, day, {who: mark})


def question(actor, course, answer=0):
    options = [tests.Option("bricks", "ឥដ្ឋ"), tests.Option("bucket", "ធុង")]
    words = tests.QuestionWords(km="មួយណា?", options=options, answer=answer)
    return tests.add_question(actor=actor, course_id=course.pk, id=uuid.uuid4(), words=words)


def pointed(actor, enrolment, moment, said):
    return tests.take_test(
        actor=actor, enrolment_id=enrolment.pk, moment=moment, said=said, on=LAST
    )


def asked(actor, enrolment, moment=TraceMoment.MONTH_3, at=None, **said):
    came = Came(**{"state": "answered", "work": "employed", **said})
    return tracing.keep_trace(
        actor=actor, enrolment_id=enrolment.pk, moment=moment, came=came, now=at or in_months(3)
    )


def in_months(count):
    return datetime(2026, 10, 20, 2, tzinfo=UTC) + timedelta(days=31 * count)


def test_twenty_begin_two_stop_eighteen_complete_and_are_asked_after_three_months(manager, course):
    people = [learner(manager, course) for _one in range(20)]
    gone, stayed = people[:2], people[2:]
    asks = [question(manager, course) for _one in range(2)]
    wrong, right = [{one.pk: n for one in asks} for n in (1, 0)]
    for who in people:
        pointed(manager, who, ScoreMoment.BEFORE, wrong)
    for place, day in enumerate(DAYS):
        if place == 5:
            for who in gone:
                values = {"reason": "money", "stops": True, "on": DAYS[4], "now": AFTER}
                completion.note_talk(actor=manager, enrolment_id=who.pk, id=uuid.uuid4(), **values)
        here = {who: "present" for who in stayed}
        away = {who: "absent" if place else "present" for who in gone}
        marked(manager, course, day, here if place >= 5 else here | away)
    for who in stayed:
        pointed(manager, who, ScoreMoment.AFTER, right)
        pay(manager, who)

    done = completion.complete_class(actor=manager, course_id=course.pk, now=AFTER)

    assert Presence.objects.count() == 20 * 5 + 18 * 5
    assert {one.pk for one in done} == {one.pk for one in stayed}
    assert left_for(course.provider_id) == {"money": 2}
    assert completed_without_certificate(manager).count() == 18
    assert StipendPayment.objects.count() == 18
    late = late_stipends(manager, TODAY)
    assert {row.enrolment.pk for row in late} == {one.pk for one in gone}

    course.state = "ended"
    course.save()
    due = due_traces(manager, in_months(3).date())
    assert len(due) == 18 and {row.moment for row in due} == {"month_3"}
    for row in due:
        asked(manager, row.enrolment, wage_usd=Decimal(210), in_trade=True, recommends=True)
    assert due_traces(manager, in_months(3).date()) == []
    (provider,) = providers_for(manager, TODAY)
    said = {one.name: (one.count, one.of, one.is_said) for one in provider.measures}
    assert said["completed"] == (18, 20, True) and said["recommends"] == (18, 18, True)
    assert said["works"] == (0, 0, False)


def test_a_month_is_whole_from_the_published_share_and_in_proportion_below_it(manager, course):
    diligent, seldom, never = (learner(manager, course) for _one in range(3))
    attended(manager, course, diligent, ["present"] * 8 + ["absent"] * 2)
    attended(manager, course, seldom, ["late"] * 5 + ["absent"] * 5)

    rows = stipends_of([diligent, seldom, never], TODAY)

    due = {row.enrolment.pk: row.due.due_khr for row in rows}
    # 12 of the 31 days of October; then half of that.
    assert due == {diligent.pk: 108_300, seldom.pk: 54_100, never.pk: 0}


def test_a_stipend_is_paid_once_and_never_more_than_is_due(manager, course):
    who = learner(manager, course)
    attended(manager, course, who, ["present"] * 10)
    first = pay(manager, who, id=uuid.UUID(int=5))
    assert pay(manager, who, id=uuid.UUID(int=5)) == first

    with pytest.raises(stipends.PaidAlready):
        pay(manager, who)

    assert StipendPayment.objects.get() == first


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"amount_khr": -1}, stipends.AmountRefused),
        ({"amount_khr": 0}, stipends.AmountRefused),
        ({"amount_khr": 108_400}, stipends.AmountRefused),
        ({"month": date(2026, 9, 1)}, stipends.NothingDue),
        ({"paid_on": date(2026, 9, 30)}, stipends.PaidOnRefused),
        ({"paid_on": TODAY + timedelta(days=1)}, stipends.PaidOnRefused),
        ({"how": "barter"}, stipends.ProofMissing),
        ({"proof": "picture"}, stipends.ProofMissing),
        ({"proof": "picture", "picture": b"MZ\x90\0" + b"\0" * 64}, stipends.NotAReceipt),
        ({"proof": "picture", "picture": b"#!/bin/sh\n" + PNG}, stipends.NotAReceipt),
        ({"proof": "picture", "picture": PNG * 200_000}, stipends.ReceiptTooLarge),
    ],
)
def test_what_cannot_be_paid_is_refused_and_nothing_is_written(manager, course, wrong, refusal):
    who = learner(manager, course)
    attended(manager, course, who, ["present"] * 10)

    with pytest.raises(refusal):
        pay(manager, who, **wrong)

    assert not StipendPayment.objects.exists()


def test_a_month_is_paid_when_its_days_are_known(manager, pursat):
    course = course_at(pursat, starts_on=date(2026, 11, 2), ends_on=date(2026, 12, 11))
    who = learner(manager, course)
    marked(manager, course, date(2026, 11, 2), {who: "present"})

    with pytest.raises(stipends.MonthNotOver):
        pay(manager, who, month=date(2026, 11, 1), paid_on=TODAY)


def test_the_photograph_of_a_receipt_is_sealed_and_opened_by_few(manager, pursat, course):
    who = learner(manager, course)
    attended(manager, course, who, ["present"] * 10)
    payment = pay(manager, who, proof="picture", picture=PNG)

    assert PNG not in bytes(payment.sealed)
    assert stipends.open_receipt(viewer=manager, payment=payment) == PNG
    with pytest.raises(NotAllowed):
        stipends.open_receipt(viewer=staff(Role.TVET_FACILITATOR, pursat), payment=payment)


def test_who_attended_too_little_or_failed_the_test_has_not_completed(manager, course):
    seldom, failed, fine = (learner(manager, course) for _one in range(3))
    attended(manager, course, seldom, ["present"] * 7 + ["absent"] * 3)
    attended(manager, course, failed, ["present"] * 10)
    attended(manager, course, fine, ["present"] * 8 + ["absent"] * 2)
    for who, score in ((seldom, 90), (failed, 59), (fine, 60)):
        values = {"moment": ScoreMoment.AFTER, "score": score, "on": LAST}
        tests.keep_score(actor=manager, enrolment_id=who.pk, **values)

    done = completion.complete_class(actor=manager, course_id=course.pk, now=AFTER)

    assert [one.pk for one in done] == [fine.pk]
    for who in (seldom, failed):
        with pytest.raises(completion.NotCompleted):
            completion.complete(actor=manager, enrolment_id=who.pk, now=AFTER)


def test_without_a_published_rule_nobody_completes(pursat, course):
    manager = staff(Role.CENTRE_MANAGER, pursat)
    who = learner(manager, course)

    with pytest.raises(completion.RuleMissing):
        completion.complete(actor=manager, enrolment_id=who.pk, now=AFTER)


def test_a_question_needs_words_two_answers_and_the_right_one(manager, course):
    for options, answer in (([tests.Option("bricks")], 0), ([tests.Option("bricks")] * 2, 2)):
        words = tests.QuestionWords(km="មួយណា?", options=options, answer=answer)
        with pytest.raises(tests.QuestionIncomplete):
            tests.add_question(actor=manager, course_id=course.pk, id=uuid.uuid4(), words=words)


def test_a_test_with_an_answer_missing_is_not_scored(manager, course):
    who = learner(manager, course)
    first, _second = question(manager, course), question(manager, course)

    with pytest.raises(tests.NothingAnswered):
        pointed(manager, who, ScoreMoment.BEFORE, {first.pk: 0})
    with pytest.raises(tests.ScoreUnknown):
        tests.keep_score(
            actor=manager, enrolment_id=who.pk, moment=ScoreMoment.AFTER, score=101, on=LAST
        )

    assert not TestScore.objects.exists()


def test_an_erased_person_takes_what_was_kept_of_her_training_along(manager, course):
    who = learner(manager, course)
    attended(manager, course, who, ["present"] * 10)
    pay(manager, who)

    Person.objects.get(pk=who.person_id).delete()

    assert not Presence.objects.exists() and not StipendPayment.objects.exists()
