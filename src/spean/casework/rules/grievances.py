"""How long an answer may take, who must not decide, and the number on the receipt."""

from datetime import date, timedelta
from typing import Final

DAYS_TO_ANSWER: Final = 14
_DIGITS: Final = 11
# Where these are said and nobody is named, it may be the manager: somebody outside looks.
_ABOUT_CONDUCT: Final = frozenset(
    {"staff_conduct", "bribery", "fraud", "conflict_of_interest", "data_breach"}
    | {"harassment", "sexual_harassment", "discrimination"}
)


def answer_due(received_on: date) -> date:
    """Return the last day for an answer; after it somebody outside the centre looks too."""
    return received_on + timedelta(days=DAYS_TO_ANSWER)


def goes_outside(kind: str, about: str, names_a_manager: bool) -> bool:
    """Tell whether the centre's own manager must not see it."""
    if names_a_manager or about == "manager":
        return True
    return about == "unknown" and kind in _ABOUT_CONDUCT


def receipt_digits(keyed: str) -> str:
    """Return twelve digits from a keyed hash (hex): eleven, and the check digit of Luhn."""
    body = f"{int(keyed[:16], 16) % 10**_DIGITS:0{_DIGITS}d}"
    return body + _luhn(body)


def receipt_said(digits: str) -> str:
    """Return the digits in groups of four, as they are read aloud."""
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def is_receipt(digits: str) -> bool:
    """Tell whether twelve digits are a receipt without a slip of the tongue."""
    is_number = digits.isascii() and digits.isdigit() and len(digits) == _DIGITS + 1
    return is_number and _luhn(digits[:-1]) == digits[-1]


def _luhn(body: str) -> str:
    total = 0
    for place, digit in enumerate(reversed(body)):
        number = int(digit) * (2 if place % 2 == 0 else 1)
        total += number - 9 if number > 9 else number
    return str(-total % 10)
