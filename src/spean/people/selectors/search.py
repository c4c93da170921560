"""Find people in either script, by sound, telephone, record number or card."""

from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any, cast
from uuid import UUID

from django.db.models import (
    BinaryField,
    Case,
    Exists,
    F,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from spean.accounts.models import User
from spean.directory.perms import centres_where, centres_where_assigned
from spean.people.models import IdentityDocument, Person, SearchToken
from spean.people.rules import Query, Term, query_of
from spean.people.selectors.identity import card_index
from spean.people.selectors.visible import people_visible_to

PAGE_SIZE = 25
_EXACT, _STARTS, _SOUNDS, _NOT = 0, 1, 2, 9


@dataclass(frozen=True, slots=True)
class Found:
    """One page of people; `page` counts from 1."""

    people: list[Person]
    page: int
    has_more: bool


def search_people(viewer: User, text: str, page: int = 1) -> Found:
    """Return a page of the viewer's people who fit, exact before beginning before sound.

    Without text it is the register, newest first. The query count does not depend on its size.
    """
    page = max(1, page)
    wanted = slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE + 1)
    people = people_visible_to(viewer).select_related("area", "centre", "assigned_to")
    people = people.prefetch_related("contacts")
    query = query_of(text)
    if not query.words:
        newest = people.order_by("-registered_at", "pk")
        rows = [] if text.strip() else list(newest[wanted])
        return Found(rows[:PAGE_SIZE], page, len(rows) > PAGE_SIZE)
    holders = list(people_with_card(viewer, query.card).values_list("pk", flat=True)[wanted])
    ids = holders or list(_ranked(viewer, query)[wanted])
    shown = people.in_bulk(ids[:PAGE_SIZE])
    return Found([shown[key] for key in ids if key in shown], page, len(ids) > PAGE_SIZE)


def _ranked(viewer: User, query: Query) -> QuerySet[SearchToken, UUID]:
    """Return ids of people in order of fit: every word is found, or the whole text is."""
    terms = {f"word_{place}": term for place, term in enumerate(query.words)}
    if query.whole:
        terms["whole"] = query.whole
    ranks = {name: Min(_rank(term), default=Value(_NOT)) for name, term in terms.items()}
    words = [name for name in terms if name != "whole"]
    fits = Q(**{f"{name}__lt": _NOT for name in words})
    total: Any = reduce(add, [F(name) for name in words])
    if query.whole:
        # The whole name in one piece is as good as each of its words.
        fits |= Q(whole__lt=_NOT)
        total = Case(When(whole=_EXACT, then=Value(-1)), default=total)
    # One walk of the index for each thing looked for; who is visible is asked of what was found.
    found = _found(viewer, [_matches(term) for term in terms.values()])
    visible = Exists(people_visible_to(viewer).filter(pk=OuterRef("person")))
    tokens = SearchToken.objects.filter(visible, pk__in=found)
    ids = (
        tokens.values("person")
        .annotate(**ranks)
        .filter(fits)
        .annotate(rank=total)
        .order_by("rank", "person")
        .values_list("person", flat=True)
    )
    return cast("QuerySet[SearchToken, UUID]", ids)


def _centres(viewer: User) -> set[UUID]:
    action = "people.view"
    return centres_where(viewer, action) | centres_where_assigned(viewer, action)


def _found(viewer: User, matches: list[list[Q]]) -> QuerySet[SearchToken, int]:
    # The centre leads the index. A union, for an "or" leads SQLite astray to read every file.
    here = SearchToken.objects.filter(centre__in=_centres(viewer))
    walks = [here.filter(match).values("pk") for term in matches for match in term]
    return cast("QuerySet[SearchToken, int]", walks[0].union(*walks[1:], all=True))


def _matches(term: Term) -> list[Q]:
    return [
        *(_range(start) for start in term.starts),
        *([Q(token=term.sound.encode())] if term.sound else []),
    ]


def _range(start: str) -> Q:
    """Say "starts with" as a range, which an index answers in every database."""
    low = start.encode()
    # UTF-8 never holds 0xFF, so this is above everything that starts so.
    return Q(token__gte=low, token__lt=low + b"\xff")


def _rank(term: Term) -> Case:
    exact = [token.encode() for token in sorted(term.exact)]
    return Case(
        *(When(token=Value(token, output_field=BinaryField()), then=_EXACT) for token in exact),
        *(When(_range(start), then=_STARTS) for start in term.starts),
        *([When(token=term.sound.encode(), then=_SOUNDS)] if term.sound else []),
        default=_NOT,
        output_field=IntegerField(),
    )


def people_with_card(viewer: User, number: str) -> QuerySet[Person]:
    """Return the viewer's people who showed a document with this number."""
    index = card_index(number)
    holders = IdentityDocument.objects.filter(number_index=index).values("person")
    found = people_visible_to(viewer).filter(pk__in=holders)
    return found if index else found.none()
