"""What a worker's own answers at day 30 and 90 say of a job (decent-work check, plain Python).

The items are those of the ten that a call can answer. What she does not know or does not wish to
say stays unknown: it is never a no. The points and what knocks a job out are Spean's own design,
version 2026-1; the limits it compares with are dated rows of the rulebook.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

VERSION = "2026-1"
YES, NO, PROMISED = "yes", "no", "promised"
PAY, HOURS, CONTRACT, NSSF, FREEDOM = "pay", "hours", "contract", "nssf", "freedom"
# Each is put to her so that it can be answered by yes or no.
QUESTIONS = ("paid_late", "may_refuse", "unpaid_extra", "written", "copy", "nssf", "papers", "free")


@dataclass(frozen=True, slots=True)
class Told:
    """What the worker said; a question that is not there is not known."""

    answers: Mapping[str, str]
    wage: Decimal | None = None
    currency: str = ""
    pay_unit: str = ""
    hours: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """Hours a week by law, and the most that is still borne; `None` where no row is in force."""

    usual: Decimal | None
    most: Decimal | None


@dataclass(frozen=True, slots=True)
class Item:
    """One item: 0 to 2 points, none where it is not known, and why."""

    item: str
    points: int | None
    reasons: tuple[str, ...] = ()
    is_knocked_out: bool = False


def judge(told: Told, *, pay: str, limits: Limits) -> tuple[Item, ...]:
    """Return the five items, in the order of the list.

    :param pay: whether the wage reaches the legal minimum: "yes", "no" or "unknown"
    """
    return (
        _pay(told.answers, pay),
        _hours(told, limits),
        _contract(told.answers),
        _nssf(told.answers),
        _freedom(told.answers),
    )


def is_for_protection(items: Iterable[Item]) -> bool:
    """Tell whether she is asked the first questions again before anybody goes anywhere."""
    return any(one.item == FREEDOM and one.is_knocked_out for one in items)


def visit_reasons(items: Iterable[Item]) -> tuple[str, ...]:
    """Return why somebody visits the employer; nothing that only this worker can have told.

    Where she is not free, nobody goes there before she was asked in private.
    """
    known = tuple(items)
    if is_for_protection(known):
        return ()
    asked = [one for one in known if one.is_knocked_out or one.item == NSSF]
    return tuple(reason for one in asked for reason in one.reasons)


def raised(proof: str, told_by: str) -> str:
    """Return how a placement is known once the worker, the employer or a paper says so too."""
    if told_by == "paper":
        return "G4"
    steps = {"worker": {"G0": "G1", "G2": "G3"}, "employer": {"G0": "G2", "G1": "G3"}}
    return steps[told_by].get(proof, proof)


def _pay(said: Mapping[str, str], pay: str) -> Item:
    found = (("pay-below", pay == NO), ("pay-late", said.get("paid_late") == YES))
    out = tuple(code for code, is_so in found if is_so)
    if out:
        return Item(PAY, 0, out, is_knocked_out=True)
    if pay != YES:
        return Item(PAY, None)
    return Item(PAY, 2 if said.get("paid_late") == NO else 1)


def _hours(told: Told, limits: Limits) -> Item:
    said, hours = told.answers, told.hours
    too_long = hours is not None and limits.most is not None and hours > limits.most
    found = (
        ("hours-long", too_long),
        ("hours-forced", said.get("may_refuse") == NO),
        ("hours-unpaid", said.get("unpaid_extra") == YES),
    )
    out = tuple(code for code, is_so in found if is_so)
    if out:
        return Item(HOURS, 0, out, is_knocked_out=True)
    is_known = said.get("may_refuse") == YES and said.get("unpaid_extra") == NO
    if hours is None or limits.usual is None or limits.most is None or not is_known:
        return Item(HOURS, None)
    return Item(HOURS, 2 if hours <= limits.usual else 1)


def _contract(said: Mapping[str, str]) -> Item:
    if said.get("written") == NO:
        return Item(CONTRACT, 0, ("contract-none",))
    if said.get("written") == YES and said.get("copy") == NO:
        return Item(CONTRACT, 1, ("contract-no-copy",))
    is_whole = said.get("written") == YES and said.get("copy") == YES
    return Item(CONTRACT, 2 if is_whole else None)


def _nssf(said: Mapping[str, str]) -> Item:
    found = {
        YES: Item(NSSF, 2),
        PROMISED: Item(NSSF, 1, ("nssf-promised",)),
        NO: Item(NSSF, 0, ("nssf-none",)),
    }
    return found.get(said.get("nssf", ""), Item(NSSF, None))


def _freedom(said: Mapping[str, str]) -> Item:
    found = (("papers-kept", said.get("papers") == NO), ("not-free", said.get("free") == NO))
    out = tuple(code for code, is_so in found if is_so)
    if out:
        return Item(FREEDOM, 0, out, is_knocked_out=True)
    is_free = said.get("papers") == YES and said.get("free") == YES
    return Item(FREEDOM, 2 if is_free else None)


def told_from(said: Mapping[str, object]) -> Told:
    """Return what a form kept, as the rule takes it; an amount that is empty is not known."""
    answers = {name: str(said[name]) for name in QUESTIONS if said.get(name)}
    wage, hours = (Decimal(str(said[n])) if said.get(n) else None for n in ("wage", "hours"))
    return Told(
        answers=answers,
        wage=wage,
        currency=str(said.get("currency") or ""),
        pay_unit=str(said.get("pay_unit") or ""),
        hours=hours,
    )
