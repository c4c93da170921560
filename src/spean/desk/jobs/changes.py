"""What would open the most posts: a change, its drawing, and how many posts it opens."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import ngettext

from spean.core.wording import digits_text
from spean.desk.jobs.sentences import change_text, names_for
from spean.pathways.matching import Change

DRAWINGS = {
    "prove-skill": "award",
    "gain-licence": "person-vcard",
    "learn-language": "chat-dots-fill",
    "reach-level": "award",
    "widen-radius": "signpost-split",
    "accept-dormitory": "house-fill",
    "start-earlier": "calendar-check",
}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change as it is drawn."""

    text: str
    opens: str
    drawing: str


def change_rows(changes: Iterable[Change]) -> list[ChangeRow]:
    """Return changes in words with the number of posts each opens."""
    shown = list(changes)
    said = names_for(_params(change) for change in shown)
    return [
        ChangeRow(change_text(change, said), _opens(change.opens), DRAWINGS[change.code])
        for change in shown
    ]


def _params(change: Change) -> dict[str, Any]:
    return dict(change.params)


def _opens(count: int) -> str:
    said = ngettext(
        "brings %(count)s job within reach", "brings %(count)s jobs within reach", count
    )
    return said % {"count": digits_text(count)}
