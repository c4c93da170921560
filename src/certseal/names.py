"""Names as they go into a QR: cleaned, packed, and shortened between letters where they must be."""

import unicodedata
from typing import Final

_COENG: Final = "\u17d2"
_KHMER: Final = 0x1780
_KHMER_END: Final = 0x1800
_SUBSCRIPTS: Final = 0x1780, 0x17A2  # the consonants that stand under another
_PAIR: Final = 0x40
# Marks and letters that nobody sees: fillers, inherent vowels, choosers of a picture.
_UNSEEN: Final = frozenset(
    [*map(chr, range(0xFE00, 0xFE10)), *map(chr, range(0xE0100, 0xE01F0))]
    + list("\u034f\u115f\u1160\u17b4\u17b5\u20e3\u3164\uffa0")
)
_PLAIN: Final = frozenset(" !\"#$%&'()*+,-./0123456789:;<=>?")


def clean(name: str) -> str:
    """Return the name without what a printed name has not: emoji, controls, direction marks.

    Letters, marks, digits and punctuation of every script stay; spaces become one space.
    """
    composed = unicodedata.normalize("NFC", name)
    kept = "".join(char for char in composed if char.isspace() or _is_seen(char))
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def _is_seen(char: str) -> bool:
    return unicodedata.category(char)[0] in "LMNP" and char not in _UNSEEN


def clusters(name: str) -> list[str]:
    """Return the letters as a reader sees them: a Khmer letter with all that hangs on it."""
    found: list[str] = []
    for char in name:
        hangs = unicodedata.category(char)[0] == "M" or (found and found[-1].endswith(_COENG))
        if found and hangs:
            found[-1] += char
        else:
            found.append(char)
    return found


def shortened(name: str, drop: int) -> str:
    """Return the name without its last letters, and without a space at the end."""
    letters = clusters(name)
    return "".join(letters[: max(0, len(letters) - drop)]).rstrip()


def packed(name: str) -> bytes | str:
    """Return the name as it stands in the QR: Khmer as one byte a letter, anything else as text.

    A byte from 80 up is the sign of the Khmer block at that place (U+1780 is 80); a byte from 40 to
    62 is a subscript, U+17D2 and the consonant (U+1780 is 40); a byte from 20 to 3F is itself.
    """
    signs = bytearray()
    rest = name
    while rest:
        taken = _sign(rest)
        if taken is None:
            return name
        signs.append(taken[0])
        rest = rest[taken[1] :]
    if not any(sign >= _PAIR for sign in signs):
        return name
    return bytes(signs)


def _sign(rest: str) -> tuple[int, int] | None:
    """Return the byte for what stands first, and how many characters it stands for."""
    first, second = ord(rest[0]), ord(rest[1]) if len(rest) > 1 else 0
    if rest[0] == _COENG and _SUBSCRIPTS[0] <= second <= _SUBSCRIPTS[1]:
        return _PAIR + second - _KHMER, 2
    if _KHMER <= first < _KHMER_END:
        return 0x80 + first - _KHMER, 1
    return (first, 1) if rest[0] in _PLAIN else None


def unpacked(value: bytes | str) -> str:
    """Return the name again.

    :raises ValueError: for a byte that stands for nothing
    """
    if isinstance(value, str):
        return value
    return "".join(map(_letters, value))


def _letters(sign: int) -> str:
    if sign >= 0x80:
        return chr(_KHMER + sign - 0x80)
    if _PAIR <= sign <= _PAIR + _SUBSCRIPTS[1] - _KHMER:
        return _COENG + chr(_KHMER + sign - _PAIR)
    if chr(sign) in _PLAIN:
        return chr(sign)
    raise ValueError("a byte that is no letter")
