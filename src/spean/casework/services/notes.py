"""What was done (F10), for a person or a group, in under a minute."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.casework import flows, rules
from spean.casework.choices import ContactMode
from spean.casework.contracts import NoteWords
from spean.casework.models import ServiceEvent
from spean.casework.selectors.calls import due_talks
from spean.casework.services.attending import bring_case_up_to_date, set_attendees
from spean.casework.services.cases import open_case_of
from spean.casework.services.follow_ups import promise_next_step
from spean.casework.services.revisions import already_made, locked, locked_at, put
from spean.core.errors import DomainError
from spean.core.refs import Ref
from spean.directory.models import Centre, ServiceType
from spean.people.models import Person


class NotYetHappened(DomainError):
    """A note tells what was done, not what will be."""

    code = "note-in-the-future"
    message = _("This day is still to come. Is it a Buddhist-era year?")


class TopicsMissing(DomainError):
    """A note says what was done."""

    code = "topics-missing"
    message = _("Please choose what you did; at least one.")


class NextDateTooEarly(DomainError):
    """The next date lies before the note."""

    code = "next-date-too-early"
    message = _("The next date comes before the day of this note.")


class NobodyCounted(DomainError):
    """A group has people in it."""

    code = "nobody-counted"
    message = _("Please choose who was there, or write how many women, men and others.")


@one_writer()
def note_service(
    *, actor: User, person: Person, id: UUID, words: NoteWords, now: datetime
) -> ServiceEvent:
    """Record a service given to a person, and the next step if there is one.

    :raises NotYetHappened: if the day lies after today
    :raises TopicsMissing: if nothing says what was done
    :raises NextDateTooEarly: if the next date lies before the day of the note
    :raises NoOpenCase: if the person has no open case
    """
    made = already_made(ServiceEvent, id, "staff", actor)
    if made is not None:
        return made
    topics = _checked(words, now)
    case = open_case_of(person)
    note = ServiceEvent.objects.create(
        id=id, centre_id=person.centre_id, case=case, staff=actor, **_columns(words)
    )
    note.topics.set(topics)
    bring_case_up_to_date(case)
    _settle(actor, note, words.settles, now)
    promise_next_step(note)
    audit(
        actor=actor, action="casework.noted", on=Ref("service_event", note.pk), topics=len(topics)
    )
    return note


@one_writer()
def note_group(
    *, actor: User, centre: Centre, id: UUID, words: NoteWords, now: datetime
) -> ServiceEvent:
    """Record a service given to a group: one event, with those known by name and tallies.

    :raises NotYetHappened: if the day lies after today
    :raises TopicsMissing: if nothing says what was done
    :raises NobodyCounted: if nobody is named and the tallies are empty
    :raises NoOpenCase: if somebody named has no open case at this centre
    """
    made = already_made(ServiceEvent, id, "staff", actor)
    if made is not None:
        return made
    topics = _checked(words, now)
    _check_tallies(words)
    columns = {**_columns(words), "mode": ContactMode.GROUP}
    note = ServiceEvent.objects.create(id=id, centre=centre, staff=actor, **columns)
    note.topics.set(topics)
    set_attendees(actor, note, words.attendees)
    ref = Ref("service_event", note.pk)
    audit(actor=actor, action="casework.group_noted", on=ref, topics=len(topics))
    return note


@one_writer()
def correct_note(
    *, actor: User, note: ServiceEvent, revision: int, words: NoteWords, now: datetime
) -> ServiceEvent:
    """Correct a note; the next step moves with it, and its author stays.

    :raises ChangedMeanwhile: if somebody else saved the note after it was opened here
    :raises NotYetHappened: if the day lies after today
    :raises TopicsMissing: if nothing says what was done
    :raises NextDateTooEarly: if the next date lies before the day of the note
    :raises NobodyCounted: if it is a group note and nobody was there
    :raises NoOpenCase: if it is a group note and somebody added has no open case
    """
    topics = _checked(words, now)
    note = locked_at(note, revision)
    columns = _columns(words)
    if note.case_id is None:
        _check_tallies(words)
        columns["mode"] = ContactMode.GROUP
    changed = put(note, columns)
    others = []
    if set(note.topics.all()) != set(topics):
        note.topics.set(topics)
        others.append("topics")
    if note.case_id is None and set_attendees(actor, note, words.attendees):
        others.append("attendees")
    if others and not changed:
        note.revision += 1
        note.save(update_fields=["revision", "updated_at"])
    changed += others
    if note.case is None:
        for case in note.attendees.select_for_update().order_by("pk"):
            bring_case_up_to_date(case)
    else:
        bring_case_up_to_date(locked(note.case))
        promise_next_step(note)
    if changed:
        ref = Ref("service_event", note.pk)
        audit(actor=actor, action="casework.note_corrected", on=ref, fields=changed)
    return note


def _checked(words: NoteWords, now: datetime) -> list[ServiceType]:
    if words.happened_on > timezone.localdate(now):
        raise NotYetHappened
    if words.next_on is not None and words.next_on < words.happened_on:
        raise NextDateTooEarly
    topics = list(ServiceType.objects.filter(code__in=words.topics))
    if not topics:
        raise TopicsMissing
    return topics


def _check_tallies(words: NoteWords) -> None:
    counted = sum(count or 0 for count in (words.women, words.men, words.others))
    if not (counted or words.attendees):
        raise NobodyCounted


def _columns(words: NoteWords) -> dict[str, object]:
    values = asdict(words)
    values.pop("topics")
    values.pop("settles")
    values.pop("attendees")
    # What touches health or violence stays off the screen that others see, asked for or not.
    values["is_discreet"] = words.is_discreet or rules.is_discreet(words.topics)
    return values


def _settle(actor: User, note: ServiceEvent, ids: tuple[UUID, ...], now: datetime) -> None:
    if note.case is None:
        return
    answered = due_talks(note.case).select_for_update().filter(pk__in=ids)
    for follow_up in answered:
        values = {
            "state": flows.FOLLOW_UP.move(follow_up.state, "reach"),
            "done_at": now,
            "done_by": actor,
        }
        put(follow_up, values)
        ref = Ref("follow_up", follow_up.pk)
        audit(actor=actor, action="casework.follow_up_moved", on=ref, state="reached")
