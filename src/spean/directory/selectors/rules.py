"""The facts of law and benefits that were in force on a day."""

from datetime import date
from decimal import Decimal

from rulebook import Rule, Rulebook, rules_from
from spean.directory.models import RuleRow


def rulebook_now(*codes: str) -> Rulebook:
    """Return the rows of the register as a rulebook: all of them, or those codes. One query.

    :raises BadRule: if two rows of one code overlap
    """
    rows = RuleRow.objects.filter(code__in=codes) if codes else RuleRow.objects.all()
    return Rulebook(rules_from([_plain(row) for row in rows.order_by("code", "valid_from")]))


def rule_on(code: str, day: date) -> Rule | None:
    """Return the rule of a code in force on a day, or `None`. One query."""
    return rulebook_now(code).find(code, day)


def rule_value(code: str, day: date) -> Decimal | None:
    """Return the number of a rule in force on a day; `None` without one, or if it is no number.

    One query.
    """
    rule = rule_on(code, day)
    return rule.value if rule is not None and isinstance(rule.value, Decimal) else None


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
    }
