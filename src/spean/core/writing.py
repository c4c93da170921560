"""Write many new rows at once: one prepared statement for each table, and count them after.

`bulk_create` spends more time on building statements than the database on running them; a register
of 100,000 people is seven million rows.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection, models
from django.utils import timezone

# Kept by every database as they are in Python.
_PLAIN = (models.CharField, models.TextField, models.IntegerField, models.BooleanField)


def insert_many(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Insert new rows as `bulk_create` does; rows whose key the database gives do not learn it."""
    if not rows:
        return
    columns = _columns(model)
    quote = connection.ops.quote_name
    names = ", ".join(quote(column.column) for column in columns)
    places = ", ".join(["%s"] * len(columns))
    now = timezone.now()
    readers = [_reader(column, now) for column in columns]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})",
            [[read(row) for read in readers] for row in rows],
        )
    moments = [column.attname for column in columns if _is_moment(column)]
    for row in rows:
        # As after `bulk_create`: saving the row again changes it, and does not insert it twice.
        row._state.adding, row._state.db = False, connection.alias
        for name in moments:
            setattr(row, name, now)


def refresh_statistics(*written: type[models.Model]) -> None:
    """Let the database count these tables again, or all; after many rows its guesses are far off.

    Worth it within a transaction too: PostgreSQL checks foreign keys at the end of one, by a plan
    it made when the tables were empty, and then reads them whole once for every row.
    """
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # A sample of each index is enough, and takes a moment at any size.
            cursor.execute("PRAGMA analysis_limit = 1000")
        for name in [quote(model._meta.db_table) for model in written] or [""]:
            cursor.execute(f"ANALYZE {name}")


def _is_moment(column: Any) -> bool:
    return bool(getattr(column, "auto_now", False) or getattr(column, "auto_now_add", False))


@cache
def _columns(model: type[models.Model]) -> list[Any]:
    return [
        column
        for column in model._meta.concrete_fields
        if not isinstance(column, models.AutoField | models.BigAutoField)
    ]


def _reader(column: Any, now: datetime) -> Callable[[Any], Any]:
    """Return what takes the value of one column out of a row, as the database keeps it."""
    name, kept = column.attname, column
    if _is_moment(column):
        moment = column.get_db_prep_save(now, connection)
        return lambda row: moment
    while kept.is_relation:
        kept = kept.target_field
    if isinstance(kept, models.UUIDField):
        return _uuid_reader(name)
    if isinstance(kept, _PLAIN):
        return lambda row: getattr(row, name)
    return lambda row: column.get_db_prep_save(getattr(row, name), connection)


def _uuid_reader(name: str) -> Callable[[Any], Any]:
    if connection.features.has_native_uuid_field:
        return lambda row: getattr(row, name)

    def read(row: Any) -> str | None:
        key = getattr(row, name)
        return None if key is None else key.hex

    return read
