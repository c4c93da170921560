"""Names as they stand in lists: in one cell or two, in one script or two, in a legacy font."""

import re
from collections.abc import Collection
from typing import Final

from spean.people.rules import split_full_name
from spean.surveys.rules.draft import KEEP, WRITE, YES, Draft
from spean.surveys.rules.limon import is_legacy_font, khmer_of, looks_legacy

_KHMER: Final = re.compile("[\u1780-\u17d3]")
_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f]")
_KHMER_PART: Final = re.compile("[\u1780-\u17d3][\u1780-\u17d3\\s.\u200b-]*")
_LONGEST: Final = 80
_SETS: Final = ("name", "name_latin")


def read_names(draft: Draft, known: Collection[str]) -> None:
    """Fill the four names; asks where there is none, or where it is too long for a name."""
    for name in _SETS:
        text = converted(draft, name, known)
        for part in _scripts(text):
            _take(draft, part, split_full_name(part))
    for name, place in (("family_name", 0), ("given_name", 1)):
        text = converted(draft, name, known)
        if text:
            pair = (text, "") if place == 0 else ("", text)
            _take(draft, text, pair)
    nickname = converted(draft, "nickname", known)
    if nickname:
        draft.values["nickname"] = nickname[:_LONGEST]
    _require(draft)


def converted(draft: Draft, name: str, known: Collection[str] = ()) -> str:
    """Return a field's text, Khmer in a legacy font read as Khmer once somebody says yes.

    What has no one reading is refused with that reason and counts as empty.
    """
    text = draft.text(name)
    font = "" if draft.is_written(name) else str(draft.cell(name).get("f", ""))
    if not text or not looks_legacy(text, font) or draft.is_written(name):
        return text
    answer = draft.answer("legacy-font", name)
    if answer == KEEP:
        return text
    khmer = khmer_of(text, font=font, known=known)
    if khmer is None:
        draft.ask("no-reading", name, was=text, answers=(WRITE,))
        return ""
    if answer != YES:
        answers = (YES, KEEP, WRITE) if not is_legacy_font(font) or text.isascii() else (YES, WRITE)
        draft.ask("legacy-font", name, was=text, becomes=khmer, answers=answers)
    return khmer


def _scripts(text: str) -> list[str]:
    """Return the Khmer and the Latin part of a name that stands in both, one after the other."""
    if not (_KHMER.search(text) and _LATIN.search(text)):
        return [text.strip(" ()-/")] if text.strip(" ()-/") else []
    khmer = " ".join(" ".join(_KHMER_PART.findall(text)).split())
    latin = " ".join(re.sub(r"[()/\-]", " ", _KHMER_PART.sub(" ", text)).split())
    return [part for part in (khmer, latin) if part]


def _take(draft: Draft, text: str, pair: tuple[str, str]) -> None:
    script = "km" if _KHMER.search(text) else "lat"
    for which, value in zip(("family", "given"), pair, strict=True):
        key = f"{which}_name_{script}"
        if value and not draft.values.get(key):
            draft.values[key] = value


def _require(draft: Draft) -> None:
    names = {key: value for key, value in draft.values.items() if key.endswith(("_km", "_lat"))}
    first = next(
        (name for name in ("name", "family_name", "given_name") if draft.has(name)), "name"
    )
    for key, value in names.items():
        if len(value) > _LONGEST:
            draft.values[key] = ""
            draft.ask("too-long", first, was=value, answers=(WRITE,))
            return
    asked = any(question["field"] in (*_SETS, "given_name") for question in draft.questions)
    if not names and not asked:
        draft.ask("missing-name", first, answers=(WRITE,))
