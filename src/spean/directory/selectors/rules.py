"""The facts of law and benefits that were in force on a day."""

from datetime import date
from decimal import Decimal

from rulebook import Decision, Rule, Rulebook, Said, Situation, eligibility, rules_from
from spean.core.wording import is_khmer
from spean.directory.choices import RuleState
from spean.directory.models import RuleRow

# What decisions were made under: a row that was replaced since, too.
DECIDED_UNDER = (RuleState.PUBLISHED, RuleState.REPLACED)


def rulebook_now(*codes: str) -> Rulebook:
    """Return the published rows as a rulebook: all of them, or those codes. One query.

    :raises BadRule: if two rows of one code overlap
    """
    rows = RuleRow.objects.filter(state=RuleState.PUBLISHED)
    if codes:
        rows = rows.filter(code__in=codes)
    return Rulebook(rules_from([_plain(row) for row in rows.order_by("code", "valid_from")]))


def history_of(code: str) -> tuple[Rule, ...]:
    """Return every published rule of a code, oldest first. One query."""
    return rulebook_now(code).history(code)


def rule_on(code: str, day: date) -> Rule | None:
    """Return the rule of a code in force on a day, or `None`. One query."""
    return rulebook_now(code).find(code, day)


def rule_value(code: str, day: date) -> Decimal | None:
    """Return the number of a rule in force on a day; `None` without one, or if it is no number.

    One query.
    """
    rule = rule_on(code, day)
    return rule.value if rule is not None and isinstance(rule.value, Decimal) else None


def decision_on(scheme: str, known: Situation, day: date) -> Decision:
    """Say whether a scheme is for somebody on a day, and why; `rule.ref` is the row. One query."""
    return eligibility(rulebook_now(f"eligible.{scheme}"), scheme=scheme, known=known, day=day)


def decision_under(rule_id: str, scheme: str, known: Situation, day: date) -> Decision:
    """Say it again by the very row an old decision was made under, replaced since or not."""
    rule = as_rule(RuleRow.objects.get(pk=rule_id, state__in=DECIDED_UNDER))
    return eligibility(Rulebook([rule]), scheme=scheme, known=known, day=day)


def as_rule(row: RuleRow) -> Rule:
    """Return a row as the library reads it, whatever its state.

    :raises BadRow: if it cannot be meant
    """
    return rules_from([_plain(row)], row.code)[0]


def in_reader_language(said: Said) -> str:
    """Return a sentence of the library in the reader's language."""
    return said.km if is_khmer() else said.en


def _plain(row: RuleRow) -> dict[str, object]:
    return {
        "code": row.code,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "value": row.value,
        "unit": row.unit,
        "source": row.source,
        "verified": "yes" if row.is_verified else "no",
        "note": row.note,
        "ref": str(row.pk),
    }
