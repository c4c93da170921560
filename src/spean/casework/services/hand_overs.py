"""A caseload goes from one officer to another."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.casework.contracts import HandOverWords
from spean.casework.models import HandOver
from spean.casework.selectors import colleagues_at
from spean.casework.services.revisions import already_made
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.perms import can
from spean.people.models import Person


class NobodyChosen(DomainError):
    """A hand-over without people."""

    code = "nobody-chosen"
    message = _("Please choose at least one person to hand over.")


class CannotTakeOver(DomainError):
    """The colleague does not serve at the centre of these people, or is the same one."""

    code = "cannot-take-over"
    message = _("This colleague cannot take over these people. Please choose another.")


@one_writer()
def record_hand_over(
    *, actor: User, id: UUID, words: HandOverWords, person_ids: Iterable[UUID], now: datetime
) -> HandOver:
    """Record that these people's files go to a colleague; the pathway assigns them.

    :raises NobodyChosen: if there are no people
    :raises NotAllowed: if the actor is not the manager of one of their centres, or one of the files
        is not with the officer they go from
    :raises CannotTakeOver: if the colleague does not serve at one of their centres
    """
    made = already_made(HandOver, id, "handed_by", actor)
    if made is not None:
        return made
    people = list(Person.objects.select_for_update().filter(pk__in=set(person_ids)))
    _check(actor, words, people, timezone.localdate(now))
    hand_over = HandOver.objects.create(
        id=id,
        from_user=words.from_user,
        to_user=words.to_user,
        handed_at=now,
        handed_by=actor,
        people=len(people),
        reason=words.reason,
    )
    ref = Ref("hand_over", hand_over.pk)
    audit(actor=actor, action="casework.handed_over", on=ref, people=len(people))
    return hand_over


def _check(actor: User, words: HandOverWords, people: list[Person], today: date) -> None:
    if not people:
        raise NobodyChosen
    theirs = all(person.assigned_to_id == words.from_user.pk for person in people)
    if not theirs or not all(can(actor, "people.assign", person) for person in people):
        raise NotAllowed
    for centre_id in {person.centre_id for person in people}:
        takers = colleagues_at({centre_id}, today).exclude(pk=words.from_user.pk)
        if not takers.filter(pk=words.to_user.pk).exists():
            raise CannotTakeOver
