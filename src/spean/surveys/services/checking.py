"""Name the columns, say how the people agreed, and understand every row."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError
from spean.core.refs import Ref
from spean.core.text import tidy
from spean.people import choices as people
from spean.surveys.choices import Column, RowState
from spean.surveys.models import ColumnMapping, ImportBatch, ImportRow
from spean.surveys.rules import heading_key, lacking
from spean.surveys.selectors import Gazetteer
from spean.surveys.services.held import count_done, held_batch, move, require_quiet
from spean.surveys.services.staging import around, look_for_likely, mark_repeats, stage

_AT_ONCE = 50
_KEPT = ["state", "understood", "questions", "likely", "repeats", "updated_at"]
_OPEN = (RowState.QUESTION, RowState.READY)


class ColumnsMissing(DomainError):
    """Without a name and a place nobody can be registered; `details["missing"]` says which."""

    code = "columns-missing"
    message = _("Please say which column holds the name, and which the commune or village.")


class ColumnTwice(DomainError):
    """Two columns are said to hold the same."""

    code = "column-twice"
    message = _("Two columns are said to hold the same. Please leave one of them out.")


class BasisIncomplete(DomainError):
    """The answer about consent is not whole."""

    code = "basis-incomplete"
    message = _("Please say how these people agreed, and who was the witness if it was said aloud.")


def map_columns(
    *, actor: User, batch_id: UUID, mapping: Mapping[str, str], now: datetime
) -> ImportBatch:
    """Say what each column holds, remember it for the centre's next list, and begin to check.

    `mapping` is {column letter: a `Column`}; a column that is not named is left out.

    :raises ColumnsMissing: if no column holds a name, or none a place
    :raises ColumnTwice: if two columns hold the same
    :raises IllegalMove: if the list is not waiting for this
    """
    with one_writer():
        batch = held_batch(actor, batch_id)
        known = {
            letter: mapping[letter] if mapping.get(letter) in Column.values else Column.IGNORE.value
            for letter, _heading in batch.headers
        }
        used = [field for field in known.values() if field != Column.IGNORE]
        missing = lacking(used)
        if missing:
            raise ColumnsMissing(missing=missing)
        if len(used) != len(set(used)):
            raise ColumnTwice
        batch.mapping = known
        for letter, heading in batch.headers:
            ColumnMapping.objects.update_or_create(
                centre_id=batch.centre_id,
                heading=heading_key(heading),
                defaults={"field": known[letter]},
            )
        total = batch.rows.filter(state__in=_OPEN).count()
        move(batch, "check", now=now, total=total)
        audit(
            actor=actor,
            action="surveys.columns_named",
            on=Ref("import", batch_id),
            fields=sorted(used),
        )
    return batch


def record_basis(*, actor: User, batch_id: UUID, basis: Mapping[str, Any]) -> ImportBatch:
    """Say once how the people of a list agreed to be registered, and how they came.

    `basis` holds legal_basis, mode, decided_on (ISO), witness, was_read_aloud, scopes, channel,
    client_type, phones_are_safe.

    :raises BasisIncomplete: if consent has no mode or day, or words said aloud have no witness
    """
    kept = {**basis, "witness": tidy(str(basis.get("witness", "")))[:120]}
    if kept.get("legal_basis") not in {"consent", "vital_interest"}:
        raise BasisIncomplete
    if kept["legal_basis"] == "consent":
        is_spoken = kept.get("mode") == people.ConsentMode.VERBAL
        if kept.get("mode") not in people.ConsentMode.values or (is_spoken and not kept["witness"]):
            raise BasisIncomplete
    if not _is_past(kept.get("decided_on")):
        raise BasisIncomplete
    kept["scopes"] = [one for one in kept.get("scopes", []) if one in people.Scope.values]
    with one_writer():
        batch = held_batch(actor, batch_id)
        require_quiet(batch)
        batch.basis = kept
        batch.revision += 1
        batch.save()
        audit(
            actor=actor,
            action="surveys.basis_recorded",
            on=Ref("import", batch_id),
            legal_basis=kept["legal_basis"],
        )
    return batch


def _is_past(day: Any) -> bool:
    try:
        return date.fromisoformat(str(day)) <= timezone.localdate()
    except ValueError:
        return False


def check_rows(*, actor: User, batch_id: UUID, now: datetime) -> ImportBatch:
    """Understand every row that is still open, and let the list be reviewed.

    It may be stopped and begun again at any row.
    """
    batch = ImportBatch.objects.defer("original").select_related("centre__area").get(pk=batch_id)
    surroundings = around(batch, Gazetteer(), timezone.localdate(now))
    rows = list(ImportRow.objects.filter(batch=batch, state__in=_OPEN).order_by("number"))
    for row in rows:
        row.batch = batch
        stage(row, surroundings)
    mark_repeats(rows)
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        for row in some:
            look_for_likely(row, actor=actor, now=now)
            stage(row, surroundings)
            row.updated_at = now
        ImportRow.objects.bulk_update(some, _KEPT)
        count_done(batch_id, start + len(some), timezone.now())
    with one_writer():
        batch = held_batch(actor, batch_id)
        batch.done = batch.total = len(rows)
        move(batch, "review")
        waiting = batch.rows.filter(state=RowState.QUESTION).count()
        audit(actor=actor, action="surveys.checked", on=Ref("import", batch_id), waiting=waiting)
    return batch
