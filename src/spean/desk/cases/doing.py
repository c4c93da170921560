"""How somebody is doing (RSS): a line for each dimension, from the first time to the last."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from spean.accounts.models import User
from spean.casework.choices import AssessmentKind, Dimension
from spean.casework.models import Assessment
from spean.casework.rules import sustainability as rules
from spean.casework.selectors.assessments import assessments_of, scheme_of
from spean.desk.cards import Card
from spean.directory.perms import can
from spean.people.models import Person

# The units of the drawing: a track of this length, with room for the dots at both ends.
TRACK, EDGE = 240, 10
TURNS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One dimension: where it began, where it stands, and in words how it moved."""

    label: str
    word: str
    moved: str
    is_low: bool
    first: int | None
    last: int | None
    limits: tuple[int, int]
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doing:
    """All lines of one form, and the days on which she was asked."""

    kind: str
    turns: tuple[Assessment, ...]
    lines: tuple[Line, ...]
    is_verified: bool


def doing_card(viewer: User, person: Person) -> Card | None:
    """Return how she is doing, where she was asked and the viewer may see casework."""
    if not can(viewer, "casework.view", person):
        return None
    asked = assessments_of(viewer, person)
    if not asked:
        return None
    answered = [one for one in asked if not one.was_declined]
    forms = [
        doing_of([one for one in answered if one.kind == kind])
        for kind in AssessmentKind.values
        if any(one.kind == kind for one in answered)
    ]
    declined = [one for one in asked if one.was_declined]
    context = {"forms": forms, "declined": declined[-1] if declined else None}
    return Card("desk/cases/_doing_card.html", context)


def doing_of(turns: Sequence[Assessment]) -> Doing:
    """Return the lines of some turns with one form, the first turn first."""
    scheme = scheme_of(turns[-1].scheme_version)
    shown = tuple(turns[-TURNS_SHOWN:])
    lines = tuple(_line(scheme, shown, dimension) for dimension in Dimension.values)
    return Doing(turns[-1].get_kind_display(), shown, lines, scheme.is_verified)


def words_of_alarms(assessment: Assessment) -> list[str]:
    """Return the dimensions in which she does badly, in words."""
    return [str(Dimension(one).label) for one in assessment.alarms]


def _line(scheme: rules.Scheme, turns: Sequence[Assessment], dimension: str) -> Line:
    values: list[float | None] = [getattr(one, dimension) for one in turns]
    known = [one for one in values if one is not None]
    last = values[-1]
    band = rules.band(scheme, last) if last is not None else ""
    return Line(
        label=str(Dimension(dimension).label),
        word=_WORDS[band]() if band else _("Too little was answered"),
        moved=_moved(turns[-1], dimension),
        is_low=band == "low",
        first=_place(known[0]) if len(known) > 1 else None,
        last=_place(last) if last is not None else None,
        limits=(_place(scheme.bands[0]), _place(scheme.bands[1])),
        figures=tuple("–" if one is None else f"{one:.2f}" for one in values),
    )


def _moved(last: Assessment, dimension: str) -> str:
    said = last.changes.get(dimension)
    if not said:
        return ""
    change = rules.Change(float(said[0]), float(said[1]), int(said[2]))
    figures = {"by": f"{change.value:+.2f}", "margin": f"{change.margin:.2f}"}
    return {
        "up": _("Better than the time before (%(by)s ± %(margin)s)"),
        "down": _("Worse than the time before (%(by)s ± %(margin)s)"),
        "same": _("About as the time before (%(by)s ± %(margin)s)"),
    }[change.direction] % figures


def _place(value: float) -> int:
    return round(EDGE + value * TRACK)


_WORDS = {
    "low": lambda: _("Badly"),
    "middle": lambda: _("In between"),
    "high": lambda: _("Doing well"),
}
