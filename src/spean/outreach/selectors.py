"""Reads of this room."""

from django.db.models import QuerySet

from spean.accounts.models import User
from spean.directory.perms import Scope, scope_of
from spean.outreach.models import Message
from spean.people.models import Person
from spean.people.selectors import people_visible_to


def messages_visible_to(viewer: User) -> QuerySet[Message]:
    """Return the messages to people whom the viewer may see."""
    if scope_of(viewer, "outreach.view") == Scope.NONE:
        return Message.objects.none()
    return Message.objects.filter(person__in=people_visible_to(viewer)).select_related(
        "person", "template"
    )


def messages_to(person: Person) -> QuerySet[Message]:
    """Return the messages to one person, the newest first."""
    return Message.objects.filter(person=person).select_related("template").order_by("-created_at")
