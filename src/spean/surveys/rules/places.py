"""Places by name: within what the row says of province and district, asked where names repeat."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

from spean.surveys.rules.draft import WRITE, YES, Draft
from spean.surveys.rules.names import converted

PROVINCE, DISTRICT, COMMUNE, VILLAGE = 1, 2, 3, 4
_MOST_CANDIDATES: Final = 6
_PARTS: Final = (
    ("village", r"ភូមិ|\bphum\b|\bvillage\b"),
    ("commune", r"ឃុំ|សង្កាត់|\bkhum\b|\bsangkat\b|\bcommune\b"),
    ("district", r"ស្រុក|ក្រុង|ខណ្ឌ|\bsrok\b|\bkrong\b|\bkhan\b|\bdistrict\b"),
    ("province", r"ខេត្ត|រាជធានី|\bkhet\b|\bkhaet\b|\bprovince\b"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer; `is_exact` if the name that was looked for is one of its own."""

    id: str
    code: str
    label: str
    path: str
    is_exact: bool


# (name, level, code of the place it lies in, "" for anywhere) -> the likeliest first.
Find = Callable[[str, int, str], list[Place]]


def read_place(draft: Draft, find: Find, known: Collection[str], home: str) -> None:
    """Fill area_id and area_code with a commune or village.

    `home` is the code of the centre's own province: where a commune's name is found once there, it
    stands first among the candidates, but it is not taken without asking.
    """
    names = _names(draft, known)
    field = _field(draft)
    written = draft.answers.get("area:place")
    if written:
        draft.values.update(_chosen(written))
        return
    if not names.get("commune") and not names.get("village"):
        if not any(question["field"] == field for question in draft.questions):
            draft.ask("missing-place", field, answers=("area",))
        return
    within = _within(draft, find, names)
    if within is None:
        return
    place = _commune(draft, find, names, (within, home)) if names.get("commune") else None
    if names.get("commune") and place is None:
        return
    if names.get("village"):
        place = _village(draft, find, names["village"], place or within)
    if isinstance(place, Place):
        draft.values.update(area_id=place.id, area_code=place.code, area_label=place.label)


def _chosen(answer: str) -> dict[str, str]:
    """Return the place that an officer chose: its id, code and name, kept with bars between."""
    area_id, code, label = f"{answer}||".split("|")[:3]
    return {"area_id": area_id, "area_code": code, "area_label": label}


def _field(draft: Draft) -> str:
    return next((name for name in ("commune", "village", "place") if draft.has(name)), "place")


def _names(draft: Draft, known: Collection[str]) -> dict[str, str]:
    """Return the names by level; a whole address is cut at the words for its levels."""
    names = {name: converted(draft, name, known) for name, _word in _PARTS}
    whole = converted(draft, "place", known)
    if whole and not names["commune"]:
        for name, text in _cut(whole).items():
            names[name] = names[name] or text
    return {name: text[:100] for name, text in names.items() if text and text != "-"}


def _cut(whole: str) -> dict[str, str]:
    marks = [
        (found.start(), found.end(), name)
        for name, words in _PARTS
        if (found := re.search(words, whole, re.IGNORECASE))
    ]
    if not marks:
        pieces = [piece.strip() for piece in re.split(r"[,/;]", whole) if piece.strip()]
        if len(pieces) < 2:
            return {"commune": whole}
        order = ("village", "commune", "district", "province")[-len(pieces[-4:]) :]
        return dict(zip(order, pieces[-4:], strict=True))
    ends = [start for start, _end, _name in sorted(marks)][1:] + [len(whole)]
    return {
        name: whole[end:stop].strip(" ,;/:.")
        for (_start, end, name), stop in zip(sorted(marks), ends, strict=True)
    }


def _within(draft: Draft, find: Find, names: dict[str, str]) -> Place | str | None:
    """Return the smallest place named above the commune, "" for none, None if it is asked."""
    within: Place | str = ""
    for name, level in (("province", PROVINCE), ("district", DISTRICT)):
        if not names.get(name):
            continue
        found = _settled(draft, name, names[name], find(names[name], level, _code(within)))
        if found is None:
            return None
        within = found
    return within


def _code(within: Place | str | None) -> str:
    return within.code if isinstance(within, Place) else ""


def _settled(draft: Draft, name: str, text: str, found: list[Place]) -> Place | None:
    """Return the one place that is meant, as if a doubt about its spelling were answered yes."""
    exact = [place for place in found if place.is_exact]
    if len(exact) == 1:
        return exact[0]
    chosen = draft.answer("which-place", name)
    for place in found:
        if place.id == chosen:
            return place
    field = name if draft.has(name) else "place"
    if not found:
        draft.ask("unknown-place", field, was=text, answers=("area", WRITE))
        return None
    if len(exact) > 1 or (len(found) > 1 and not exact and not _stands_out(found)):
        some = (exact or found)[:_MOST_CANDIDATES]
        details = {"places": [_told(place) for place in some]}
        answers = [*(place.id for place in some), "area"]
        key = f"which-place:{name}"
        draft.ask("which-place", field, was=text, answers=answers, details=details, key=key)
        return None
    if draft.answer("place-spelling", name) != YES:
        details = {"places": [_told(found[0])]}
        becomes, key = found[0].label, f"place-spelling:{name}"
        answers = [YES, "area"]
        draft.ask(
            "place-spelling",
            field,
            was=text,
            becomes=becomes,
            answers=answers,
            details=details,
            key=key,
        )
    return found[0]


def _stands_out(found: list[Place]) -> bool:
    """Tell whether only the first of the near spellings has its name."""
    return all(place.label != found[0].label for place in found[1:]) and len(found) == 2


def _told(place: Place) -> dict[str, str]:
    return {"id": place.id, "code": place.code, "label": place.label, "path": place.path}


def _commune(
    draft: Draft, find: Find, names: dict[str, str], around: tuple[Place | str, str]
) -> Place | None:
    within, home = around
    found = find(names["commune"], COMMUNE, _code(within))
    if not found and _code(within):
        # The district may be the wrong one of the same name, or a new one: look in the province.
        found = find(names["commune"], COMMUNE, _code(within)[:2])
    if not _code(within):
        found = sorted(found, key=lambda place: not place.code.startswith(home))
    return _settled(draft, "commune", names["commune"], found)


def _village(draft: Draft, find: Find, text: str, within: Place | str) -> Place | None:
    """Return the village where it is found once; else the commune, and the village as words."""
    found = find(text, VILLAGE, _code(within))
    exact = [place for place in found if place.is_exact]
    if len(exact) == 1 and _code(within):
        return exact[0]
    if isinstance(within, Place) and len(within.code) >= 6:
        draft.note("village-as-words", "village" if draft.has("village") else "place")
        draft.values["village_words"] = text
        return within
    return _settled(draft, "village", text, exact or found)
