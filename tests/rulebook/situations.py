"""Anything that may be known of a household, and anything a lawyer may write of it."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from rulebook import FACTS, FactKind, Rule
from tests.rulebook.rows import a_rule

DAY = date(2026, 6, 1)
KHMER = ("\u1780", "\u17ff")
GROWING = sorted(code for code, fact in FACTS.items() if fact.grows)


def has_khmer(text: str) -> bool:
    return any(KHMER[0] <= letter <= KHMER[1] for letter in text)


def value_of(code):
    fact = FACTS[code]
    match fact.kind:
        case FactKind.YES_NO:
            return st.booleans()
        case FactKind.NUMBER:
            return st.integers(0, 9).map(Decimal)
    return st.sampled_from(sorted(fact.words))


@st.composite
def situations(draw):
    """Everything, nothing, or something in between; None is as good as absent."""
    return {code: draw(st.none() | value_of(code)) for code in draw(st.sets(st.sampled_from(ALL)))}


@st.composite
def one_condition(draw, orders=(">=", "<=", ">", "<")):
    code = draw(st.sampled_from(ALL))
    fact = FACTS[code]
    if fact.kind is FactKind.NUMBER:
        return f"{code} {draw(st.sampled_from(orders))} {draw(st.integers(0, 5))}"
    if fact.kind is FactKind.WORD:
        words = draw(st.lists(st.sampled_from(sorted(fact.words)), min_size=1, unique=True))
        return f"{code} in {' '.join(words)}"
    return draw(st.sampled_from(["", "not "])) + code


@st.composite
def texts(draw, **choices):
    """A whole condition: ways of conditions, some of them only perhaps."""
    ways = draw(
        st.lists(st.lists(one_condition(**choices), min_size=1, max_size=3), min_size=1, max_size=4)
    )
    return "\n".join(
        draw(st.sampled_from(["", "perhaps "])) + " and ".join(way) for way in ways
    ) or draw(st.sampled_from(["never", "always"]))


def scheme_rule(text: str, **changes) -> Rule:
    values = {"code": "eligible.TRY", "valid_from": date(2020, 1, 1), "valid_to": None}
    return a_rule(**{**values, "value": text, "unit": "condition", **changes})


@st.composite
def chains(draw):
    """Rules of one code without a gap, the last of them without an end."""
    starts = sorted(draw(st.sets(st.dates(date(2019, 1, 1), date(2030, 1, 1)), max_size=6)))
    ends = [start - timedelta(days=1) for start in starts[1:]] + [None]
    return [
        a_rule(valid_from=start, valid_to=end, value=Decimal(200 + index), ref=f"r{index}")
        for index, (start, end) in enumerate(zip(starts, ends, strict=False))
    ]


ALL = sorted(FACTS)
