"""Which evidence counts for more."""

# Rising, as in `choices.EvidenceGrade`: a claim is never lowered by weaker evidence.
ORDER = ("inferred", "self", "counsellor", "rpl", "credential")


def is_better(new: str, old: str) -> bool:
    """Tell whether a grade is worth more than another."""
    return ORDER.index(new) > ORDER.index(old)


def better(new: str, old: str) -> str:
    """Return the higher of two grades."""
    return new if is_better(new, old) else old
