"""What the trail keeps of signing in: who, if known, and how; never what was typed."""

from spean.accounts.models import User
from spean.accounts.services.trail import audit, one_writer
from spean.core.refs import Ref


@one_writer()
def signed_in(*, actor: User) -> None:
    """Record that a user came in."""
    audit(actor=actor, action="accounts.signed_in", on=Ref("user", actor.pk))


@one_writer()
def signed_out(*, actor: User) -> None:
    """Record that a user left."""
    audit(actor=actor, action="accounts.signed_out", on=Ref("user", actor.pk))


@one_writer()
def sign_in_failed(*, actor: User | None, step: str) -> None:
    """Record that a password or a code did not fit; `actor` is whose name was used, if any."""
    ref = Ref("user", actor.pk) if actor else None
    audit(actor=None, action="accounts.sign_in_failed", on=ref, step=step)


@one_writer()
def password_chosen(*, actor: User, password: str) -> None:
    """Set the password that a user chose for herself.

    The caller has asked for the old one and tried the new one by the rules of the site.
    """
    actor.set_password(password)
    actor.must_change_password = False
    actor.save(update_fields=["password", "must_change_password", "updated_at"])
    audit(actor=actor, action="accounts.password_changed", on=Ref("user", actor.pk))


@one_writer()
def second_factor_changed(*, actor: User, change: str) -> None:
    """Record that a user switched her second factor on or off, or saw or renewed her codes."""
    audit(actor=actor, action="accounts.second_factor", on=Ref("user", actor.pk), change=change)
