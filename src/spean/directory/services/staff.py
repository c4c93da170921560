"""What an administrator does for the people who sign in, each act checked and in the trail."""

from datetime import date
from uuid import UUID

from spean.accounts import services as accounts
from spean.accounts.models import User
from spean.accounts.services import one_writer
from spean.core.errors import NotAllowed
from spean.directory.perms import can
from spean.directory.services.postings import require_another_administrator, require_manager


@one_writer()
def engage(
    *, actor: User, id: UUID, username: str, names: dict[str, str], is_administrator: bool = False
) -> tuple[User, str]:
    """Make a user without any role yet; return her and the password to tell her once.

    :raises NotAllowed: if the actor does not manage accounts
    :raises NameTaken: if somebody has this name
    """
    if not can(actor, "accounts.manage"):
        raise NotAllowed
    return accounts.create_user(
        actor=actor, id=id, username=username, names=names, is_administrator=is_administrator
    )


@one_writer()
def shut_out(*, actor: User, user: User, today: date) -> None:
    """Shut a user out, at once and everywhere.

    :raises NotForYourself: if the actor would shut herself out
    :raises LastAdministrator: if nobody would be left to let people in
    """
    require_manager(actor, user)
    if can(user, "accounts.manage"):
        require_another_administrator(user, today)
    accounts.deactivate(actor=actor, user=user)


@one_writer()
def let_in_again(*, actor: User, user: User) -> None:
    """Let a user in again; her postings decide what she may do.

    :raises NotAllowed: if the actor does not manage accounts
    """
    require_manager(actor, user)
    accounts.reactivate(actor=actor, user=user)


@one_writer()
def give_new_password(*, actor: User, user: User) -> str:
    """Give a user a new password and return it, to be told to her once.

    :raises NotForYourself: for herself she uses her own page, which asks for the old password
    """
    require_manager(actor, user)
    return accounts.reset_password(actor=actor, user=user)


@one_writer()
def forget_second_factor(*, actor: User, user: User) -> None:
    """Let a user set up her second factor again, after a lost telephone.

    :raises NotForYourself: for herself she uses a recovery code
    """
    require_manager(actor, user)
    accounts.reset_second_factor(actor=actor, user=user)


@one_writer()
def correct_names(*, actor: User, user: User, revision: int, names: dict[str, str]) -> User:
    """Change how colleagues read a user's name; anybody may change her own.

    :raises NotAllowed: if it is somebody else's and the actor does not manage accounts
    :raises ChangedMeanwhile: if the user was saved after the form was opened
    """
    if actor.pk != user.pk and not can(actor, "accounts.manage"):
        raise NotAllowed
    return accounts.rename(actor=actor, user=user, revision=revision, names=names)
