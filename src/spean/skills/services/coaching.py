"""Visits to a business; the promises of one are the agenda of the next."""

from dataclasses import asdict
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError
from spean.core.refs import Ref
from spean.skills.contracts import VisitWords
from spean.skills.models import Business, CoachingVisit
from spean.skills.services.keeping import already_made, check_may


class VisitInFuture(DomainError):
    """What was seen was seen before today ends."""

    code = "visit-in-future"
    message = _("This day is still to come. Please write down the day of the visit.")


@one_writer()
def note_visit(
    *, actor: User, business: Business, id: UUID, words: VisitWords, today: date
) -> CoachingVisit:
    """Write a coaching visit down. The same `id` again is harmless.

    :raises NotAllowed: if the actor may not work on businesses of this person
    :raises VisitInFuture: if the day is still to come
    """
    check_may(actor, business.person)
    made = already_made(CoachingVisit, id, "visited_by", actor)
    if made is not None:
        return made
    if words.happened_on > today:
        raise VisitInFuture
    visit = CoachingVisit.objects.create(
        id=id, business=business, visited_by=actor, **asdict(words)
    )
    audit(actor=actor, action="skills.business_visited", on=Ref("business", business.pk))
    return visit
