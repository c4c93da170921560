"""Lists as centres keep them, written by the tests themselves, and the places they name."""

import csv
import io
import tempfile
import uuid
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.styles import Font

from spean.accounts.models import User
from spean.directory.models import Area, AreaName
from spean.directory.rules.search import search_key
from spean.pathways import list_jobs
from spean.surveys import services
from spean.surveys.choices import BatchState
from spean.surveys.models import ImportBatch, ImportRow
from spean.surveys.rules.reading import read_list
from tests.factories.people import MORNING
from tests.factories.serving import AreaFactory

HEADS = ["ល.រ", "ឈ្មោះ", "ភេទ", "ថ្ងៃខែឆ្នាំកំណើត", "លេខទូរស័ព្ទ", "ឃុំ/សង្កាត់", "ស្រុក", "ខេត្ត"]
PLAIN = ["1", "សុខ សុភា", "ស", "12/03/1992", "012 345 678", "បឹងបត់កណ្ដោល", "បាកាន", "ពោធិ៍សាត់"]
CODES = ("150101", "150501", "220401", "130101")
BASIS = {
    "legal_basis": "consent",
    "mode": "verbal",
    "decided_on": "2026-06-01",
    "witness": "មេភូមិ",
    "channel": "outreach",
    "client_type": "returnee",
    "phones_are_safe": True,
}


def places(*more: tuple[str, str, str]) -> None:
    """Make the places of `serving.NAMES` findable by name, and others given as (code, km, en)."""
    for code in CODES:
        AreaFactory(code=code)
    for code, label_km, label_en in more:
        AreaFactory(code=code, label_km=label_km, label_en=label_en)
    names = [
        AreaName(area=area, folded=search_key(text), text=text)
        for area in Area.objects.all()
        for text in {area.label_km, area.label_en} - {""}
    ]
    AreaName.objects.bulk_create(names, ignore_conflicts=True)


def workbook(rows: Sequence[Sequence[Any]], heads: Sequence[str] = HEADS) -> Workbook:
    """Return a workbook with headings in row 1; its cells may be dressed before it is saved."""
    book = Workbook()
    sheet = book.active
    for line in (heads, *rows):
        sheet.append([value if value != "" else None for value in line])
    return book


def in_limon(book: Workbook, *cells: str) -> None:
    """Dress cells in a legacy font."""
    for cell in cells:
        book.active[cell].font = Font(name="Limon S1")


def bytes_of(book: Workbook) -> bytes:
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def text_file(rows: Sequence[Sequence[str]], heads: Sequence[str] = HEADS, sign: str = ",") -> str:
    kept = io.StringIO(newline="")
    csv.writer(kept, delimiter=sign).writerows([heads, *rows])
    return kept.getvalue()


def written(folder: Path, content: bytes, name: str = "list.xlsx") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def received(actor: User, content: bytes, name: str = "list.xlsx") -> ImportBatch:
    """Upload a file at the actor's own centre; it waits to be read."""
    posting = actor.postings.exclude(centre=None).first()
    batch = services.receive_file(
        actor=actor,
        id=uuid.uuid4(),
        centre_id=posting.centre_id,
        file_name=name,
        content=content,
    )
    services.begin_reading(actor=actor, batch_id=batch.pk, now=timezone.now())
    return batch


def uploaded(actor: User, content: bytes, name: str = "list.xlsx") -> ImportBatch:
    """Upload a file and let the background job read it in the sandbox."""
    batch = received(actor, content, name)
    list_jobs.read_list.call(str(actor.pk), str(batch.pk))
    return fresh(batch)


def laid_out(actor: User, content: bytes, name: str = "list.xlsx") -> ImportBatch:
    """Upload a file and read it by the same parser, without the second a sandbox takes."""
    batch = received(actor, content, name)
    with tempfile.TemporaryDirectory() as folder:
        table = read_list(written(Path(folder), content, name), name=name)
    services.keep_table(actor=actor, batch_id=batch.pk, table=table)
    return fresh(batch)


def reviewed(
    actor: User, rows: Sequence[Sequence[Any]], heads: Sequence[str] = HEADS
) -> ImportBatch:
    """Upload rows, accept the guessed columns, say how the people agreed."""
    return checked(actor, laid_out(actor, bytes_of(workbook(rows, heads))))


def checked(actor: User, batch: ImportBatch) -> ImportBatch:
    """Accept the guessed columns of an uploaded list and say how the people agreed."""
    if batch.state == BatchState.READING:
        list_jobs.check_list.call(str(actor.pk), str(batch.pk))
    if batch.state == BatchState.COLUMNS:
        mapping, now = batch.mapping, timezone.now()
        services.map_columns(actor=actor, batch_id=batch.pk, mapping=mapping, now=now)
        list_jobs.check_list.call(str(actor.pk), str(batch.pk))
    services.record_basis(actor=actor, batch_id=batch.pk, basis=BASIS)
    return fresh(batch)


def imported(actor: User, batch: ImportBatch) -> ImportBatch:
    """Import what is ready."""
    services.begin_import(actor=actor, batch_id=batch.pk, now=timezone.now())
    list_jobs.import_list.call(str(actor.pk), str(batch.pk))
    return fresh(batch)


def taken_back(actor: User, batch: ImportBatch) -> ImportBatch:
    """Take the whole import back."""
    services.begin_undo(actor=actor, batch_id=batch.pk, now=timezone.now())
    list_jobs.take_back_list.call(str(actor.pk), str(batch.pk))
    return fresh(batch)


def fresh(batch: ImportBatch) -> ImportBatch:
    return ImportBatch.objects.select_related("centre", "uploaded_by").get(pk=batch.pk)


def row_of(batch: ImportBatch, number: int) -> ImportRow:
    return ImportRow.objects.get(batch=batch, number=number)


def codes_of(row: ImportRow) -> set[str]:
    return {question["code"] for question in row.questions}


def notes_of(row: ImportRow) -> set[str]:
    return {note["code"] for note in row.understood["notes"]}


def answer(
    actor: User, row: ImportRow, answer: str, *, text: str = "", which: int = 0
) -> ImportRow:
    """Answer a row's question, the first unless another is named by its place."""
    return services.answer_question(
        actor=actor,
        row_id=row.pk,
        key=row.questions[which]["key"],
        answer=answer,
        now=MORNING,
        text=text,
    )


def line(**changes: Any) -> list[Any]:
    """Return a plain row with some columns changed: name, sex, birth, phone, commune, …"""
    order = ("no", "name", "sex", "birth", "phone", "commune", "district", "province")
    values = dict(zip(order, PLAIN, strict=True))
    return [{**values, **changes}[name] for name in order]


def day(text: str) -> date:
    return date.fromisoformat(text)
