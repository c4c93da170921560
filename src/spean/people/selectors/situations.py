"""What the register knows of people that a right to a scheme may depend on; counts, no names.

Only plain columns are read. What is sealed, or not asked here, stays unknown and is not opened for
a count.
"""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, TypeAlias

from django.db.models import Exists, OuterRef, QuerySet

from spean.people.choices import ClientType, IdPoor, YesNoUnknown
from spean.people.models import Person, Return

# The facts of `rulebook.facts`, by their codes.
Known: TypeAlias = dict[str, bool | Decimal | str | None]

_COLUMNS = (
    "id_poor",
    "is_displaced",
    "client_type",
    "nssf_scheme",
    "from_thailand",
    "household__has_pregnant_member",
    "household__children_under_5",
    "household__children_5_17",
    "household__out_of_school",
    "household__with_disability",
    "household__elderly",
)
_CARDS = {
    IdPoor.NONE: "none",
    IdPoor.LEVEL_1: "poor-1",
    IdPoor.LEVEL_2: "poor-2",
    IdPoor.AT_RISK: "at-risk",
    IdPoor.EXPIRED: "expired",
    IdPoor.APPLIED: "applied",
}
_SAID = {YesNoUnknown.YES: True, YesNoUnknown.NO: False}


def situations_of(people: QuerySet[Person]) -> Iterator[tuple[Known, int]]:
    """Yield each situation that people are in, with how many are. One query."""
    thai = Exists(Return.objects.filter(person=OuterRef("pk"), country="TH"))
    rows = people.order_by().annotate(from_thailand=thai).values_list(*_COLUMNS)
    for row, count in Counter(rows.iterator(chunk_size=2000)).items():
        yield _known(dict(zip(_COLUMNS, row, strict=True))), count


def _known(row: dict[str, Any]) -> Known:
    small, schooled = row["household__children_under_5"], row["household__children_5_17"]
    missing = 0 if schooled == 0 else row["household__out_of_school"]
    at_school = None if schooled is None or missing is None else max(schooled - missing, 0)
    is_returnee = row["client_type"] == ClientType.RETURNEE
    # A returned worker whose journey is not written down may have been anywhere.
    from_thailand = row["from_thailand"] or (None if is_returnee else False)
    return {
        "equity-card": _CARDS.get(row["id_poor"]),
        "displaced": _SAID.get(row["is_displaced"]),
        "returned-worker": is_returnee,
        "returned-from-thailand": from_thailand,
        # An empty column is not a no: nobody may have asked.
        "nssf-member": True if row["nssf_scheme"] else None,
        "pregnant-at-home": _SAID.get(row["household__has_pregnant_member"]),
        # Asked are those under five: only where there are none is it known of those under two.
        "children-under-2": Decimal(0) if small == 0 else None,
        "children-at-school": _count(at_school),
        "children-out-of-school": _count(missing),
        "members-with-disability": _count(row["household__with_disability"]),
        "elderly": _count(row["household__elderly"]),
    }


def _count(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number)
