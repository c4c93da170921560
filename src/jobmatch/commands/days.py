"""The day to decide for: given, or the clock's at the door of the program."""

import argparse
from datetime import UTC, date, datetime


def add_today(parser: argparse.ArgumentParser) -> None:
    """Let the day be given."""
    parser.add_argument("--today", type=_day, help="the day to decide for (otherwise today's)")


def today_of(asked: argparse.Namespace) -> date:
    """Return the day given, or today."""
    day: date = asked.today or datetime.now(UTC).astimezone().date()
    return day


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day like 2026-11-22") from fault
