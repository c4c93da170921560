"""What a centre decides for its own day, and how its notes begin."""

from dataclasses import asdict
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.casework.contracts import BeginningWords
from spean.casework.models import CentreHabits, NoteTemplate
from spean.casework.services.revisions import already_made, locked, locked_at, put
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.models import Centre
from spean.directory.perms import can

FEWEST_DAYS, MOST_DAYS = 1, 365


class DaysOutOfRange(DomainError):
    """The list needs a number of days that makes sense."""

    code = "days-out-of-range"
    message = _("Please write a number of days from 1 to 365.")


class NameMissing(DomainError):
    """A beginning is chosen by its name."""

    code = "beginning-name-missing"
    message = _("Please give the beginning a name.")


@one_writer()
def set_quiet_days(*, actor: User, centre: Centre, days: int) -> CentreHabits:
    """Decide after how many days without a service somebody stands on the list of a centre.

    :raises NotAllowed: if the actor does not lead the centre
    :raises DaysOutOfRange: if the number makes no sense
    """
    if not can(actor, "people.assign", _Place(centre.pk)):
        raise NotAllowed
    if not FEWEST_DAYS <= days <= MOST_DAYS:
        raise DaysOutOfRange
    habits, is_new = CentreHabits.objects.get_or_create(
        centre=centre, defaults={"quiet_days": days}
    )
    if not is_new:
        put(locked(habits), {"quiet_days": days})
    audit(actor=actor, action="casework.quiet_days_set", on=Ref("centre", centre.pk), days=days)
    habits.refresh_from_db()
    return habits


@one_writer()
def write_beginning(
    *, actor: User, centre: Centre, id: UUID, words: BeginningWords
) -> NoteTemplate:
    """Keep a beginning of a note for oneself, or (as who leads the centre) for all there.

    :raises NotAllowed: if it is for all and the actor does not lead the centre
    :raises NameMissing: if it has no name
    """
    made = already_made(NoteTemplate, id, "made_by", actor)
    if made is not None:
        return made
    values = _checked(actor, centre.pk, words)
    beginning = NoteTemplate.objects.create(id=id, centre=centre, made_by=actor, **values)
    audit(actor=actor, action="casework.beginning_written", on=Ref("note_template", beginning.pk))
    return beginning


@one_writer()
def edit_beginning(
    *, actor: User, beginning: NoteTemplate, revision: int, words: BeginningWords
) -> NoteTemplate:
    """Change a beginning.

    :raises ChangedMeanwhile: if somebody else saved it after it was opened here
    :raises NotAllowed: if it is for all and the actor does not lead the centre
    :raises NameMissing: if it has no name
    """
    beginning = locked_at(beginning, revision)
    _check_may(actor, beginning.centre_id, beginning.owner_id is not None)
    put(beginning, _checked(actor, beginning.centre_id, words))
    audit(actor=actor, action="casework.beginning_changed", on=Ref("note_template", beginning.pk))
    return beginning


@one_writer()
def shelve_beginning(*, actor: User, beginning: NoteTemplate, is_active: bool) -> NoteTemplate:
    """Take a beginning out of use, or bring it back.

    :raises NotAllowed: if it is for all and the actor does not lead the centre
    """
    beginning = locked(beginning)
    _check_may(actor, beginning.centre_id, beginning.owner_id is not None)
    put(beginning, {"is_active": is_active})
    audit(actor=actor, action="casework.beginning_changed", on=Ref("note_template", beginning.pk))
    return beginning


class _Place:
    """What `can` asks of a record, of a centre itself."""

    def __init__(self, centre_id: UUID) -> None:
        self.centre_id = centre_id


def _check_may(actor: User, centre_id: UUID, is_own: bool) -> None:
    if not is_own and not can(actor, "people.assign", _Place(centre_id)):
        raise NotAllowed


def _checked(actor: User, centre_id: UUID, words: BeginningWords) -> dict[str, object]:
    _check_may(actor, centre_id, words.is_own)
    if not (words.label_km.strip() or words.label_en.strip()):
        raise NameMissing
    values = asdict(words)
    values["topics"] = list(words.topics)
    values["owner"] = actor if values.pop("is_own") else None
    return values
