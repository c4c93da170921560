"""Words on the buttons of the review."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from spean.desk.fields import spoken_number as phone_text
from spean.people import choices as people
from spean.surveys.choices import Column

_ANSWERS: Final[Mapping[str, Promise]] = {
    "yes": _("Agree"),
    "keep": _("Keep it as it stands"),
    "empty": _("Leave it empty"),
    "all": _("All of them are safe"),
    "none": _("None of them: visit"),
    "two": _("Two people"),
    "skip": _("Leave this row out"),
    "same": _("The same person"),
    "different": _("Two people"),
    "unsure": _("Not sure yet"),
    "asked": _("I have asked: yes"),
}
_OPEN: Final[Mapping[str, Promise]] = {
    "two-phones": _("Choose the number"),
    "likely-duplicate": _("Compare"),
    "which-place": _("Choose the place"),
    "unknown-place": _("Choose the place"),
    "missing-place": _("Choose the place"),
    "same-in-list": _("Look"),
    "consent-refused": _("Look"),
    "consent-unknown": _("Look"),
    "refused": _("Look"),
}
_CHOICES: Final[Mapping[str, Any]] = {
    Column.SEX: people.Sex,
    Column.MARITAL_STATUS: people.MaritalStatus,
    Column.EDUCATION: people.Education,
    Column.ID_POOR: people.IdPoor,
}
_COUNTRIES: Final[Mapping[str, Promise]] = {
    "TH": _("Thailand"),
    "MY": _("Malaysia"),
    "KR": _("Korea"),
    "JP": _("Japan"),
    "VN": _("Viet Nam"),
}
# What can have happened since a registration, by the beginning of its act or record.
_WORK: Final[Mapping[str, Promise]] = {
    "casework": _("casework"),
    "jobs": _("jobs"),
    "skills": _("skills"),
    "outreach": _("messages"),
    "people": _("the file"),
}


def open_word(code: str) -> str:
    """Return the word on the button that opens a row."""
    return str(_OPEN.get(code, _("Correct")))


def answer_word(question: Mapping[str, Any], answer: str) -> tuple[str, str]:
    """Return the word on an answer's button, and a line that tells it from others."""
    for place in question["details"].get("places", ()):
        if place["id"] == answer:
            return place["label"], place["path"]
    if answer in _ANSWERS:
        return str(_ANSWERS[answer]), ""
    if answer.startswith("+") or question["code"] == "two-phones":
        return phone_text(answer), str(_("This one is safe"))
    if question["field"] == Column.COUNTRY:
        return str(_COUNTRIES.get(answer, answer)), ""
    words = _CHOICES.get(question["field"])
    return (str(dict(words.choices).get(answer, answer)) if words else answer), ""


def work_word(what: str) -> str:
    """Return in which part of the work something happened since."""
    return str(_WORK.get(what.partition(".")[0], _WORK["people"]))
