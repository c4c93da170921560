"""Which rows of any room hang on a record: what an undo must ask before it takes it away."""

from collections.abc import Collection

from django.db import models

from spean.accounts.models import User


def rows_pointing_at(
    record: models.Model, *, but_not: Collection[str] = ()
) -> list[tuple[str, str]]:
    """Return (model label such as "casework.plan", id of who wrote it or "") for each kind.

    One row of a kind is enough. `but_not` names labels in small letters that do not count.
    """
    found: list[tuple[str, str]] = []
    for relation in record._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ForeignObjectRel):
            continue
        model = relation.related_model
        if model._meta.label_lower in but_not or model._meta.auto_created:
            continue
        row = model._base_manager.filter(**{relation.field.name: record.pk}).first()
        if row is not None:
            found.append((model._meta.label_lower, _writer_of(row)))
    return found


def _writer_of(row: models.Model) -> str:
    for field in row._meta.concrete_fields:
        if field.name.endswith("_by") and field.related_model is User:
            return str(getattr(row, field.attname) or "")
    return ""
