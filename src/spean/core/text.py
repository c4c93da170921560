"""Khmer and Latin text: as it is stored, as it is searched, as spreadsheets get it (plain Python).

The one normaliser lives in `namematch`; the house reaches it through this file.
"""

import re
from typing import Final

from namematch import digits, fold, tidy, to_khmer_digits

__all__ = ["digits", "fold", "inert", "tidy", "to_khmer_digits"]

# Wide signs too: some spreadsheets take them for the narrow ones.
_SIGNS: Final = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_ALIVE: Final = (*_SIGNS, "\t", "\r", "\n")
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_MARK: Final = "'"


def inert(text: str) -> str:
    """Return a text that no spreadsheet reckons: what begins like a formula gets a mark before it.

    A plain number (-5) reckons nothing and stays as it is.
    """
    if text[:1].isalnum():
        return text
    if not text.startswith(_ALIVE) and not text.lstrip().startswith(_SIGNS):
        return text
    return text if _NUMBER.fullmatch(text) else f"{_MARK}{text}"
