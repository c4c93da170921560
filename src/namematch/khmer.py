"""Clean, order and fold Khmer text: what is stored, and what is searched.

The order inside a cluster is that of the Khmer encoding structure (Unicode Technical Note 61):
base, robat, subscripts with subscript RO last, register shifter, vowels, signs.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

COENG: Final = "\u17d2"
_BASE: Final = "\u1780-\u17b3"
_MARK: Final = "\u17b6-\u17d1\u17d3\u17dd"
_TAIL: Final = f"(?:{COENG}[{_BASE}]|[{_MARK}{COENG}])"

_CLUSTER = re.compile(f"[{_BASE}]{_TAIL}*|{_TAIL}+")
_ANY_CLUSTER = re.compile(f"[{_BASE}]{_TAIL}*|{_TAIL}+|[^{_BASE}{_MARK}{COENG}]", re.DOTALL)
_TOKEN = re.compile(f"{COENG}[{_BASE}]|.", re.DOTALL)

# Format characters, the two invisible Khmer inherent vowels, controls that are not white space,
# and code points that Unicode reserves for ever ("noncharacters").
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u17b4\u17b5\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f" + "".join(chr((plane << 16) + 0xFFFE) for plane in range(1, 17)) + "]"
)

_RANKS: Final = {
    "\u17cc": 0,
    "\u17c9": 3,
    "\u17ca": 3,
    **dict.fromkeys("\u17be\u17bf\u17c0\u17c1\u17c2\u17c3\u17c4\u17c5", 4),
    **dict.fromkeys("\u17bb\u17bc\u17bd", 5),
    **dict.fromkeys("\u17b7\u17b8\u17b9\u17ba", 6),
    "\u17b6": 7,
    "\u17c7": 9,
    "\u17c8": 9,
}
_SUBSCRIPT_RANK, _SUBSCRIPT_RO_RANK, _SIGN_RANK = 1, 2, 8

# Two signs typed one after the other that look like one vowel.
_COMPOSED = (("\u17c1", "\u17b8", "\u17be"), ("\u17c1", "\u17b6", "\u17c4"))

_DIGIT_STARTS: Final = (0x17E0, 0x17F0, 0x0E50, 0x0ED0, 0xFF10)
_TO_ASCII_DIGITS = {start + value: str(value) for start in _DIGIT_STARTS for value in range(10)}
_TO_KHMER_DIGITS = {ord(str(value)): chr(0x17E0 + value) for value in range(10)}

_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"}
    | {"\u17a3": "\u17a2", "\u17a4": "\u17a2\u17b6", "\u17b2": "\u17b1"}
)
_LATIN_MARKS = re.compile("[\u0300-\u036f]+")
_SUBSCRIPT_DA = COENG + "\u178a"
_SUBSCRIPT_TA = COENG + "\u178f"
# Under a vowel that stands above, both shifters and the vowel U are drawn alike: all three are
# found in real records (ស៊ី, សុី).
_SHIFTER_UNDER_VOWEL = re.compile("[\u17c9\u17ca\u17bb]+(?=[\u17b7-\u17ba])")
_SHIFTER_BESIDE_OE = re.compile("[\u17c9\u17ca]*\u17be\u17bb|[\u17c9\u17ca]+\u17be")


class _Punctuation(dict[int, str | int]):
    """Say what each character becomes in folded text; answers are kept as they are found."""

    def __missing__(self, code: int) -> str | int:
        character = chr(code)
        kind = unicodedata.category(character)
        answer: str | int = code
        if character in "'’‘ʼ" or kind == "Sk":
            answer = ""
        elif kind[0] == "P" and character != "#":
            answer = " "
        self[code] = answer
        return answer


_PUNCTUATION = _Punctuation()


def tidy(text: str, *, keep_lines: bool = False) -> str:
    """Return the text as it is stored: well-formed, composed, in canonical order, trimmed.

    Lone surrogates become U+FFFD. Control characters, zero-width spaces and joiners, byte-order
    marks and direction marks go; white space becomes one space (with `keep_lines`, line ends
    stay). Khmer clusters are put in canonical order, repeated marks and subscript signs without
    a letter go. The writer's choice between subscript DA and TA is kept. Doing it twice changes
    nothing more.
    """
    if keep_lines:
        return "\n".join(tidy(line) for line in text.splitlines()).strip("\n")
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    text = _INVISIBLE.sub("", _well_formed(text))
    text = _ordered(unicodedata.normalize("NFC", text))
    while not unicodedata.is_normalized("NFC", text):
        text = _ordered(unicodedata.normalize("NFC", text))
    return " ".join(text.split())


def fold(text: str) -> str:
    """Return the form used for search and joins. Never shown, never stored in place of a name.

    Above `tidy`: subscript DA and TA are one, look-alike spellings are one, every digit is ASCII,
    case and Latin diacritics go, punctuation becomes a space, apostrophes vanish.
    """
    # Names and words of names come back; only such short texts are worth remembering.
    return _fold_short(text) if len(text) <= 40 else _fold(text)


def _fold(text: str) -> str:
    text = tidy(text)
    while True:
        folded = _fold_once(text)
        if folded == text:
            return folded
        text = folded


_fold_short = lru_cache(maxsize=65536)(_fold)


def digits(text: str) -> str:
    """Return the text with Khmer, Thai, Lao and full-width digits written in ASCII."""
    return text if text.isascii() else text.translate(_TO_ASCII_DIGITS)


def to_khmer_digits(number: int | str) -> str:
    """Return a number, or a text holding ASCII digits, with Khmer digits."""
    return str(number).translate(_TO_KHMER_DIGITS)


def clusters(text: str) -> list[str]:
    """Split the text in orthographic clusters; other characters stand alone.

    Joined again, the pieces are the text.
    """
    return _ANY_CLUSTER.findall(text)


def _well_formed(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _ordered(text: str) -> str:
    return _CLUSTER.sub(lambda found: _canonical(found[0]), text)


def _canonical(cluster: str) -> str:
    if len(cluster) == 1 and cluster != COENG:
        return cluster
    # Real clusters are short and repeat; only they are worth remembering.
    return _sorted_short(cluster) if len(cluster) <= 10 else _sorted(cluster)


def _sorted(cluster: str) -> str:
    head = "" if cluster[0] == COENG or cluster[0] in _MARKS else cluster[0]
    tail = _TOKEN.findall(cluster[len(head) :])
    tokens = dict.fromkeys(token for token in tail if token != COENG)
    for first, second, whole in _COMPOSED:
        if first in tokens and second in tokens:
            del tokens[first], tokens[second]
            tokens[whole] = None
    return head + "".join(sorted(tokens, key=_rank))


_sorted_short = lru_cache(maxsize=16384)(_sorted)
_MARKS: Final = frozenset(
    chr(code) for code in (*range(0x17B6, 0x17D2), 0x17D3, 0x17DD) if chr(code) != COENG
)


def _rank(token: str) -> tuple[int, str]:
    if token[0] == COENG:
        # Two subscripts are read in the order written; only RO has a fixed place.
        return (_SUBSCRIPT_RO_RANK if token[1] == "រ" else _SUBSCRIPT_RANK), ""
    return _RANKS.get(token, _SIGN_RANK), token


def _fold_once(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        text = _LATIN_MARKS.sub("", text).translate(_TO_ASCII_DIGITS).translate(_LETTERS)
        text = text.replace(_SUBSCRIPT_DA, _SUBSCRIPT_TA)
        text = _SHIFTER_UNDER_VOWEL.sub("\u17ca", text)
        text = _SHIFTER_BESIDE_OE.sub("\u17ca\u17be", text)
    return tidy(text.casefold().translate(_PUNCTUATION))
