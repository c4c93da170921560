"""Words of tools and work in Khmer, Thai and English, and the skills they suggest (a table)."""

import csv
from functools import cache
from importlib.resources import files
from typing import Final

_TABLE: Final = files("spean.skills") / "data" / "tool_words.csv"


@cache
def tool_words() -> dict[str, tuple[str, ...]]:
    """Return each word with the codes of its skills."""
    with _TABLE.open(encoding="utf-8") as file:
        rows = csv.DictReader(file, strict=True)
        return {row["word"].strip(): tuple(row["skills"].split()) for row in rows}
