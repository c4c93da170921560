"""Two places with one example of everything, so that any address can be asked for."""

import uuid
from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone

from spean.accounts.choices import Role
from spean.accounts.models import User
from spean.directory.models import Area, Centre
from spean.people.models import Person
from tests.console.everything import VALUES
from tests.factories.people import PersonFactory
from tests.factories.serving import AreaFactory, CentreFactory, staff

OWN = {"accounts.User": "officer", "directory.Centre": "centre", "people.Person": "person"}


LISTS = {
    *("directory.Occupation", "directory.Skill", "directory.Sector", "directory.ServiceType"),
    *("skills.CqfLevel", "skills.Standard", "skills.Unit"),
}
# What a row needs to be one that the pages can read.
RECIPES: dict[str, dict[str, Any]] = {
    "skills.CqfLevel": {"code": "2"},
    "directory.Occupation": {"code": "7112", "isco": "7112", "scheme": "isco"},
}


class Place:
    """A centre, its officer, one person of its own, and one row of whatever is asked for."""

    def __init__(self, code: str) -> None:
        self._code = code
        self._rows: dict[str, models.Model] = {}
        self._examples: dict[str, Any] = {}

    @cached_property
    def centre(self) -> Centre:
        return CentreFactory(code=self._code)

    @cached_property
    def officer(self) -> User:
        return staff(Role.CENTRE_MANAGER, self.centre)

    @cached_property
    def person(self) -> Person:
        return PersonFactory(centre=self.centre, registered_by=self.officer)

    @cached_property
    def twin(self) -> Person:
        """A second person of the same centre, who may be the first."""
        return PersonFactory(centre=self.centre, registered_by=self.officer)

    def one(self, label: str) -> models.Model:
        """Return this place's one row of a model, "room.Model", made the first time."""
        if label in OWN:
            return getattr(self, OWN[label])
        if label == "directory.Area":
            return AreaFactory()
        if label in LISTS:
            # The lists of the country are one for all places.
            return apps.get_model(label).objects.first() or self.row(label)
        if label not in self._rows:
            self._rows[label] = self.row(label)
        return self._rows[label]

    def example(self, name: str, make: Callable[["Place"], Any]) -> Any:
        """Return what stands for a name in an address, the same each time."""
        if name not in self._examples:
            self._examples[name] = make(self)
        return self._examples[name]

    def row(self, label: str, **given: Any) -> models.Model:
        """Make a row: what is given, else the default, else something that fits."""
        model = apps.get_model(label)
        values = {**RECIPES.get(label, {}), **given}
        for field in model._meta.concrete_fields:
            if field.name not in values and not (field.primary_key and field.has_default()):
                self._fill(field, values)
        return model._base_manager.create(**values)

    def _fill(self, field: Any, values: dict[str, Any]) -> None:
        if field.is_relation:
            target = field.related_model
            ours = target in {Person, Centre, User}
            if not field.null or (ours and target is not User) or target is Area:
                values[field.name] = self.one(target._meta.label)
        elif field.null or field.has_default() or field.auto_created:
            return
        elif field.choices:
            values[field.name] = field.flatchoices[0][0]
        elif field.name == "token" or "hash" in field.name:
            values[field.name] = uuid.uuid4().hex
        elif not field.blank:
            values[field.name] = _value(field)


def _value(field: Any) -> Any:
    if isinstance(field, models.DateTimeField):
        return timezone.now()
    if isinstance(field, models.DateField):
        return date(2026, 1, 15)
    for kind, value in VALUES:
        if isinstance(field, kind):
            return value(field, 0) if callable(value) else value
    raise AssertionError(f"no value for {field!r}")
