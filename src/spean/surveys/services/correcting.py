"""Corrections made without a connection: merged field by field, and a clash is for a person."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit
from spean.core import crypto
from spean.core.errors import DomainError
from spean.core.refs import Ref
from spean.surveys.contracts import Clash, CorrectedFile, Correction, Given
from spean.surveys.models import CorrectedField, FieldConflict
from spean.surveys.rules.sync import DeviceState, Field, Operation, Subject, SyncState, merge

_LONGEST: Final = 200
# What a file may do without: the form asks for it by these names.
CLEARABLE: Final = frozenset(
    {"nickname", "family_name_lat", "given_name_lat", "marital_status", "education"}
)


class SettledAlready(DomainError):
    """Somebody chose already."""

    code = "settled-already"
    message = _("Somebody has chosen already.")


def merge_correction(
    *, given: Given, files: Sequence[CorrectedFile], may_change: bool
) -> Correction:
    """Hold a correction against the file as it is now, by `rules.sync.merge`; nothing is written.

    :param files: the file that it was made for and those this was merged into, the last stands
    """
    seen, revision = _seen(given)
    operation = _operation(given, files[0], seen, revision)
    if not operation.changes:
        return Correction(changes={})
    author = str(given.author.pk)
    subjects = {
        str(one.id): _subject(one, seen, revision, author if may_change else "") for one in files
    }
    state = SyncState(subjects=subjects, devices={operation.device: DeviceState(author)})
    after, (receipt,) = merge(state, [operation])
    if receipt.outcome in {"aside", "refused"}:
        return Correction(changes={}, refusal=receipt.reason)
    standing = str(files[-1].id)
    before, now = subjects[standing].fields, after.subjects[standing].fields
    return Correction(
        changes={name: one.value for name, one in now.items() if one != before.get(name)},
        clashes=tuple(Clash(field=one.field, theirs=one.theirs) for one in after.conflicts),
    )


def keep_correction(
    *, given: Given, person_id: UUID, centre_id: UUID, correction: Correction
) -> None:
    """Write down who wrote which field, and what a person must choose.

    Call it in the transaction in which the fields are written.
    """
    submission = given.submission
    for name, value in correction.changes.items():
        CorrectedField.objects.update_or_create(
            person_id=person_id,
            field=name,
            defaults={
                "operation": submission.instance_id,
                "device": _device(given),
                "seq": submission.device_seq or 0,
                "digest": _digest(value),
            },
        )
    for clash in correction.clashes:
        made = FieldConflict(
            id=uuid4(),
            person_id=person_id,
            centre_id=centre_id,
            submission=submission,
            field=clash.field,
        )
        context = f"conflict:{made.pk}"
        made.theirs = crypto.seal(settings.SPEAN_MASTER_KEY, clash.theirs, context=context)
        made.save(force_insert=True)
    if correction.clashes:
        fields = sorted(one.field for one in correction.clashes)
        audit(
            actor=given.author,
            action="surveys.fields_clash",
            on=Ref("person", person_id),
            fields=fields,
        )


def their_value(conflict: FieldConflict) -> str:
    """Return the value that does not stand.

    :raises CannotUnseal: if the site's key is another one, or the row was altered
    """
    context = f"conflict:{conflict.pk}"
    return str(crypto.unseal(settings.SPEAN_MASTER_KEY, bytes(conflict.theirs), context=context))


def settle_conflict(
    *, actor: User, conflict_id: UUID, took_theirs: bool, now: datetime
) -> FieldConflict:
    """Write down which value was chosen; call it where that value is written.

    :raises SettledAlready: if somebody has chosen
    """
    row = FieldConflict.objects.select_for_update().get(pk=conflict_id)
    if row.settled_at is not None:
        raise SettledAlready
    row.settled_at, row.settled_by, row.took_theirs = now, actor, took_theirs
    row.save(update_fields=["settled_at", "settled_by", "took_theirs", "updated_at"])
    audit(
        actor=actor,
        action="surveys.clash_settled",
        on=Ref("person", row.person_id),
        fields=[row.field],
        took="theirs" if took_theirs else "standing",
    )
    return row


def _operation(
    given: Given, file: CorrectedFile, seen: Mapping[str, str], revision: int
) -> Operation:
    said = {name: given.answers.text(name).strip() for name in file.fields}
    # An empty answer leaves a field as it is: nobody clears one by not answering.
    changes = {
        name: value[:_LONGEST]
        for name, value in said.items()
        if value and value != seen.get(name, "")
    }
    # What she says is wrong goes, unless she wrote another value in its place.
    emptied = CLEARABLE.intersection(given.answers.codes("emptied")) & file.fields.keys()
    changes |= {name: "" for name in emptied - changes.keys() if seen.get(name)}
    submission = given.submission
    return Operation(
        id=submission.instance_id,
        device=_device(given),
        seq=submission.device_seq or 0,
        author=str(given.author.pk),
        captured_at=str(submission.captured_at or submission.created_at),
        kind="change",
        subject=str(file.id),
        base=revision,
        changes=changes,
    )


def _subject(file: CorrectedFile, seen: Mapping[str, str], revision: int, user: str) -> Subject:
    marks = {one.field: one for one in CorrectedField.objects.filter(person_id=file.id)}
    return Subject(
        fields={
            name: _field(value, marks.get(name), is_seen=value == seen.get(name, ""), base=revision)
            for name, value in file.fields.items()
        },
        version=max(file.revision, revision),
        users=frozenset({user} if user else ()),
        joined_into=str(file.joined_into or ""),
    )


def _field(value: str, mark: CorrectedField | None, *, is_seen: bool, base: int) -> Field:
    # A field that says what the author saw has not changed for her, whatever happened between.
    version = 0 if is_seen else base + 1
    if mark is None or mark.digest != _digest(value):
        return Field(value, version)
    return Field(value, version, mark.operation, mark.device, mark.seq)


def _seen(given: Given) -> tuple[Mapping[str, str], int]:
    """Return what the author had before her eyes; nothing where the form does not carry it."""
    try:
        said: Any = json.loads(given.answers.text("person_seen") or "{}")
        fields = {str(name): str(value) for name, value in said.get("fields", {}).items()}
        return fields, max(0, int(said.get("revision", 0)))
    except (ValueError, TypeError, AttributeError):
        return {}, 0


def _device(given: Given) -> str:
    device_id = given.submission.device_id
    return str(device_id) if device_id else f"user:{given.author.pk}"


def _digest(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()
