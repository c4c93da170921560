"""Who has a right to something, as a text that a lawyer writes and anybody can read.

    equity-card in poor-1 poor-2 and children-under-2 >= 1
    nssf-member and children-under-2 >= 1
    perhaps equity-card is expired

Each line is a way in: all of its conditions together. One way is enough. A line that begins with
`perhaps` opens no door by itself: where it holds, an office has to decide. `never` and `always`
stand alone. What may be asked is the list of `rulebook.facts`.
"""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from rulebook.facts import FACTS, Fact, FactKind, Situation
from rulebook.wording import Said, khmer_digits

# What a rule of this unit holds is a condition.
CONDITION = "condition"
NEVER, ALWAYS = "never", "always"
_ORDER = re.compile(r"^(\S+) (>=|<=|>|<) (\S+)$")
_WORDS = re.compile(r"^(\S+) (is|in) (.+)$")
_BOUNDS: dict[str, Said] = {
    ">=": Said("យ៉ាងតិច", "at least"),
    "<=": Said("យ៉ាងច្រើន", "at most"),
    ">": Said("លើសពី", "more than"),
    "<": Said("តិចជាង", "fewer than"),
}


class BadCondition(ValueError):
    """A condition that cannot be meant: the line, and a sentence in both languages."""

    def __init__(self, line: str, said: Said) -> None:
        super().__init__(f"{line!r}: {said.en}")
        self.line = line
        self.said = said


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing asked of one fact. `limit` for numbers, `words` for words, `wanted` for yes-no."""

    fact: Fact
    how: str
    limit: Decimal | None = None
    words: tuple[str, ...] = ()

    def holds(self, known: Situation) -> bool | None:
        """Return whether it holds, or None while the fact is not known."""
        value = known.get(self.fact.code)
        if value is None:
            return None
        if self.limit is not None:
            return _compared(Decimal(str(value)), self.how, self.limit)
        if self.words:
            return value in self.words
        return bool(value) is (self.how == "yes")

    def __str__(self) -> str:
        if self.limit is not None:
            return f"{self.fact.code} {self.how} {self.limit}"
        if self.words:
            return f"{self.fact.code} {self.how} {' '.join(self.words)}"
        return self.fact.code if self.how == "yes" else f"not {self.fact.code}"

    @property
    def said(self) -> Said:
        """Return what is asked, in words."""
        label, lacks = self.fact.label, self.fact.lacks
        if self.limit is not None:
            bound = _BOUNDS[self.how]
            return Said(
                f"{label.km} {bound.km} {khmer_digits(self.limit)}",
                f"{label.en}: {bound.en} {self.limit}",
            )
        if self.words:
            named = [self.fact.words[word] for word in self.words]
            return Said(
                f"{label.km}៖ {' ឬ'.join(one.km for one in named)}",
                f"{label.en}: {' or '.join(one.en for one in named)}",
            )
        return label if self.how == "yes" else lacks

    @property
    def may_lose_by_more(self) -> bool:
        """Return whether more people, of those it is for, could take the right away."""
        return self.fact.grows and self.how in {"<", "<="}


@dataclass(frozen=True, slots=True)
class Way:
    """One way in: conditions that must all hold."""

    conditions: tuple[Condition, ...]
    is_certain: bool = True

    def holds(self, known: Situation) -> bool | None:
        """Return whether all hold; None while that depends on what is not known."""
        found = {one.holds(known) for one in self.conditions}
        return False if False in found else None if None in found else True

    def __str__(self) -> str:
        text = " and ".join(map(str, self.conditions)) or ALWAYS
        return text if self.is_certain else f"perhaps {text}"

    @property
    def said(self) -> Said:
        """Return the way in words."""
        parts = [one.said for one in self.conditions]
        km = " និង ".join(part.km for part in parts) or "គ្រប់គ្នា"
        en = " and ".join(part.en for part in parts) or "everybody"
        if self.is_certain:
            return Said(km, en)
        return Said(
            f"អាចមានសិទ្ធិ បើ {km} (ការិយាល័យជាអ្នកសម្រេច)", f"perhaps, if {en} (the office decides)"
        )


def parse(text: str) -> tuple[Way, ...]:
    """Read conditions; no way at all (`never`) is an empty tuple.

    :raises BadCondition: if a line cannot be meant
    """
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if not lines:
        raise BadCondition("", Said("សូមសរសេរលក្ខខណ្ឌ។", "Please write a condition."))
    if NEVER in lines or ALWAYS in lines:
        if len(lines) > 1:
            raise BadCondition(
                " ".join(lines),
                Said(
                    "ពាក្យ never និង always ត្រូវនៅតែឯង។",
                    "The words never and always stand alone.",
                ),
            )
        return () if lines == [NEVER] else (Way(()),)
    return tuple(_way(line) for line in lines)


def unparse(ways: tuple[Way, ...]) -> str:
    """Return the text of conditions, as it would be written."""
    return "\n".join(map(str, ways)) or NEVER


def _way(line: str) -> Way:
    is_certain = not line.startswith("perhaps ")
    text = line if is_certain else line.removeprefix("perhaps ")
    return Way(tuple(_condition(part) for part in text.split(" and ")), is_certain)


def _condition(text: str) -> Condition:
    if found := _ORDER.match(text):
        fact = _fact(text, found[1], FactKind.NUMBER)
        return Condition(fact, found[2], limit=_number(text, found[3]))
    if found := _WORDS.match(text):
        fact = _fact(text, found[1], FactKind.WORD)
        words = tuple(found[3].split())
        unknown = [word for word in words if word not in fact.words]
        if unknown or (found[2] == "is" and len(words) > 1):
            known = " ".join(fact.words)
            raise BadCondition(text, Said(f"ពាក្យដែលប្រើបាន៖ {known}។", f"It may be: {known}."))
        return Condition(fact, found[2], words=words)
    how = "no" if text.startswith("not ") else "yes"
    return Condition(_fact(text, text.removeprefix("not "), FactKind.YES_NO), how)


def _fact(text: str, code: str, kind: FactKind) -> Fact:
    fact = FACTS.get(code)
    if fact is None:
        raise BadCondition(
            text,
            Said(
                f"គ្មានពាក្យ «{code}» ក្នុងបញ្ជីទេ។ សូមជ្រើសពាក្យពីបញ្ជី។",
                f"“{code}” is not in the list. Please take a word of the list.",
            ),
        )
    if fact.kind is not kind:
        shape = _SHAPES[fact.kind].format(code)
        raise BadCondition(
            text, Said(f"សូមសរសេរដូចនេះ៖ {shape}។", f"Please write it like this: {shape}.")
        )
    return fact


_SHAPES = {
    FactKind.YES_NO: "{0} (not {0})",
    FactKind.NUMBER: "{0} >= 1",
    FactKind.WORD: "{0} in poor-1 poor-2",
}


def _number(text: str, written: str) -> Decimal:
    try:
        number = Decimal(written)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number < 0:
        raise BadCondition(text, Said("ត្រូវជាលេខ ដូចជា 1។", "It must be a number, such as 1."))
    return number


def _compared(value: Decimal, how: str, limit: Decimal) -> bool:
    match how:
        case ">=":
            return value >= limit
        case "<=":
            return value <= limit
        case ">":
            return value > limit
    return value < limit
