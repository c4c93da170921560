"""What an answer to one of the programme's questionnaires does in the rooms it speaks of."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from spean.accounts.services import one_writer
from spean.pathways.applying.attendance import attended
from spean.pathways.applying.contact import followed_up
from spean.pathways.applying.correction import corrected
from spean.pathways.applying.feedback import taken_in
from spean.pathways.applying.first_questions import screened
from spean.pathways.applying.migration import migrated
from spean.pathways.applying.survey import assessed
from spean.pathways.registration import admit
from spean.people.models import Person
from spean.surveys import services as surveys
from spean.surveys.choices import Effect
from spean.surveys.contracts import Given


@one_writer()
def take_effect(*, given: Given, now: datetime) -> UUID | None:
    """Apply one answer in its author's name; return the person it is about, if it is about one.

    :raises DomainError: if it cannot be applied as it is; then nothing of it is
    """
    effect = EFFECTS.get(Effect(given.effect))
    person = effect(given, now) if effect is not None else None
    return person.pk if person is not None else None


def _registered(given: Given, now: datetime) -> Person:
    return admit(actor=given.author, intake=surveys.intake_of(given), now=now)


EFFECTS: Final[Mapping[Effect, Callable[[Given, datetime], Person | None]]] = {
    Effect.REGISTRATION: _registered,
    Effect.SCREENING: screened,
    Effect.CORRECTION: corrected,
    Effect.MIGRATION: migrated,
    Effect.FOLLOW_UP: followed_up,
    Effect.SUSTAINABILITY: assessed,
    Effect.FEEDBACK: taken_in,
    Effect.ATTENDANCE: attended,
}
