"""What counts as proof, and the other plain rules of this room."""

from spean.skills.rules.claims import (
    COURSE,
    NONE_NEEDED,
    NOT_KNOWN,
    ORDER,
    RECOGNITION,
    UNSEEN,
    Standing,
    better,
    is_better,
    standing,
)

__all__ = [
    "COURSE",
    "NONE_NEEDED",
    "NOT_KNOWN",
    "ORDER",
    "RECOGNITION",
    "UNSEEN",
    "Standing",
    "better",
    "is_better",
    "standing",
]
