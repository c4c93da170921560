"""The part of OData's `$filter` that is understood: when an answer came, by whom, how it stands."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from spean.api.reading import Malformed, NotSpoken
from spean.surveys.choices import SubmissionState
from spean.surveys.selectors import submitter_of

_LONGEST: Final = 2_000
_AND: Final = re.compile(r"\s+and\s+", re.IGNORECASE)
_CLAUSE: Final = re.compile(
    r"(?:\$root/Submissions/)?__system/(submissionDate|submitterId|reviewState)\s+"
    r"(lt|le|eq|ne|gt|ge)\s+('[^']*'|[^\s()']+(?: [0-9:]+)?)"
)
_LOOKUPS: Final = {"lt": "lt", "le": "lte", "gt": "gt", "ge": "gte", "eq": "exact", "ne": "exact"}
_WAITS: Final = Q(state=SubmissionState.WAITING)
# As `Outgoing.review` words it.
_REVIEWS: Final = {
    "null": ~_WAITS & Q(replaces=None),
    "'hasIssues'": _WAITS,
    "'edited'": ~_WAITS & ~Q(replaces=None),
    "'approved'": Q(pk__in=()),
    "'rejected'": Q(pk__in=()),
}


def filter_of(text: str, authors: Callable[[], Iterable[UUID]]) -> Q:
    """Return the filter of answers that a `$filter` asks for.

    Conditions on `__system/submissionDate`, `submitterId` and `reviewState`, joined by `and`.

    :param authors: the ids of those whose answers the reader may see
    :raises NotSpoken: if it asks for anything else
    :raises Malformed: if a value cannot be read
    """
    wanted = Q()
    if len(text) > _LONGEST:
        raise NotSpoken(part="$filter")
    for clause in _AND.split(text.strip()) if text.strip() else ():
        found = _CLAUSE.fullmatch(clause.strip())
        if found is None:
            raise NotSpoken(part=f"$filter={clause[:200]}")
        name, sign, value = found.groups()
        if name == "submissionDate":
            condition = Q(**{f"created_at__{_LOOKUPS[sign]}": _moment(value)})
        else:
            if sign not in {"eq", "ne"}:
                raise NotSpoken(part=f"$filter={clause[:200]}")
            condition = _reviewed(value) if name == "reviewState" else _given(value, authors)
        wanted &= ~condition if sign == "ne" else condition
    return wanted


def _moment(value: str) -> datetime:
    # In an address a plus sign is a space, and many a program forgets it.
    plain = value.replace(" ", "+")
    try:
        moment = parse_datetime(plain)
        day = parse_date(plain) if moment is None else None
    except ValueError as cause:
        raise Malformed(part=value[:100]) from cause
    if day is not None:
        moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - made aware below
    if moment is None:
        raise Malformed(part=value[:100])
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _reviewed(value: str) -> Q:
    if value not in _REVIEWS:
        raise Malformed(part=value[:100])
    return _REVIEWS[value]


def _given(value: str, authors: Callable[[], Iterable[UUID]]) -> Q:
    if not value.isascii() or not value.isdigit():
        raise Malformed(part=value[:100])
    number = int(value[:20])
    return Q(author__in=[one for one in authors() if submitter_of(one) == number])
