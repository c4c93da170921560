"""Understand one row of a list: the values of a registration, and what still has to be asked."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from spean.core.text import fold
from spean.surveys.rules.births import read_birth, read_day
from spean.surveys.rules.cells import Cell
from spean.surveys.rules.draft import Draft
from spean.surveys.rules.names import read_names
from spean.surveys.rules.numbers import read_cards, read_phones
from spean.surveys.rules.places import Find, read_place
from spean.surveys.rules.words import read_choices, read_consent, read_sex, read_texts


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a row is understood with: the day, the gazetteer, the centre's province, known names."""

    today: date
    find: Find
    home: str = ""
    known: Collection[str] = ()


def understand(
    number: int,
    cells: Mapping[str, Cell],
    mapping: Mapping[str, str],
    answers: Mapping[str, str],
    around: Surroundings,
) -> Draft:
    """Return a row with its values, its notes and the questions that are left.

    `cells` are the raw cells by column letter, `mapping` {letter: field}, `answers` what officers
    said so far. Values are as if every proposed repair were accepted, so that a person can be
    recognised before; a row is ready when no question is left.
    """
    columns: dict[str, list[str]] = {}
    for letter, field in mapping.items():
        columns.setdefault(field, []).append(letter)
    draft = Draft(cells, columns, answers, around.today, number)
    read_names(draft, around.known)
    read_sex(draft)
    read_birth(draft)
    read_phones(draft)
    read_place(draft, around.find, around.known, around.home)
    read_cards(draft)
    read_choices(draft)
    read_texts(draft)
    for name in ("left_on", "returned_on", "registered_on"):
        read_day(draft, name)
    read_consent(draft)
    _check_order(draft)
    return draft


def shown_name(values: Mapping[str, Any]) -> str:
    """Return the name as it is shown: family name first, Khmer if there is one."""
    khmer = f"{values.get('family_name_km', '')} {values.get('given_name_km', '')}".strip()
    latin = f"{values.get('family_name_lat', '')} {values.get('given_name_lat', '')}".strip()
    return khmer or latin


def same_keys(values: Mapping[str, Any]) -> list[str]:
    """Return the keys under which two rows of one list are taken for one person.

    It is the name with the birth, the name with a telephone, or the number of a card.
    """
    name = fold(shown_name(values)).replace(" ", "")
    keys = [f"card {fold(one['number'])}" for one in values.get("documents", ())]
    if not name:
        return keys
    if values.get("born_on") and values.get("born_precision") in {"day", "month"}:
        keys.append(f"born {name} {values['born_on']}")
    return keys + [f"phone {name} {one['number']}" for one in values.get("phones", ())]


def _check_order(draft: Draft) -> None:
    left, returned = draft.values.get("left_on"), draft.values.get("returned_on")
    if left and returned and returned < left and not draft.answer("wrong-order", "returned_on"):
        was = f"{draft.raw('left_on')} - {draft.raw('returned_on')}"
        draft.ask("wrong-order", "returned_on", was=was, answers=("write", "empty"))
    if draft.answer("wrong-order", "returned_on") == "empty":
        draft.values.pop("returned_on", None)
    registered = draft.values.get("registered_on")
    if registered and draft.values.get("born_on", "") > registered:
        draft.values.pop("registered_on")
