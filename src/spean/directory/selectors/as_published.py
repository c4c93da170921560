"""The rules as they were published at a moment, for what was decided then."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from rulebook import Rule, Rulebook
from spean.directory.models import RuleRow
from spean.directory.selectors.rules import DECIDED_UNDER, as_rule


def rulebook_as_of(moment: datetime, *codes: str) -> Rulebook:
    """Return those codes as they were published at a moment: what came later changes nothing.

    A rule then lasted until the next one that was known, so a law that is published late, or a
    row that was corrected, leaves what was decided before as it was. One query.
    """
    corrected = RuleRow.objects.filter(corrects=OuterRef("pk"), state__in=DECIDED_UNDER)
    known = Q(decided_at=None) | Q(decided_at__lte=moment)
    rows = RuleRow.objects.filter(known, code__in=codes, state__in=DECIDED_UNDER).exclude(
        Exists(corrected.filter(decided_at__lte=moment))
    )
    chains: dict[str, list[Rule]] = {}
    for row in rows.order_by("code", "valid_from"):
        chains.setdefault(row.code, []).append(as_rule(row))
    return Rulebook(rule for chain in chains.values() for rule in _until_the_next(chain))


def _until_the_next(chain: list[Rule]) -> Iterator[Rule]:
    for rule, later in zip(chain, [*chain[1:], None], strict=True):
        end = later.valid_from - timedelta(days=1) if later else None
        yield replace(rule, valid_to=end)
