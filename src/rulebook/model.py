"""A rule: what was in force from when to when, who says so, and whether somebody checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from rulebook.conditions import CONDITION, BadCondition, parse

Value = Decimal | bool | str


class BadRule(ValueError):
    """A rule that cannot stand in a rulebook: which rule, and what is wrong."""

    def __init__(self, rule: str, problem: str) -> None:
        super().__init__(f"{rule}: {problem}")
        self.rule = rule
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Rule:
    """One value in force from `valid_from` to `valid_to`, both days included.

    `valid_to` is `None` while no end is known. `unit` names what a number counts, such as
    `USD/month`, `years` or `days`; it may be empty for yes, no and text. `source` says where the
    value was read. `verified` is true only when somebody has checked it there.
    `ref` names the row it came from, so that a decision can keep the rule it was made under.

    :raises BadRule: if the rule cannot be meant
    """

    code: str
    valid_from: date
    valid_to: date | None
    value: Value
    unit: str
    source: str
    verified: bool = False
    note: str = ""
    ref: str = ""

    def __post_init__(self) -> None:
        name = f"rule {self.code!r} from {self.valid_from}"
        if not self.code or self.code != self.code.strip():
            raise BadRule(name, "the code must not be empty or begin or end with a space")
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise BadRule(name, f"it ends on {self.valid_to}, before it begins")
        if not isinstance(self.value, Decimal | bool | str):
            raise BadRule(name, "the value must be a Decimal, yes or no, or a text")
        if isinstance(self.value, Decimal) and not self.value.is_finite():
            raise BadRule(name, "the number must be finite")
        if isinstance(self.value, Decimal) and not self.unit:
            raise BadRule(name, "a number needs a unit")
        if not self.source:
            raise BadRule(name, "a source must be named")
        if self.unit == CONDITION:
            _refuse_unreadable(name, self.value)

    def covers(self, day: date) -> bool:
        """Return whether the rule is in force on this day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def _refuse_unreadable(name: str, value: Value) -> None:
    if not isinstance(value, str):
        raise BadRule(name, "a condition is a text")
    try:
        parse(value)
    except BadCondition as fault:
        raise BadRule(name, str(fault)) from fault


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says under a figure: since when, by which source, and checked or not."""

    code: str
    value: Value
    unit: str
    since: date
    until: date | None
    source: str
    verified: bool
    note: str


class Verdict(StrEnum):
    """What a rule says about a case."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """What a finding rests on: the law, a comparator where the law is silent, or nothing."""

    LAW = "law"
    COMPARATOR = "comparator"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict with the rule it rests on and the numbers that were compared.

    A comparator never gives a verdict: it gives numbers, and the verdict stays unknown.
    """

    verdict: Verdict
    rule: Rule | None
    numbers: Mapping[str, Decimal] = field(default_factory=dict, hash=False)
    basis: Basis = Basis.NONE

    @property
    def verified(self) -> bool:
        """Return whether the rule behind the finding has been checked at its source."""
        return self.rule is not None and self.rule.verified
