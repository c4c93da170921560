"""A career session: what she chooses is kept in her words, and counts as one service (COU1)."""

from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.casework.choices import ContactMode
from spean.casework.contracts import ChoiceWords, NoteWords
from spean.casework.models import CareerChoice
from spean.casework.services.cases import open_case_of
from spean.casework.services.notes import note_service
from spean.casework.services.revisions import already_made
from spean.core.errors import DomainError
from spean.core.refs import Ref
from spean.directory.models import Occupation
from spean.people.models import Person

CAREER: Final = "COU1"


class WordsMissing(DomainError):
    """A choice without her words is somebody else's choice."""

    code = "words-missing"
    message = _("Please write what the person said, in their own words.")


@one_writer()
def note_choice(
    *, actor: User, person: Person, id: UUID, words: ChoiceWords, now: datetime
) -> CareerChoice:
    """Keep what somebody chose in a career session, and note the session as a service.

    :raises WordsMissing: if her words are empty
    :raises NotYetHappened: if the day lies after today
    :raises NoOpenCase: if the person has no open case
    """
    made = already_made(CareerChoice, id, "noted_by", actor)
    if made is not None:
        return made
    if not words.words.strip():
        raise WordsMissing
    note = NoteWords(
        happened_on=words.chosen_on,
        mode=ContactMode.IN_PERSON,
        topics=(CAREER,),
        minutes=words.minutes,
        summary=words.words,
    )
    key = uuid5(id, "note")
    event = note_service(actor=actor, person=person, id=key, words=note, now=now)
    choice = CareerChoice.objects.create(
        id=id,
        case=open_case_of(person),
        event=event,
        words=words.words,
        next_wish=words.next_wish,
        chosen_on=words.chosen_on,
        noted_by=actor,
    )
    choice.occupations.set(Occupation.objects.filter(pk__in=words.occupations))
    audit(actor=actor, action="casework.choice_noted", on=Ref("career_choice", choice.pk))
    return choice
