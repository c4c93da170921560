"""A referral to a scheme: begun with its reasons, its papers gathered, opened by two alone."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from rulebook import FACTS, Decision, FactKind, ways_of
from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.casework.choices import BenefitState, PaperState
from spean.casework.models import SchemeReferral
from spean.casework.rules.benefits import (
    BenefitWords,
    Dates,
    Gathered,
    Taken,
    as_plain,
    is_private,
    papers_for,
    read,
)
from spean.casework.rules.refusals import questions_for
from spean.casework.selectors.benefits import UNDER_WAY
from spean.casework.selectors.rights import Right, known_of, rights_of
from spean.casework.services.benefit_reminders import keep_reminders
from spean.casework.services.cases import open_case_of
from spean.casework.services.revisions import already_made, locked_at, put
from spean.core.errors import DomainError, IllegalMove, NotAllowed
from spean.core.refs import Ref
from spean.directory.selectors import decision_under
from spean.people.models import Person
from spean.people.perms import may_open_sensitive
from spean.people.services import open_all_for, opened_unseen, seal_for

# Until the papers are with the office, the list of them can still change.
GATHERING = (BenefitState.IDENTIFIED, BenefitState.READY)


class NoSuchScheme(DomainError):
    """No rule says anything of this scheme."""

    code = "no-such-scheme"
    message = _("No rule is written down for this scheme. Please ask the legal officer.")


class BegunAlready(DomainError):
    """This scheme is on its way for this person."""

    code = "begun-already"
    message = _("This is under way already. Please go on there.")


@one_writer()
def start_benefit(
    *, actor: User, person: Person, scheme: str, id: UUID, today: date
) -> SchemeReferral:
    """Begin a referral, and keep with it what the rules of this day say and which papers they ask.

    What the rules say never refuses anybody: who is unlikely to get it may apply as well.

    :raises NotAllowed: if the actor is neither the responsible officer nor the manager
    :raises NoSuchScheme: if there is no rule for it
    :raises BegunAlready: if it is under way for this person
    :raises NoOpenCase: if the person has no open case
    """
    check(actor, person)
    made = already_made(SchemeReferral, id, "started_by", actor)
    if made is not None:
        return made
    Person.objects.select_for_update().get(pk=person.pk)
    rights = {one.scheme.code: one for one in rights_of(actor, person, today)}
    if scheme not in rights:
        raise NoSuchScheme
    before = [(one, words_of(person, one)) for one in rows_of(person)]
    same = [one for one, words in before if words.scheme == scheme]
    if any(one.state in UNDER_WAY for one in same):
        raise BegunAlready
    for one in same:
        put(one, {"is_replaced": True})
    right = rights[scheme]
    private = is_private(scheme)
    words = _words(actor, person, right, today)
    referral = SchemeReferral.objects.create(
        id=id,
        case=open_case_of(person),
        scheme=None if private else right.scheme,
        is_private=private,
        started_on=today,
        started_by=actor,
        sealed=sealed_words(person, id, words),
    )
    audit(actor=actor, action="casework.benefit_begun", on=Ref("scheme_referral", referral.pk))
    return referral


@one_writer()
def save_papers(
    *,
    actor: User,
    referral: SchemeReferral,
    revision: int,
    given: Gathered,
) -> SchemeReferral:
    """Keep which papers are there, what was answered, and what an office would see.

    With an answer that was missing the rule is asked again: the same row, as on the first day.

    :raises NotAllowed: if the actor is neither the responsible officer nor the manager
    :raises ChangedMeanwhile: if it was saved after it was opened here
    :raises IllegalMove: if the papers are with the office already
    """
    person = referral.case.person
    check(actor, person)
    referral = locked_at(referral, revision)
    if referral.state not in GATHERING:
        raise IllegalMove(action="papers", state=referral.state)
    words = words_of(person, referral)
    papers = tuple(
        replace(one, state=PaperState(given.papers.get(one.code, one.state)).value)
        for one in words.papers
    )
    asked = {code: yes for code, yes in given.prospects.items() if code in _questions(words)}
    words = replace(words, papers=papers, prospects=asked)
    keep_words(referral, _asked_again(actor, person, words, given.answers))
    audit(actor=actor, action="casework.benefit_papers", on=Ref("scheme_referral", referral.pk))
    return referral


@one_writer()
def save_dates(
    *, actor: User, referral: SchemeReferral, revision: int, dates: Dates, today: date
) -> SchemeReferral:
    """Keep what comes back every month or with a child, and promise a word before it.

    :raises NotAllowed: if the actor is neither the responsible officer nor the manager
    :raises ChangedMeanwhile: if it was saved after it was opened here
    """
    person = referral.case.person
    check(actor, person)
    referral = locked_at(referral, revision)
    words = replace(words_of(person, referral), dates=dates)
    keep_words(referral, words)
    keep_reminders(referral, words, today)
    audit(actor=actor, action="casework.benefit_dates", on=Ref("scheme_referral", referral.pk))
    return referral


def open_benefits(
    *, viewer: User, person: Person, referrals: list[SchemeReferral]
) -> dict[UUID, BenefitWords]:
    """Return the words of a person's referrals; the read is audited in the same transaction.

    :raises NotAllowed: if the viewer is neither the responsible officer nor the manager
    """
    check(viewer, person)
    items = {str(one.pk): (bytes(one.sealed), context_of(one.pk)) for one in referrals}
    plain = open_all_for(viewer=viewer, person=person, items=items) if items else {}
    return {one.pk: read(plain[str(one.pk)]) for one in referrals}


def schemes_under_way(person: Person) -> set[str]:
    """Return the schemes a person is on her way to; for the software's own use."""
    rows = rows_of(person).filter(state__in=UNDER_WAY)
    return {words_of(person, one).scheme for one in rows}


def rows_of(person: Person) -> QuerySet[SchemeReferral]:
    """Return all referrals of a person, for the software's own use."""
    return SchemeReferral.objects.filter(case__person=person)


def words_of(person: Person, referral: SchemeReferral) -> BenefitWords:
    """Return the words for an act on them, shown to nobody."""
    return read(opened_unseen(person, bytes(referral.sealed), context_of(referral.pk)))


def keep_words(
    referral: SchemeReferral, words: BenefitWords, values: Mapping[str, object] | None = None
) -> None:
    """Seal the words anew, beside other columns of the same act."""
    sealed = sealed_words(referral.case.person, referral.pk, words)
    put(referral, {"sealed": sealed, **(values or {})})


def sealed_words(person: Person, id: UUID, words: BenefitWords) -> bytes:
    """Return the words under the person's key."""
    return seal_for(person, as_plain(words), context=context_of(id))


def context_of(id: UUID) -> str:
    """Return what a sealed value is bound to."""
    return f"benefit:{id}"


def check(viewer: User, person: Person) -> None:
    """Refuse all but the responsible officer and the manager.

    :raises NotAllowed: if the viewer is somebody else
    """
    if not may_open_sensitive(viewer, person):
        raise NotAllowed


def _words(actor: User, person: Person, right: Right, today: date) -> BenefitWords:
    decision, known = right.decision, known_of(actor, person)
    ways = ways_of(decision.rule) if decision.rule else ()
    return BenefitWords(
        **_said(decision),
        scheme=right.scheme.code,
        asked_on=today,
        rule=decision.rule.ref if decision.rule else "",
        source=decision.rule.source if decision.rule else "",
        asks=tuple(one.code for one in decision.missing if one.kind is FactKind.YES_NO),
        card=str(known.get("equity-card") or ""),
        needs_card=any(one.fact.code == "equity-card" for way in ways for one in way.conditions),
        papers=papers_for(ways, known),
        steps=(Taken(move="start", on=today, by=str(actor.pk)),),
    )


def _asked_again(
    actor: User, person: Person, words: BenefitWords, answers: Mapping[str, bool]
) -> BenefitWords:
    answered = {code: yes for code, yes in answers.items() if code in words.asks and code in FACTS}
    if answered == words.answers or not words.rule:
        return words
    known = {**known_of(actor, person), **answered}
    decision = decision_under(words.rule, words.scheme, known, words.asked_on)
    return replace(words, **_said(decision), answers=answered)


def _said(decision: Decision) -> dict[str, Any]:
    reasons = tuple((said.km, said.en) for said in decision.reasons)
    return {"verdict": decision.verdict.value, "reasons": reasons}


def _questions(words: BenefitWords) -> tuple[str, ...]:
    return questions_for(words.scheme)
