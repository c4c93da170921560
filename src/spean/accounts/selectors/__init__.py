"""Reads of this room."""

from spean.accounts.selectors.chain import (
    content_of,
    current_head,
    last_moment,
    read_heads,
    verify_chain,
    verify_tail,
)
from spean.accounts.selectors.tokens import token_in_force, tokens_visible_to
from spean.accounts.selectors.trail import audit_entries, names_of

__all__ = [
    "audit_entries",
    "content_of",
    "current_head",
    "last_moment",
    "names_of",
    "read_heads",
    "token_in_force",
    "tokens_visible_to",
    "verify_chain",
    "verify_tail",
]
