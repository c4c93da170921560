"""The start set of standards, kept beside the code, and the pictures its tasks may name."""

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from django.template import TemplateDoesNotExist
from django.template.loader import get_template

_FOLDER: Final = files("spean.skills") / "data"
_NAME: Final = re.compile(r"[0-9a-z]+(-[0-9a-z]+)*")


def table(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of `data/{name}.csv`, each a mapping from heading to trimmed text."""
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, strict=True):
            yield {heading: (value or "").strip() for heading, value in row.items()}


@cache
def can_be_drawn(picture: str) -> bool:
    """Tell whether the kept package of icons holds a picture of this name."""
    if not _NAME.fullmatch(picture):
        return False
    try:
        get_template(f"bs_icon/{picture}.svg")
    except TemplateDoesNotExist:
        return False
    return True
