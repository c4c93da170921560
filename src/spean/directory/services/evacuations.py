"""A centre works from another one for some weeks: the host's staff reach its people till a day."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from spean.accounts.choices import Role
from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.models import Posting
from spean.directory.perms import can
from spean.directory.selectors.evacuations import Stay, posting_id, serving_at, stays_at
from spean.directory.services.postings import Terms, end_posting, post_staff


class BeginsInThePast(DomainError):
    """Nobody worked from elsewhere on a day that is over."""

    code = "begins-in-the-past"
    message = _("The first day is today or later.")


class NobodyChosen(DomainError):
    """A stay without anybody who may open the files is none."""

    code = "nobody-chosen"
    message = _("Please choose who of the other centre helps.")


@one_writer()
def work_from_elsewhere(
    *, actor: User, stay: Stay, users: Iterable[UUID], today: date
) -> list[Posting]:
    """Give colleagues of the host their own role at the evacuated centre, to the last day.

    All of them or nobody; the same stay sent twice is one. Their reach ends by its date.

    :raises NotAllowed: if the actor does not manage accounts, or somebody is not of the host
    :raises BeginsInThePast: if the first day is over
    :raises NobodyChosen: if nobody is to help
    :raises EndsBeforeItStarts: if the last day comes before the first
    :raises AlreadyPosted: if one of them serves there at that time already
    """
    if not can(actor, "accounts.manage") or stay.centre.pk == stay.host.pk:
        raise NotAllowed
    if stay.starts_on < today:
        raise BeginsInThePast
    chosen = set(users)
    lent = [one for one in serving_at(stay.host, today) if one.user_id in chosen]
    if not chosen:
        raise NobodyChosen
    if {one.user_id for one in lent} != chosen:
        raise NotAllowed
    made = [
        post_staff(
            actor=actor,
            id=posting_id(stay, one.user_id, one.role),
            user=one.user,
            terms=Terms(Role(one.role), stay.centre, stay.starts_on, stay.ends_on),
        )
        for one in lent
    ]
    ref = Ref("centre", stay.centre.pk)
    host = stay.host.code
    audit(actor=actor, action="directory.works_elsewhere", on=ref, host=host, staff=len(chosen))
    return made


@one_writer()
def end_stay(*, actor: User, stay: Stay, today: date) -> int:
    """Take the whole of it back at once; return how many postings ended.

    :raises NotAllowed: if the actor does not manage accounts
    """
    if not can(actor, "accounts.manage"):
        raise NotAllowed
    found = next((one for one in stays_at(stay.centre, today) if one.stay == stay), None)
    lent = found.postings if found else ()
    for one in lent:
        end_posting(actor=actor, posting=one, last_day=today - timedelta(days=1), today=today)
    if lent:
        ref = Ref("centre", stay.centre.pk)
        audit(actor=actor, action="directory.stay_ended", on=ref, host=stay.host.code)
    return len(lent)
