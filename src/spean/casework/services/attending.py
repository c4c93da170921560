"""Who was there by name, and when each was served last."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from spean.accounts.models import User
from spean.casework.choices import CaseState
from spean.casework.models import Case, ServiceEvent
from spean.casework.selectors import clients_visible_to
from spean.casework.services.cases import NoOpenCase
from spean.casework.services.revisions import put


def set_attendees(actor: User, note: ServiceEvent, person_ids: Collection[UUID]) -> bool:
    """Name exactly these people as having been there; part of the note's act.

    Whoever stood there before may stay, also with a case that was closed since. Whom the actor
    does not see, because her file went to another centre or was sealed, stays whatever is ticked:
    she was not on the list. Return whether anything changed.

    :raises NoOpenCase: if somebody added has no open case at the note's centre
    """
    wanted = set(person_ids)
    before = list(note.attendees.select_for_update())
    hers = clients_visible_to(actor, "casework.note").filter(
        pk__in=[case.person_id for case in before]
    )
    seen = set(hers.values_list("pk", flat=True))
    stay = {case for case in before if case.person_id in wanted or case.person_id not in seen}
    added_ids = wanted - {case.person_id for case in stay}
    added = set(
        Case.objects.select_for_update().filter(
            person_id__in=added_ids, person__centre_id=note.centre_id, state=CaseState.OPEN
        )
    )
    if len(added) != len(added_ids):
        raise NoOpenCase
    gone = set(before) - stay
    if not (added or gone):
        return False
    note.attendees.set(stay | added)
    for case in sorted(added | gone, key=lambda one: str(one.pk)):
        bring_case_up_to_date(case)
    return True


def bring_case_up_to_date(case: Case) -> None:
    """Say when the person was served last: alone, or in a group under her name."""
    own = case.events.aggregate(last=Max("happened_on"))["last"]
    in_groups = case.group_events.aggregate(last=Max("happened_on"))["last"]
    last = max((day for day in (own, in_groups) if day), default=None)
    since = last or timezone.localdate(case.opened_at)
    put(case, {"last_service_on": last, "waiting_since": since})
