"""What an answer to the questionnaire of a day of training (F14) says."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from spean.surveys.contracts import Given

_ABSENT: Final = "absent"


@dataclass(frozen=True, slots=True)
class Attended:
    """One participant: her record number or name, whether she was there, and what she scored."""

    number: str
    name: str
    mark: str
    reason: str
    says_stops: bool
    score_before: int | None
    score_after: int | None


def class_day_of(given: Given) -> tuple[str, date | None, str]:
    """Return the name or code of the course, the day if it can be read, the topic."""
    said = given.answers
    try:
        day = date.fromisoformat(said.text("held_on")[:10])
    except ValueError:
        day = None
    return said.text("course_name").strip(), day, said.text("topic").strip()[:200]


def attended_of(given: Given) -> Iterator[Attended]:
    """Return each participant; fewer hours than the day had is late, none at all is absent."""
    planned = _number(given.answers.text("hours_planned"))
    for one in given.answers.turns("participants"):
        hours = _number(one.text("hours"))
        mark = _ABSENT if not hours else "late" if planned and hours < planned else "present"
        yield Attended(
            number=one.text("participant_no").strip().upper(),
            name=one.text("name").strip(),
            mark=mark,
            reason=one.text("absent_reason").strip() if mark == _ABSENT else "",
            says_stops=one.text("standing").strip() == "dropped",
            score_before=_score(one, "score_before"),
            score_after=_score(one, "score_after"),
        )


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _score(said: Any, name: str) -> int | None:
    text = said.text(name).strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else None
