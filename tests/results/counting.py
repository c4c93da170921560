"""Counting before anything is hidden, and many people at once."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from spean.accounts.models import User
from spean.directory.models import Centre
from spean.people.models import Person
from spean.results.indicators import EVENTS, PEOPLE
from spean.results.selectors import events_by_centre, people_until, reach_of
from tests.factories.accounts import UserFactory
from tests.factories.people import MORNING, TODAY, PersonFactory

PHNOM_PENH = ZoneInfo("Asia/Phnom_Penh")


def count(viewer: User, code: str, day: date = TODAY) -> int:
    """Return how many the viewer would count until a day, were nothing hidden."""
    reach = reach_of(viewer, TODAY)
    if code in PEOPLE:
        one = PEOPLE[code]
        return people_until(reach, one.first(), one.ends([day]))[0]
    events = EVENTS[code]
    lines = events_by_centre(events.among(reach), [events.until(day)])
    return sum(until[0] for _column, _rows, until in lines)


def people(centre: Centre, number: int, **changes: object) -> list[Person]:
    """Write down so many bare files at a centre."""
    officer = UserFactory()
    return [
        PersonFactory(centre=centre, registered_by=officer, **{"registered_at": MORNING, **changes})
        for _ in range(number)
    ]


def at(text: str) -> datetime:
    """Return a moment of Phnom Penh."""
    return datetime.fromisoformat(text).replace(tzinfo=PHNOM_PENH)
