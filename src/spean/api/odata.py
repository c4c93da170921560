"""OData 4 over answers, as much of ODK Central's feed as pyodk, Excel and Power BI ask for.

`.svc/Submissions` are the answers, `.svc/Submissions.children` the turns of a repeat. What is
understood stands in `_KNOWN`; any other part of a question is refused, never passed over.
"""

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse

from spean.api.edmx import metadata_of
from spean.api.filters import filter_of
from spean.api.reading import Malformed, NotSpoken, questionnaire_of, reads, streamed, told
from spean.surveys.models import Questionnaire, Submission
from spean.surveys.rules.feed import Feed
from spean.surveys.rules.heads import rest_of
from spean.surveys.rules.tables import MAIN, Plan, Row
from spean.surveys.selectors import Outgoing, answers_to_take_out, outgoing_answers, plan_of
from spean.surveys.services import release, said_at

_KNOWN: Final = frozenset(
    {"$top", "$skip", "$count", "$filter", "$expand", "$wkt", "$skiptoken", "$format"}
)
_YES: Final = {"true": True, "false": False, "": False}


@dataclass(frozen=True, slots=True)
class After:
    """Where a page ended: its last answer, and how many of that answer's rows were on it."""

    created_at: datetime
    id: UUID
    rows: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What a program asks of a table: which rows, how many, from where on, and how they look."""

    wanted: Q
    top: int | None
    skip: int
    after: After | None
    is_counted: bool
    is_expanded: bool
    is_wkt: bool


@reads
def service(request: HttpRequest, project_id: int, form_id: str) -> HttpResponse:
    """List the tables of a questionnaire."""
    asked = questionnaire_of(request, project_id, form_id)
    names = Feed(plan_of(asked.pk)).names
    tables = [{"name": name, "kind": "EntitySet", "url": name} for name in names]
    root = request.build_absolute_uri(request.path)
    return JsonResponse({"@odata.context": f"{root}/$metadata", "value": tables})


@reads
def metadata(request: HttpRequest, project_id: int, form_id: str) -> HttpResponse:
    """Describe the tables and the types of their columns."""
    asked = questionnaire_of(request, project_id, form_id)
    text = metadata_of(asked.form_id, Feed(plan_of(asked.pk)))
    return HttpResponse(text, "application/xml; charset=utf-8", headers={"OData-Version": "4.0"})


@reads
def rows(request: HttpRequest, project_id: int, form_id: str, table: str) -> StreamingHttpResponse:
    """Give the rows of a table, the newest answers first, as they are read."""
    questionnaire = questionnaire_of(request, project_id, form_id)
    reading = _Reading(request, questionnaire)
    names = reading.feed.names
    if table not in names:
        raise Http404
    answer = streamed(reading.told(names.index(table)))
    answer["OData-Version"] = "4.0"
    return answer


class _Reading:
    """One reading of one table; it stands in the trail before its first row is given."""

    def __init__(self, request: HttpRequest, questionnaire: Questionnaire) -> None:
        self._request, self._questionnaire = request, questionnaire
        self._asked = _asked(request, self._authors)
        self._plan: Plan = plan_of(questionnaire.pk)
        self.feed = Feed(self._plan, is_wkt=self._asked.is_wkt)
        self._last: After | None = None
        self._is_more = False

    def told(self, place: int) -> Iterator[str]:
        """Return a table as JSON, in pieces.

        :raises NotSpoken: if turns are asked for with turns within
        """
        asked = self._asked
        if place != MAIN and asked.is_expanded:
            raise NotSpoken(part="$expand")
        is_main = place == MAIN
        released = release(
            actor=self._request.user,  # type: ignore[arg-type]
            questionnaire=self._questionnaire,
            way="odata",
            wanted=asked.wanted & _from(asked.after, is_main),
            skip=asked.skip if is_main and asked.after is None else 0,
            most=asked.top if is_main else None,
        )
        self._is_more = released.is_more
        found = self._answers(released.ids) if is_main else self._turns(released.ids, place)
        return self._pieces(place, found)

    def _pieces(self, place: int, found: Iterator[dict[str, Any]]) -> Iterator[str]:
        root = self._request.build_absolute_uri(self._request.path).rpartition("/")[0]
        context = f"{root}/$metadata#{self.feed.names[place]}"
        yield f'{{"@odata.context":{told(context)}'
        if self._asked.is_counted:
            yield f',"@odata.count":{self._count(place)}'
        yield ',"value":['
        between = ""
        for one in found:
            yield between + told(one)
            between = ","
        yield "]"
        if self._is_more and self._last is not None:
            yield f',"@odata.nextLink":{told(self._next(self._last))}'
        yield "}"

    def _answers(self, ids: list[UUID]) -> Iterator[dict[str, Any]]:
        for one in outgoing_answers(ids):
            found = self._rows(one)
            system = _system(one, found[MAIN])
            self._last = After(one.created_at, one.id, 0)
            if self._asked.is_expanded:
                yield self.feed.expanded(found, system)
            else:
                yield self.feed.answer(found[MAIN], system)

    def _turns(self, ids: list[UUID], place: int) -> Iterator[dict[str, Any]]:
        asked = self._asked
        left = asked.top
        skip = asked.skip if asked.after is None else 0
        for one in outgoing_answers(ids):
            turns = [row for row in self._rows(one) if row.table == place]
            if asked.after is not None and one.id == asked.after.id:
                skip = asked.after.rows
            for number, row in enumerate(turns[skip:], start=skip + 1):
                if left == 0:
                    self._is_more = True
                    return
                left = None if left is None else left - 1
                self._last = After(one.created_at, one.id, number)
                yield self.feed.turn(row)
            skip = max(0, skip - len(turns))

    def _rows(self, one: Outgoing) -> list[Row]:
        return self._plan.rows(one.xml, one.version_id, one.instance_id)

    def _count(self, place: int) -> int:
        """Return how many rows there are on all pages; turns have to be read to be counted."""
        answers = self._visible().filter(self._asked.wanted)
        if place == MAIN:
            return answers.count()
        ids = list(answers.values_list("pk", flat=True))
        return sum(row.table == place for one in outgoing_answers(ids) for row in self._rows(one))

    def _visible(self) -> QuerySet[Submission]:
        visible = answers_to_take_out(self._request.user)  # type: ignore[arg-type]
        return visible.filter(version__questionnaire=self._questionnaire.pk)

    def _authors(self) -> list[UUID]:
        return list(self._visible().order_by().values_list("author_id", flat=True).distinct())

    def _next(self, last: After) -> str:
        said = json.dumps([last.created_at.isoformat(), str(last.id), last.rows])
        kept = {
            name: value
            for name, value in self._request.GET.items()
            if name not in {"$skip", "$skiptoken"}
        }
        kept["$skiptoken"] = base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")
        here = self._request.build_absolute_uri(self._request.path)
        return f"{here}?{urlencode(kept, safe='$*')}"


def _asked(request: HttpRequest, authors: Callable[[], list[UUID]]) -> Asked:
    given = request.GET
    for name in given:
        if name.startswith("$") and name not in _KNOWN:
            raise NotSpoken(part=name[:100])
    if given.get("$expand", "*") != "*" or given.get("$format", "json").partition(";")[0] != "json":
        raise NotSpoken(part="$expand" if "$expand" in given else "$format")
    return Asked(
        wanted=filter_of(given.get("$filter", ""), authors),
        top=_number(request, "$top"),
        skip=_number(request, "$skip") or 0,
        after=_after(given.get("$skiptoken", "")),
        is_counted=_yes(request, "$count"),
        is_expanded="$expand" in given,
        is_wkt=_yes(request, "$wkt"),
    )


def _number(request: HttpRequest, name: str) -> int | None:
    said = request.GET.get(name)
    if said is None:
        return None
    if not said.isascii() or not said.isdigit() or len(said) > 9:
        raise Malformed(part=name)
    return int(said)


def _yes(request: HttpRequest, name: str) -> bool:
    said = request.GET.get(name, "").lower()
    if said not in _YES:
        raise Malformed(part=name)
    return _YES[said]


def _after(token: str) -> After | None:
    if not token:
        return None
    try:
        padded = token + "=" * (-len(token) % 4)
        created_at, id, count = json.loads(base64.urlsafe_b64decode(padded))
        found = After(datetime.fromisoformat(created_at), UUID(id), int(count))
    except (ValueError, TypeError, AttributeError) as cause:
        raise Malformed(part="$skiptoken") from cause
    if found.created_at.tzinfo is None or found.rows < 0:
        raise Malformed(part="$skiptoken")
    return found


def _from(after: After | None, is_main: bool) -> Q:
    """Return the filter of what comes after; an answer may have more turns than fitted a page."""
    if after is None:
        return Q()
    same = {"pk__lt" if is_main else "pk__lte": after.id}
    return Q(created_at__lt=after.created_at) | Q(created_at=after.created_at, **same)


def _system(one: Outgoing, row: Row) -> dict[str, Any]:
    return {
        "submissionDate": said_at(one.created_at),
        "updatedAt": said_at(one.updated_at),
        "deletedAt": None,
        "submitterId": str(one.submitter),
        "submitterName": None,
        "attachmentsPresent": one.files_here,
        "attachmentsExpected": one.files,
        "status": None,
        "reviewState": one.review or None,
        "deviceId": None,
        "edits": int(one.review == "edited"),
        "formVersion": one.version,
        "centre": one.centre,
        "otherAnswers": rest_of(row.rest) or None,
    }
