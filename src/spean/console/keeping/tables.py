"""Every table as lines of JSON that mean the same on SQLite and on PostgreSQL."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any, cast

from django.apps import apps
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

Model = type[models.Model]

# Made anew by `migrate`, or worth nothing on another day: sessions, counts of wrong tries, tasks.
LEFT_OUT = frozenset({"contenttypes", "auth", "sessions", "axes", "django_tasks_database"})
BATCH = 500


def portable_models() -> list[Model]:
    """Return every model whose rows belong to the site, the joining tables included."""
    found = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.app_label not in LEFT_OUT
    ]
    return sorted(found, key=lambda model: model._meta.label_lower)


def passing_models() -> list[Model]:
    """Return the models whose rows do not outlive a restore: sessions, tries, tasks."""
    gone = LEFT_OUT - {"contenttypes", "auth"}
    return [model for model in apps.get_models() if model._meta.app_label in gone]


def fields_of(model: Model) -> list[models.Field[Any, Any]]:
    """Return the columns of a model's own table."""
    return [field for field in model._meta.local_concrete_fields if not _is_generated(field)]


def lines_from(model: Model) -> Iterator[bytes]:
    """Return each row as one JSON array, in the order of its key."""
    fields = fields_of(model)
    names = [field.attname for field in fields]
    rows = model._base_manager.order_by("pk").values_list(*names).iterator(chunk_size=BATCH)
    for row in rows:
        plain = [_written(field, value) for field, value in zip(fields, row, strict=True)]
        # Only ASCII: a JSON column may hold halves of letters that no encoding takes.
        yield json.dumps(plain, separators=(",", ":"), sort_keys=True).encode()


def record_from(model: Model, fields: list[models.Field[Any, Any]], row: list[Any]) -> models.Model:
    """Return a row as a record that is not saved yet."""
    values = {field.attname: _read(field, value) for field, value in zip(fields, row, strict=True)}
    return model(**values)


def insert(model: Model, records: list[models.Model]) -> None:
    """Write records exactly as they are: no `auto_now`, no `save`."""
    fields = fields_of(model)
    query_set = cast(Any, model._base_manager.all())
    size = max(1, connection.ops.bulk_batch_size(fields, records))
    for first in range(0, len(records), size):
        query_set._insert(records[first : first + size], fields=fields, raw=True, using="default")


def empty(tables: list[Model]) -> None:
    """Delete every row; the constraints are deferred until the end of the transaction."""
    with connection.cursor() as cursor:
        for model in tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")


def reset_sequences(tables: list[Model]) -> None:
    """Let counted keys go on after the highest that came back."""
    from django.core.management.color import no_style

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)


def applied_migrations() -> list[list[str]]:
    """Return the migrations of this database that make its tables, sorted."""
    known = MigrationRecorder(connection).applied_migrations()
    return sorted([app, name] for app, name in known if app not in LEFT_OUT)


@contextmanager
def one_moment() -> Iterator[None]:
    """Read the whole database as it was at one moment, while others go on writing."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        # Not `atomic()`: that is IMMEDIATE here and would stop every writer meanwhile.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def _is_generated(field: models.Field[Any, Any]) -> bool:
    return bool(getattr(field, "generated", False))


def _written(field: models.Field[Any, Any], value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.BinaryField):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool) else str(value)


def _read(field: models.Field[Any, Any], value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value, validate=True)
    return field.to_python(value)
