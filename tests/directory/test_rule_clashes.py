"""What would leave a day without a rule, or with two, is refused; a correction replaces a row."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from rulebook import Verdict
from spean.accounts.models import AuditEntry
from spean.core.errors import DomainError
from spean.directory.choices import RuleState
from spean.directory.models import RuleRow
from spean.directory.selectors import decision_on, decision_under, rule_value
from spean.directory.selectors.standing import faults_of
from spean.directory.services import rule_drafts as refusals
from tests.directory.lawmaking import NEW_YEAR, WAGE, drafted, lawyer, published, second

__all__ = ["lawyer", "second"]
pytestmark = pytest.mark.django_db


def refused(row, actor):
    with pytest.raises(refusals.Contradicts) as found:
        published(row, actor)
    row.refresh_from_db()
    assert row.state == RuleState.DRAFT
    entry = AuditEntry.objects.latest("seq")
    assert (entry.action, entry.detail["reason"]) == ("directory.rule_refused", "contradicts")
    return str(found.value)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"valid_from": date(2026, 1, 1)}, "A rule already begins on 1 January 2026"),
        ({"valid_to": date(2027, 3, 31)}, "From 1 April 2027 no rule would be in force"),
    ],
)
def test_contradictory_rows_are_refused_with_a_clear_sentence(changes, sentence, lawyer, second):
    row = drafted(lawyer, **changes)
    with translation.override("en"):
        assert sentence in refused(row, second)
    with translation.override("km"):
        assert "ចាប់ពីថ្ងៃទី" in refused(row, second)


def test_a_rule_that_runs_into_the_next_is_refused(lawyer, second):
    published(drafted(lawyer), second)
    row = drafted(lawyer, valid_from=date(2026, 7, 1), valid_to=NEW_YEAR, value="215")
    with translation.override("en"):
        assert "From 1 January 2027 two rules would be in force" in refused(row, second)


def test_two_drafts_of_one_day_do_not_both_come_into_force(lawyer, second):
    one, other = drafted(lawyer), drafted(lawyer, value="223")
    published(one, second)
    refused(other, second)
    assert rule_value(WAGE, NEW_YEAR) == Decimal(222)


def test_a_correction_replaces_the_row_and_old_decisions_keep_theirs(lawyer, second):
    known = {"equity-card": "at-risk"}
    was = decision_on("FAMILY-PACKAGE", known, date(2026, 6, 1))
    old = RuleRow.objects.get(pk=was.rule.ref)

    row = drafted(
        lawyer,
        code=old.code,
        valid_from=old.valid_from,
        value="equity-card in poor-1 poor-2 at-risk",
        corrects_id=old.pk,
    )
    published(row, second)

    old.refresh_from_db()
    assert old.state == RuleState.REPLACED
    now = decision_on("FAMILY-PACKAGE", known, date(2026, 6, 1))
    assert (was.verdict, now.verdict) == (Verdict.UNKNOWN, Verdict.YES)
    again = decision_under(was.rule.ref, "FAMILY-PACKAGE", known, date(2026, 6, 1))
    assert (again.verdict, again.rule.ref) == (was.verdict, was.rule.ref)


def test_a_row_is_corrected_once(lawyer, second):
    old = RuleRow.objects.get(code=WAGE, valid_from=date(2026, 1, 1))
    both = [
        drafted(lawyer, valid_from=old.valid_from, value=value, corrects_id=old.pk)
        for value in ("211", "212")
    ]
    published(both[0], second)
    with pytest.raises(DomainError):
        published(both[1], second)
    assert rule_value(WAGE, date(2026, 6, 1)) == Decimal(211)


def test_faults_are_said_of_a_draft_before_anybody_publishes_it(lawyer):
    assert faults_of(drafted(lawyer)) == []
    assert len(faults_of(drafted(lawyer, valid_to=NEW_YEAR + timedelta(days=30)))) == 1
