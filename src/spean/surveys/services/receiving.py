"""Take a file in, read it where it can do no harm, and lay its rows out."""

import hashlib
import tempfile
from datetime import datetime
from pathlib import Path, PurePath
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core import crypto
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.core.sandbox import ParserFailed, ParserTooGreedy, run_parser
from spean.core.text import tidy
from spean.directory.perms import Scope, scope_of
from spean.surveys.choices import RowState
from spean.surveys.models import ImportBatch, ImportRow
from spean.surveys.rules import LARGEST_FILE, guessed, is_known, lacking
from spean.surveys.selectors import original_of, remembered_headings, same_file
from spean.surveys.services.held import held_batch, move

_PARSER = "spean.surveys.rules.reading.read_list"
_MEMORY_MB, _SECONDS = 384, 60


class FileTooLarge(DomainError):
    """The file is larger than a list ever is."""

    code = "too-large"
    message = _("This file is larger than %(most)s MB. Please split the list.")


class SameFile(DomainError):
    """The centre has uploaded exactly this file before; `details["batch"]` is its list."""

    code = "same-file"
    message = _("This file was uploaded before. Open that list, or say that you want it again.")


class AlreadyImported(DomainError):
    """Rows of the list were imported: reading it anew would lose which."""

    code = "already-imported"
    message = _("Rows of this list are imported already. Take them back first.")


def receive_file(
    *,
    actor: User,
    id: UUID,
    centre_id: UUID,
    file_name: str,
    content: bytes,
    again: bool = False,
) -> ImportBatch:
    """Keep an uploaded file for ever, sealed; sending the same form twice keeps it once.

    :raises NotAllowed: if the actor does not import at this centre
    :raises FileTooLarge: if it is larger than a list ever is
    :raises SameFile: if the centre has this file already and `again` is not said
    """
    if scope_of(actor, "surveys.import", centre_id) < Scope.CENTRE:
        raise NotAllowed
    if len(content) > LARGEST_FILE:
        raise FileTooLarge(most=LARGEST_FILE // 1024 // 1024)
    sha256 = hashlib.sha256(content).hexdigest()
    with one_writer():
        known = ImportBatch.objects.defer("original").filter(pk=id).first()
        if known is not None:
            return held_batch(actor, known.pk)
        before = same_file(centre_id, sha256)
        if before is not None and not again:
            raise SameFile(batch=before)
        batch = ImportBatch.objects.create(
            id=id,
            centre_id=centre_id,
            uploaded_by=actor,
            file_name=tidy(PurePath(file_name.replace("\\", "/")).name)[-200:] or "list",
            original=crypto.wrap(content, context=f"list:{id}"),
            sha256=sha256,
        )
        audit(actor=actor, action="surveys.received", on=Ref("import", id), bytes=len(content))
    return batch


def begin_reading(
    *,
    actor: User,
    batch_id: UUID,
    now: datetime,
    sheet: str = "",
    header_row: int | None = None,
    with_hidden: bool = False,
) -> ImportBatch:
    """Let the list be read, from a sheet and heading that somebody chose, or anew.

    :raises NotAllowed: if the actor does not import at its centre
    :raises AlreadyImported: if rows of it were imported
    :raises IllegalMove: if it is being imported or taken back
    """
    with one_writer():
        batch = held_batch(actor, batch_id)
        if batch.rows.filter(state=RowState.APPLIED).exists():
            raise AlreadyImported
        batch.sheet, batch.header_row, batch.with_hidden = sheet, header_row, with_hidden
        batch.refusal_code = ""
        move(batch, "read", now=now)
    return batch


def read_batch(*, actor: User, batch_id: UUID) -> ImportBatch:
    """Read a list in the sandbox and keep its rows raw; a file that is no list is refused.

    Where the centre knows every heading the list stays in reading, to be checked at once; else
    the officer is asked to name the columns.
    """
    batch = ImportBatch.objects.defer("original").get(pk=batch_id)
    try:
        table = _table(batch)
    except ParserTooGreedy:
        return _refused(actor, batch_id, "too-greedy")
    except ParserFailed as refusal:
        return _refused(actor, batch_id, str(refusal.details.get("reason") or "damaged"))
    return keep_table(actor=actor, batch_id=batch_id, table=table)


def keep_table(*, actor: User, batch_id: UUID, table: dict[str, Any]) -> ImportBatch:
    """Keep the rows that a parser found in a list that is being read."""
    with one_writer():
        batch = held_batch(actor, batch_id)
        _lay_out(batch, table)
        audit(
            actor=actor,
            action="surveys.read",
            on=Ref("import", batch_id),
            rows=batch.total,
            kind=table["kind"],
        )
    return batch


def _table(batch: ImportBatch) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="spean-list-") as folder:
        path = Path(folder) / "list"
        path.write_bytes(original_of(batch.pk))
        table: dict[str, Any] = run_parser(
            _PARSER,
            path,
            memory_mb=_MEMORY_MB,
            seconds=_SECONDS,
            name=batch.file_name,
            sheet=batch.sheet,
            header_row=batch.header_row,
            with_hidden=batch.with_hidden,
        )
    return table


def _lay_out(batch: ImportBatch, table: dict[str, Any]) -> None:
    headers = [(letter, heading) for letter, heading in table["headers"]]
    remembered = remembered_headings(batch.centre_id)
    batch.sheet, batch.sheets = table["sheet"][:100], table["sheets"]
    batch.header_row, batch.headers = table["header_row"], table["headers"]
    batch.notes = table["notes"]
    batch.mapping = guessed(headers, remembered)
    batch.rows.all().delete()
    ImportRow.objects.bulk_create(
        [
            ImportRow(batch=batch, number=number, state=RowState.QUESTION, raw=cells)
            for number, cells in table["rows"]
        ],
        batch_size=500,
    )
    batch.total = batch.done = len(table["rows"])
    if is_known(headers, remembered) and not lacking(batch.mapping.values()):
        batch.save()
    else:
        move(batch, "ask_columns")


def _refused(actor: User, batch_id: UUID, code: str) -> ImportBatch:
    with one_writer():
        batch = held_batch(actor, batch_id)
        batch.refusal_code = code[:40]
        batch.rows.all().delete()
        move(batch, "refuse")
        audit(actor=actor, action="surveys.refused", on=Ref("import", batch_id), reason=code)
    return batch
