"""Referrals to schemes in words: the path as steps, the one next thing, what an office may say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spean.casework import flows
from spean.casework.choices import (
    BenefitKnown,
    BenefitRefusal,
    BenefitState,
    Carrier,
)
from spean.casework.models import SchemeReferral
from spean.casework.rules.benefits import EMPLOYER_SCHEMES, PENDING_DAYS, BenefitWords, Due, Taken
from spean.casework.rules.refusals import Prospect, Risk, likely_refusals
from spean.casework.selectors.benefits import WAITING, refusals_of, yes_no_question
from spean.core.wording import is_khmer, money_text
from spean.people.choices import IdPoor

# The steps that are drawn, and the states that reach each.
_PATH: Final[tuple[tuple[Any, frozenset[str]], ...]] = (
    (gettext_lazy("Found"), frozenset()),
    (gettext_lazy("Papers ready"), frozenset({"ready"})),
    (gettext_lazy("Handed in"), frozenset({"submitted", "interview", "refused", "appealed"})),
    (gettext_lazy("Approved"), frozenset({"approved"})),
    (gettext_lazy("Received"), frozenset({"received", "lapsed"})),
)
# The verb of each move, and the one that is offered first in each state.
MOVES: Final[Mapping[str, Any]] = {
    "make_ready": gettext_lazy("The papers are ready"),
    "miss": gettext_lazy("A paper is missing after all"),
    "submit": gettext_lazy("The papers were handed in"),
    "invite": gettext_lazy("There is an interview"),
    "approve": gettext_lazy("It was approved"),
    "refuse": gettext_lazy("It was refused"),
    "appeal": gettext_lazy("Ask the office to look again"),
    "receive": gettext_lazy("The benefit has come"),
    "renew": gettext_lazy("It was renewed"),
    "lapse": gettext_lazy("It has ended"),
    "withdraw": gettext_lazy("The person does not want it now"),
    "ask_again": gettext_lazy("The decision was written down by mistake"),
    "take_up": gettext_lazy("Take it up again"),
}
_NEXT: Final[Mapping[str, tuple[str, Any]]] = {
    "identified": ("make_ready", gettext_lazy("Gather the papers.")),
    "ready": ("submit", gettext_lazy("Hand the papers in.")),
    "submitted": ("approve", gettext_lazy("Ask the office for its answer.")),
    "interview": ("approve", gettext_lazy("Go with the person to the interview, then ask.")),
    "appealed": ("approve", gettext_lazy("Ask the office for its answer.")),
    "approved": ("receive", gettext_lazy("See whether the benefit has come.")),
    "refused": ("appeal", gettext_lazy("Answer the reason, and ask the office to look again.")),
    "received": ("renew", gettext_lazy("Renew it before it ends.")),
    "lapsed": ("renew", gettext_lazy("Renew it, if the person still needs it.")),
    "withdrawn": ("take_up", gettext_lazy("Nothing, unless the person wants it again.")),
}
_QUIET: Final = gettext_lazy("Nothing now. Ask now and then whether it still comes.")
# What to bring or do about a reason that an office gives.
ADVICE: Final[Mapping[str, Any]] = {
    "decent_house": gettext_lazy(
        "Bring papers on income, loans and who is ill or has no work. Say who built the house,"
        " and with which money."
    ),
    "card_expired": gettext_lazy("Bring the old card, and ask the commune for a new one."),
    "papers_missing": gettext_lazy("Gather the papers that are missing first, or say why not."),
    "not_at_home": gettext_lazy("Agree a day with the village chief, when an adult is at home."),
    "not_on_list": gettext_lazy("Ask the village chief how a family comes on the list."),
    "rule": gettext_lazy("Read the rule once more together, and say what has changed."),
    "closed": gettext_lazy("Ask when the scheme opens again, and come back on that day."),
    "other": gettext_lazy("Ask the office to say its reason in writing."),
}
_HOW: Final[Mapping[str, Any]] = {
    "fact": gettext_lazy("it is so in the file"),
    "answer": gettext_lazy("the household says so"),
    "field": gettext_lazy("offices have said this to other people who came back"),
    "often": gettext_lazy("the centres have heard it at least ten times"),
}
QUESTIONS: Final[Mapping[str, Any]] = {
    "looks_decent": gettext_lazy("Does the house look decent from outside?"),
    "at_home": gettext_lazy("Will an adult be at home when the commune comes?"),
    "on_list": gettext_lazy("Is the family on the list of the village?"),
}
DUES: Final[Mapping[str, Any]] = {
    "renewal": gettext_lazy("It ends: renew it before"),
    "card": gettext_lazy("The equity card expires"),
    "sixty": gettext_lazy("Turns sixty: look at the rights again"),
    "two": gettext_lazy("The child turns two: this cash ends"),
    "birth": gettext_lazy("The child is expected: ask for the cash at birth"),
    "visit": gettext_lazy("Next check-up: a payment comes with it"),
    "payment": gettext_lazy("The monthly contribution is due"),
    "appeal": gettext_lazy("The last day to ask the office again"),
}


@dataclass(frozen=True, slots=True)
class ShownBenefit:
    """One referral as it is read. Without words (a colleague's view) only state and days."""

    row: SchemeReferral
    name: str
    state: str
    # Where it is on the path: a number from 1, as parts/progress.html draws it.
    step: int
    steps: tuple[Any, ...]
    next_word: Any
    url: str = ""
    is_late: bool = False
    moves: list[tuple[str, Any]] = field(default_factory=list)
    first_move: tuple[str, Any] | None = None
    # Each in three parts: the source stands in its own language.
    reasons: list[tuple[str, str, str]] = field(default_factory=list)
    log: list[dict[str, Any]] = field(default_factory=list)


def shown_benefit(
    row: SchemeReferral, name: str, words: BenefitWords | None, today: date
) -> ShownBenefit:
    """Return a referral as it is read."""
    first, said = _NEXT[row.state]
    if words and is_employer(words) and row.state == BenefitState.READY:
        said = _("Ask the employer whether the person is registered, and see the number.")
    if row.state == BenefitState.RECEIVED and row.renew_by is None:
        is_paid_in = words is not None and words.dates.next_payment_on is not None
        first, said = "", _("Pay the contribution every month.") if is_paid_in else _QUIET
    open_moves = flows.BENEFIT.actions_from(row.state) if words else []
    others = [(one, MOVES[one]) for one in open_moves if one != first]
    return ShownBenefit(
        row=row,
        name=name,
        state=BenefitState(row.state).label,
        step=_step(row.state),
        steps=tuple(label for label, _states in _PATH),
        next_word=said,
        url=reverse("desk:benefit", args=[row.pk]) if words else "",
        is_late=_is_late(row, today),
        moves=others,
        first_move=(first, MOVES[first]) if words and first else None,
        reasons=_reasons(words),
        log=[_logged(step, words.scheme) for step in words.steps] if words else [],
    )


def risks_of(words: BenefitWords) -> list[dict[str, Any]]:
    """Return the reasons an office may give, how each is known, and what answers it."""
    known = Prospect(
        scheme=words.scheme,
        card=words.card,
        needs_card=words.needs_card,
        papers_missing=words.missing,
        answers=words.prospects,
        counts=refusals_of(words.scheme),
    )
    return [_risk(one) for one in likely_refusals(known)]


def due_words(due: Due, today: date) -> dict[str, Any]:
    """Return what comes on a day, as it is read."""
    return {"on": due.on, "what": DUES[due.kind], "is_late": due.on < today}


def fact_question(code: str) -> str:
    """Return the question of a fact in the reader's language."""
    return yes_no_question(code)


def explained_refusal(words: BenefitWords) -> dict[str, Any] | None:
    """Return the newest refusal with what answers it, or None."""
    said = words.last("refuse")
    if said is None:
        return None
    return {
        "reason": BenefitRefusal(said.reason).label,
        "note": said.note,
        "on": said.on,
        "advice": ADVICE[said.reason],
        "until": said.until,
    }


def is_employer(words: BenefitWords) -> bool:
    """Tell whether this asks an employer, not an office."""
    return words.scheme in EMPLOYER_SCHEMES


def _is_late(row: SchemeReferral, today: date) -> bool:
    since = row.waiting_since if row.state in WAITING else None
    return since is not None and (today - since).days > PENDING_DAYS


def _step(state: str) -> int:
    return next((place for place, (_l, states) in enumerate(_PATH, 1) if state in states), 1)


def _reasons(words: BenefitWords | None) -> list[tuple[str, str, str]]:
    if words is None:
        return []
    said = [km if is_khmer() else en for km, en in words.reasons]
    return [one.partition(words.source or one) for one in said]


def _risk(one: Risk) -> dict[str, Any]:
    return {
        "reason": BenefitRefusal(one.reason).label,
        "how": _HOW[one.basis],
        "advice": ADVICE[one.reason],
    }


def _logged(step: Taken, scheme: str) -> dict[str, Any]:
    facts = [
        step.place,
        step.number,
        Carrier(step.carrier).label if step.carrier else "",
        BenefitRefusal(step.reason).label if step.reason else "",
        IdPoor(step.level).label if step.level else "",
        money_text(step.amount, step.currency) if step.amount is not None else "",
        BenefitKnown(step.known).label if step.known else "",
    ]
    word = MOVES.get(step.move) or _("Begun")
    return {
        "on": step.on,
        "what": word,
        "facts": [str(one) for one in facts if one],
        "note": step.note,
        "until": step.until,
    }
