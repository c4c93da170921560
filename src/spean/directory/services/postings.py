"""Who serves where, in which role, from when to when: the source of every right."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from spean.accounts.choices import Role
from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.models import Centre, Posting
from spean.directory.perms import can

# Roles that serve the whole country; all others serve at one centre. Employers have no posting:
# they answer through links that end.
NATIONAL_ROLES = (
    Role.MINISTRY_ME,
    Role.MINISTRY_REGISTRAR,
    Role.ILO_ME,
    Role.DONOR_VIEWER,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
)
CENTRE_ROLES = tuple(
    role for role in Role if role not in NATIONAL_ROLES and role is not Role.EMPLOYER
)


class WrongPlaceForRole(DomainError):
    """A national role was given a centre, or a centre's role none."""

    code = "wrong-place-for-role"
    message = _("This role needs a centre, or serves the whole country without one.")


class AlreadyPosted(DomainError):
    """The same role at the same centre overlaps in time."""

    code = "already-posted"
    message = _("This person already serves in this role there at that time.")


class EndsBeforeItStarts(DomainError):
    """The last day lies before the first."""

    code = "ends-before-it-starts"
    message = _("The last day cannot come before the first.")


class NotForYourself(DomainError):
    """Somebody tried to change her own rights."""

    code = "not-for-yourself"
    message = _("You cannot change your own rights. Please ask another administrator.")


class LastAdministrator(DomainError):
    """Nobody would be left who can let people in."""

    code = "last-administrator"
    message = _("This is the last administrator. First make another one.")


@dataclass(frozen=True, slots=True)
class Terms:
    """What a posting says: the role, the centre (none for the whole country), the days."""

    role: Role
    centre: Centre | None
    starts_on: date
    ends_on: date | None = None


@one_writer()
def post_staff(*, actor: User, id: UUID, user: User, terms: Terms) -> Posting:
    """Give a user a role at a centre, or in the whole country, from a day on.

    :raises NotAllowed: if the actor does not manage accounts
    :raises NotForYourself: if she would widen her own rights
    :raises WrongPlaceForRole: if role and centre do not go together
    :raises AlreadyPosted: if the same posting overlaps
    """
    require_manager(actor, user)
    known = Posting.objects.filter(pk=id).first()
    if known is not None:
        return known
    _check_terms(user, terms)
    posting = Posting.objects.create(
        id=id,
        user=user,
        centre=terms.centre,
        role=terms.role,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
    )
    audit(
        actor=actor,
        action="directory.staff_posted",
        on=Ref("user", user.pk),
        role=str(terms.role),
        centre=terms.centre.code if terms.centre else "",
    )
    return posting


@one_writer()
def end_posting(*, actor: User, posting: Posting, last_day: date, today: date) -> None:
    """End a posting after a day; one that has not begun by then is taken back altogether.

    :raises NotAllowed: if the actor does not manage accounts
    :raises NotForYourself: if the posting is her own
    :raises LastAdministrator: if nobody would be left to let people in
    """
    posting = (
        Posting.objects.select_for_update(of=("self",))
        .select_related("user", "centre")
        .get(pk=posting.pk)
    )
    require_manager(actor, posting.user)
    if posting.ends_on is not None and posting.ends_on <= last_day:
        return
    if posting.role == Role.ADMINISTRATOR and not posting.user.is_administrator:
        require_another_administrator(posting.user, today)
    withdrawn = posting.starts_on > last_day
    audit(
        actor=actor,
        action="directory.posting_withdrawn" if withdrawn else "directory.posting_ended",
        on=Ref("user", posting.user_id),
        role=posting.role,
        centre=posting.centre.code if posting.centre else "",
    )
    if withdrawn:
        posting.delete()
        return
    posting.ends_on = last_day
    posting.revision += 1
    posting.save(update_fields=["ends_on", "revision", "updated_at"])


def require_manager(actor: User, user: User) -> None:
    """Make sure that the actor manages accounts, and not her own.

    :raises NotAllowed: if she does not manage accounts
    :raises NotForYourself: if the user is herself
    """
    if not can(actor, "accounts.manage"):
        raise NotAllowed
    if actor.pk == user.pk:
        raise NotForYourself


def require_another_administrator(user: User, today: date) -> None:
    """Make sure that somebody else can let people in today and for the time to come.

    :raises LastAdministrator: if the user is the only one
    """
    serving = Posting.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=today + timedelta(days=30)),
        role=Role.ADMINISTRATOR,
        starts_on__lte=today,
    ).values("user_id")
    others = User.objects.filter(Q(is_administrator=True) | Q(pk__in=serving), is_active=True)
    if not others.exclude(pk=user.pk).exists():
        raise LastAdministrator


def _check_terms(user: User, terms: Terms) -> None:
    if (terms.role in CENTRE_ROLES) != (terms.centre is not None) or terms.role == Role.EMPLOYER:
        raise WrongPlaceForRole
    if terms.ends_on is not None and terms.ends_on < terms.starts_on:
        raise EndsBeforeItStarts
    overlapping = Posting.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=terms.starts_on),
        user=user,
        role=terms.role,
        centre=terms.centre,
    )
    if terms.ends_on is not None:
        overlapping = overlapping.filter(starts_on__lte=terms.ends_on)
    if overlapping.exists():
        raise AlreadyPosted
