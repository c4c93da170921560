"""Triage, dates and thresholds of casework (plain Python).

The lists and figures are Spean's own design, not law: form F5 names the questions and the three
results (centre-practice 2.4), and leaves the rule to the centre. Each version is kept by name with
every screening, so that an old result can always be explained.
"""

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

TRIAGE_VERSION = "2026-1"

# Urgency of a "yes": what puts a life, a child or freedom at risk is for today.
RED_QUESTIONS = ("hungry_or_unsafe", "urgent_health", "child_alone", "not_free", "self_harm")
AMBER_QUESTIONS = (
    "pregnant_or_infant",
    "out_of_school",
    "documents_missing",
    "wages_owed",
    "injured_at_work",
    "debt_due",
)
QUESTIONS = (*RED_QUESTIONS, *AMBER_QUESTIONS)

# A "yes" to these calls for the protocol: stay with her, call the supervisor.
PROTOCOL_QUESTIONS = ("not_free", "self_harm")

URGENCY = ("green", "amber", "red")

# Without a useful service for longer than this, a person stands on the worst-first list.
QUIET_DAYS = 30

# F12 says "after n tries" and leaves n open; three is this project's choice.
TRIES_BEFORE_LOST = 3

# Kinds of service whose words never stand on a screen that others see: protection, psychosocial
# first aid, the health fund and the disability card.
DISCREET_GROUPS = ("PRO",)
DISCREET_CODES = ("COU3", "SOC2", "SOC7")
# Paper goes home and is seen by others: no debt and no complaint either (look.md, section 5).
OFF_PAPER = ("PRO", "LEG", "COU3", "COU6", "INF6", "SOC2", "SOC7")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rule proposes, the questions that decided it, and the version of the rule."""

    triage: str
    reasons: tuple[str, ...]
    version: str


def triage(answers: Mapping[str, str]) -> Proposal:
    """Return when to act: red if any red question is a yes, else amber if any amber one is.

    A question that was not asked counts as no; it never lowers what another answer raised.
    Source: form F5 (questions and results); the grouping is this project's version 2026-1.
    """
    for colour, questions in (("red", RED_QUESTIONS), ("amber", AMBER_QUESTIONS)):
        reasons = tuple(question for question in questions if answers.get(question) == "yes")
        if reasons:
            return Proposal(colour, reasons, TRIAGE_VERSION)
    return Proposal("green", (), TRIAGE_VERSION)


def needs_protocol(answers: Mapping[str, str]) -> bool:
    """Tell whether the officer must stay with the person and call the supervisor."""
    return any(answers.get(question) == "yes" for question in PROTOCOL_QUESTIONS)


def most_urgent(colours: Iterable[str]) -> str:
    """Return the most urgent of several results, or "" when there is none."""
    return max((c for c in colours if c in URGENCY), key=URGENCY.index, default="")


def is_discreet(codes: Iterable[str]) -> bool:
    """Tell whether any of these service codes must stay off a screen that others see."""
    return any(code in DISCREET_CODES or code.startswith(DISCREET_GROUPS) for code in codes)


def stays_off_paper(codes: Iterable[str]) -> bool:
    """Tell whether a step of these service codes prints as "come to the centre"."""
    return any(code.startswith(OFF_PAPER) for code in codes)


def follow_up_service(mode: str) -> str:
    """Return the service code of a follow-up: a call, or a visit (service codes 2.5, FUP)."""
    return "FUP2" if mode in ("home_visit", "in_person") else "FUP1"


def add_months(day: date, months: int) -> date:
    """Return the same day of the month, later; the last day where the month is shorter.

    :raises ValueError: if the result lies past the year 9999
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
