"""The rulebook: which rule was in force on a day."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from rulebook.model import BadRule, Facts, Rule


class NoRuleInForce(LookupError):
    """No rule of this code on this day; `known` lists the first days of those there are."""

    def __init__(self, code: str, day: date, known: tuple[date, ...] = ()) -> None:
        others = ", ".join(str(first) for first in known) or "none"
        super().__init__(f"No rule {code!r} is in force on {day} (rules begin on: {others}).")
        self.code = code
        self.day = day
        self.known = known


class Rulebook:
    """Rules by code and day; two rules of one code are never in force on one day.

    :raises BadRule: if two rules of one code overlap
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        by_code: dict[str, list[Rule]] = defaultdict(list)
        for rule in rules:
            by_code[rule.code].append(rule)
        self._rules = {
            code: tuple(sorted(same, key=lambda rule: rule.valid_from))
            for code, same in by_code.items()
        }
        self._starts = {
            code: [rule.valid_from for rule in same] for code, same in self._rules.items()
        }
        for same in self._rules.values():
            _refuse_overlaps(same)

    def __iter__(self) -> Iterator[Rule]:
        for code in sorted(self._rules):
            yield from self._rules[code]

    def __len__(self) -> int:
        return sum(map(len, self._rules.values()))

    @property
    def codes(self) -> tuple[str, ...]:
        """Return every code, sorted."""
        return tuple(sorted(self._rules))

    def history(self, code: str) -> tuple[Rule, ...]:
        """Return every rule of a code, oldest first; empty for an unknown code."""
        return self._rules.get(code, ())

    def on(self, code: str, day: date) -> Rule:
        """Return the rule in force on this day.

        :raises NoRuleInForce: if there is none
        """
        index = bisect_right(self._starts.get(code, []), day) - 1
        if index >= 0 and self._rules[code][index].covers(day):
            return self._rules[code][index]
        raise NoRuleInForce(code, day, tuple(self._starts.get(code, [])))

    def find(self, code: str, day: date) -> Rule | None:
        """Return the rule in force on this day, or `None`."""
        try:
            return self.on(code, day)
        except NoRuleInForce:
            return None


def explain(rule: Rule) -> Facts:
    """Return what a page must say under a figure taken from this rule."""
    return Facts(
        code=rule.code,
        value=rule.value,
        unit=rule.unit,
        since=rule.valid_from,
        until=rule.valid_to,
        source=rule.source,
        verified=rule.verified,
        note=rule.note,
    )


def _refuse_overlaps(same: tuple[Rule, ...]) -> None:
    for earlier, later in zip(same, same[1:], strict=False):
        if earlier.covers(later.valid_from):
            raise BadRule(
                f"rule {later.code!r} from {later.valid_from}",
                f"the one from {earlier.valid_from} is still in force on that day",
            )
