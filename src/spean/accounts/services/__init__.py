"""Acts of this room: the audit trail, the people who sign in, and their signing in."""

from spean.accounts.services.signing import (
    password_chosen,
    second_factor_changed,
    sign_in_failed,
    signed_in,
    signed_out,
)
from spean.accounts.services.tokens import (
    digest_of,
    issue_token,
    revoke_token,
    revoke_tokens_of,
)
from spean.accounts.services.trail import audit, audit_many, entry_hash, one_writer
from spean.accounts.services.users import (
    AdministratorExists,
    IllFormedName,
    NameTaken,
    create_user,
    deactivate,
    first_administrator,
    reactivate,
    rename,
    reset_password,
    reset_second_factor,
)

__all__ = [
    "AdministratorExists",
    "IllFormedName",
    "NameTaken",
    "audit",
    "audit_many",
    "create_user",
    "deactivate",
    "digest_of",
    "entry_hash",
    "first_administrator",
    "issue_token",
    "one_writer",
    "password_chosen",
    "reactivate",
    "rename",
    "reset_password",
    "reset_second_factor",
    "revoke_token",
    "revoke_tokens_of",
    "second_factor_changed",
    "sign_in_failed",
    "signed_in",
    "signed_out",
]
