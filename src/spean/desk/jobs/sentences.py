"""jobmatch speaks in codes and numbers; here they become sentences in Khmer and English.

A reason is what the engine found (`code`, `params`, `source`), also when it was kept with a
referral as JSON. Every code has a sentence: a test compares the tables with the engine's own lists.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from spean.core.wording import digits_text, money_text
from spean.directory.models import Occupation, Skill
from spean.pathways.matching import NEXT_STEPS

Text = str | Promise

REASONS: Mapping[str, Text] = {
    "occupation-held": _("Has worked as %(occupation)s"),
    "occupation-near": _("Has done work like it: %(occupation)s"),
    "occupation-new": _("New work: has not done it before"),
    "occupation-unknown": _("Work done before is not known yet"),
    "skill-held": _("Can do: %(skill)s"),
    "skill-close": _("Close to what is needed: %(through)s, for %(skill)s"),
    "skill-missing": _("Not known yet: %(skill)s"),
    "nice-held": _("Also welcome here: %(skill)s"),
    "near-home": _("Near home: %(km)s km"),
    "same-province": _("In the same province, about %(km)s km"),
    "far": _("Far from home: %(km)s km"),
    "distance-unknown": _("The distance is not known"),
    "dormitory": _("There is a dormitory"),
    "dormitory-unknown": _("There is a dormitory: would that do?"),
    "wage-above-wanted": _("Wage %(wage)s, at least what was asked: %(wanted)s"),
    "wage-below-wanted": _("Wage %(wage)s, less than was asked: %(wanted)s"),
    "wage-above-floor": _("Wage %(wage)s, enough for the household"),
    "wage-may-miss-floor": _("Wage %(wage)s may not be enough for the household"),
    "wage-unknown": _("The wage is not known yet"),
    "wanted-occupation": _("The work that is wished for"),
    "wanted-sector": _("The kind of workplace that is wished for"),
    "wanted-opening": _("Asked for this work"),
    "other-than-wanted": _("Other work than was wished for"),
    "nssf": _("The employer registers with NSSF"),
    "nssf-none": _("No NSSF"),
    "nssf-unknown": _("NSSF: not known yet"),
    "contract": _("There is a written contract"),
    "contract-none": _("No written contract"),
    "contract-unknown": _("Contract: not known yet"),
    "hours-unknown": _("The hours are not known yet"),
    "meals": _("Meals are given"),
    "transport": _("There is transport"),
    "childcare": _("There is childcare"),
    "licence-held": _("Has the licence: %(licence)s"),
    "licence-unknown": _("Licence not known yet: %(licence)s"),
    "language-held": _("Speaks the language needed"),
    "language-unknown": _("The language needed: not known yet"),
    "reading-fits": _("Reads and writes, as the work needs"),
    "reading-unknown": _("Reading and writing: not known yet"),
    "level-met": _("Has the level that is asked"),
    "level-unknown": _("The level that is asked: not known yet"),
    "night-accepted": _("Can work at night"),
    "night-unknown": _("Night work: not asked yet"),
    "care-conflict": _("The hours may not suit the children or the family"),
}

# The same, where it is known for how long.
WITH_MONTHS: Mapping[str, Text] = {
    "occupation-held": _("Has worked as %(occupation)s: %(months)s"),
    "occupation-near": _("Has done work like it: %(occupation)s, %(months)s"),
}

GATES: Mapping[str, Text] = {
    "not-screened": _("The employer has not been checked by two people yet."),
    "screening-held": _("The check of this employer is not finished."),
    "screening-blocked": _("Nobody is sent to this employer."),
    "closed": _("The vacancy is closed."),
    "start-passed": _("The work has started already."),
    "full": _("Every place is taken."),
    "refused-by-person": _("This is work the person does not want."),
    "age-unknown": _("The age is not known; the law sets a lowest age for this work."),
    "too-young": _("Below the lowest age that the law sets for this work."),
    "not-yet-available": _("The person cannot start by then."),
    "too-far": _("Farther than the person wants to travel."),
    "dormitory-not-wanted": _("Too far to travel daily, and a dormitory is not wanted."),
    "licence-missing": _("A licence is needed that the person does not have."),
    "language-missing": _("A language is needed that the person does not speak."),
    "reading-needed": _("The work needs reading and writing."),
    "level-too-low": _("A higher level is needed."),
    "night-work-refused": _("Night work, which the person cannot do."),
    "health-limit": _("The work does not suit the person's health."),
    "wage-below-floor": _("The wage is less than the household needs."),
}

CHANGES: Mapping[str, Text] = {
    "prove-skill": _("Prove the skill: %(skill)s"),
    "gain-licence": _("Get the licence: %(licence)s"),
    "learn-language": _("Learn the language that is needed"),
    "reach-level": _("Reach level %(level)s"),
    "widen-radius": _("Travel up to %(radius)s km"),
    "accept-dormitory": _("Live in a dormitory"),
    "start-earlier": _("Start earlier"),
}

SHORT_LISTS: Mapping[str, Text] = {
    "nothing-open": _("No other job has a free place now."),
    "every-gate-closed": _("Jobs are open, but something stands before each of them."),
    "few-in-reach": _("Few jobs are in reach now."),
}

NEXT: Mapping[str, Text] = {
    "look-again-when-posts-come": _("Look again when new jobs come."),
    "ask-what-would-open": _("Read together what would open more, below."),
    "apply-and-ask-what-would-open": _("Ask about these, and read together what would open more."),
}
TALK_AGAIN = _("Talk about the wishes again: how far, for how much, other work.")

SOURCES: Mapping[str, Text] = {
    "self": _("The person says so"),
    "inferred": _("Drawn from the occupation"),
    "counsellor": _("Seen by the counsellor"),
    "rpl": _("Assessed"),
    "credential": _("Certificate seen"),
    "file": _("From the person's file"),
    "employer": _("The employer says so"),
    "map": _("Measured on the map"),
    "area": _("Estimated from the place"),
    "none": _("Nobody has said yet"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One reason as it is read: for ("plus"), against ("minus") or not known ("missing")."""

    polarity: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Said:
    """The names that reasons need, fetched once for a page."""

    skills: Mapping[str, str]
    occupations: Mapping[str, str]


def names_for(params: Iterable[Mapping[str, Any]]) -> Said:
    """Return the names of all skills and occupations that some reasons speak of, in two queries."""
    seen = list(params)
    codes = {str(one[key]) for one in seen for key in ("skill", "through") if key in one}
    iscos = {str(one["occupation"]) for one in seen if "occupation" in one}
    skills = {row.code: row.label for row in Skill.objects.filter(code__in=codes)}
    rows = Occupation.objects.filter(isco__in=iscos).order_by("-is_offered", "code")
    occupations: dict[str, str] = {}
    for row in rows:
        occupations.setdefault(row.isco, row.label)
    return Said(skills, occupations)


def lines_of(reasons: Iterable[Mapping[str, Any]]) -> list[Line]:
    """Return kept reasons as sentences, in their order."""
    kept = list(reasons)
    said = names_for(reason["params"] for reason in kept)
    return [
        Line(
            polarity=reason["polarity"],
            text=_say(_sentence(reason), reason["params"], said),
            source=str(SOURCES[reason["source"]]),
        )
        for reason in kept
    ]


def _sentence(reason: Mapping[str, Any]) -> Text:
    code = reason["code"]
    return WITH_MONTHS.get(code, REASONS[code]) if "months" in reason["params"] else REASONS[code]


def gate_text(gate: Any) -> str:
    """Return why a person cannot be proposed here."""
    return str(GATES[gate.code])


def change_text(change: Any, said: Said) -> str:
    """Return what a person could change to bring more posts within reach."""
    return _say(CHANGES[change.code], change.params, said)


def short_list_text(code: str, *, would_open: bool) -> str:
    """Return why a list is short, and what to do next.

    :param would_open: whether the page says what would open more
    """
    can_read_on = would_open or code == "nothing-open"
    following = NEXT[NEXT_STEPS[code]] if can_read_on else TALK_AGAIN
    return f"{SHORT_LISTS[code]} {following}"


def _say(text: Text, params: Mapping[str, Any], said: Said) -> str:
    spoken: dict[str, str] = {}
    for name, value in params.items():
        speak = _SPEAK.get(name)
        spoken[name] = speak(value, said) if speak else digits_text(value)
    return str(text) % _Lenient(spoken)


class _Lenient(dict[str, str]):
    """A number that a kept reason lacks is shown as not known, never as a crash."""

    def __missing__(self, name: str) -> str:
        return "?"


def _months(value: Any, _said: Said) -> str:
    """Return a time of work in years, or in months below one year."""
    years, months = divmod(int(value), 12)
    if years:
        word = ngettext("%(count)s year", "%(count)s years", years)
        return word % {"count": digits_text(years)}
    return ngettext("%(count)s month", "%(count)s months", months) % {"count": digits_text(months)}


def _money(value: Any, _said: Said) -> str:
    return money_text(value, "USD")


def _km(value: Any, _said: Said) -> str:
    return digits_text(max(1, round(float(value))))


_SPEAK: Mapping[str, Callable[[Any, Said], str]] = {
    "skill": lambda code, said: said.skills.get(str(code), str(code)),
    "through": lambda code, said: said.skills.get(str(code), str(code)),
    "occupation": lambda code, said: said.occupations.get(str(code), str(code)),
    "months": _months,
    "wage": _money,
    "wanted": _money,
    "floor": _money,
    "km": _km,
}
