"""Exact linear programming in fractions: what unknown counts of zero or more can still be."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

Sum = Mapping[str, int]


class Unknowns:
    """All ways to fill the unknowns so that some sums have their values."""

    def __init__(self, sums: Sequence[tuple[Sum, int]]) -> None:
        self.names = sorted({name for terms, _value in sums for name in terms})
        self._place = {name: place for place, name in enumerate(self.names)}
        width = len(self.names)
        self.rows: list[list[Fraction]] = []
        self.basis: list[int] = []
        for terms, value in sums:
            row = [Fraction(0)] * width + [Fraction(value)]
            for name, factor in terms.items():
                row[self._place[name]] += factor
            self._add(row)

    def range_of(self, terms: Sum, *, enough: Fraction) -> tuple[Fraction, Fraction]:
        """Return how far apart a sum can be, or any two values that are far enough apart."""
        goal = [Fraction(terms.get(name, 0)) for name in self.names]
        start = self._value(goal)
        high = self._largest(goal, enough=start + enough)
        low = -self._largest([-one for one in goal], enough=enough - high)
        return low, high

    def _value(self, goal: list[Fraction]) -> Fraction:
        pairs = zip(self.rows, self.basis, strict=True)
        return sum((goal[at] * row[-1] for row, at in pairs if goal[at]), Fraction(0))

    def _add(self, row: list[Fraction]) -> None:
        """Take in one more equation, keeping a corner that satisfies all so far."""
        for place, at in enumerate(self.basis):
            if row[at]:
                factor, known = row[at], self.rows[place]
                row = [a - factor * b for a, b in zip(row, known, strict=True)]
        if not any(row[:-1]):
            assert row[-1] == 0, "the sums contradict each other"
            return
        if row[-1] < 0:
            row = [-a for a in row]
        # A helper stands for what is missing of the new sum, and is driven out.
        helper = self.rows and len(self.rows[0]) - 1 or len(row) - 1
        for known in self.rows:
            known.insert(-1, Fraction(0))
        row.insert(-1, Fraction(1))
        self.rows.append(row)
        self.basis.append(helper)
        goal = [Fraction(0)] * helper + [Fraction(-1)]
        assert self._largest(goal) == 0, "no count satisfies these sums"
        self._drop(helper)

    def _drop(self, helper: int) -> None:
        if helper in self.basis:
            place = self.basis.index(helper)
            entering = next(at for at in range(helper) if self.rows[place][at])
            self._pivot(place, entering)
        for row in self.rows:
            del row[helper]

    def _largest(self, goal: list[Fraction], enough: Fraction | None = None) -> Fraction:
        """Climb from the corner it stands on (Bland's rule, so it never goes in a circle).

        Where there is no end, or `enough` is reached, that will do.
        """
        while enough is None or self._value(goal) < enough:
            prices = list(goal)
            for row, at in zip(self.rows, self.basis, strict=True):
                if goal[at]:
                    prices = [p - goal[at] * a for p, a in zip(prices, row, strict=False)]
            entering = next((at for at, price in enumerate(prices) if price > 0), None)
            if entering is None:
                break
            steps = [
                (row[-1] / row[entering], self.basis[place], place)
                for place, row in enumerate(self.rows)
                if row[entering] > 0
            ]
            if not steps:
                assert enough is not None, "a sum of counts was to be bounded"
                return enough
            self._pivot(min(steps)[2], entering)
        return self._value(goal)

    def _pivot(self, place: int, entering: int) -> None:
        head = self.rows[place][entering]
        chosen = [a / head if a else a for a in self.rows[place]]
        for other, row in enumerate(self.rows):
            if other != place and row[entering]:
                factor = row[entering]
                self.rows[other] = [
                    a - factor * b if b else a for a, b in zip(row, chosen, strict=True)
                ]
        self.rows[place] = chosen
        self.basis[place] = entering
