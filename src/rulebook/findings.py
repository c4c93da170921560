"""Questions put to the rulebook. A rule that is not there answers "unknown", never "yes".

Rows are found by these codes: `minimum-wage.SECTOR`, `wage-comparator`, `minimum-age.WORK`, and
`minimum-age` for work that has no line of its own.
"""

from datetime import date
from decimal import Decimal

from rulebook.book import Rulebook
from rulebook.model import BadRule, Basis, Finding, Rule, Verdict

MINIMUM_WAGE = "minimum-wage"
WAGE_COMPARATOR = "wage-comparator"
MINIMUM_AGE = "minimum-age"


class WrongUnit(ValueError):
    """An amount and a rule that do not count the same thing."""

    def __init__(self, rule: Rule, unit: str) -> None:
        super().__init__(f"Rule {rule.code!r} counts {rule.unit}, the amount counts {unit}.")
        self.rule = rule
        self.unit = unit


def meets_minimum_wage(
    book: Rulebook, *, sector: str, wage: Decimal | None, unit: str, day: date
) -> Finding:
    """Say whether a wage reaches the minimum of its sector on this day.

    Where the sector has no minimum, the verdict is unknown and the numbers hold the comparator,
    if the book has one.

    :raises WrongUnit: if the wage is not counted in the rule's unit
    :raises BadRule: if the rule's value is not a number
    """
    rule, basis = book.find(f"{MINIMUM_WAGE}.{sector}", day), Basis.LAW
    if rule is None:
        rule, basis = book.find(WAGE_COMPARATOR, day), Basis.COMPARATOR
    if rule is None:
        return Finding(Verdict.UNKNOWN, None)
    if rule.unit != unit:
        raise WrongUnit(rule, unit)
    name = "minimum" if basis is Basis.LAW else "comparator"
    finding = _at_least(rule, wage, asked="wage", name=name)
    verdict = finding.verdict if basis is Basis.LAW else Verdict.UNKNOWN
    return Finding(verdict, rule, finding.numbers, basis)


def legal_age(book: Rulebook, work: str, day: date, *, age: int | None = None) -> Finding:
    """Return the lowest legal age for a kind of work on this day, in whole years.

    `numbers["minimum"]` is the age; with `age` given, the verdict says whether it is reached.
    An unknown age, or work without any rule, stays unknown.

    :raises BadRule: if the rule's value is not a number of years
    """
    rule = book.find(f"{MINIMUM_AGE}.{work}", day) if work else None
    rule = rule or book.find(MINIMUM_AGE, day)
    if rule is None:
        return Finding(Verdict.UNKNOWN, None)
    if rule.unit != "years":
        raise BadRule(f"rule {rule.code!r} from {rule.valid_from}", "an age is counted in years")
    return _at_least(rule, None if age is None else Decimal(age), asked="age", name="minimum")


def _at_least(rule: Rule, amount: Decimal | None, *, asked: str, name: str) -> Finding:
    if not isinstance(rule.value, Decimal):
        raise BadRule(f"rule {rule.code!r} from {rule.valid_from}", "the value must be a number")
    if amount is None:
        return Finding(Verdict.UNKNOWN, rule, {name: rule.value}, Basis.LAW)
    if not amount.is_finite():
        raise ValueError(f"The {asked} must be a finite number, not {amount}.")
    numbers = {name: rule.value, asked: amount, "difference": amount - rule.value}
    verdict = Verdict.YES if amount >= rule.value else Verdict.NO
    return Finding(verdict, rule, numbers, Basis.LAW)
