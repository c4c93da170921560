"""How a typed word is compared with a name: folded, with or without the kind of place."""

import re
from collections.abc import Iterable
from typing import Final

from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from spean.core.text import fold

# A typo or two in a usual name; below it, strangers appear.
_ALIKE: Final = 78.0
SHORTEST_FOR_TYPOS: Final = 4

_KHMER = re.compile("[\u1780-\u17ff]")
_KINDS_KM: Final = ("រាជធានី", "ខេត្ត", "ស្រុក", "ក្រុង", "ខណ្ឌ", "ឃុំ", "សង្កាត់", "ភូមិ")
_KINDS_EN: Final = (
    *("province", "district", "commune", "village", "municipality", "town", "city"),
    *("khaet", "khet", "srok", "krong", "khan", "khum", "sangkat", "phum"),
)


def search_key(text: str) -> str:
    """Return the text as it is searched; Khmer, which writes no spaces by rule, has none."""
    key = fold(text)
    return key.replace(" ", "") if _KHMER.search(key) else key


def spoken_forms(text: str) -> tuple[str, ...]:
    """Return the key of a typed place, and the key without its kind ("ស្រុកបាកាន" → "បាកាន")."""
    whole = search_key(text)
    forms = [whole]
    for kind in _KHMER_KEYS:
        if whole.startswith(kind) and len(whole) > len(kind) + 1:
            forms.append(whole.removeprefix(kind))
    words = whole.split(" ")
    if len(words) > 1 and words[0] in _KINDS_EN:
        forms.append(" ".join(words[1:]))
    if len(words) > 1 and words[-1] in _KINDS_EN:
        forms.append(" ".join(words[:-1]))
    return tuple(form for form in dict.fromkeys(forms) if form)


_KHMER_KEYS: Final = tuple(search_key(kind) for kind in _KINDS_KM)


def nearness(forms: Iterable[str], folded: str) -> int:
    """Return 0 for the same name, 1 for its beginning, 2 for a word within, 3 for none of these."""
    best = 3
    for form in forms:
        if folded == form:
            return 0
        if folded.startswith(form):
            best = min(best, 1)
        elif form in folded:
            best = min(best, 2)
    return best


def alike(form: str, names: dict[int, str], limit: int) -> list[tuple[int, float]]:
    """Return the keys of the names nearest to a mistyped one, with their likeness of 100."""
    found = process.extract(form, names, scorer=ratio, score_cutoff=_ALIKE, limit=limit)
    return [(key, score) for _name, score, key in found]
