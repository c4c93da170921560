"""Read telephone numbers as they are found on forms and rosters."""

import re
from dataclasses import dataclass

import phonenumbers

from spean.core.text import digits, tidy

_SEPARATORS = re.compile(r"[/,;|\n\r&]|\s+(?:or|and)\s+|ឬ|និង")
_EXCEL_FRACTION = re.compile(r"\.0+$")
_NOT_DIGITS = re.compile("[^0-9]+")
_LETTER_O = re.compile(r"^[oOоО](?=[0-9])")
_HOME = 855
_NEIGHBOUR = 66
_LONGEST_GIVEN = 20
_MOST_DIGITS = 15


@dataclass(frozen=True, slots=True)
class ParsedPhone:
    """One number found in a text.

    `number` is E.164 ("+85512345678"), or the digits as given when they fit no number we know;
    `notes` holds codes: "lost-zero", "thai-number", "unreadable-phone".
    """

    number: str
    given: str
    is_readable: bool
    notes: tuple[str, ...] = ()


def parse_phones(text: str) -> list[ParsedPhone]:
    """Return the numbers in a text, in its order and each once.

    Khmer and Thai digits, several numbers in a cell ("012 345 678 / 097…"), +855, 00855, a lost
    leading zero and Thai numbers are understood.
    """
    found: dict[str, ParsedPhone] = {}
    for piece in _SEPARATORS.split(digits(text)):
        for part in _parts(tidy(piece)):
            phone = _read(part)
            if phone:
                found.setdefault(phone.number, phone)
    return list(found.values())


def phone_digits(number: str) -> str:
    """Return the digits of a number without country code or leading zero, as it is searched."""
    plain = _NOT_DIGITS.sub("", digits(number))
    for code in (str(_HOME), str(_NEIGHBOUR)):
        if number.startswith(f"+{code}"):
            return plain.removeprefix(code)
    return plain.lstrip("0")


def _parts(piece: str) -> list[str]:
    """Cut "012345678 097654321", two numbers with nothing but a space between them."""
    words = piece.split(" ")
    if len(words) > 1 and len(_NOT_DIGITS.sub("", piece)) > _MOST_DIGITS:
        for cut in range(1, len(words)):
            halves = [" ".join(words[:cut]), " ".join(words[cut:])]
            phones = [_read(half) for half in halves]
            if all(phone and phone.is_readable for phone in phones):
                return halves
    return [piece]


def _read(given: str) -> ParsedPhone | None:
    text = _LETTER_O.sub("0", _EXCEL_FRACTION.sub("", given))
    plain = _NOT_DIGITS.sub("", text)
    if not plain:
        return None
    for reading, notes in _readings(plain, is_international=text.startswith(("+", "00"))):
        number = _valid(reading)
        if number:
            return ParsedPhone(number, given, True, notes)
    return ParsedPhone(plain[:_LONGEST_GIVEN], given, False, ("unreadable-phone",))


def _readings(plain: str, *, is_international: bool) -> list[tuple[str, tuple[str, ...]]]:
    """Return what the digits may mean, the likeliest first."""
    bare = plain.lstrip("0")
    if is_international:
        return [(bare, _thai_note(bare))]
    readings = [(bare, _thai_note(bare)) for _code in _codes(bare)]
    readings += [(f"{_HOME}{bare}", () if plain.startswith("0") else ("lost-zero",))]
    return [*readings, (f"{_NEIGHBOUR}{bare}", ("thai-number",))]


def _codes(bare: str) -> list[str]:
    return [code for code in (str(_HOME), str(_NEIGHBOUR)) if bare.startswith(code)]


def _thai_note(number: str) -> tuple[str, ...]:
    return ("thai-number",) if number.startswith(str(_NEIGHBOUR)) else ()


def _valid(reading: str) -> str:
    """Return the number in E.164, empty if no such number can exist."""
    try:
        number = phonenumbers.parse(f"+{reading}")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
