"""The project's own tables of reference data, kept beside the code."""

import csv
from collections.abc import Iterator
from importlib.resources import files
from typing import Final

_FOLDER: Final = files("spean.directory") / "data"


def table(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of `data/{name}.csv`, each a mapping from heading to trimmed text."""
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, strict=True):
            yield {heading: (value or "").strip() for heading, value in row.items()}


def listed(cell: str) -> list[str]:
    """Return the parts of a cell that holds several, separated by `|`."""
    return [part.strip() for part in cell.split("|") if part.strip()]
