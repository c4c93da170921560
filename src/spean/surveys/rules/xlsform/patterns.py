"""Patterns in regex(…) that never end: proven by trying them on texts that grow.

A pattern that can read the same text in two ways, again and again, doubles its work with every
letter and freezes a telephone. Such texts are made from the pattern itself, from what it repeats.
"""

import importlib
import itertools
import re
import signal
import time
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from types import FrameType
from typing import Any, Final

# The standard library's own reader of patterns; it has no public name.
_parser: Any = importlib.import_module("re._parser")

# Of the processor, for one text that a thumb could type; an honest pattern takes a thousandth.
_SECONDS: Final = 0.15
_SECONDS_FOR_ALL: Final = 0.4
# Signs of a text of few different signs, and how often a longer piece stands in one.
_LENGTH: Final = 60
_TIMES: Final = 30
_MOST_TEXTS: Final = 800
# So many repetitions one after the other take long without any inside another.
_MANY: Final = 6
_MOST_SAMPLES: Final = 8
_MOST_PAIRS: Final = 24
_SIGNS: Final = "a0A_ -.@\u1780"
# Ends at which most patterns fail, those of "anything but a quotation mark" too.
_ENDS: Final = ("\u0001", "\n\n", '"', "'", "<", ",")
# What JavaScript and Java know and Python does not, put roughly.
_SPELT: Final = (
    (re.compile(r"\\[pP]\{[^}]*\}|\\[pP][A-Z]"), r"\\w"),
    (re.compile(r"\[:\^?\w+:\]"), r"\\w"),
    (re.compile(r"\(\?<([A-Za-z_]\w*)>"), r"(?P<\1>"),
    (re.compile(r"\\k<(\w+)>"), r"(?P=\1)"),
    (re.compile(r"\\[zZ]"), r"$"),
    (re.compile(r"\\u\{([0-9a-fA-F]+)\}"), r"a"),
    (re.compile(r"\\[cCEGhHiIlLmMoQRTVXyYKjJeFq]"), r"\\w"),
)
# Python makes one set of letters of \d|[0-9a-f], which other readers of patterns do not: each bar
# outside a set is given a neighbour that stands for nothing.
_BARS: Final = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\|", re.DOTALL)
_LOOK_BEHIND: Final = re.compile(r"\(\?<[=!]")


class _Slow(BaseException):
    """The time for one text has run out."""


@lru_cache(maxsize=2048)
def never_ends(pattern: str) -> bool:
    """Tell whether some text of a few hundred signs keeps a pattern busy for ever."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = _read(pattern)
            texts = dict.fromkeys(itertools.islice(_texts(found[0]), _MOST_TEXTS)) if found else {}
        except RecursionError:
            return True
    end = time.process_time() + _SECONDS_FOR_ALL
    return any(_takes_long(found[1], text) or time.process_time() > end for text in texts if found)


def _read(pattern: str) -> tuple[Any, re.Pattern[str]] | None:
    """Return a pattern's parts and itself, None if it is none in any spelling."""
    for search, put in _SPELT:
        pattern = search.sub(put, pattern)
    pattern = _BARS.sub(lambda found: "|(?=)" if found.group() == "|" else found.group(), pattern)
    for tried in (pattern, _LOOK_BEHIND.sub("(?:", pattern)):
        try:
            return _parser.parse(tried), re.compile(tried)
        except (re.error, OverflowError, ValueError):
            continue
    return None


def _takes_long(pattern: re.Pattern[str], text: str) -> bool:
    try:
        with _at_most(_SECONDS):
            pattern.fullmatch(text)
    except _Slow:
        return True
    return False


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer"):
        yield  # Where there is no such clock, that of the parent ends the process.
        return
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _stop(number: int, frame: FrameType | None) -> None:
    raise _Slow


def _texts(tree: Any) -> Iterator[str]:
    """Yield texts that repeat what the pattern repeats, and end as it never does."""
    ends = (_ENDS[0], *(end for end in _ENDS[1:] if _is_told(end, tree)))
    repeats = list(_repeats(tree, ""))
    # What can be read in one way only, and is not repeated often, is never read again and again.
    if len(repeats) < _MANY and not any(_is_loose(body) for _before, body in repeats):
        return
    for before, body in repeats:
        samples = list(itertools.islice(_samples(body), _MOST_SAMPLES))
        pairs = map("".join, itertools.product(samples, repeat=2))
        for pump in dict.fromkeys([*samples, *itertools.islice(pairs, _MOST_PAIRS)]):
            if pump:
                times = _TIMES if len(set(pump)) > 2 else -(-_LENGTH // len(pump))
                yield from (before + pump * times + end for end in ends)


def _is_loose(body: Iterable[Any]) -> bool:
    """Tell whether what is repeated repeats something itself, or may be read as this or that."""
    for name, value in body:
        called = str(name)
        if called == "BRANCH" or (called.endswith("_REPEAT") and value[0] != value[1]):
            return True
        if called.startswith("GROUPREF") or any(_is_loose(part) for part in _inner(called, value)):
            return True
    return False


def _is_told(end: str, tree: Any) -> bool:
    """Tell whether a pattern may fail at an end that it speaks of, a new line for any dot."""
    return "ANY" in str(tree) if end.isspace() else f"LITERAL, {ord(end)})" in str(tree)


def _repeats(tree: Iterable[Any], before: str) -> Iterator[tuple[str, Any]]:
    """Yield what is repeated anywhere in a pattern, with a text that leads up to it."""
    for name, value in tree:
        for part in _inner(str(name), value):
            yield from _repeats(part, before)
        if str(name).endswith("_REPEAT") and value[1] > 1:
            yield before, value[2]
        before += next(_samples([(name, value)]), "")


def _inner(name: str, value: Any) -> list[Any]:
    if name.endswith("_REPEAT"):
        return [value[2]]
    if name == "SUBPATTERN":
        return [value[3]]
    if name == "BRANCH":
        return list(value[1])
    if name in {"ASSERT", "ASSERT_NOT"}:
        return [value[1]]
    if name == "GROUPREF_EXISTS":
        return [part for part in value[1:] if part is not None]
    return [value] if name == "ATOMIC_GROUP" else []


def _samples(tree: Iterable[Any]) -> Iterator[str]:
    """Yield texts that parts of a pattern match, different ones first."""
    choices = [list(itertools.islice(_of_one(str(name), value), 4)) for name, value in tree]
    longest = max((len(some) for some in choices), default=1)
    seen = set()
    for turn in range(longest):
        text = "".join(some[turn % len(some)] for some in choices if some)
        if text not in seen:
            seen.add(text)
            yield text


def _of_one(name: str, value: Any) -> Iterator[str]:
    """Yield texts that one part of a pattern matches."""
    if name == "LITERAL":
        yield chr(value)
    elif name in {"IN", "NOT_LITERAL", "ANY"}:
        yield from _signs_of(name, value)
    elif name == "BRANCH":
        for branch in value[1]:
            yield from itertools.islice(_samples(branch), 2)
    elif name in {"SUBPATTERN", "ATOMIC_GROUP"}:
        yield from _samples(value[3] if name == "SUBPATTERN" else value)
    else:
        yield from _repeated(value) if name.endswith("_REPEAT") else ("",)


def _repeated(value: Any) -> Iterator[str]:
    least, _most, body = value
    for sample in itertools.islice(_samples(body), 3):
        yield sample * max(1, min(least, 50))
    if least == 0:
        yield ""


def _signs_of(name: str, value: Any) -> Iterator[str]:
    """Yield a few signs that one place of a pattern takes."""
    if name == "ANY":
        yield from _SIGNS[:3]
    elif name == "NOT_LITERAL":
        yield from (sign for sign in _SIGNS if ord(sign) != value)
    else:
        told = [chr(number) for kind, number in value if str(kind) == "LITERAL"]
        told += [chr(ends[0]) for kind, ends in value if str(kind) == "RANGE"]
        taken = [sign for sign in dict.fromkeys([*_SIGNS, *told]) if _is_in(sign, value)]
        yield from taken[:4]


def _is_in(sign: str, items: Any) -> bool:
    negated, found = False, False
    for kind, value in items:
        name = str(kind)
        negated = negated or name == "NEGATE"
        found = found or (name == "LITERAL" and ord(sign) == value)
        found = found or (name == "RANGE" and value[0] <= ord(sign) <= value[1])
        found = found or (name == "CATEGORY" and _is_of(sign, str(value)))
    return found != negated


def _is_of(sign: str, category: str) -> bool:
    kind = category.rpartition("_")[2]
    told = {
        "DIGIT": sign.isdigit(),
        "SPACE": sign.isspace(),
        "WORD": sign.isalnum() or sign == "_",
    }.get(kind, False)
    return told != ("_NOT_" in category)
