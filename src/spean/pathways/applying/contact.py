"""A promised contact (F11) that was kept, or tried, on the way."""

from datetime import datetime
from uuid import uuid5

from spean.casework import services as casework
from spean.casework.contracts import Found, TryWords
from spean.casework.selectors import clients_visible_to
from spean.pathways import follow_up
from spean.people.models import Person
from spean.surveys import services as surveys
from spean.surveys.contracts import Given


def followed_up(given: Given, now: datetime) -> Person:
    """Settle the contact that is due first, or write down the try that reached nobody.

    :raises PersonUnknown: if the author does not work for her
    :raises NothingPromised: if no contact is due
    """
    seen = clients_visible_to(given.author, "casework.edit")
    person = surveys.subject_among(seen, given)
    due = casework.promise_due(person)
    if surveys.was_reached(given):
        follow_up.answered(
            actor=given.author,
            follow_up=due,
            revision=due.revision,
            found=Found(**surveys.contact_of(given)),
            now=now,
        )
    else:
        casework.record_try(
            actor=given.author,
            follow_up=due,
            id=uuid5(given.submission.pk, "try"),
            words=TryWords(**surveys.try_of(given)),
            now=now,
        )
    return person
