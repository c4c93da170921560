"""What is written down of businesses, kits, checks and groups, and by whom."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from spean.accounts.choices import Role
from spean.accounts.models import AuditEntry
from spean.core.errors import ChangedMeanwhile, IllegalMove, NotAllowed
from spean.core.loans import Loan
from spean.skills.contracts import CheckWords, IdeaWords, KitThing, VisitWords
from spean.skills.models import Business, BusinessPlan
from spean.skills.rules.enterprise import Shop
from spean.skills.selectors.enterprise import (
    businesses_visible_to,
    due_checks,
    finance_visible_to,
)
from spean.skills.services import business as service
from spean.skills.services import business_checks, coaching, finance
from tests.factories.directory import ServiceOfferFactory
from tests.factories.people import MORNING
from tests.factories.serving import CentreFactory, staff
from tests.skills.enterprise.shops import shop

pytestmark = pytest.mark.django_db
IDEA = IdeaWords("food", "លក់បាយព្រឹក")
PNG = b"\x89PNG\r\n\x1a\n...IEND\xaeB`\x82"
TODAY = MORNING.date()
THINGS = [KitThing("ចង្ក្រាន", 1, 400_000), KitThing("ចាន", 20, 5_000)]


def started(counsellor, business, days=40):
    on = TODAY - timedelta(days=days)
    return service.move_business(actor=counsellor, business=business, move="start", on=on)


def saved(actor, business, loan=None):
    plan = {"id": uuid4(), "shop": shop(), "loan": loan, "now": MORNING}
    return service.save_plan(actor=actor, business=business, **plan)


def test_a_form_sent_twice_makes_one_business(counsellor, person):
    key = uuid4()
    for _time in range(2):
        service.begin_business(actor=counsellor, person=person, id=key, words=IDEA)

    assert Business.objects.filter(person=person).count() == 1


def test_another_centre_neither_writes_nor_sees(counsellor, person, business):
    stranger = staff(Role.COUNSELLOR, CentreFactory(code="KPT"))

    with pytest.raises(NotAllowed):
        service.begin_business(actor=stranger, person=person, id=uuid4(), words=IDEA)
    assert not businesses_visible_to(stranger).exists()
    assert businesses_visible_to(counsellor).get() == business


def test_the_second_of_two_officers_sees_both_versions(counsellor, business):
    given = {"actor": counsellor, "business": business, "revision": business.revision}
    service.edit_business(**given, words=replace(IDEA, nearby="ហាង ២"))

    with pytest.raises(ChangedMeanwhile):
        service.edit_business(**given, words=IDEA)


def test_a_business_begins_on_a_day_and_does_not_end_before(counsellor, business):
    with pytest.raises(service.DayMissing):
        service.move_business(actor=counsellor, business=business, move="start", on=None)
    started(counsellor, business)
    early = TODAY - timedelta(days=90)
    with pytest.raises(service.DayBeforeBeginning):
        service.move_business(actor=counsellor, business=business, move="end", on=early)


def test_a_business_that_runs_is_not_begun_again(counsellor, business):
    started(counsellor, business)

    with pytest.raises(IllegalMove):
        started(counsellor, business)


def test_each_saving_is_a_version_that_stays(counsellor, business):
    first, second = saved(counsellor, business), saved(counsellor, business)

    assert (first.version, second.version) == (1, 2)
    kept = BusinessPlan.objects.get(pk=first.pk)
    assert Shop.from_plain(kept.sheet) == shop()


def test_a_loan_lies_sealed_and_opening_it_leaves_an_entry(counsellor, person, business):
    plan = saved(counsellor, business, Loan(777_123, rate=150, payment=60_000))

    assert b"777123" not in bytes(plan.sealed) and "777123" not in str(plan.sheet)
    before = AuditEntry.objects.filter(action="people.sensitive_read").count()
    assert service.open_loan(viewer=counsellor, plan=plan).owed == 777_123
    assert AuditEntry.objects.filter(action="people.sensitive_read").count() == before + 1


def test_a_facilitator_plans_on_without_seeing_the_loan(counsellor, facilitator, business):
    saved(counsellor, business, Loan(777_123))
    later = saved(facilitator, business)

    with pytest.raises(NotAllowed):
        service.open_loan(viewer=facilitator, plan=later)
    with pytest.raises(NotAllowed):
        saved(facilitator, business, Loan(5))
    assert service.open_loan(viewer=counsellor, plan=later).owed == 777_123


def test_a_visit_of_tomorrow_is_refused(counsellor, business):
    words = VisitWords(TODAY + timedelta(days=1), "សរសេរការលក់រាល់ល្ងាច")
    given = {"actor": counsellor, "business": business, "id": uuid4(), "today": TODAY}

    with pytest.raises(coaching.VisitInFuture):
        coaching.note_visit(**given, words=words)
    assert coaching.note_visit(**given, words=replace(words, happened_on=TODAY)).advice


def check(counsellor, business, **changes):
    words = CheckWords(**{"month": 1, "checked_on": TODAY, "is_alive": True, **changes})
    given = {"id": uuid4(), "words": words, "today": TODAY}
    return business_checks.check_business(actor=counsellor, business=business, **given)


def test_a_check_is_due_after_a_month_until_it_is_made(counsellor, business):
    assert due_checks(counsellor, TODAY) == []
    business = started(counsellor, business)

    assert [one.month for one in due_checks(counsellor, TODAY)] == [1]
    check(counsellor, business, sales=900_000, costs=500_000)
    assert due_checks(counsellor, TODAY) == []


def test_a_check_is_made_once_and_not_before_the_business(counsellor, business):
    with pytest.raises(business_checks.NotBegunYet):
        check(counsellor, business)
    business = started(counsellor, business)
    with pytest.raises(business_checks.CheckTooEarly):
        check(counsellor, business, checked_on=TODAY - timedelta(days=300))
    check(counsellor, business)
    with pytest.raises(business_checks.CheckedAlready):
        check(counsellor, business)


def test_how_the_loan_is_paid_is_asked_and_read_by_few(counsellor, facilitator, business):
    business = started(counsellor, business)
    with pytest.raises(NotAllowed):
        check(facilitator, business, loan="late")
    made = check(counsellor, business, loan="late")

    assert business_checks.open_checks(viewer=counsellor, business=business) == {made.pk: "late"}
    with pytest.raises(NotAllowed):
        business_checks.open_checks(viewer=facilitator, business=business)


def test_money_that_was_asked_for_is_seen_by_few_and_answered_once(
    counsellor, facilitator, business
):
    given = {"id": uuid4(), "offer": ServiceOfferFactory(), "amount": 2_000_000, "on": TODAY}
    with pytest.raises(NotAllowed):
        finance.ask_for_money(actor=facilitator, business=business, **given)
    link = finance.ask_for_money(actor=counsellor, business=business, **given)

    assert not finance_visible_to(facilitator).exists()
    assert finance.open_finance(viewer=counsellor, business=business) == {link.pk: 2_000_000}
    link = finance.answer_finance(actor=counsellor, link=link, move="refuse", on=TODAY)
    with pytest.raises(IllegalMove):
        finance.answer_finance(actor=counsellor, link=link, move="approve", on=TODAY)
