"""Who may be told of to another registry: those whose consent in force covers it, and nobody else.

The same questions are put to the database whether somebody is unknown, sealed, merged, or did not
allow it: neither the answer nor the time it takes tells which.
"""

import operator
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any, Final
from uuid import UUID

from django.db.models import F, Q, QuerySet

from spean.people.choices import DatePrecision, IdPoor
from spean.people.models import Consent, ConsentScope, Person
from spean.people.rules import Answer, Decision, is_granted
from spean.people.selectors.identity import card_index
from spean.people.selectors.visible import present_people

MOST: Final = 2_000
_NOBODY: Final = UUID(int=0)
NO_ONE: Final = Q(pk=_NOBODY)
# The levels of the equity card as numbers, the poorest first.
LEVELS: Final[Mapping[str, int]] = {IdPoor.LEVEL_1: 1, IdPoor.LEVEL_2: 2, IdPoor.AT_RISK: 3}
SEXES: Final[Mapping[str, str]] = {"female": "F", "male": "M", "other": "X", "2": "F", "1": "M"}
_SIGNS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "eq": operator.eq,
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
    "in": lambda one, several: one in several,
}
_LOOKUPS: Final = {"eq": "exact", "lt": "lt", "le": "lte", "gt": "gt", "ge": "gte", "in": "in"}
_SORTS: Final = {
    "birth_date": "born_on",
    "registration_date": "registered_at",
    "sex": "sex",
    "age": "-born_on",
}


@dataclass(frozen=True, slots=True)
class Agreement:
    """For which purpose of the consent somebody may be told of, and to whom."""

    scope: str
    recipient: str = ""
    is_invented_only: bool = False


@dataclass(frozen=True, slots=True)
class Released:
    """Somebody who may be told of, and the decision that allows it."""

    person: Person
    consent_id: UUID


class TooMany(Exception):
    """More people fit than are ever told of at once."""


def with_number(kind: str, value: str) -> Q:
    """Return the filter "has this number on such a paper"; numbers are found by a keyed hash."""
    if kind == "household":
        try:
            return Q(household=UUID(value))
        except ValueError:
            return NO_ONE
    if kind == "client_number":
        return Q(client_number=value.upper())
    index = card_index(value)
    return Q(documents__kind=kind, documents__number_index=index) if index else NO_ONE


def comparing(attribute: str, sign: str, value: Any, today: date) -> Q:
    """Return the filter of one comparison; what is not known fits none."""
    if attribute == "age":
        return _age(sign, value, today)
    if attribute == "poverty_score":
        return Q(id_poor__in=[code for code, level in LEVELS.items() if _SIGNS[sign](level, value)])
    if attribute in {"birth_date", "dob"}:
        return Q(born_precision=DatePrecision.DAY, **_lookup("born_on", sign, value))
    if attribute == "registration_date":
        return Q(**_lookup("registered_at__date", sign, value))
    if attribute == "group_size":
        return Q(**_lookup("household__size", sign, value))
    if attribute == "sex":
        value = _mapped(value, lambda one: SEXES.get(one.lower(), one.upper()))
        return Q(**_lookup("sex", sign, value))
    if attribute in {"location", "region_code", "sub_region_code"}:
        places = value if isinstance(value, tuple) else (value,)
        return reduce(operator.or_, (Q(area__code__startswith=one or "-") for one in places))
    return Q(**_lookup(attribute, sign, value))


def released(
    agreement: Agreement, wanted: Q, today: date, order: Iterable[tuple[str, bool]] = ()
) -> list[Released]:
    """Return the people who fit and may be told of on a day; three questions, always.

    :raises TooMany: if more than can be told of at once fit and have ever said yes
    """
    found = list(_candidates(agreement, wanted, order)[: MOST + 1])
    if len(found) > MOST:
        raise TooMany
    decisions, newest = _decisions([person.pk for person in found])
    return [
        Released(person, newest[person.pk])
        for person in found
        if is_granted(decisions[person.pk], agreement.scope, today, recipient=agreement.recipient)
    ]


def _candidates(
    agreement: Agreement, wanted: Q, order: Iterable[tuple[str, bool]]
) -> QuerySet[Person]:
    said_yes = ConsentScope.objects.filter(
        scope=agreement.scope, is_granted=True, consent__withdrawn_at=None
    )
    people = present_people().filter(pk__in=said_yes.values("consent__person"))
    if agreement.is_invented_only:
        people = people.filter(is_invented=True)
    people = people.filter(pk__in=present_people().filter(wanted).values("pk"))
    ways = [_way(name, is_down) for name, is_down in order]
    return people.select_related("area", "household").order_by(*ways, "pk")


def _way(name: str, is_down: bool) -> Any:
    column = _SORTS[name]
    is_turned = column.startswith("-") != is_down
    way = F(column.removeprefix("-"))
    return way.desc(nulls_last=True) if is_turned else way.asc(nulls_last=True)


def _decisions(people: list[UUID]) -> tuple[dict[UUID, list[Decision]], dict[UUID, UUID]]:
    # Asked even for nobody: a question left out would be a shorter answer.
    ids = people or [_NOBODY]
    answers: dict[UUID, list[Answer]] = defaultdict(list)
    for one in ConsentScope.objects.filter(consent__person__in=ids):
        answers[one.consent_id].append(
            Answer(one.scope, one.is_granted, one.recipient, one.expires_on)
        )
    found: dict[UUID, list[Decision]] = defaultdict(list)
    newest: dict[UUID, UUID] = {}
    consents = Consent.objects.filter(person__in=ids).order_by("decided_at", "created_at")
    for consent in consents:
        newest[consent.person_id] = consent.pk
        found[consent.person_id].append(
            Decision(
                decided_at=consent.decided_at,
                recorded_at=consent.created_at,
                answers=tuple(answers[consent.pk]),
                is_withdrawn=consent.withdrawn_at is not None,
                record=str(consent.merged_from or ""),
                merged_at=consent.merged_at,
            )
        )
    return found, newest


def _age(sign: str, value: Any, today: date) -> Q:
    known = Q(born_on__isnull=False)
    if sign == "in":
        return reduce(operator.or_, (_age("eq", one, today) for one in value))
    years = int(value)
    if not 0 <= years < 150:
        is_all = (sign in {"lt", "le"}) == (years > 0) and sign != "eq"
        return known if is_all else NO_ONE
    turned = _years_ago(today, years)
    younger, older = Q(born_on__gt=turned), Q(born_on__lte=turned)
    at_most = Q(born_on__gt=_years_ago(today, years + 1))
    filters = {"lt": younger, "ge": older, "le": at_most, "gt": ~at_most, "eq": older & at_most}
    return known & filters[sign]


def _years_ago(today: date, years: int) -> date:
    try:
        return today.replace(year=today.year - years)
    except ValueError:
        return today.replace(year=today.year - years, month=3, day=1)


def _lookup(column: str, sign: str, value: Any) -> dict[str, Any]:
    return {f"{column}__{_LOOKUPS[sign]}": value}


def _mapped(value: Any, change: Callable[[Any], Any]) -> Any:
    return tuple(change(one) for one in value) if isinstance(value, tuple) else change(value)
