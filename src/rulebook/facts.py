"""What conditions may ask about a person or a household: a closed list, in Khmer and English."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from importlib.resources import files

from rulebook.wording import Said

# What is known: a fact that is absent or None is not known, and never taken for a no.
Situation = Mapping[str, bool | Decimal | str | None]


class FactKind(StrEnum):
    """How a fact is answered."""

    YES_NO = "yes-no"
    NUMBER = "number"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that can be asked: its name, its question, and the paper that shows it.

    `grows` marks a number of people whom a benefit is for: more of them never make anybody lose.
    """

    code: str
    kind: FactKind
    grows: bool
    label: Said
    lacks: Said
    question: Said
    paper: Said
    words: Mapping[str, Said] = field(default_factory=dict, hash=False)


def _rows(name: str) -> list[dict[str, str]]:
    text = files("rulebook").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _facts() -> dict[str, Fact]:
    words: dict[str, dict[str, Said]] = {}
    for row in _rows("words.csv"):
        words.setdefault(row["fact"], {})[row["word"]] = Said(row["label_km"], row["label_en"])
    return {row["code"]: _fact(row, words.get(row["code"], {})) for row in _rows("facts.csv")}


def _fact(row: Mapping[str, str], words: Mapping[str, Said]) -> Fact:
    label, lacks, question, paper = (
        Said(row[f"{part}_km"], row[f"{part}_en"]) for part in ("label", "not", "question", "paper")
    )
    kind = FactKind(row["kind"])
    return Fact(row["code"], kind, row["grows"] == "yes", label, lacks, question, paper, words)


FACTS: Mapping[str, Fact] = _facts()
