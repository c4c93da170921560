"""Which three pictures say a step: who or how, does what, where (look.md, section 5)."""

from typing import Final

from spean.casework.choices import ActionOwner, Goal
from spean.desk.cases.paper.drawings import BRIDGE

HOME: Final = "stilt-house"
# Anything that nobody else should read: come to the centre, we talk.
COME: Final = ("person-walking", BRIDGE, "chat-dots-fill")
_BUS: Final = "bus-front-fill"

# By service code (2.5), else by its group; the first picture of None is whoever does it.
_SENTENCES: Final[dict[str, tuple[str | None, str, str]]] = {
    "INF": (None, BRIDGE, "chat-dots-fill"),
    "INF3": (None, "file-earmark-text-fill", BRIDGE),
    "COU": (None, BRIDGE, "chat-dots-fill"),
    "COU4": ("people-fill", "chat-dots-fill", HOME),
    "LEG": (None, "file-earmark-text-fill", BRIDGE),
    "EMP": (None, BRIDGE, "briefcase-fill"),
    "EMP2": (None, "file-earmark-text-fill", BRIDGE),
    "EMP5": (_BUS, "chat-dots-fill", "building-fill"),
    "EMP6": (_BUS, "people-fill", "building-fill"),
    "EMP7": (_BUS, "geo-alt-fill", "building-fill"),
    "EMP8": ("telephone-fill", "chat-dots-fill", "building-fill"),
    "SKL": (_BUS, "tools", "award-fill"),
    "SKL2": (None, "chat-dots-fill", "award-fill"),
    "SKL4": (_BUS, "book-fill", "tools"),
    "SKL5": (None, "book-fill", "briefcase-fill"),
    "SKL6": (_BUS, "tools", "building-fill"),
    "SKL7": (None, BRIDGE, "cash-coin"),
    "ENT": (None, "book-fill", "shop"),
    "ENT7": (BRIDGE, "tools", "shop"),
    "ENT8": (None, "cash-coin", "shop"),
    "ENT9": ("people-fill", "chat-dots-fill", "people-fill"),
    "SOC": (None, "person-vcard-fill", BRIDGE),
    "SOC8": ("people-fill", "backpack-fill", "book-fill"),
    "PRO": (None, BRIDGE, "heart-fill"),
    "FUP": (BRIDGE, "telephone-fill", "chat-dots-fill"),
    "FUP2": (BRIDGE, _BUS, HOME),
}
_WHO: Final = {
    ActionOwner.CLIENT: "person-walking",
    ActionOwner.STAFF: BRIDGE,
    ActionOwner.BOTH: "people-fill",
}
_GOALS: Final = {
    Goal.WAGE_JOB_NEAR: ("tools", HOME),
    Goal.WAGE_JOB_ELSEWHERE: (_BUS, "tools"),
    Goal.FARM_OR_BUSINESS: ("shop", HOME),
    Goal.TRAINING: ("book-fill", "tools"),
    Goal.ABROAD_SAFELY: ("file-earmark-text-fill", "airplane-fill"),
    Goal.FAMILY: ("people-fill", HOME),
}
_PEOPLE: Final = {"F": "person-standing-dress", "M": "person-standing"}


def sentence(code: str, owner: str) -> tuple[str, ...]:
    """Return the three pictures of a step of this service code, done by this owner."""
    first, does, where = _SENTENCES.get(code) or _SENTENCES.get(
        code[:3], (None, "hand-index-thumb-fill", HOME)
    )
    who = first or _WHO.get(ActionOwner(owner), "person-walking")
    if who == does:
        # The centre does it at the centre: say that she is met there.
        who = "people-fill"
    return (who, does, where)


def goal_pictures(goal_code: str) -> tuple[str, ...]:
    """Return the pictures of a kind of goal; a debt or an illness is only "home"."""
    return _GOALS.get(Goal(goal_code), (HOME,))


def person_picture(sex: str) -> str:
    """Return the picture of the person."""
    return _PEOPLE.get(sex, "person-standing")
