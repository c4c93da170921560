"""Which evidence counts for more, and what somebody still lacks for a kind of work."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Rising, as in `choices.EvidenceGrade`: a claim is never lowered by weaker evidence.
ORDER = ("inferred", "self", "counsellor", "rpl", "credential")


def is_better(new: str, old: str) -> bool:
    """Tell whether a grade is worth more than another."""
    return ORDER.index(new) > ORDER.index(old)


def better(new: str, old: str) -> str:
    """Return the higher of two grades."""
    return new if is_better(new, old) else old


# What nobody has seen yet: recognition of prior learning proves it without a course.
UNSEEN = frozenset({"inferred", "self"})
NONE_NEEDED, RECOGNITION, COURSE, NOT_KNOWN = "none", "rpl", "course", "unknown"


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody has of the skills that a kind of work cannot do without (codes)."""

    proven: tuple[str, ...]
    told: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def way(self) -> str:
        """Return what would help: nothing, recognition of what she can do, or a course."""
        if self.missing:
            return COURSE
        if self.told:
            return RECOGNITION
        return NONE_NEEDED if self.proven else NOT_KNOWN


def standing(needed: Iterable[str], held: Mapping[str, str]) -> Standing:
    """Compare the skills needed with those held, {code: grade}."""
    codes = list(needed)
    return Standing(
        proven=tuple(one for one in codes if one in held and held[one] not in UNSEEN),
        told=tuple(one for one in codes if held.get(one) in UNSEEN),
        missing=tuple(one for one in codes if one not in held),
    )
