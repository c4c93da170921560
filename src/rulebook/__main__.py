"""What the rules of a file say on a day.

python -m rulebook show RULES.csv CODE YYYY-MM-DD
python -m rulebook decide RULES.csv SCHEME YYYY-MM-DD FACT=VALUE …
python -m rulebook check RULES.csv
"""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from rulebook.book import NoRuleInForce, explain
from rulebook.eligibility import eligibility
from rulebook.facts import FACTS, FactKind
from rulebook.model import BadRule
from rulebook.reading import BadRow, read


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer on standard output; return 0, or 2 with a sentence on bad input."""
    asked = _parser().parse_args(arguments)
    try:
        answer = asked.answer(asked)
    except (BadRow, BadRule, NoRuleInForce, BadFact) as fault:
        sys.stderr.write(f"rulebook: {fault}\n")
        return 2
    sys.stdout.write(answer)
    return 0


class BadFact(ValueError):
    """A fact that cannot be read."""


def _show(asked: argparse.Namespace) -> str:
    facts = explain(read(asked.rules).on(asked.code, asked.day))
    lines = [
        ("code", facts.code),
        ("value", " ".join(filter(None, (_said(facts.value), facts.unit)))),
        ("since", facts.since),
        ("until", facts.until or "no end known"),
        ("source", facts.source),
        ("verified", _said(facts.verified)),
        *([("note", facts.note)] if facts.note else []),
    ]
    return "".join(f"{name:<9} {value}\n" for name, value in lines)


def _decide(asked: argparse.Namespace) -> str:
    known = dict(map(_fact, asked.facts))
    found = eligibility(read(asked.rules), scheme=asked.scheme, known=known, day=asked.day)
    lines = [found.verdict.value, *(f"{said.km}\n{said.en}" for said in found.reasons)]
    return "\n".join(lines) + "\n"


def _fact(text: str) -> tuple[str, bool | Decimal | str]:
    code, _equals, said = text.partition("=")
    fact = FACTS.get(code)
    if fact is None:
        raise BadFact(f"{code!r} is no fact; there are: {', '.join(sorted(FACTS))}")
    if fact.kind is FactKind.WORD and said in fact.words:
        return code, said
    if fact.kind is FactKind.YES_NO and said in {"yes", "no"}:
        return code, said == "yes"
    if fact.kind is FactKind.NUMBER and said.isascii() and said.isdecimal():
        return code, Decimal(said)
    raise BadFact(f"{code} cannot be {said!r}")


def _check(asked: argparse.Namespace) -> str:
    book = read(asked.rules)
    verified = sum(rule.verified for rule in book)
    return f"{len(book)} rules under {len(book.codes)} codes, {verified} of them verified.\n"


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day like 2026-01-01") from fault


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m rulebook", description="Look up dated, sourced rules."
    )
    commands = parser.add_subparsers(required=True, metavar="show|decide|check")
    show = commands.add_parser("show", help="print the rule of a code in force on a day")
    show.set_defaults(answer=_show)
    show.add_argument("rules", type=Path, help="rules, as CSV or JSON")
    show.add_argument("code", help="the code of the rule, such as minimum-wage.garment")
    show.add_argument("day", type=_day, help="the day, such as 2026-01-01")
    decide = commands.add_parser("decide", help="say whether a scheme is for somebody, and why")
    decide.set_defaults(answer=_decide)
    decide.add_argument("rules", type=Path, help="rules, as CSV or JSON")
    decide.add_argument("scheme", help="the scheme, such as HEF")
    decide.add_argument("day", type=_day, help="the day, such as 2026-01-01")
    decide.add_argument("facts", nargs="*", metavar="FACT=VALUE", help="such as nssf-member=yes")
    check = commands.add_parser("check", help="read every row and say whether all can be meant")
    check.set_defaults(answer=_check)
    check.add_argument("rules", type=Path, help="rules, as CSV or JSON")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
