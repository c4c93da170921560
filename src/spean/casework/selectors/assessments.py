"""How well people have settled in again (RSS), and whose answers somebody must look at."""

import json
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from spean import casework
from spean.accounts.models import User
from spean.casework.choices import AssessmentKind
from spean.casework.models import Assessment, Case, ScoringScheme
from spean.casework.rules.sustainability import Scheme, read_scheme
from spean.casework.selectors import cases_visible_to
from spean.people.models import Person

SHIPPED: Final = Path(casework.__file__).parent / "data" / "rss.json"


def scheme_in_force() -> Scheme:
    """Return the scheme that was published last, or the one that comes with Spean."""
    published = ScoringScheme.objects.order_by("-created_at").first()
    return read_scheme(published.content) if published is not None else _shipped()


def assessments_of(viewer: User, person: Person) -> list[Assessment]:
    """Return each time that she was asked, the first one first, as far as the viewer may see."""
    cases = cases_visible_to(viewer).filter(person=person)
    found = Assessment.objects.filter(case__in=cases).defer("sealed").select_related("taken_by")
    return list(found.order_by("taken_on", "created_at"))


def newest_score(case: Case) -> Decimal | None:
    """Return the last score over all of a case's full surveys, as the closing keeps it."""
    found = Assessment.objects.filter(case=case, kind=AssessmentKind.FULL, was_declined=False)
    last = found.exclude(composite=None).order_by("-taken_on", "-created_at")
    score = last.values_list("composite", flat=True).first()
    return None if score is None else Decimal(f"{score:.3f}")


def assessments_waiting_for(viewer: User) -> QuerySet[Assessment]:
    """Return those in which somebody does badly and nobody who leads has looked, worst first.

    Only what she said last counts: what was bad before may be better by now, or stands here anew.
    """
    cases = cases_visible_to(viewer, "people.assign")
    of_her = Assessment.objects.filter(case__person=OuterRef("case__person"), was_declined=False)
    is_later = Q(taken_on__gt=OuterRef("taken_on")) | Q(
        taken_on=OuterRef("taken_on"), created_at__gt=OuterRef("created_at")
    )
    return (
        Assessment.objects.filter(
            ~Exists(of_her.filter(is_later)), is_alarming=True, seen_at=None, case__in=cases
        )
        .select_related("case__person", "taken_by")
        .defer("sealed")
        .order_by("composite", "taken_on", "pk")
    )


def scheme_of(version: str) -> Scheme:
    """Return the scheme of this version, or the one that counts now where it is not known."""
    if version == _shipped().version:
        return _shipped()
    row = ScoringScheme.objects.filter(version=version).first()
    return read_scheme(row.content) if row is not None else scheme_in_force()


@lru_cache(maxsize=1)
def _shipped() -> Scheme:
    return read_scheme(json.loads(SHIPPED.read_text(encoding="utf-8")))
