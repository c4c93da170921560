"""What an employer may know of a person: what she can do, and nothing that names her.

Before the employer wants to meet her, no name, number, place, sex or age leaves this file, nor
anything that says that she came back from abroad. Her wage, her wishes and her family never do.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from spean.core.wording import day_text, digits_text
from spean.directory.models import Occupation, Skill
from spean.jobs.choices import ReferralState
from spean.jobs.models import JobReferral, JobSeeker
from spean.people.choices import PhoneOwner, SafeToCall
from spean.people.selectors import contacts_of

# Only these kept reasons are about the work itself; all others stay with the centre.
SPOKEN = ("occupation-held", "occupation-near", "skill-held", "skill-close", "nice-held")
UNKNOWN = ("skill-missing",)
WAY = ("near-home", "same-province", "far")
PROVEN = {"counsellor", "rpl", "credential"}
PROOFS: Mapping[str, str | Promise] = {
    "counsellor": gettext_lazy("seen by the centre"),
    "rpl": gettext_lazy("assessed"),
    "credential": gettext_lazy("certificate seen"),
    "self": gettext_lazy("the person says so"),
    "inferred": gettext_lazy("from the work done before"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing she can do: "proven", "said" or "unknown", and who says so."""

    kind: str
    text: str
    proof: str


@dataclass(frozen=True, slots=True)
class Profile:
    """One candidate as the page shows her; `name` and `phone` are empty until a meeting."""

    referral: JobReferral
    number: int
    where: str
    starts: str
    facts: list[Fact]
    name: str = ""
    phone: str = ""
    officer: str = ""

    @property
    def state(self) -> str:
        """Return where she stands: sent, meeting or hired."""
        return str(self.referral.state)


def profiles_of(
    referrals: Iterable[JobReferral],
    wishes: Mapping[Any, JobSeeker],
    numbers: Mapping[UUID, int],
    today: date,
) -> list[Profile]:
    """Return the candidates of a link as it may show them."""
    shown = list(referrals)
    names = _names(reason["params"] for one in shown for reason in one.reasons)
    return [
        Profile(
            referral=one,
            number=numbers[one.pk],
            where=_where(one),
            starts=_starts(wishes.get(one.person_id), today),
            facts=_facts(one, names),
            **_known_after_yes(one),
        )
        for one in shown
    ]


def _known_after_yes(referral: JobReferral) -> dict[str, str]:
    if referral.state not in (ReferralState.MEETING, ReferralState.HIRED):
        return {}
    person = referral.person
    officer = person.assigned_to.display_name if person.assigned_to else ""
    return {"name": person.name, "phone": _safe_phone(referral), "officer": officer}


def _safe_phone(referral: JobReferral) -> str:
    """Return her own telephone, if it is safe to call; otherwise the centre calls."""
    for contact in contacts_of(referral.person):
        if contact.safe_to_call == SafeToCall.SAFE and contact.owner == PhoneOwner.SELF:
            return contact.number
    return ""


def _where(referral: JobReferral) -> str:
    for reason in referral.reasons:
        km = reason["params"].get("km")
        if reason["code"] in WAY and km is not None:
            return _("lives about %(km)s km away") % {"km": digits_text(max(1, round(float(km))))}
    return ""


def _starts(seeker: JobSeeker | None, today: date) -> str:
    if seeker is None or seeker.available_from is None:
        return ""
    if seeker.available_from <= today:
        return _("can start at once")
    return _("can start on %(day)s") % {"day": day_text(seeker.available_from, "near")}


def _facts(referral: JobReferral, names: Mapping[str, str]) -> list[Fact]:
    facts = []
    for reason in referral.reasons:
        code, params, source = reason["code"], reason["params"], reason["source"]
        key = params.get("through") or params.get("skill") or params.get("occupation")
        text = names.get(str(key), "")
        if not text:
            continue
        if code in UNKNOWN:
            facts.append(Fact("unknown", text, _("not known yet")))
        elif code in SPOKEN:
            kind = "proven" if source in PROVEN else "said"
            months = f"{text} · {_period(params['months'])}" if "months" in params else text
            facts.append(Fact(kind, months, str(PROOFS.get(source, ""))))
    return facts


def _period(months: Any) -> str:
    years = int(months) // 12
    if years:
        word = ngettext("%(count)s year", "%(count)s years", years)
        return word % {"count": digits_text(years)}
    word = ngettext("%(count)s month", "%(count)s months", int(months))
    return word % {"count": digits_text(int(months))}


def _names(params: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    seen = list(params)
    codes = {str(one[key]) for one in seen for key in ("skill", "through") if key in one}
    iscos = {str(one["occupation"]) for one in seen if "occupation" in one}
    names = {row.code: row.label for row in Skill.objects.filter(code__in=codes)}
    for row in Occupation.objects.filter(isco__in=iscos).order_by("-is_offered", "code"):
        names.setdefault(row.isco, row.label)
    return names
