"""Let answers out of the site, as files and to programs: each time it is written down how many."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal
from uuid import UUID

from django.db.models import Q

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import NotAllowed
from spean.core.refs import Ref
from spean.surveys.models import Questionnaire
from spean.surveys.rules.excel import ExcelBook
from spean.surveys.rules.heads import heads_of, one_row, rest_of, stem_of
from spean.surveys.rules.packing import CsvBook, Page, csv_stream, zipped
from spean.surveys.rules.tables import MAIN, Plan, Row, Table
from spean.surveys.selectors.outgoing import (
    Outgoing,
    answers_to_take_out,
    outgoing_answers,
    plan_of,
    questionnaires_to_take_out,
)

OutKind = Literal["csv", "zip", "xlsx"]
_CSV: Final = "text/csv; charset=utf-8"
_ZIP: Final = "application/zip"
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BEFORE: Final = (("SubmissionDate", "dateTime"),)
_AFTER: Final = (
    ("KEY", "text"),
    ("SubmitterID", "integer"),
    ("Centre", "text"),
    ("ReviewState", "text"),
    ("AttachmentsPresent", "integer"),
    ("AttachmentsExpected", "integer"),
    ("FormVersion", "text"),
    ("OtherAnswers", "text"),
)
_OF_TURN: Final = (("PARENT_KEY", "text"), ("KEY", "text"))


@dataclass(frozen=True, slots=True)
class Released:
    """Answers that may go out now, in their order, and whether more of them were asked for."""

    ids: list[UUID]
    is_more: bool


@dataclass(frozen=True, slots=True)
class TakenOut:
    """A file that is made while it is sent."""

    name: str
    content_type: str
    chunks: Iterator[bytes]

    @property
    def is_packed(self) -> bool:
        """Tell whether its bytes are compressed."""
        return self.content_type != _CSV


def release(
    *,
    actor: User,
    questionnaire: Questionnaire,
    way: str,
    wanted: Q | None = None,
    skip: int = 0,
    most: int | None = None,
) -> Released:
    """Write down that these answers go out, and by which way; say which they are.

    :param most: how many at most; None for all
    :raises NotAllowed: if the actor may take none of this questionnaire's answers out
    """
    with one_writer():
        if not questionnaires_to_take_out(actor).filter(pk=questionnaire.pk).exists():
            raise NotAllowed
        answers = answers_to_take_out(actor).filter(version__questionnaire=questionnaire.pk)
        end = None if most is None else skip + most + 1
        found = list(answers.filter(wanted or Q()).values_list("pk", flat=True)[skip:end])
        ids = found if most is None else found[:most]
        audit(
            actor=actor,
            action="surveys.answers_out",
            on=Ref("questionnaire", questionnaire.pk),
            rows=len(ids),
            way=way,
        )
    return Released(ids, len(found) > len(ids))


def take_out(*, actor: User, questionnaire: Questionnaire, kind: OutKind) -> TakenOut:
    """Return the answers to a questionnaire as one file; a table for each repeat.

    "csv" is a ZIP where the questionnaire has repeats. The file is read from the database, opened
    and written as it is sent, some answers at a time; it is never whole in memory or on a disk.

    :raises NotAllowed: if the actor may take none of this questionnaire's answers out
    """
    ids = release(actor=actor, questionnaire=questionnaire, way=kind).ids
    plan = plan_of(questionnaire.pk)
    pages = [_page(table) for table in plan.tables]
    stem = stem_of(questionnaire.form_id)

    def lines() -> Iterator[tuple[int, Sequence[str]]]:
        return _lines(plan, outgoing_answers(ids))

    if kind == "xlsx":
        return TakenOut(f"{stem}.xlsx", _XLSX, zipped(ExcelBook(), pages, lines))
    if kind == "csv" and len(pages) == 1:
        return TakenOut(f"{stem}.csv", _CSV, csv_stream(pages[MAIN], lines()))
    return TakenOut(f"{stem}.zip", _ZIP, zipped(CsvBook(stem), pages, lines))


def said_at(moment: datetime) -> str:
    """Return a moment as programs read it, to the millisecond: 2026-03-02T02:30:00.000Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _page(table: Table) -> Page:
    before, after = ((), _OF_TURN) if table.path else (_BEFORE, _AFTER)
    return Page(".".join(table.path), heads_of(before, table.columns, after))


def _lines(plan: Plan, answers: Iterable[Outgoing]) -> Iterator[tuple[int, Sequence[str]]]:
    widen: list[Callable[[list[str]], list[str]]] = [one_row(table) for table in plan.tables]
    for one in answers:
        for row in plan.rows(one.xml, one.version_id, one.instance_id):
            values = widen[row.table](row.values)
            if row.table == MAIN:
                yield MAIN, [said_at(one.created_at), *values, *_after(one, row)]
            else:
                yield row.table, [*values, row.parent, row.key]


def _after(one: Outgoing, row: Row) -> tuple[str, ...]:
    return (
        row.key,
        str(one.submitter),
        one.centre,
        one.review,
        str(one.files_here),
        str(one.files),
        one.version,
        rest_of(row.rest),
    )
