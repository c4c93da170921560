"""Work done without a connection, brought together: one pure function, and what it works on."""

from spean.surveys.rules.sync.merging import merge
from spean.surveys.rules.sync.moving import erase, hand_on, join, part, resolve, revoke
from spean.surveys.rules.sync.values import (
    Conflict,
    DeviceState,
    Field,
    Kept,
    Operation,
    Receipt,
    Subject,
    SyncState,
    missing_numbers,
)

__all__ = [
    "Conflict",
    "DeviceState",
    "Field",
    "Kept",
    "Operation",
    "Receipt",
    "Subject",
    "SyncState",
    "erase",
    "hand_on",
    "join",
    "merge",
    "missing_numbers",
    "part",
    "resolve",
    "revoke",
]
