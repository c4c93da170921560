"""The sentences for what a list and its rows ask, note and refuse."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from spean.people.services import MONTHS
from spean.surveys.choices import Column
from spean.surveys.rules import LARGEST_FILE, MOST_COLUMNS, MOST_ROWS

_LIMITS: Final = {
    "rows": f"{MOST_ROWS:,}",
    "columns": MOST_COLUMNS,
    "size": LARGEST_FILE // 1024 // 1024,
}
REFUSALS: Final[Mapping[str, Promise]] = {
    "empty-file": _("This file is empty."),
    "too-large": _("This file is larger than %(size)s MB. Please split the list."),
    "macros": _("This workbook holds programs (macros). Save it as .xlsx without them."),
    "encrypted": _("This workbook is locked with a password. Save it without one."),
    "web-page": _("This is a web page, not a workbook. Open it in Excel and save it as .xlsx."),
    "wrong-kind": _("This is not a list. Please save it as .xlsx or .csv."),
    "wrong-extension": _(
        "The end of the file's name does not fit what is in it. Open it in Excel and save it anew."
    ),
    "damaged": _("This file is damaged. Open it in Excel, save it anew, and try again."),
    "unsafe": _("This workbook holds parts that a list never has. Nothing of it was read."),
    "too-greedy": _("This file is too large or too packed to be read safely. Please split it."),
    "too-many-rows": _("This list has more than %(rows)s rows. Please split it."),
    "too-many-columns": _("This list has more than %(columns)s columns. Please take some out."),
    "no-rows": _("There is no list in this file: no row under the headings."),
    "no-headings": _("The headings were not found. Please say which row they stand in."),
}
_ASKED: Final[Mapping[str, Promise]] = {
    "unreadable-text": _("This text holds signs that cannot be read. Please write it again."),
    "too-long": _("This text is too long for its place."),
    "legacy-font": _("Typed in a Limon font. Is this the Khmer text?"),
    "no-reading": _("Typed in an old font that cannot be read for certain. Please write it again."),
    "missing-name": _("Please write the name, or leave this row out."),
    "unknown-sex": _("Woman or man?"),
    "buddhist-era": _("A Buddhist-era year. Change it to the common era?"),
    "two-digit-year": _("The year has two digits. Is this the right century?"),
    "month-first": _("Read with the month first. Is this the day?"),
    "excel-day": _("A number of Excel. Is this the day?"),
    "unreadable-day": _("This day cannot be read. Please write day, month and year."),
    "day-not-in-month": _("%(month)s has %(days)s days. If unsure, give only the month."),
    "still-to-come": _("This date is still to come. Please look at the year."),
    "too-long-ago": _("This date is too long ago. Please look at the year."),
    "unlikely-age": _("An age lies between 0 and %(oldest)s. Please look at it again."),
    "wrong-order": _("The return comes before the departure."),
    "lost-zero": _("The 0 at the front is missing. Put it back?"),
    "unreadable-phone": _("This is no telephone number. Please look at it again."),
    "two-phones": _("There are several numbers. Which one is safe to call?"),
    "missing-place": _("Which commune or village?"),
    "unknown-place": _("This place is not in the gazetteer. Please choose it."),
    "which-place": _("There are several places of this name. Which one?"),
    "place-spelling": _("Is this the place?"),
    "unknown-word": _("This word is not known here. Which answer is meant?"),
    "consent-refused": _("The list says no. Without a yes nobody is registered."),
    "consent-unknown": _("The list does not say whether this person agreed."),
    "same-in-list": _("Row %(row)s says the same. Are these two people?"),
    "likely-duplicate": _("Is this the same person?"),
    "refused": _("The register does not take this row as it is: %(reason)s"),
}
NOTES: Final[Mapping[str, Promise]] = {
    "first-of-january": _("1 January: kept as a year."),
    "from-age": _("Reckoned from the age."),
    "buddhist-era": _("Read as a Buddhist-era year."),
    "two-digit-year": _("The year has two digits."),
    "month-first": _("Read with the month first."),
    "thai-number": _("This is a Thai number."),
    "tidied": _("Invisible signs were taken out, or letters put in order."),
    "merged": _("Filled from a merged cell."),
    "formula": _("Reckoned by a formula: its last result was taken."),
    "too-long": _("Cut, because it is very long."),
    "village-as-words": _("The village is not in the gazetteer: kept as words in the address."),
    "elsewhere": _("Perhaps known at another centre."),
    "kept": _("Stays, because somebody has worked on it since."),
}
_REPAIRS: Final[Mapping[str, Promise]] = {
    "legacy-font": _("Change the Limon text in all %(count)s rows"),
    "buddhist-era": _("Change the Buddhist-era year in all %(count)s rows"),
    "two-digit-year": _("Accept the century in all %(count)s rows"),
    "month-first": _("Accept the day in all %(count)s rows"),
    "excel-day": _("Accept the Excel days in all %(count)s rows"),
    "lost-zero": _("Put the 0 back in all %(count)s rows"),
    "place-spelling": _("Accept the spelling of places in all %(count)s rows"),
}


def refusal_sentence(code: str) -> str:
    """Return why a file was not taken, in the reader's language."""
    return str(REFUSALS.get(code, REFUSALS["damaged"])) % _LIMITS


def asked(question: Mapping[str, Any]) -> str:
    """Return what a question asks, in the reader's language."""
    details = dict(question.get("details", {}))
    if "month" in details:
        details["month"] = MONTHS[int(details["month"]) - 1]
    if question["code"] == "refused":
        fields = [field_label(one) for one in details.get("fields", [])]
        details["reason"] = ", ".join(fields) or now("see the register")
    return str(_ASKED[question["code"]]) % details


def noted(note: Mapping[str, str]) -> str:
    """Return what was remarkable about a field, in the reader's language."""
    return str(NOTES.get(note["code"], note["code"]))


def repair_word(code: str, count: str) -> str:
    """Return the word on the button that accepts one repair in many rows."""
    return str(_REPAIRS[code]) % {"count": count}


def field_label(field: str) -> str:
    """Return what a field is called, in the reader's language."""
    if field in Column.values:
        return str(Column(field).label)
    return str({"person": _("Person"), "phone": _("Telephone")}.get(field, field))
