"""The plan as pictures: what stands on the paper, and what stays off it (look.md, section 5)."""

from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spean.casework.choices import ActionState, Goal
from spean.casework.models import Plan
from spean.core.wording import day_text, digits_text, is_khmer, phone_text
from spean.desk.cases.cards import Step, steps_of
from spean.desk.cases.paper.drawings import BRIDGE, drawing, square
from spean.desk.cases.paper.pictures import COME, goal_pictures, person_picture, sentence
from spean.people.models import Person

# The traditional colours of the days, Monday first; the words are short enough for a circle.
WEEK: Final = (
    ("#E0A100", "ចន្ទ", "Mon"),
    ("#7B3FA0", "អង្គារ", "Tue"),
    ("#8DB600", "ពុធ", "Wed"),
    ("#2E7D32", "ព្រហ", "Thu"),
    ("#1565C0", "សុក្រ", "Fri"),
    ("#5E1F4B", "សៅរ៍", "Sat"),
    ("#C62828", "អាទិត្យ", "Sun"),
)
_NIGHTS: Final = 7
_MOST_BARS: Final = 12
_GONE: Final = (ActionState.DROPPED, ActionState.FAILED)
_PRIVATE_GOALS: Final = (Goal.DEBT, Goal.HEALTH)


def common_words(person: Person, today: date, *marks: str) -> dict[str, Any]:
    """Return what every paper of the house says: its language, its number, its foot."""
    return {
        "lang": "km" if is_khmer() else "en",
        "title": " · ".join([person.client_number, *marks]),
        "foot": [person.client_number, *marks, day_text(today)],
        "page_word": _("page {page} of {pages}"),
        "training_word": _("training"),
        "centre": f"{person.centre.label} · {day_text(today)}",
        "phone": phone_text(person.centre.phone) if person.centre.phone else "",
    }


def plan_words(plan: Plan, today: date, *, all_words: bool) -> dict[str, Any]:
    """Return the plan as it is printed; `all_words` only if she said yes to more."""
    person = plan.case.person
    steps = [step for step in steps_of(plan) if step.action.state not in _GONE]
    is_private = plan.goal_code in _PRIVATE_GOALS and not all_words
    number = digits_text(plan.version)
    return {
        **common_words(person, today, _("version %(number)s") % {"number": number}),
        "heading": _("The plan of %(name)s") % {"name": person.given_name},
        "goal": "" if is_private else f"«{plan.goal}»",
        "goal_pictures": [drawing(name) for name in goal_pictures(plan.goal_code)],
        "week": [{"colour": colour, "name": km if is_khmer() else en} for colour, km, en in WEEK],
        "steps": [
            _step(number, step, today, all_words) for number, step in enumerate(steps, start=1)
        ],
        "done_word": _("Done"),
        "square": square(person.client_number),
        "hints": [
            {"drawing": drawing(BRIDGE), "words": _("Show this square at the centre")},
            {
                "drawing": drawing("telephone-fill"),
                "words": _("Call us to change something, or if you cannot come"),
            },
        ],
        "thumbs": [person.given_name, _("The centre")],
        "drawings": {
            "arrow": drawing("arrow-right"),
            "plus": drawing("plus-circle-fill"),
            "moon": drawing("moon-stars-fill"),
            "telephone": drawing("telephone-fill"),
            "person": drawing(person_picture(person.sex)),
        },
    }


def _step(number: int, step: Step, today: date, all_words: bool) -> dict[str, Any]:
    action = step.action
    hides = step.is_private and not all_words
    code = action.service_type.code if action.service_type else ""
    pictures = COME if hides else sentence(code, action.owner)
    return {
        "number": digits_text(number),
        "pictures": [drawing(name) for name in pictures],
        "what": _("Come to the centre") if hides else action.what,
        "is_done": action.state == ActionState.DONE,
        **_when(action.due_on, today),
    }


def _when(day: date | None, today: date) -> dict[str, Any]:
    """Return a day for someone who does not read: its circle, the nights or weeks until then."""
    if day is None:
        return {"day": -1, "date": "", "wait": "", "moons": 0, "bars": 0}
    nights = (day - today).days
    weeks = round(nights / 7)
    moons = nights if 0 < nights <= _NIGHTS else 0
    bars = weeks if nights > _NIGHTS and weeks <= _MOST_BARS else 0
    said = ""
    if moons:
        said = ngettext("%(count)s night more", "%(count)s nights more", nights)
        said %= {"count": digits_text(nights)}
    elif nights > _NIGHTS:
        said = ngettext("%(count)s week more", "%(count)s weeks more", weeks)
        said %= {"count": digits_text(weeks)}
    elif nights == 0:
        said = _("today")
    near = day_text(day, "near")
    return {"day": day.weekday(), "date": near, "wait": said, "moons": moons, "bars": bars}
