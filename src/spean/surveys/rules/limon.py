"""Khmer typed with a Limon font: letters of Latin that only that font draws as Khmer.

The kept package `kfc` writes Limon from Khmer but not the other way round, so a reading is built
from its own table and taken only if `kfc` writes it back exactly as it stood.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from kfc import unicode_to_limon

from spean.core.text import fold, tidy

_BASES: Final = [chr(code) for code in (*range(0x1780, 0x17A3), *range(0x17A5, 0x17B4))]
_SUBSCRIPTS: Final = ["\u17d2" + chr(code) for code in range(0x1780, 0x17A3)]
_MARKS: Final = [chr(code) for code in (0x17B6, *range(0x17B7, 0x17BE), *range(0x17C1, 0x17C4),
                                        *range(0x17C6, 0x17D1))]  # fmt: skip
# Left halves of vowels that kfc writes in two pieces: e…a, e…I, e…O, e…o, e…A.
_SPLIT: Final = {"ា": "ោ", "ី": "ើ", "\u17bf": "\u17bf", "\u17c0": "\u17c0", "\u17c5": "\u17c5"}
_LEFT: Final = {"e": "\u17c1", "E": "\u17c2", "é": "\u17c3"}
_RO: Final = "\u17d2\u179a"
_MOST_READINGS: Final = 256
_LONGEST: Final = 120

_SAFE_FONTS: Final = re.compile(r"khmer ?os|noto|unicode|leelawadee|daun ?penh|mool ?boran", re.I)
_LEGACY_FONT: Final = re.compile(r"limon|^abc|^khek|^baidok", re.I)
_OTHER_LEGACY: Final = re.compile(r"^abc|^khek|^baidok", re.I)
# Signs that Limon uses for Khmer and that names in Latin letters hardly hold.
_TELLING: Final = re.compile("[¶©äÄþßÐ§ÞÆöÖµüøð¥½¾³²¬´æ×]|(?<=[a-z])[A-Z;:](?![A-Z])|^R[a-z]")
_KHMER: Final = re.compile("[\u1780-\u17d3]")


def _table() -> dict[str, list[str]]:
    """Return what kfc may mean by each sign: letters, subscripts, vowels and marks."""
    table: dict[str, list[str]] = {"BaØ": ["ញ្ញ"], "´": ["ខ្ញុំ"]}
    for token in (*_BASES, *_SUBSCRIPTS, *_MARKS):
        written = unicode_to_limon(token)
        if written and not _KHMER.search(written) and token not in {"\u17c1", "\u17c2", "\u17c3"}:
            table.setdefault(written, []).append(token)
    # Under a vowel above, kfc draws both shifters as the vowel U.
    table.setdefault("u", []).append("\u17ca")
    for letters in ("O", "o", "A"):
        meant = {"O": "\u17bf", "o": "\u17c0", "A": "\u17c5"}[letters]
        table[letters] = [meant]
    return table


_TABLE: Final = _table()
_LONGEST_SIGN: Final = max(map(len, _TABLE))


def is_legacy_font(font: str) -> bool:
    """Tell whether a font draws Khmer from Latin letters."""
    return bool(_LEGACY_FONT.search(font)) and not _SAFE_FONTS.search(font)


def looks_legacy(text: str, font: str = "") -> bool:
    """Tell whether a text is Khmer in a legacy font: by the font, else by its signs.

    By its signs alone only what can be read as Khmer counts.
    """
    if _KHMER.search(text) or not re.search("[A-Za-z\u00a1-\u00ff]", text):
        return False
    if font and is_legacy_font(font):
        return True
    return not font and bool(_TELLING.search(text)) and khmer_of(text) is not None


def khmer_of(text: str, *, font: str = "", known: Iterable[str] = ()) -> str | None:
    """Return the one Khmer reading of a text in a Limon font; None if there is none or several.

    Readings that look the same in print (subscript DA and TA, ស៊ី and សុី) count as one. `known`
    are names that decide between readings. Of other legacy fonts nothing is read.
    """
    if _OTHER_LEGACY.search(font):
        return None
    found = _readings(" ".join(text.split()))
    if not found:
        return None
    listed = set(known)
    certain = [reading for reading in found if reading in listed]
    if len({fold(reading) for reading in certain or found}) != 1:
        return None
    return (certain or found)[0]


@lru_cache(maxsize=4096)
def _readings(text: str) -> tuple[str, ...]:
    """Return the Khmer texts that kfc writes exactly like this, the usual spelling first."""
    if not text or len(text) > _LONGEST:
        return ()
    words = [_word_readings(word) for word in text.split(" ")]
    if not all(words):
        return ()
    found = [""]
    for readings in words:
        found = [f"{left} {right}".strip() for left in found for right in readings]
        if len(found) > _MOST_READINGS:
            return ()
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=4096)
def _word_readings(word: str) -> tuple[str, ...]:
    if word.isdigit() or not re.search("[A-Za-z\u00a1-\u00ff\\\\\\]|]", word):
        return (word,)
    drafts = _drafts(word)
    good = [
        draft for draft in dict.fromkeys(map(tidy, drafts))
        if _KHMER.search(draft) and unicode_to_limon(draft) == word
    ]  # fmt: skip
    # The shifter is the usual spelling (ស៊ី), and TA the commoner subscript.
    return tuple(sorted(good, key=lambda one: (one.count("ុី") + one.count("ុិ"), one.count("្ដ"))))


def _drafts(word: str) -> list[str]:
    """Return every way to take a word apart in syllables, whether it is good Khmer or not."""
    drafts: list[str] = []
    # (rest, text so far, left vowel, left RO): the left signs wait for their letter.
    paths: list[tuple[int, str, str, str]] = [(0, "", "", "")]
    steps = 0
    while paths and steps < 20_000 and len(drafts) < _MOST_READINGS:
        steps += 1
        at, done, vowel, ro = paths.pop()
        if at == len(word):
            if not ro and (not vowel or "\u0001" in done):
                drafts.append(_joined(done, vowel))
            continue
        paths += _next_steps(word, at, done, (vowel, ro))
    return drafts


def _next_steps(
    word: str, at: int, done: str, waiting: tuple[str, str]
) -> list[tuple[int, str, str, str]]:
    vowel, ro = waiting
    steps = []
    sign = word[at]
    if sign in _LEFT and not ro:
        closed = _joined(done, vowel)
        if not vowel or "\u0001" in done:
            steps.append((at + 1, closed, _LEFT[sign], ""))
    if sign == "R" and not ro:
        closed = done if vowel and "\u0001" not in done else _joined(done, vowel)
        kept = vowel if vowel and "\u0001" not in done else ""
        steps.append((at + 1, closed, kept, _RO))
    for length in range(1, _LONGEST_SIGN + 1):
        for token in _TABLE.get(word[at : at + length], ()):
            if len(word) - at >= length:
                steps += _with_token(token, at + length, done, waiting)
    return steps


def _with_token(
    token: str, after: int, done: str, waiting: tuple[str, str]
) -> list[tuple[int, str, str, str]]:
    vowel, ro = waiting
    has_letter = "\u0001" in done
    if token[0] in _BASES_SET:
        if vowel and not has_letter:
            # The letter that the left vowel waited for; \u0001 marks where the vowel may go.
            return [(after, f"{done}\u0001{token}{ro}", vowel, "")]
        return [(after, _joined(done, vowel) + token + ro, "", "")]
    if ro or not done:
        return []
    if vowel and token in _SPLIT and vowel == "\u17c1":
        return [(after, _joined(done, _SPLIT[token]), "", "")]
    return [(after, done + token, vowel, "")]


_BASES_SET: Final = frozenset(_BASES)


def _joined(done: str, vowel: str) -> str:
    """Close a syllable: its vowel goes behind the letter it waited for."""
    return done.replace("\u0001", "") + vowel if vowel else done.replace("\u0001", "")
