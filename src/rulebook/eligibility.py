"""Has this household a right to this scheme, on this day, and why.

The rule of a scheme stands under the code `eligible.SCHEME`, counted in `condition`. What is not
known never becomes a yes or a no: the answer is "needs checking", with the question to ask and
the paper that would show it.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rulebook.book import Rulebook
from rulebook.conditions import CONDITION, Condition, Way, parse
from rulebook.facts import Fact, Situation
from rulebook.model import BadRule, Rule, Verdict
from rulebook.wording import Said, said_day

ELIGIBLE = "eligible"


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes, no or needs checking, the rule it was made under, and every reason in words."""

    scheme: str
    day: date
    verdict: Verdict
    rule: Rule | None
    reasons: tuple[Said, ...]
    missing: tuple[Fact, ...] = ()

    @property
    def explanation(self) -> Said:
        """Return all reasons, one after the other."""
        return Said(
            " ".join(one.km for one in self.reasons), " ".join(one.en for one in self.reasons)
        )


def eligibility(book: Rulebook, *, scheme: str, known: Situation, day: date) -> Decision:
    """Say whether a scheme is for somebody, by the rule in force on the day.

    :raises BadRule: if the rule of this scheme holds no condition
    """
    rule = book.find(f"{ELIGIBLE}.{scheme}", day)
    if rule is None:
        return Decision(scheme, day, Verdict.UNKNOWN, None, (NO_RULE,))
    return _decided(Decision(scheme, day, Verdict.UNKNOWN, rule, ()), ways_of(rule), known)


def ways_of(rule: Rule) -> tuple[Way, ...]:
    """Return the ways in that a rule names.

    :raises BadRule: if it holds no condition
    """
    if rule.unit != CONDITION or not isinstance(rule.value, str):
        raise BadRule(f"rule {rule.code!r} from {rule.valid_from}", "it must hold a condition")
    return parse(rule.value)


def schemes_of(book: Rulebook) -> tuple[str, ...]:
    """Return the schemes that have a rule, sorted."""
    found = (code.partition(".") for code in book.codes)
    return tuple(scheme for kind, _dot, scheme in found if kind == ELIGIBLE and scheme)


def _decided(asked: Decision, ways: tuple[Way, ...], known: Situation) -> Decision:
    held = [(way, way.holds(known)) for way in ways]
    open_ways = [way for way, holds in held if holds is None]
    if sure := [way for way, holds in held if holds and way.is_certain]:
        return _made(asked, Verdict.YES, (_because(sure[0]),))
    missing = _missing(open_ways, known)
    if doubtful := [way for way, holds in held if holds]:
        reasons = (_office(doubtful[0]), *map(_ask, missing))
        return _made(asked, Verdict.UNKNOWN, reasons, missing)
    if open_ways:
        return _made(asked, Verdict.UNKNOWN, tuple(map(_ask, missing)), missing)
    return _made(asked, Verdict.NO, _refusals(ways, known))


def _made(
    asked: Decision, verdict: Verdict, why: tuple[Said, ...], missing: tuple[Fact, ...] = ()
) -> Decision:
    reasons = (_OPENING[verdict], *why, *_behind(asked.rule))
    return Decision(asked.scheme, asked.day, verdict, asked.rule, reasons, missing)


def _missing(ways: list[Way], known: Situation) -> tuple[Fact, ...]:
    facts = [one.fact for way in ways for one in way.conditions if one.holds(known) is None]
    return tuple(dict.fromkeys(facts))


def _refusals(ways: tuple[Way, ...], known: Situation) -> tuple[Said, ...]:
    if not ways:
        return (CLOSED,)
    failed = [one for way in ways for one in way.conditions if one.holds(known) is False]
    return tuple(_not_so(one, known) for one in {str(one): one for one in failed}.values())


def _because(way: Way) -> Said:
    return Said(f"ព្រោះ {way.said.km}។", f"Because: {way.said.en}.")


def _office(way: Way) -> Said:
    said = Way(way.conditions).said
    return Said(
        f"{said.km}៖ ច្បាប់មិនបានបញ្ជាក់ច្បាស់ទេ ការិយាល័យជាអ្នកសម្រេច។",
        f"{said.en}: the rule leaves this open, and the office decides.",
    )


def _ask(fact: Fact) -> Said:
    return Said(
        f"ត្រូវសួរ៖ {fact.question.km} ឯកសារ៖ {fact.paper.km}។",
        f"To ask: {fact.question.en} Paper: {fact.paper.en}.",
    )


def _not_so(one: Condition, known: Situation) -> Said:
    found = _found(one.fact, known)
    return Said(
        f"ត្រូវការ៖ {one.said.km}។ បច្ចុប្បន្ន៖ {found.km}។",
        f"Needed: {one.said.en}. Known: {found.en}.",
    )


def _found(fact: Fact, known: Situation) -> Said:
    value = known[fact.code]
    if fact.words:
        return fact.words.get(str(value), Said(str(value), str(value)))
    if isinstance(value, bool):
        return fact.label if value else fact.lacks
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    return Said(f"{fact.label.km} {number}", f"{fact.label.en} {number}")


def _behind(rule: Rule | None) -> tuple[Said, ...]:
    if rule is None:
        return ()
    since = said_day(rule.valid_from)
    source = Said(
        f"តាមបទដ្ឋានចូលជាធរមានពីថ្ងៃទី {since.km}។ ប្រភព៖ {rule.source}។",
        f"By the rule in force since {since.en}. Source: {rule.source}.",
    )
    return (source,) if rule.verified else (source, NOT_VERIFIED)


NO_RULE = Said(
    "ត្រូវពិនិត្យ៖ មិនទាន់មានបទដ្ឋានកត់ត្រាសម្រាប់ថ្ងៃនេះទេ។ សូមសួរមន្ត្រីច្បាប់។",
    "Needs checking: no rule is written down for this day. Please ask the legal officer.",
)
CLOSED = Said("គ្មាននរណាអាចទទួលបានតាមបទដ្ឋាននេះទេ។", "By this rule nobody is entitled.")
NOT_VERIFIED = Said(
    "បទដ្ឋាននេះមិនទាន់បានផ្ទៀងផ្ទាត់ជាមួយប្រភពទេ។",
    "This rule has not been checked at its source yet.",
)
_OPENING = {
    Verdict.YES: Said("ទំនងជាមានសិទ្ធិ។", "Likely yes."),
    Verdict.NO: Said("ទំនងជាមិនមានសិទ្ធិទេ។", "Likely no."),
    Verdict.UNKNOWN: Said("ត្រូវពិនិត្យ។", "Needs checking."),
}
