"""Bringing a site back: verify everything, then load everything, or change nothing."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import AuditEntry, User
from spean.accounts.rules import Head
from spean.accounts.selectors import verify_chain
from spean.console.keeping.container import AlteredBackup, BackupRefused
from spean.console.keeping.reading import Contents, Part, parts_of, piece_of
from spean.console.keeping.tables import (
    BATCH,
    empty,
    fields_of,
    insert,
    passing_models,
    portable_models,
    record_from,
    reset_sequences,
)
from spean.console.keeping.writing import Tell


class BrokenTrail(BackupRefused):
    """The audit trail in the backup is not whole."""

    message = _(
        "The audit trail in this backup is broken. To restore it all the same: --broken-trail. "
        "Nothing was changed."
    )


class DoesNotFit(BackupRefused):
    """The database refuses the rows."""

    message = _("The database refuses these records (%(why)s). Nothing was changed.")


def holds_records() -> bool:
    """Tell whether somebody already works here: what a restore would replace."""
    return User.objects.exists() or AuditEntry.objects.exists()


def load(
    file: IO[bytes], *, key: str, contents: Contents, trail_may_be_broken: bool, tell: Tell
) -> None:
    """Replace the whole site by a verified backup, in one transaction.

    :raises BackupRefused: if anything does not fit; the site is then as it was
    """
    uploads = Path(settings.MEDIA_ROOT)
    arriving = uploads.with_name(f"{uploads.name}.arriving")
    shutil.rmtree(arriving, ignore_errors=True)
    try:
        with transaction.atomic():
            _load_all(file, key, arriving, tell)
            connection.check_constraints()
            head = contents.manifest["head"]
            noted = [Head(head["seq"], head["hash"], source="manifest")]
            if not verify_chain(noted).is_whole and not trail_may_be_broken:
                raise BrokenTrail
        _swap(uploads, arriving)
    except (DatabaseError, ValidationError, ValueError, TypeError) as cause:
        raise DoesNotFit(why=type(cause).__name__) from cause
    finally:
        shutil.rmtree(arriving, ignore_errors=True)


def _load_all(file: IO[bytes], key: str, arriving: Path, tell: Tell) -> None:
    models = {model._meta.label_lower: model for model in portable_models()}
    empty([*models.values(), *passing_models()])
    for part, lines in _grouped(parts_of(file, key=key, contents=Contents())):
        if part.kind == "table":
            count = _load_table(models[part.name], lines, tell)
        else:
            count = _load_file(arriving / part.name, lines)
        if count:
            tell(f"{part.name} {count:,}")
    reset_sequences(list(models.values()))


def _load_table(model: Any, lines: Iterator[bytes], tell: Tell) -> int:
    fields, count = fields_of(model), 0
    waiting: list[Any] = []
    for line in lines:
        waiting.append(record_from(model, fields, json.loads(line)))
        count += 1
        if len(waiting) == BATCH:
            insert(model, waiting)
            waiting = []
            if count % (BATCH * 40) == 0:
                tell(f"{model._meta.label_lower} {count:,}")
    if waiting:
        insert(model, waiting)
    return count


def _load_file(path: Path, lines: Iterator[bytes]) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    size = 0
    with path.open("wb") as file:
        for line in lines:
            size += file.write(piece_of(line))
    return size


def _grouped(parts: Iterator[Part]) -> Iterator[tuple[Part, Iterator[bytes]]]:
    """Give each table or file with the lines that follow it, never more than one line at a time."""
    ahead: list[Part | None] = [next(parts, None)]

    def following() -> Iterator[bytes]:
        while (part := next(parts, None)) is not None:
            if part.line is None:
                ahead[0] = part
                return
            yield part.line
        ahead[0] = None

    while (opening := ahead[0]) is not None:
        if opening.line is not None:
            raise AlteredBackup
        lines = following()
        yield opening, lines
        # What a reader left unread must not be taken for the next opening.
        for _line in lines:
            pass


def _swap(uploads: Path, arriving: Path) -> None:
    before = uploads.with_name(f"{uploads.name}.before")
    shutil.rmtree(before, ignore_errors=True)
    if uploads.exists():
        uploads.rename(before)
    if arriving.exists():
        arriving.rename(uploads)
    shutil.rmtree(before, ignore_errors=True)
