"""Rows that stand once: whoever asks again gets the one that is there."""

from typing import Any

from django.db.models import Model
from factory.django import DjangoModelFactory


class Once(DjangoModelFactory):
    """Looks for a row by the fields of `django_get_or_create` before it makes one."""

    class Meta:
        abstract = True

    @classmethod
    def _get_or_create(cls, model_class: type[Model], *args: Any, **kwargs: Any) -> Model:
        # A worker has its database to itself: nobody can be quicker, so no savepoint is needed.
        rows = cls._get_manager(model_class)
        keys = {name: kwargs[name] for name in cls._meta.django_get_or_create}
        return rows.filter(**keys).first() or rows.create(*args, **kwargs)
