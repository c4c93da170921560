"""Acts on the skill passport: agreeing to it, showing it by a link, ending the link."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import ChangedMeanwhile, DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.perms import can
from spean.people.choices import ConsentMode, Scope
from spean.people.models import Person
from spean.people.selectors import consent_in_force
from spean.skills.models import Passport, PassportLink
from spean.skills.selectors.passports import is_live, jobs_to_show

LONGEST_DAYS: Final = 90
MOST_OPENINGS: Final = 500
# Somebody who tries made-up links must not fill the audit trail.
STRANGERS_A_MINUTE: Final = 10


class PassportLinkEnded(DomainError):
    """The link was ended, ran out, or never was: the answer is the same."""

    code = "link-ended"
    message = _("This link has ended. Call the centre for a new one.")


class PassportLinkShown(DomainError):
    """A link is shown once."""

    code = "link-shown-already"
    message = _("This link was made and shown before. Please make a new one.")


class PassportLinkTooLong(DomainError):
    """A link ends."""

    code = "link-too-long"
    message = _("A link lasts from 1 to 90 days.")


class NotAgreed(DomainError):
    """Nothing is shown that the person has not agreed to."""

    code = "passport-not-agreed"
    message = _("First go through the passport with the person, and write down the yes.")


class SharingNotAllowed(DomainError):
    """She has not allowed her work profile to be shown to employers."""

    code = "sharing-not-allowed"
    message = _("The person has not allowed the work profile to be shared with employers.")


class SpokenYesNeedsWitness(DomainError):
    """A yes that was only spoken was heard by somebody."""

    code = "witness-missing"
    message = _("Please write who heard the yes.")


@dataclass(frozen=True, slots=True)
class PassportWish:
    """What the person wants to show; `hidden_jobs` are jobs abroad that she leaves out."""

    own_words: str = ""
    shows_phone: bool = False
    shows_birth_year: bool = False
    shows_country: bool = True
    shows_employers: bool = False
    hidden_jobs: tuple[UUID, ...] = ()


@one_writer()
def agree_passport(
    *,
    actor: User,
    person: Person,
    revision: int,
    wish: PassportWish,
    mode: ConsentMode,
    witness: str = "",
    now: datetime,
) -> Passport:
    """Record what the person agreed to show, and how she said yes; links show it from now on.

    :param revision: the revision that was shown to her, 0 if there was no passport yet
    :raises ChangedMeanwhile: if it was saved after it was opened here
    :raises NotAllowed: if the actor may not write down skills of this person
    :raises SpokenYesNeedsWitness: if the yes was only spoken and nobody is named who heard it
    """
    _may(actor, person)
    if mode == ConsentMode.VERBAL and not witness.strip():
        raise SpokenYesNeedsWitness
    held = Passport.objects.select_for_update(of=("self",)).filter(person=person).first()
    if held is not None and held.revision != revision:
        raise ChangedMeanwhile(theirs=held)
    passport = held or Passport(person=person, revision=0)
    hidden = set(wish.hidden_jobs)
    passport.own_words = wish.own_words.strip()
    passport.shows_phone = wish.shows_phone
    passport.shows_birth_year = wish.shows_birth_year
    passport.shows_country = wish.shows_country
    passport.shows_employers = wish.shows_employers
    passport.hidden_jobs = [str(job.pk) for job in jobs_to_show(person) if job.pk in hidden]
    passport.agreed_mode, passport.witness = mode, witness.strip()
    passport.agreed_at, passport.recorded_by = now, actor
    passport.revision += 1
    passport.save()
    audit(actor=actor, action="skills.passport_agreed", on=Ref("person", person.pk), how=str(mode))
    return passport


@one_writer()
def make_passport_link(
    *, actor: User, id: UUID, person: Person, days: int, now: datetime
) -> tuple[PassportLink, str, str]:
    """Make a link; return it with its two tokens, to show and to end. They are not kept.

    :raises NotAgreed: if there is no passport yet
    :raises NotAllowed: if the actor may not write down skills of this person
    :raises PassportLinkShown: if this id has a link already
    :raises PassportLinkTooLong: if it should last less than a day or more than 90
    :raises SharingNotAllowed: if she does not let employers see her work profile
    """
    _may(actor, person)
    if PassportLink.objects.filter(pk=id).exists():
        raise PassportLinkShown
    if not 1 <= days <= LONGEST_DAYS:
        raise PassportLinkTooLong
    passport = Passport.objects.filter(person=person).first()
    if passport is None:
        raise NotAgreed
    if not consent_in_force(person, Scope.SHARE_EMPLOYER, timezone.localdate(now)):
        raise SharingNotAllowed
    token, owner = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
    link = PassportLink.objects.create(
        id=id,
        passport=passport,
        token_hash=_hash(token),
        owner_hash=_hash(owner),
        made_by=actor,
        expires_at=_end_of_day(now, days),
    )
    audit(actor=actor, action="skills.passport_link_made", on=Ref("person", person.pk), days=days)
    return link, token, owner


@one_writer()
def open_passport_link(*, token: str, now: datetime) -> PassportLink:
    """Return the live link of a token, and note that it was opened.

    Consent is asked again at every look: who takes it back is seen by nobody from then on.

    :raises PassportLinkEnded: if there is none, or it was opened too often
    """
    link = _found(token_hash=_hash(token))
    if link is None or not is_live(link, now) or not _still_allowed(link, now):
        raise PassportLinkEnded
    if link.opened >= MOST_OPENINGS:
        raise PassportLinkEnded
    link.opened, link.opened_at = link.opened + 1, now
    link.save(update_fields=["opened", "opened_at", "updated_at"])
    audit(actor=None, action="skills.passport_opened", on=Ref("passport_link", link.pk))
    return link


def owned_link(*, owner: str, now: datetime) -> PassportLink:
    """Return the link that its owner's token ends, whether it still opens or not.

    :raises PassportLinkEnded: if there is none, or the person is not here any more
    """
    link = _found(owner_hash=_hash(owner))
    if link is None or not _is_here(link.passport.person):
        raise PassportLinkEnded
    return link


@one_writer()
def end_by_owner(*, owner: str, now: datetime) -> PassportLink:
    """End a link by the token that the person alone has; twice is harmless.

    :raises PassportLinkEnded: if there is none
    """
    link = owned_link(owner=owner, now=now)
    return _end(link, now, by_owner=True, actor=None)


@one_writer()
def end_passport_link(*, actor: User, link: PassportLink, now: datetime) -> PassportLink:
    """End a link at the centre, at once; twice is harmless.

    :raises NotAllowed: if the actor may not write down skills of this person
    """
    _may(actor, link.passport.person)
    return _end(link, now, by_owner=False, actor=actor)


@one_writer()
def note_refused_passport() -> None:
    """Keep in the trail that a dead link was tried; called after the refusal, never with it."""
    key = "passport-strangers"
    cache.add(key, 0, timeout=60)
    if int(cache.incr(key)) <= STRANGERS_A_MINUTE:
        audit(actor=None, action="skills.passport_refused")


def _end(link: PassportLink, now: datetime, *, by_owner: bool, actor: User | None) -> PassportLink:
    held = PassportLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if held.ended_at is None:
        held.ended_at, held.ended_by_owner = now, by_owner
        held.save(update_fields=["ended_at", "ended_by_owner", "updated_at"])
        audit(actor=actor, action="skills.passport_link_ended", on=Ref("passport_link", held.pk))
    return held


def _found(**by: str) -> PassportLink | None:
    people = "passport__person__centre", "passport__person__area__parent__parent__parent"
    return PassportLink.objects.select_related(*people).filter(**by).first()


def _still_allowed(link: PassportLink, now: datetime) -> bool:
    person = link.passport.person
    today = timezone.localdate(now)
    return _is_here(person) and consent_in_force(person, Scope.SHARE_EMPLOYER, today)


def _is_here(person: Person) -> bool:
    return not person.is_sealed and person.merged_into_id is None


def _may(actor: User, person: Person) -> None:
    if not _is_here(person) or not can(actor, "skills.edit", person):
        raise NotAllowed


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _end_of_day(now: datetime, days: int) -> datetime:
    """Return the end of the last day on which the link works, as people count days."""
    last = timezone.localtime(now) + timedelta(days=days)
    return last.replace(hour=23, minute=59, second=59, microsecond=0)
