"""The words of a match: every code a door must be able to say in Khmer and in English."""

from enum import StrEnum


class Kind(StrEnum):
    """What an opening offers."""

    JOB = "job"
    TRAINING = "training"
    RPL = "rpl"
    FAIR_SLOT = "fair_slot"
    TRANSPORT = "transport"


class Grade(StrEnum):
    """How a skill is known, weakest evidence first."""

    SELF = "self"
    INFERRED = "inferred"
    COUNSELLOR = "counsellor"
    RPL = "rpl"
    CREDENTIAL = "credential"


class Screening(StrEnum):
    """What the check of an opening for decent work and fraud has said so far."""

    PENDING = "pending"
    HELD = "held"
    CLEARED = "cleared"
    BLOCKED = "blocked"


class Polarity(StrEnum):
    """Whether a reason speaks for the match, against it, or is not known yet."""

    PLUS = "plus"
    MINUS = "minus"
    MISSING = "missing"


class Source(StrEnum):
    """Who says so: a grade of evidence, the person's file, the employer, a map, or nobody."""

    SELF = "self"
    INFERRED = "inferred"
    COUNSELLOR = "counsellor"
    RPL = "rpl"
    CREDENTIAL = "credential"
    FILE = "file"
    EMPLOYER = "employer"
    MAP = "map"
    AREA = "area"
    NONE = "none"


GATE_CODES = (
    "not-screened",
    "screening-held",
    "screening-blocked",
    "closed",
    "start-passed",
    "full",
    "refused-by-person",
    "age-unknown",
    "too-young",
    "not-yet-available",
    "too-far",
    "dormitory-not-wanted",
    "licence-missing",
    "language-missing",
    "reading-needed",
    "level-too-low",
    "night-work-refused",
    "health-limit",
    "wage-below-floor",
)
"""Every code of a `Gate`, in the order the gates are tried."""

PLUS_CODES = (
    "occupation-held",
    "occupation-near",
    "skill-held",
    "skill-close",
    "nice-held",
    "near-home",
    "same-province",
    "dormitory",
    "wage-above-wanted",
    "wage-above-floor",
    "wanted-occupation",
    "wanted-sector",
    "wanted-opening",
    "nssf",
    "contract",
    "meals",
    "transport",
    "childcare",
    "licence-held",
    "language-held",
    "reading-fits",
    "level-met",
    "night-accepted",
)
MINUS_CODES = (
    "occupation-new",
    "far",
    "wage-below-wanted",
    "wage-may-miss-floor",
    "other-than-wanted",
    "care-conflict",
    "nssf-none",
    "contract-none",
)
MISSING_CODES = (
    "skill-missing",
    "occupation-unknown",
    "distance-unknown",
    "dormitory-unknown",
    "wage-unknown",
    "hours-unknown",
    "nssf-unknown",
    "contract-unknown",
    "licence-unknown",
    "language-unknown",
    "reading-unknown",
    "level-unknown",
    "night-unknown",
)
REASON_CODES = PLUS_CODES + MINUS_CODES + MISSING_CODES
"""Every code of a `Reason`."""

CHANGE_CODES = (
    "prove-skill",
    "gain-licence",
    "learn-language",
    "reach-level",
    "widen-radius",
    "accept-dormitory",
    "start-earlier",
)
"""Every code of a `Change`."""

LEAST_PROPOSALS = 3
"""Whoever is ready for work is owed this many live proposals, or a reason and a next step."""

SHORT_CODES = ("nothing-open", "every-gate-closed", "few-in-reach")
"""Why somebody has fewer proposals than are owed: no post is open at all; some are, but a gate
closes each of them; one or two are in reach and no more."""

NEXT_STEPS = {
    "nothing-open": "look-again-when-posts-come",
    "every-gate-closed": "ask-what-would-open",
    "few-in-reach": "apply-and-ask-what-would-open",
}
"""What the counsellor does next, by reason."""


def short_list(proposals: int, *, is_open: bool) -> str:
    """Return why a list is short, or "" where it is not.

    :param proposals: how many live proposals the person has
    :param is_open: whether any post is open, to anybody at all
    """
    if proposals >= LEAST_PROPOSALS:
        return ""
    if not is_open:
        return "nothing-open"
    return "few-in-reach" if proposals else "every-gate-closed"
