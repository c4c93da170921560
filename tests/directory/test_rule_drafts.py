"""Two people to a rule: one drafts, another publishes; what is in force is never written over."""

import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from spean.accounts.choices import Role
from spean.accounts.models import AuditEntry
from spean.core.errors import ChangedMeanwhile, IllegalMove, NotAllowed
from spean.directory.choices import RuleState
from spean.directory.models import RuleRow
from spean.directory.selectors import rule_on, rule_value
from spean.directory.selectors.standing import rules_visible_to, standing_of, topics_on
from spean.directory.services import draft_rule, load_own_tables, publish_rule, reject_rule
from spean.directory.services import rule_drafts as refusals
from tests.directory.lawmaking import NEW_YEAR, NOW, WAGE, drafted, lawyer, published, second, words
from tests.factories.serving import staff

pytestmark = pytest.mark.django_db
__all__ = ["lawyer", "second"]


def acts():
    return list(AuditEntry.objects.order_by("seq").values_list("action", flat=True))


def test_a_law_change_is_one_row_and_the_days_before_keep_theirs(lawyer, second):
    before = {day: rule_on(WAGE, day).ref for day in map(date.fromisoformat, DAYS)}

    row = published(drafted(lawyer), second)

    assert rule_value(WAGE, date(2026, 12, 31)) == Decimal(210)
    assert rule_value(WAGE, NEW_YEAR) == Decimal(222)
    assert {day: rule_on(WAGE, day).ref for day in before} == before
    assert (row.drafted_by, row.decided_by) == (lawyer, second)


DAYS = ("2019-01-01", "2024-06-30", "2025-12-31", "2026-01-01", "2026-12-31")


def test_a_draft_is_in_force_for_nobody(lawyer):
    drafted(lawyer)

    assert rule_value(WAGE, NEW_YEAR) == Decimal(210)


def test_every_act_is_written_into_the_trail(lawyer, second):
    row = published(drafted(lawyer), second)

    entries = list(AuditEntry.objects.order_by("seq"))[-3:]
    assert [entry.action for entry in entries] == [
        "directory.rule_drafted",
        "directory.rule_ended",
        "directory.rule_published",
    ]
    assert entries[-1].ref_id == str(row.pk) or entries[-1].ref_id == row.pk
    assert entries[-1].detail["since"] == "2027-01-01"
    assert entries[1].detail["until"] == "2026-12-31"


def test_who_drafted_it_does_not_publish_it(lawyer):
    row = drafted(lawyer)
    told = len(acts())

    with pytest.raises(refusals.OwnDraft):
        published(row, lawyer)

    row.refresh_from_db()
    assert row.state == RuleState.DRAFT
    assert acts()[told:] == ["directory.rule_refused"]
    assert AuditEntry.objects.latest("seq").detail["reason"] == "own-draft"


def test_nor_does_she_who_is_both_lawyer_and_administrator(lawyer):
    lawyer.is_administrator = True
    lawyer.save()
    with pytest.raises(refusals.OwnDraft):
        published(drafted(lawyer), lawyer)


def test_nobody_gets_round_the_two_by_changing_the_others_draft(lawyer, second):
    row = drafted(lawyer)
    with pytest.raises(refusals.NotYourDraft):
        draft_rule(actor=second, id=row.pk, words=words(value="999"), now=NOW, revision=1)
    row.refresh_from_db()
    assert (row.drafted_by, row.value) == (lawyer, "222")


def test_the_database_itself_refuses_one_person_for_both(lawyer):
    row = drafted(lawyer)
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleRow.objects.filter(pk=row.pk).update(state="published", decided_by=lawyer)
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleRow.objects.filter(pk=row.pk).update(state="published", decided_by=None)


def test_what_changed_after_it_was_read_is_not_published(lawyer, second):
    row = drafted(lawyer)
    draft_rule(actor=lawyer, id=row.pk, words=words(value="333"), now=NOW, revision=1)
    with pytest.raises(ChangedMeanwhile):
        publish_rule(actor=second, rule_id=row.pk, revision=1, now=NOW)


@pytest.mark.parametrize(
    "role",
    [Role.COUNSELLOR, Role.CENTRE_MANAGER, Role.VOLUNTEER, Role.JOB_OFFICER, Role.MINISTRY_ME],
)
def test_who_is_no_lawyer_neither_drafts_nor_publishes_nor_sees_drafts(role, lawyer, pursat):
    viewer = staff(role, None if role == Role.MINISTRY_ME else pursat)
    row = drafted(lawyer)
    for act in (
        lambda: drafted(viewer),
        lambda: published(row, viewer),
        lambda: reject_rule(actor=viewer, rule_id=row.pk, reason="no", now=NOW),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert not rules_visible_to(viewer).filter(pk=row.pk).exists()
    assert rules_visible_to(viewer).filter(code=WAGE).exists()


def test_a_draft_is_turned_down_with_a_reason_and_kept(lawyer, second):
    row = drafted(lawyer)
    with pytest.raises(refusals.NoReason):
        reject_rule(actor=second, rule_id=row.pk, reason="  ", now=NOW)

    reject_rule(actor=second, rule_id=row.pk, reason="The prakas says otherwise", now=NOW)

    row.refresh_from_db()
    assert (row.state, row.decision_note) == (RuleState.REJECTED, "The prakas says otherwise")
    with pytest.raises(IllegalMove):
        published(row, second)
    with pytest.raises(IllegalMove):
        draft_rule(actor=lawyer, id=row.pk, words=words(value="1"), now=NOW, revision=2)


def test_a_form_sent_twice_makes_one_draft(lawyer):
    once = uuid.uuid4()
    for _twice in range(2):
        draft_rule(actor=lawyer, id=once, words=words(), now=NOW)
    assert RuleRow.objects.filter(state=RuleState.DRAFT).count() == 1
    assert acts().count("directory.rule_drafted") == 1


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"value": "much"}, refusals.NotANumber),
        ({"value": "-1"}, refusals.NotANumber),
        ({"value": "NaN"}, refusals.NotANumber),
        ({"code": "eligible.HEF", "value": "rich people"}, refusals.BadValue),
        ({"valid_to": date(2026, 12, 31)}, refusals.EndsTooEarly),
    ],
)
def test_what_cannot_be_meant_is_refused_before_it_is_a_draft(changes, refusal, lawyer):
    with pytest.raises(refusal) as found:
        drafted(lawyer, **changes)
    assert str(found.value)
    assert not RuleRow.objects.filter(state=RuleState.DRAFT).exists()


def test_a_row_is_verified_by_who_read_its_source(lawyer, second):
    row = published(drafted(lawyer, is_checked=True), second)

    assert row.checked_by == lawyer
    assert rule_on(WAGE, NEW_YEAR).verified
    assert not rule_on("seniority-indemnity", NEW_YEAR).verified


def test_the_list_says_what_is_in_force_coming_and_drafted(lawyer, second):
    published(drafted(lawyer), second)
    drafted(lawyer, valid_from=date(2028, 1, 1))

    def line(day):
        topics = topics_on(lawyer, day)
        return next(one for t in topics for one in t.lines if one.subject.code == WAGE)

    before, after = line(date(2026, 12, 31)), line(NEW_YEAR)
    assert (before.now.value, before.coming.value, before.drafts) == ("210", "222", 1)
    assert (after.now.value, after.coming, after.drafts) == ("222", None, 1)
    assert standing_of(before.now, NEW_YEAR) == "over"
    assert standing_of(after.now, date(2026, 1, 1)) == "coming"


def test_a_later_release_joins_the_lawyers_rules_and_never_breaks_them(lawyer, second):
    RuleRow.objects.filter(code=WAGE, valid_from=date(2026, 1, 1)).delete()
    RuleRow.objects.filter(code=WAGE).update(valid_to=None)
    RuleRow.objects.filter(code=WAGE, valid_from__lt=date(2025, 1, 1)).delete()

    load_own_tables()

    assert rule_value(WAGE, date(2025, 12, 31)) == Decimal(208)
    assert rule_value(WAGE, date(2026, 1, 1)) == Decimal(210)


def test_a_draft_of_the_same_day_does_not_keep_a_release_out(lawyer):
    RuleRow.objects.filter(code="hours-per-day").delete()
    drafted(lawyer, code="hours-per-day", valid_from=date(1997, 3, 13), value="9")

    load_own_tables()

    assert rule_value("hours-per-day", date(2026, 1, 1)) == 8
