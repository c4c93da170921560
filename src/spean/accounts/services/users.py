"""The people who sign in: made by an administrator, never by themselves.

Who may do this is decided above, where postings are known (`directory.services.staff`).
"""

from uuid import UUID, uuid4

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.rules import generated_password, is_sign_in_name, sign_in_name
from spean.accounts.services.trail import audit, one_writer
from spean.core.errors import ChangedMeanwhile, DomainError
from spean.core.refs import Ref

NAMES = ("name_km", "name_en", "phone")


class NameTaken(DomainError):
    """Another user signs in with this name, or did."""

    code = "name-taken"
    message = _("This sign-in name is taken.")


class IllFormedName(DomainError):
    """A sign-in name holds a sign that cannot be typed everywhere."""

    code = "ill-formed-name"
    message = _(
        "A sign-in name has 3 to 60 signs: letters a to z, Khmer letters, digits, dot, hyphen."
    )


class AdministratorExists(DomainError):
    """The first administrator was made already."""

    code = "administrator-exists"
    message = _("This site already has an administrator. Nothing was changed.")


@one_writer()
def create_user(
    *,
    actor: User | None,
    id: UUID,
    username: str,
    names: dict[str, str] | None = None,
    is_administrator: bool = False,
) -> tuple[User, str]:
    """Make a user and return her with a generated password, to be told to her once.

    `names` may hold `name_km`, `name_en` and `phone`. Sending the same form twice makes one user;
    as long as she has never signed in, the second answer brings a new password.

    :raises IllFormedName: if the name holds other signs than letters, digits, dot and hyphen
    :raises NameTaken: if somebody has this name, whatever its case
    """
    known = User.objects.filter(pk=id).first()
    if known is not None:
        if known.last_login is not None or known.username != sign_in_name(username):
            raise NameTaken
        return known, reset_password(actor=actor, user=known)
    name = sign_in_name(username)
    if not is_sign_in_name(name):
        raise IllFormedName
    if User.objects.filter(username__iexact=name).exists():
        raise NameTaken
    password = generated_password()
    user = User(id=id, username=name, is_administrator=is_administrator, must_change_password=True)
    for field in NAMES:
        setattr(user, field, (names or {}).get(field, ""))
    user.set_password(password)
    user.save(force_insert=True)
    audit(
        actor=actor,
        action="accounts.user_created",
        on=Ref("user", user.pk),
        is_administrator=is_administrator,
    )
    return user, password


@one_writer()
def first_administrator(*, username: str) -> tuple[User, str]:
    """Make the first administrator of a new site; return her and her password.

    :raises AdministratorExists: if there is one, active or not
    """
    if User.objects.filter(is_administrator=True).exists():
        raise AdministratorExists
    return create_user(actor=None, id=uuid4(), username=username, is_administrator=True)


@one_writer()
def reset_password(*, actor: User | None, user: User) -> str:
    """Give a user a new generated password; whoever is signed in with the old one is out."""
    user = User.objects.select_for_update().get(pk=user.pk)
    password = generated_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password", "updated_at"])
    audit(actor=actor, action="accounts.password_reset", on=Ref("user", user.pk))
    return password


@one_writer()
def reset_second_factor(*, actor: User | None, user: User) -> None:
    """Forget a user's second factor and recovery codes, so that she sets them up again."""
    count, _by_kind = Authenticator.objects.filter(user_id=user.pk).delete()
    audit(actor=actor, action="accounts.second_factor_reset", on=Ref("user", user.pk), count=count)


@one_writer()
def deactivate(*, actor: User | None, user: User) -> None:
    """Shut a user out, at once and everywhere; what she did stays hers."""
    _set_active(user, False, actor, "accounts.deactivated")


@one_writer()
def reactivate(*, actor: User | None, user: User) -> None:
    """Let a user in again."""
    _set_active(user, True, actor, "accounts.reactivated")


@one_writer()
def rename(*, actor: User, user: User, revision: int, names: dict[str, str]) -> User:
    """Change the names that colleagues read, and the telephone.

    :raises ChangedMeanwhile: if the user was saved after the form was opened
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.revision != revision:
        raise ChangedMeanwhile(theirs=user)
    changed = [field for field in NAMES if field in names and getattr(user, field) != names[field]]
    if not changed:
        return user
    for field in changed:
        setattr(user, field, names[field])
    user.revision += 1
    user.save(update_fields=[*changed, "revision", "updated_at"])
    audit(actor=actor, action="accounts.renamed", on=Ref("user", user.pk), fields=changed)
    return user


def _set_active(user: User, is_active: bool, actor: User | None, action: str) -> None:
    # Sending twice is harmless: the second finds nothing to do and writes nothing.
    if User.objects.filter(pk=user.pk, is_active=not is_active).update(is_active=is_active):
        audit(actor=actor, action=action, on=Ref("user", user.pk))
    user.is_active = is_active
