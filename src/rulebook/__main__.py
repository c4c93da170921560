"""python -m rulebook show RULES.csv CODE YYYY-MM-DD: the rule in force on a day."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rulebook.book import NoRuleInForce, explain
from rulebook.model import BadRule
from rulebook.reading import BadRow, read


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer on standard output; return 0, or 2 with a sentence on bad input."""
    asked = _parser().parse_args(arguments)
    try:
        answer = _show(asked.rules, asked.code, asked.day) if "code" in asked else _check(asked)
    except (BadRow, BadRule, NoRuleInForce) as fault:
        sys.stderr.write(f"rulebook: {fault}\n")
        return 2
    sys.stdout.write(answer)
    return 0


def _show(path: Path, code: str, day: date) -> str:
    facts = explain(read(path).on(code, day))
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
    commands = parser.add_subparsers(required=True, metavar="show|check")
    show = commands.add_parser("show", help="print the rule of a code in force on a day")
    show.add_argument("rules", type=Path, help="rules, as CSV or JSON")
    show.add_argument("code", help="the code of the rule, such as minimum-wage.garment")
    show.add_argument("day", type=_day, help="the day, such as 2026-01-01")
    check = commands.add_parser("check", help="read every row and say whether all can be meant")
    check.add_argument("rules", type=Path, help="rules, as CSV or JSON")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
