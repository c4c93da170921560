"""What is written down of businesses, kits, checks and groups, and by whom."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from spean.accounts.choices import Role
from spean.accounts.models import AuditEntry
from spean.core.errors import ChangedMeanwhile, IllegalMove, NotAllowed
from spean.core.loans import Loan
from spean.skills import services as skills
from spean.skills.contracts import CheckWords, IdeaWords, KitThing, MeetingWords, VisitWords
from spean.skills.models import Business, BusinessPlan, CooperativeMember, KitFile
from spean.skills.rules.enterprise import Shop
from spean.skills.selectors.enterprise import (
    businesses_visible_to,
    due_checks,
    finance_visible_to,
    kit_files_visible_to,
    plans_visible_to,
)
from spean.skills.selectors.groups import savings_of
from spean.skills.services import business as service
from spean.skills.services import business_checks, coaching, finance, groups, kits
from tests.factories.casework import case_for
from tests.factories.directory import ServiceOfferFactory
from tests.factories.people import MORNING
from tests.factories.serving import CentreFactory, staff
from tests.skills.enterprise.shops import shop

pytestmark = pytest.mark.django_db
IDEA = IdeaWords("food", "លក់បាយព្រឹក")
PNG = b"\x89PNG\r\n\x1a\n...IEND\xaeB`\x82"
TODAY = MORNING.date()
THINGS = [KitThing("ចង្ក្រាន", 1, 400_000), KitThing("ចាន", 20, 5_000)]


@pytest.fixture
def person(counsellor, pursat):
    return case_for(counsellor, pursat).person


@pytest.fixture
def business(counsellor, person):
    return service.begin_business(actor=counsellor, person=person, id=uuid4(), words=IDEA)


@pytest.fixture
def facilitator(pursat):
    return staff(Role.TVET_FACILITATOR, pursat)


@pytest.fixture
def leader(pursat):
    return staff(Role.CENTRE_MANAGER, pursat)


def started(counsellor, business, days=40):
    on = TODAY - timedelta(days=days)
    return service.move_business(actor=counsellor, business=business, move="start", on=on)


def saved(actor, business, loan=None):
    plan = {"id": uuid4(), "shop": shop(), "loan": loan, "now": MORNING}
    return service.save_plan(actor=actor, business=business, **plan)


def kit_of(actor, business, purpose="tools"):
    words = {"purpose": purpose, "supplier": "ផ្សារ", "things": THINGS}
    return kits.put_together(actor=actor, business=business, id=uuid4(), **words)


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


def test_a_second_kit_for_the_same_purpose_waits_for_the_manager(counsellor, leader, business):
    kit_of(counsellor, business)
    second = kit_of(counsellor, business)
    mark = {"id": uuid4(), "on": TODAY, "mark": PNG}

    with pytest.raises(IllegalMove):
        kits.hand_over_kit(actor=counsellor, kit=second, **mark)
    with pytest.raises(NotAllowed):
        kits.allow_kit(actor=counsellor, kit=second)
    allowed = kits.allow_kit(actor=leader, kit=second)
    assert kits.hand_over_kit(actor=counsellor, kit=allowed, **mark).state == "handed"


def test_a_kit_is_handed_over_with_a_mark_and_looked_at_later(counsellor, business):
    kit = kit_of(counsellor, business)
    with pytest.raises(kits.MarkMissing):
        kits.hand_over_kit(actor=counsellor, kit=kit, id=uuid4(), on=TODAY, mark=b"")
    kit = kits.hand_over_kit(actor=counsellor, kit=kit, id=uuid4(), on=TODAY, mark=PNG)
    pot = kit.items.order_by("sort").first()
    kits.look_at_kit(actor=counsellor, kit=kit, states={pot.pk: "broken"}, on=TODAY)

    assert [one.state for one in kit.items.order_by("sort")] == ["broken", "there"]


def test_a_receipt_that_is_a_program_is_refused(counsellor, business):
    kit = kit_of(counsellor, business)

    with pytest.raises(kits.NotAPicture):
        kits.keep_receipt(actor=counsellor, kit=kit, id=uuid4(), picture=b"MZ\x90" * 30)
    with pytest.raises(kits.PictureTooLarge):
        kits.keep_receipt(actor=counsellor, kit=kit, id=uuid4(), picture=b"x" * 5_000_000)
    assert not KitFile.objects.exists()


def test_a_receipt_lies_sealed_for_those_who_may_open_it(counsellor, facilitator, business):
    kit = kit_of(counsellor, business)
    file = kits.keep_receipt(actor=facilitator, kit=kit, id=uuid4(), picture=PNG)

    assert PNG not in bytes(file.sealed)
    assert not kit_files_visible_to(facilitator).exists()
    assert kits.open_kit_file(viewer=counsellor, file=file) == PNG
    with pytest.raises(NotAllowed):
        kits.open_kit_file(viewer=facilitator, file=file)


def test_an_empty_kit_is_refused(counsellor, business):
    with pytest.raises(kits.NothingInKit):
        kits.put_together(
            actor=counsellor, business=business, id=uuid4(), purpose="tools", supplier="", things=[]
        )


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


@pytest.fixture
def group(counsellor, pursat):
    words = {"name": "សន្សំ", "purpose": "សន្សំប្រាក់"}
    return groups.begin_cooperative(actor=counsellor, centre=pursat, id=uuid4(), **words)


def test_a_member_joins_and_leaves(counsellor, person, group):
    member = groups.join_cooperative(actor=counsellor, group=group, person=person, on=TODAY)
    groups.leave_cooperative(actor=counsellor, member=member, on=TODAY)

    assert CooperativeMember.objects.get().left_on == TODAY


def test_a_group_takes_no_more_than_it_saved(counsellor, group):
    def meet(**words):
        said = MeetingWords(date(2026, 6, 1), 8, **words)
        given = {"actor": counsellor, "group": group, "id": uuid4(), "words": said}
        return groups.note_cooperative_meeting(**given)

    meet(saved=80_000)
    with pytest.raises(groups.NotSoMuchSaved):
        meet(taken=80_001)
    meet(taken=30_000)
    assert savings_of(group) == 50_000


def test_businesses_move_with_a_merge_and_back(counsellor, pursat, person, business, group):
    twin = case_for(counsellor, pursat).person
    plan = saved(counsellor, business, Loan(777_123))
    for one in (person, twin):
        groups.join_cooperative(actor=counsellor, group=group, person=one, on=TODAY)
    moves = skills.move_person(actor=counsellor, source=person, target=twin)

    assert Business.objects.get().person == twin
    assert CooperativeMember.objects.filter(person=twin, left_on=None).count() == 1
    skills.move_back(actor=counsellor, source=person, moves=moves)
    assert Business.objects.get().person == person
    assert CooperativeMember.objects.filter(left_on=None).count() == 2
    assert service.open_loan(viewer=counsellor, plan=plan).owed == 777_123


def test_a_sealed_person_has_no_business_anywhere(counsellor, person, business):
    saved(counsellor, business)
    person.is_sealed = True
    person.save()

    assert not businesses_visible_to(counsellor).exists()
    assert not plans_visible_to(counsellor).exists()
    assert due_checks(counsellor, TODAY) == []
