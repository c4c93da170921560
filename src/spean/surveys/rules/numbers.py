"""Telephones and numbers of cards, and the zeros that a spreadsheet takes from them."""

import re
from typing import Any, Final

from spean.core.text import digits
from spean.people.rules import ParsedPhone, parse_phones
from spean.surveys.rules.draft import EMPTY, KEEP, WRITE, YES, Draft

_CARD_DIGITS: Final = 9
_MOST_PHONES: Final = 6


def read_phones(draft: Draft) -> None:
    """Fill `phones`: [{number, safe}]; with two in one cell somebody says which is safe to call.

    `safe` is True, False, or None where the list as a whole decides.
    """
    phones: list[dict[str, Any]] = []
    for name in ("phone", "phone_2"):
        text = draft.text(name)
        found = parse_phones(text)[:_MOST_PHONES] if text else []
        if text and not found and draft.answer("unreadable-phone", name) != EMPTY:
            draft.ask("unreadable-phone", name, was=text, answers=(WRITE, EMPTY))
        readable = [phone for phone in found if _is_settled(draft, name, text, phone)]
        for phone in readable:
            if "thai-number" in phone.notes:
                draft.note("thai-number", name)
        phones += _with_safety(draft, name, text, readable)
    draft.values["phones"] = list({phone["number"]: phone for phone in phones}.values())


def _is_settled(draft: Draft, name: str, text: str, phone: ParsedPhone) -> bool:
    """Tell whether a number is kept; asks about a lost zero and about what is no number."""
    if not phone.is_readable:
        answer = draft.answer("unreadable-phone", name)
        if not answer:
            count = len(phone.number)
            options = (WRITE, KEEP, EMPTY) if count >= 6 else (WRITE, EMPTY)
            draft.ask(
                "unreadable-phone", name, was=text, answers=options, details={"digits": count}
            )
        return answer == KEEP
    if "lost-zero" in phone.notes and draft.answer("lost-zero", name) != YES:
        answers = (YES, WRITE, EMPTY)
        if draft.answer("lost-zero", name) != EMPTY:
            draft.ask("lost-zero", name, was=text, becomes=phone.number, answers=answers)
        return draft.answer("lost-zero", name) != EMPTY
    return True


def _with_safety(
    draft: Draft, name: str, text: str, phones: list[ParsedPhone]
) -> list[dict[str, Any]]:
    if len(phones) < 2:
        return [{"number": phone.number, "safe": None} for phone in phones]
    numbers = [phone.number for phone in phones]
    answer = draft.answer("two-phones", name)
    if answer not in {"all", "none", *numbers}:
        answers = (*numbers, "all", "none")
        draft.ask("two-phones", name, was=text, answers=answers, details={"numbers": numbers})
    return [{"number": number, "safe": answer == "all" or answer == number} for number in numbers]


def read_cards(draft: Draft) -> None:
    """Fill `documents`: [{kind, number}]; a card's lost zeros are asked about."""
    documents = []
    for name in ("national_id", "passport"):
        text = digits(draft.text(name))
        if not text or text in {"-", "0"}:
            continue
        plain = re.sub(r"[\s.-]", "", text)
        is_number = draft.cell(name).get("k") == "number" and not draft.is_written(name)
        if name == "national_id" and is_number and plain.isdigit() and 6 <= len(plain) < 9:
            full = plain.zfill(_CARD_DIGITS)
            answer = draft.answer("lost-zero", name)
            if answer not in {YES, KEEP}:
                draft.ask("lost-zero", name, was=text, becomes=full, answers=(YES, KEEP, WRITE))
            text = text if answer == KEEP else full
        documents.append({"kind": name, "number": text[:60]})
    draft.values["documents"] = documents
