"""Take every invented row out again, with whatever hangs on it, and nothing else.

What hangs on what is read from the models themselves, so that a new room is never forgotten.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from axes.models import AccessAttempt
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import CASCADE, Model, ProtectedError, Q, QuerySet

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.directory.models import Centre, Organisation
from spean.jobs.models import Vacancy
from spean.jobs.services import forget_lists
from spean.people.models import Household, Person
from spean.skills.models import Certificate, SigningKey

CHUNK = 400


def invented_people() -> QuerySet[Person]:
    """Return the people of the demo, and those whom somebody registered at its centres."""
    return Person.objects.filter(Q(is_invented=True) | Q(centre__is_invented=True))


def remove_invented(*, progress: Callable[[str, int, int], None]) -> int:
    """Remove invented people, then employers, centres and users; return how many people."""
    total, done = invented_people().count(), 0
    if total:
        # A night that counted invented people says nothing about the others.
        forget_lists()
    while ids := list(invented_people().values_list("pk", flat=True)[:CHUNK]):
        _remove_people(ids)
        done += len(ids)
        progress("people", done, total)
    _remove_the_rest()
    return total


@one_writer()
def _remove_people(ids: list[Any]) -> None:
    households = list(Household.objects.filter(members__in=ids).values_list("pk", flat=True))
    remove(Person, ids)
    Household.objects.filter(pk__in=households, members=None).delete()
    audit(actor=None, action="people.invented_removed", people=len(ids))


@one_writer()
def _remove_the_rest() -> None:
    # A certificate outlives a person who is forgotten, a key never its centre: both go by name.
    for sealed in (Certificate, SigningKey):
        found = sealed._base_manager.filter(centre__is_invented=True)
        remove(sealed, list(found.values_list("pk", flat=True)))
    for model in (Vacancy, Organisation, Centre):
        remove(model, list(_invented(model).values_list("pk", flat=True)))
    users = list(_invented(User))
    _end_sessions(users)
    for user in users:
        _remove_user(user)
    audit(actor=None, action="directory.invented_removed")


def remove(model: type[Model], ids: Sequence[Any]) -> None:
    """Remove rows with everything that hangs on them; optional references to them are emptied."""
    if not ids:
        return
    for child, column in hanging_on(model):
        found = child._base_manager.filter(**{f"{column.name}__in": ids})
        if column.null and column.remote_field.on_delete is not CASCADE:
            found.update(**{column.name: None})
        elif hanging_on(child):
            remove(child, list(found.values_list("pk", flat=True)))
        else:
            found.delete()
    model._base_manager.filter(pk__in=ids).delete()


@cache
def hanging_on(model: type[Model]) -> list[tuple[type[Model], Any]]:
    """Return (model, column) of every reference to a model.

    Who wrote a row down does not own it: only rows that belong to nobody but users, such as
    hand-overs, hang on a user.
    """
    return [
        (child, column)
        for child in apps.get_models(include_auto_created=True)
        for column in _references(child)
        if column.related_model is model and (model is not User or _is_of_users(child, column))
    ]


def _references(model: type[Model]) -> list[Any]:
    return [column for column in model._meta.concrete_fields if column.is_relation]


def _is_of_users(child: type[Model], column: Any) -> bool:
    alone = all(one.null or one.related_model is User for one in _references(child))
    return bool(alone or column.null or column.remote_field.on_delete is CASCADE)


def _invented(model: type[Model]) -> QuerySet[Any]:
    return model._base_manager.filter(is_invented=True)


def _remove_user(user: User) -> None:
    try:
        with transaction.atomic():
            remove(User, [user.pk])
    except ProtectedError:
        # Somebody wrote real rows under a name of the demo: the name stays, without a way in.
        user.is_active, user.is_invented = False, False
        user.set_unusable_password()
        user.save()


def _end_sessions(users: Iterable[User]) -> None:
    ids = {str(user.pk) for user in users}
    gone = [
        session.pk
        for session in Session.objects.iterator()
        if session.get_decoded().get("_auth_user_id") in ids
    ]
    Session.objects.filter(pk__in=gone).delete()
    AccessAttempt.objects.filter(username__in=[user.username for user in users]).delete()
