"""Psychosocial first aid: as little as helps, sealed; what counts is that the talk took place."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID, uuid5

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.casework.choices import ContactMode
from spean.casework.contracts import FirstAidWords, NoteWords, OpenedFirstAid
from spean.casework.models import FirstAidRecord
from spean.casework.services.cases import open_case_of
from spean.casework.services.notes import NextDateTooEarly, note_service
from spean.casework.services.revisions import already_made
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.people.models import Person
from spean.people.perms import may_open_sensitive
from spean.people.services import open_all_for, seal_for

FIRST_AID: Final = "COU3"
LONGEST: Final = 300


class TooMuchText(DomainError):
    """This log is no place for a story."""

    code = "too-much-text"
    message = _("Please write at most %(most)d letters: only what helps the next talk.")


class NothingOffered(DomainError):
    """A talk of first aid offers something."""

    code = "nothing-offered"
    message = _("Please choose what you offered; at least one.")


@one_writer()
def write_first_aid(
    *, actor: User, person: Person, id: UUID, words: FirstAidWords, now: datetime
) -> FirstAidRecord:
    """Seal what was offered in a talk of psychosocial first aid, and count the talk (COU3).

    The note that counts holds neither words nor the next day: only this record does.

    :raises NotAllowed: if the actor is neither the responsible officer nor the manager
    :raises TooMuchText: if the text is longer than it should be
    :raises NothingOffered: if nothing was chosen
    :raises NotYetHappened: if the day lies after today
    :raises NextDateTooEarly: if the next contact lies before the talk
    :raises NoOpenCase: if the person has no open case
    """
    if not may_open_sensitive(actor, person):
        raise NotAllowed
    made = already_made(FirstAidRecord, id, "written_by", actor)
    if made is not None:
        return made
    _check(words)
    note = NoteWords(
        happened_on=words.happened_on,
        mode=ContactMode.IN_PERSON,
        topics=(FIRST_AID,),
        minutes=words.minutes,
        is_discreet=True,
    )
    key = uuid5(id, "note")
    event = note_service(actor=actor, person=person, id=key, words=note, now=now)
    sealed = seal_for(person, _plain(words), context=_context(id))
    kept = FirstAidRecord.objects.create(
        id=id, case=open_case_of(person), event=event, sealed=sealed, written_by=actor
    )
    audit(actor=actor, action="casework.first_aid_written", on=Ref("first_aid", kept.pk))
    return kept


def open_first_aid(*, viewer: User, person: Person) -> list[OpenedFirstAid]:
    """Return what was written, the newest first; the read is audited in the same transaction.

    :raises NotAllowed: if the viewer is neither the responsible officer nor the manager
    """
    if not may_open_sensitive(viewer, person):
        raise NotAllowed
    rows = list(
        FirstAidRecord.objects.filter(case__person=person)
        .select_related("written_by")
        .order_by("-event__happened_on", "-created_at")
    )
    if not rows:
        return []
    items = {str(row.pk): (bytes(row.sealed), _context(row.pk)) for row in rows}
    plain = open_all_for(viewer=viewer, person=person, items=items)
    return [OpenedFirstAid(row, _words(plain[str(row.pk)])) for row in rows]


def _check(words: FirstAidWords) -> None:
    if len(words.text) > LONGEST:
        raise TooMuchText(most=LONGEST)
    if not words.offered:
        raise NothingOffered
    if words.next_on is not None and words.next_on < words.happened_on:
        raise NextDateTooEarly


def _plain(words: FirstAidWords) -> dict[str, Any]:
    values = asdict(words)
    days = {name: values[name] for name in ("happened_on", "next_on")}
    said = {name: day.isoformat() if day else None for name, day in days.items()}
    return {**values, **said, "offered": list(words.offered)}


def _words(plain: dict[str, Any]) -> FirstAidWords:
    next_on = date.fromisoformat(plain["next_on"]) if plain["next_on"] else None
    happened_on = date.fromisoformat(plain["happened_on"])
    known = {**plain, "offered": tuple(plain["offered"])}
    return FirstAidWords(**{**known, "happened_on": happened_on, "next_on": next_on})


def _context(id: UUID) -> str:
    return f"first-aid:{id}"
