"""Loans in words: what is owed, when what is due, what the lender said."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from spean.casework.choices import Basis, LenderAnswer, LenderKind, Wish
from spean.casework.contracts import OpenedDebt, ReplyWords
from spean.casework.rules.debts import due_days
from spean.core.wording import money_text

# No more rows than one looks at; the days after them follow the same pace.
DUES: Final = 6


def shown_debt(opened: OpenedDebt) -> dict[str, Any]:
    """Return a loan as it is read."""
    words = opened.words
    return {
        "id": opened.debt.pk,
        "kind": LenderKind(words.lender_kind).label,
        "lender": words.lender,
        "owed": money_text(words.owed, words.currency),
        "principal": money_text(words.principal, words.currency),
        "payment": money_text(words.payment, words.currency),
        "rate": f"{words.rate.normalize():f} %" if words.rate is not None else "",
        "next_due_on": words.next_due_on,
        "ends_on": words.ends_on,
        "collateral": words.collateral,
        "is_land_at_risk": words.is_land_at_risk,
        "co_borrower": words.co_borrower,
        "basis": Basis(words.basis).label,
        "is_settled": words.is_settled,
        "replies": [_reply(row, said, words.currency) for row, said in opened.replies],
    }


def _reply(row: Any, said: ReplyWords, currency: str) -> dict[str, Any]:
    return {
        "asked_on": said.asked_on,
        "answered_on": said.answered_on,
        "answer": LenderAnswer(said.answer).label,
        "wishes": ", ".join(str(Wish(one).label) for one in said.wishes),
        "payment": money_text(said.payment, currency),
        "note": said.note,
        "who": row.written_by.display_name,
    }


def dues_of(loans: Iterable[OpenedDebt], today: date) -> list[dict[str, Any]]:
    """Return the days on which something is due, soonest first; what is past is said to be late."""
    dues: list[dict[str, Any]] = []
    for one in loans:
        words = one.words
        first = words.next_due_on or words.ends_on
        if first is None:
            continue
        for day in due_days(first, words.every, words.ends_on, DUES):
            is_rest = day == words.ends_on
            amount = words.owed if is_rest else words.payment
            dues.append(
                {
                    "on": day,
                    "lender": words.lender,
                    "amount": "" if is_rest else money_text(amount, words.currency),
                    "is_rest": is_rest,
                    "is_late": day < today,
                    "is_land_at_risk": bool(words.is_land_at_risk),
                }
            )
    return sorted(dues, key=lambda due: due["on"])[:DUES]
