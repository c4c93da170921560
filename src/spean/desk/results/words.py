"""What the figures mean, in words: definitions, rows, columns, quarters."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from spean.core.wording import digits_text
from spean.jobs.choices import ProofGrade
from spean.people.choices import Sex
from spean.results.choices import Unit
from spean.results.models import Indicator
from spean.results.rules import Quarter

# What makes somebody count, and from which record it is read.
MEANINGS: Mapping[str, str | Promise] = {
    "returnees_registered": gettext_lazy(
        "Workers who came back from abroad and whose registration (form F1) was written down."
    ),
    "people_counselled": gettext_lazy(
        "People for whom at least one counselling service was noted (form F10)."
    ),
    "counselling_sessions": gettext_lazy(
        "Service notes (form F10) of counselling, with one person or with a group."
    ),
    "services_given": gettext_lazy(
        "Service notes (form F10) of every kind, with one person or with a group."
    ),
    "plans_agreed": gettext_lazy(
        "People who said yes to a plan written with them (form F7), by signature, thumbprint or "
        "before a witness."
    ),
    "people_referred_to_services": gettext_lazy(
        "People who were sent to a partner with their consent (form F9)."
    ),
    "people_taken_on": gettext_lazy("People sent to a partner that accepted them (form F9)."),
    "people_served": gettext_lazy(
        "People sent to a partner that gave the service to its end (form F9)."
    ),
    "people_referred_to_jobs": gettext_lazy(
        "People whose profile went to an employer with their consent."
    ),
    "people_placed": gettext_lazy(
        "People who have started a job that the centre helped to find. Each placement says how it "
        "is known."
    ),
    "people_earning_own": gettext_lazy(
        "People with a farm, shop or trade of their own who said in a follow-up (form F11) that it "
        "still runs and leaves money after costs. A plan, a course or a benefit does not count."
    ),
    "vacancies_collected": gettext_lazy("Vacancies that the centres wrote down with an employer."),
}
ONCE = gettext_lazy(
    "Each person counts once, in the quarter in which it first happened, at the centre that holds "
    "the file now."
)
EACH = gettext_lazy("Each service counts, also several for the same person.")

UNITS: Mapping[str, str | Promise] = {
    Unit.PEOPLE: pgettext_lazy("unit", "people"),
    Unit.EVENTS: pgettext_lazy("unit", "services"),
    Unit.VACANCIES: pgettext_lazy("unit", "vacancies"),
}
SPLITS: Mapping[str, str | Promise] = {
    "centre": gettext_lazy("By centre"),
    "age": gettext_lazy("By age"),
    "proof": gettext_lazy("How do we know this?"),
    "nssf": gettext_lazy("Registered with NSSF?"),
    "kept": gettext_lazy("Still at work after 90 days?"),
}
TRAITS: Mapping[str, str | Promise] = {
    "idpoor": gettext_lazy("Poor or at risk (IDPoor)"),
    "displaced": gettext_lazy("Displaced by the conflict"),
    "cannot_read": gettext_lazy("Cannot read Khmer"),
    "female_headed": gettext_lazy("A woman heads the household"),
}
ANSWERS: Mapping[tuple[str, str], str | Promise] = {
    ("nssf", "yes"): gettext_lazy("Registered with NSSF"),
    ("nssf", "no"): gettext_lazy("Not registered"),
    ("nssf", "unknown"): gettext_lazy("Not known"),
    ("kept", "yes"): gettext_lazy("Still at work, said later than 90 days"),
    ("kept", "no"): gettext_lazy("Left before 90 days"),
    ("kept", "unknown"): gettext_lazy("Not yet 90 days, or not asked yet"),
}


def unit_of(indicator: Indicator) -> str:
    """Return the unit that stands beside each figure."""
    return str(UNITS[indicator.unit])


def quarter_text(quarter: Quarter) -> str:
    """Return a quarter in words, in the reader's digits."""
    facts = {"number": digits_text(quarter.number), "year": digits_text(quarter.year)}
    return _("Quarter %(number)s of %(year)s") % facts


def quarter_short(quarter: Quarter) -> str:
    """Return the name of a quarter below a bar; the year stands below it."""
    return _("Quarter %(number)s") % {"number": quarter.number}


def column_text(sexes: Sequence[str]) -> str:
    """Return the head of a column that joins one or more sexes."""
    heads = {
        (Sex.FEMALE,): pgettext("column", "Women"),
        (Sex.MALE,): pgettext("column", "Men"),
        (Sex.OTHER,): pgettext("column", "Prefer not to say"),
        (Sex.MALE, Sex.OTHER): pgettext("column", "Men, and who did not say"),
    }
    return heads[tuple(Sex(sex) for sex in sexes)]


def row_text(split: str, row: str, centres: Mapping[str, str]) -> str:
    """Return the head of a row."""
    if split == "centre":
        return centres[row]
    if split == "age":
        return _("Under 15, or not known") if row == "?" else row.replace("-", "–")
    if split == "proof":
        return str(ProofGrade(row).label)
    return str(ANSWERS[split, row])
