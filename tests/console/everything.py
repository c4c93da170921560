"""At least one row in every table, with every column filled, whatever models there are."""

import uuid
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, models, transaction

from spean.accounts.models import AuditEntry, AuditHead
from spean.console.keeping.tables import fields_of, insert, lines_from, portable_models
from tests.factories.accounts import UserFactory, entries

MOMENT = datetime(2026, 7, 1, 3, 4, 5, 678901, tzinfo=UTC)


def fill() -> set[str]:
    """Fill every table it can; return the labels of the models that stayed empty."""
    UserFactory(username="keeper", name_km="អ្នកថែរក្សា")
    empty: set[str] = set()
    waiting = [model for model in portable_models() if model not in {AuditEntry, AuditHead}]
    # A table may need rows of another: go round until nothing more comes.
    for _round in range(len(waiting)):
        still = [model for model in waiting if not _filled(model)]
        if len(still) == len(waiting):
            break
        waiting = still
    empty = {model._meta.label for model in waiting}
    entries(5)
    return empty


def canonical() -> dict[str, list[bytes]]:
    """Return every row of every table, in an order that both databases share."""
    return {model._meta.label: sorted(lines_from(model)) for model in portable_models()}


def _filled(model: type[models.Model]) -> bool:
    if model._base_manager.exists():
        return True
    for turn in range(3):
        try:
            with transaction.atomic():
                values = {field.attname: _value(field, turn) for field in fields_of(model)}
                insert(model, [model(**values)])
        except (IntegrityError, LookupError):
            continue
        return True
    return False


def _value(field: Any, turn: int) -> Any:
    if field.is_relation:
        return _related(field)
    if field.null and turn == 2:
        return None
    if field.choices:
        return [value for value, _label in field.flatchoices][min(turn, len(field.flatchoices) - 1)]
    for kind, value in VALUES:
        if isinstance(field, kind):
            return value(field, turn) if callable(value) else value
    raise AssertionError(f"no value for {field!r}")


def _related(field: Any) -> Any:
    target = field.related_model
    row = target._base_manager.values_list(field.target_field.attname, flat=True).first()
    if row is None and not field.null:
        raise LookupError
    return row


def _text(field: Any, turn: int) -> str:
    text = f'{turn}ខ្មែរ\u2019 \\ "x" \' <b>\n\t 𝄞 {uuid.uuid4().hex}'
    return text[: field.max_length or 200]


VALUES: tuple[tuple[Any, Any], ...] = (
    (models.UUIDField, lambda field, turn: uuid.uuid4()),
    (models.BooleanField, True),
    (models.DateTimeField, MOMENT),
    (models.DateField, lambda field, turn: date(2026, 7, 1) + timedelta(days=turn)),
    (models.TimeField, time(8, 30)),
    (models.DurationField, timedelta(days=1, seconds=5)),
    (models.DecimalField, lambda field, turn: Decimal(1).scaleb(-field.decimal_places)),
    (models.FloatField, 0.1 + 0.2),
    (models.IntegerField, lambda field, turn: turn + 1),
    (models.BinaryField, bytes(range(256))),
    (models.JSONField, {"ខ": [1, 2.5, None, True, {"b": "\u200b"}], "a": ""}),
    (models.CharField, _text),
    (models.TextField, _text),
)
