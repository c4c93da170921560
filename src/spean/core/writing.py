"""Write many new rows at once, with few statements for each table, and count them after.

`bulk_create` spends more time on building statements than the database on running them; a register
of 100,000 people is seven million rows.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Any

from django.db import connection, connections, models, router
from django.utils import timezone

# Kept by every database as they are in Python.
_PLAIN = (models.CharField, models.TextField, models.IntegerField, models.BooleanField)
_AT_ONCE = 500
_Prepare = Callable[[Any], Any]


def insert_many(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Insert new rows as `bulk_create` does; rows whose key the database gives do not learn it."""
    if not rows:
        return
    columns = _columns(model)
    now = timezone.now()
    moments = [column.attname for column in columns if _is_moment(column)]
    for row in rows:
        for name in moments:
            setattr(row, name, now)
    names = [column.attname for column in columns]
    insert_values(model, names, map(attrgetter(*names), rows))
    alias = _connection(model).alias
    for row in rows:
        # As after `bulk_create`: saving the row again changes it, and does not insert it twice.
        row._state.adding, row._state.db = False, alias


def insert_values(
    model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert new rows that were never made into records: small ones that come by the million.

    :param names: the columns given (of a relation `…_id`), two at least; others must have a value
        of the database's own
    :param rows: the values of each row, in the order of `names`
    """
    database = _connection(model)
    columns: list[Any] = [model._meta.get_field(name) for name in names]
    quote = database.ops.quote_name
    into = ", ".join(quote(column.column) for column in columns)
    places = ", ".join(["%s"] * len(columns))
    changes = [
        (place, prepare)
        for place, column in enumerate(columns)
        if (prepare := _preparing(column, database)) is not None
    ]
    prepared = [_prepared(row, changes) for row in rows]
    if not prepared:
        return
    insert = f"INSERT INTO {quote(model._meta.db_table)} ({into}) VALUES "
    with database.cursor() as cursor:
        if database.vendor == "sqlite":
            cursor.executemany(f"{insert}({places})", prepared)
            return
        # A server is told of many rows in one breath: half the time of a statement for each.
        for start in range(0, len(prepared), _AT_ONCE):
            some = prepared[start : start + _AT_ONCE]
            cursor.execute(insert + ", ".join([f"({places})"] * len(some)), list(chain(*some)))


def update_values(
    model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Write columns of rows that are there, each row with values of its own.

    :param names: the columns written (of a relation `…_id`); moments of change are not touched
    :param rows: the key of each row, then its values in the order of `names`
    """
    database = _connection(model)
    key = model._meta.pk
    columns: list[Any] = [model._meta.get_field(name) for name in names]
    quote = database.ops.quote_name
    changes = [
        (place, prepare)
        for place, column in enumerate([*columns, key])
        if (prepare := _preparing(column, database)) is not None
    ]
    prepared = [_prepared((*row[1:], row[0]), changes) for row in rows]
    written = ", ".join(f"{quote(column.column)} = %s" for column in columns)
    where = f"WHERE {quote(key.column)} = %s"
    if prepared:
        with database.cursor() as cursor:
            update = f"UPDATE {quote(model._meta.db_table)} SET {written} {where}"
            cursor.executemany(update, prepared)


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


def _prepared(row: Sequence[Any], changes: Sequence[tuple[int, _Prepare]]) -> list[Any]:
    values = list(row)
    for place, prepare in changes:
        value = values[place]
        if value is not None:
            values[place] = prepare(value)
    return values


def _connection(model: type[models.Model]) -> Any:
    # The connection itself: what stands for it asks for the thread at every word.
    return connections[router.db_for_write(model)]


def _is_moment(column: Any) -> bool:
    return bool(getattr(column, "auto_now", False) or getattr(column, "auto_now_add", False))


@cache
def _columns(model: type[models.Model]) -> list[Any]:
    return [
        column
        for column in model._meta.concrete_fields
        if not isinstance(column, models.AutoField | models.BigAutoField)
    ]


def _preparing(column: Any, database: Any) -> _Prepare | None:
    """Return what makes a value of a column fit for the database, None if it fits as it is."""
    kept = column
    while kept.is_relation:
        kept = kept.target_field
    if isinstance(kept, models.UUIDField):
        return None if database.features.has_native_uuid_field else _hex
    if isinstance(kept, _PLAIN):
        return None
    return lambda value: column.get_db_prep_save(value, database)


def _hex(key: Any) -> str:
    return str(key.hex)
