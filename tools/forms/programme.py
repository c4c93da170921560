"""Every questionnaire that the programme ships, in the order in which it is written."""

from collections.abc import Callable
from typing import Final

from tools.forms.attendance import attendance
from tools.forms.casework import follow_up, migration, screening
from tools.forms.correction import correction
from tools.forms.fair import leaving, visitor
from tools.forms.feedback import feedback
from tools.forms.outreach import outreach
from tools.forms.registration import registration
from tools.forms.rss import full, short
from tools.forms.sheet import Form

MAKERS: Final[tuple[Callable[[], Form], ...]] = (
    registration,
    screening,
    migration,
    follow_up,
    correction,
    full,
    short,
    outreach,
    attendance,
    visitor,
    leaving,
    feedback,
)
