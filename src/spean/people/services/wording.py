"""The sentences for what the rules read: problems, remarks, and the verdicts of a comparison."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from spean.people.rules import Note, ParsedPhone

MONTHS: Final[tuple[Promise, ...]] = (
    _("January"), _("February"), _("March"), _("April"), pgettext_lazy("month", "May"), _("June"),
    _("July"), _("August"), _("September"), _("October"), _("November"), _("December"),
)  # fmt: skip

_SENTENCES: Final[Mapping[str, Promise]] = {
    "unreadable-day": _("Please write day, month and year."),
    "day-not-in-month": _("%(month)s has %(days)s days. If unsure, give only the month."),
    "still-to-come": _("This date is still to come. Is it a Buddhist-era year?"),
    "too-long-ago": _("This date is too long ago. Please check the year."),
    "unlikely-age": _("Please give an age from 0 to %(oldest)s."),
    "buddhist-era": _("Read as a Buddhist-era year."),
    "two-digit-year": _("The year has two digits. Please check the century."),
    "month-first": _("Read with the month first. Please check."),
    "first-of-january": _("1 January: is the day known, or only the year?"),
    "from-age": _("Reckoned from the age."),
    "lost-zero": _("The first 0 was missing and has been put back."),
    "thai-number": _("This is a Thai number."),
    "unreadable-phone": _("A phone number has 9 or 10 digits. You wrote %(digits)s."),
}

# Field names and verdicts of `namematch.compare`, as the side-by-side view says them.
COMPARED: Final[Mapping[str, Promise]] = {
    "family_name": _("Family name"),
    "given_name": _("Given name"),
    "sex": _("Sex"),
    "birth": _("Birth"),
    "phone": _("Telephone"),
    "card": _("Card number"),
    "area": _("Place"),
}
VERDICTS: Final[Mapping[str, Promise]] = {
    "same": pgettext_lazy("comparison", "same"),
    "near": pgettext_lazy("comparison", "near"),
    "differs": pgettext_lazy("comparison", "differs"),
    "unknown": pgettext_lazy("comparison", "not known"),
}
# What `rules.missing_fields` may name.
MISSING: Final[Mapping[str, Promise]] = {
    "born_on": _("Birth or age"),
    "main_needs": _("What is needed most"),
    "contacts": _("A way to reach the person"),
    "consent": _("The person's decision on consent"),
}


def sentence(note: Note) -> str:
    """Return the sentence for a remark or problem of the rules, in the reader's language."""
    details: dict[str, object] = dict(note.details)
    if "month" in details:
        details["month"] = MONTHS[note.details["month"] - 1]
    return str(_SENTENCES[note.code]) % details


def phone_sentences(phone: ParsedPhone) -> list[str]:
    """Return the sentences for what was remarkable about a telephone number."""
    digits = len(phone.number.lstrip("+"))
    return [str(_SENTENCES[code]) % {"digits": digits} for code in phone.notes]
