"""Refusals: what a user can understand and put right."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """Something the user can understand and put right. Never logged as a fault.

    Subclasses set `code` (stable, for machines) and `message` (translated, may hold
    %(name)s fields that are filled from the keyword arguments).
    """

    code: ClassVar[str] = "refused"
    message: ClassVar[str | Promise] = _("This cannot be done.")

    def __init__(self, **details: object) -> None:
        super().__init__(details)
        self.details = details

    def __str__(self) -> str:
        return str(self.message) % self.details


class IllegalMove(DomainError):
    """The record is not in a state from which this can be done."""

    code = "illegal-move"
    message = _("This step is no longer possible. Somebody may have done it already.")


class ChangedMeanwhile(DomainError):
    """Somebody else saved the same record after it was opened here.

    `details["theirs"]` may hold the record as it is now, so that both can be shown.
    """

    code = "changed-meanwhile"
    message = _("Somebody else has changed this record. Please compare before you save.")


class NotAllowed(DomainError):
    """The person signed in may not do this."""

    code = "not-allowed"
    message = _("Your role may not do this. Please ask the centre manager.")
