"""The number a client carries: `MRC-26-00042-8`.

Two digits of the year, at least five of the running number, and one check digit by ISO/IEC 7064,
MOD 11,10, which catches every single wrong digit and nearly every swap of two.
"""

import re
from typing import Final

SHORTEST_NUMBER: Final = 5
_SHAPE = re.compile(r"MRC-(\d{2})-(\d{5,9})-(\d)", re.ASCII)


def check_digit(digits: str) -> str:
    """Return the check digit of a run of ASCII digits (ISO/IEC 7064, MOD 11,10).

    :raises ValueError: if the text is empty or holds anything but the digits 0 to 9
    """
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError("a check digit needs the digits 0 to 9")
    product = 10
    for digit in digits:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    return str((11 - product) % 10)


def client_number(year: int, number: int) -> str:
    """Return the client number of a year (2026) and a running number (from 1)."""
    year_digits = f"{year % 100:02d}"
    number_digits = f"{number:0{SHORTEST_NUMBER}d}"
    return f"MRC-{year_digits}-{number_digits}-{check_digit(year_digits + number_digits)}"


def is_valid_client_number(text: str) -> bool:
    """Tell whether a text is a client number in its exact form, with the right check digit."""
    found = _SHAPE.fullmatch(text)
    return found is not None and check_digit(found[1] + found[2]) == found[3]
