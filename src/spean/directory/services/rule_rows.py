"""Rows of the rulebook as they are kept: those that come with the site, and where one ends."""

from collections.abc import Iterable
from datetime import date

from rulebook import BadRow, Rule, faults, with_draft
from spean.directory.choices import RuleState
from spean.directory.gateways.tables import table
from spean.directory.models import RuleRow
from spean.directory.selectors.rules import as_rule, history_of


def load_rules() -> int:
    """Write the rows of the table that are not there; return how many.

    A subject that has rows here is the lawyers': a row that comes with a later version joins them
    as a law change does, and stays out where it would contradict what they published.
    """
    kept = set(
        RuleRow.objects.filter(state__in=[RuleState.PUBLISHED, RuleState.REPLACED]).values_list(
            "code", "valid_from"
        )
    )
    has_rows = {code for code, _start in kept}
    fresh = [row for row in _rows() if (row.code, row.valid_from) not in kept]
    first = [row for row in fresh if row.code not in has_rows]
    RuleRow.objects.bulk_create(first)
    return len(first) + sum(_joined(row) for row in fresh if row.code in has_rows)


def put_in_force(row: RuleRow, *, instead_of: RuleRow | None = None) -> list[RuleRow]:
    """Write a published row, and the ends it gives to itself and to the row before it.

    :returns: the rows whose last day has changed, the new one left out
    """
    correct = as_rule(instead_of) if instead_of else None
    stands = with_draft(_others(row), as_rule(row), instead_of=correct)
    ends = {rule.ref: rule.valid_to for rule in stands}
    row.valid_to = ends[str(row.pk)]
    moved = []
    for other in RuleRow.objects.filter(code=row.code, state=RuleState.PUBLISHED).exclude(
        pk=row.pk
    ):
        end = ends.get(str(other.pk), other.valid_to)
        if other.valid_to != end:
            other.valid_to, other.revision = end, other.revision + 1
            other.save(update_fields=["valid_to", "revision", "updated_at"])
            moved.append(other)
    row.save()
    return moved


def _others(row: RuleRow) -> list[Rule]:
    return [rule for rule in history_of(row.code) if rule.ref != str(row.pk)]


def _joined(row: RuleRow) -> bool:
    try:
        clashes = faults(history_of(row.code), as_rule(row))
    except BadRow:
        clashes = ()
    if any(fault.code != "no-rule" for fault in clashes):
        return False
    put_in_force(row)
    return True


def _rows() -> Iterable[RuleRow]:
    for row in table("rules"):
        yield RuleRow(
            code=row["code"],
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            value=row["value"],
            unit=row["unit"],
            source=row["source"],
            is_verified=row["is_verified"] == "yes",
            note=row["note"],
        )
