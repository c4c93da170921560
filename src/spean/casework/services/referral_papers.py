"""Papers for a partner: checked, sealed, taken by the link alone, and deleted when it is over."""

import base64
import tempfile
from datetime import datetime, timedelta
from pathlib import Path, PurePath
from typing import Final
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.casework import flows
from spean.casework.models import ReferralLink, ServiceReferral, SharedPaper
from spean.casework.rules import papers as rules
from spean.casework.services.revisions import already_made, put
from spean.core.errors import DomainError, IllegalMove, NotAllowed
from spean.core.refs import Ref
from spean.core.sandbox import run_parser
from spean.core.text import tidy
from spean.directory.perms import can
from spean.people.services import seal_for
from spean.people.services.sealing import opened_unseen

_PARSER: Final = "spean.casework.rules.papers.kind_of_paper"
LONGEST_KEPT: Final = timedelta(days=30)


class TooManyPapers(DomainError):
    """A partner needs few papers."""

    code = "too-many-papers"
    message = _("At most %(most)s papers go with a referral.")


class PaperGone(DomainError):
    """The paper was deleted, or never was there."""

    code = "paper-gone"
    message = _("This paper has been deleted.")


class PaperTooLarge(DomainError):
    """A photograph of a paper is small."""

    code = "paper-too-large"
    message = _("This file is larger than %(most)s MB. Please photograph the paper again, smaller.")


@one_writer()
def attach_paper(
    *,
    actor: User,
    referral_id: UUID,
    id: UUID,
    name: str,
    content: bytes,
    now: datetime,
) -> SharedPaper:
    """Put a paper beside a referral, sealed under the person's key, for 30 days at most.

    :raises NotAllowed: if the actor may not work on the file
    :raises IllegalMove: if the referral is over
    :raises TooManyPapers: if there are five
    :raises PaperTooLarge: if it is larger than 5 MB
    :raises ParserFailed: if it is no PDF, JPEG or PNG, or holds programs
    """
    referral = ServiceReferral.objects.select_for_update(of=("self",)).get(pk=referral_id)
    person = referral.case.person
    if not can(actor, "casework.edit", person):
        raise NotAllowed
    made = already_made(SharedPaper, id, "added_by", actor)
    if made is not None:
        return made
    if referral.state not in flows.LIVE_REFERRALS:
        raise IllegalMove(action="attach", state=referral.state)
    if referral.papers.filter(deleted_at=None).count() >= rules.MOST:
        raise TooManyPapers(most=rules.MOST)
    if len(content) > rules.LARGEST:
        raise PaperTooLarge(most=rules.LARGEST // 1_000_000)
    kind = _kind_of(content)
    plain = {"name": _safe(name, kind), "content": base64.b64encode(content).decode()}
    paper = SharedPaper.objects.create(
        id=id,
        referral=referral,
        kind=kind,
        size=len(content),
        sealed=seal_for(person, plain, context=_context(id)),
        added_by=actor,
        delete_after=now + LONGEST_KEPT,
    )
    ref = Ref("shared_paper", id)
    audit(actor=actor, action="casework.paper_added", on=ref, kind=kind, bytes=len(content))
    return paper


@one_writer()
def take_paper(
    *, link: ReferralLink, paper_id: UUID, now: datetime
) -> tuple[SharedPaper, str, bytes]:
    """Return a paper of a live link's referral with its name and content, and note it was taken.

    :raises PaperGone: if it is no paper of this referral, was deleted, or the referral is over
    """
    referral = link.referral
    paper = referral.papers.select_for_update().filter(pk=paper_id, deleted_at=None).first()
    is_over = referral.state not in flows.LIVE_REFERRALS
    if paper is None or is_over or paper.delete_after <= now:
        raise PaperGone
    plain = opened_unseen(referral.case.person, paper.sealed, _context(paper.pk))
    if paper.taken_at is None:
        put(paper, {"taken_at": now})
    audit(actor=None, action="casework.paper_taken", on=Ref("shared_paper", paper.pk))
    return paper, str(plain["name"]), base64.b64decode(plain["content"])


@one_writer()
def delete_paper(*, actor: User, paper_id: UUID, now: datetime) -> None:
    """Delete a paper by hand.

    :raises NotAllowed: if the actor may not work on the file
    """
    paper = SharedPaper.objects.select_for_update(of=("self",)).get(pk=paper_id)
    if not can(actor, "casework.edit", paper.referral.case.person):
        raise NotAllowed
    _delete(actor, [paper], now)


@one_writer()
def delete_shared(*, now: datetime) -> int:
    """Delete the papers whose time is over: 30 days, the end of the referral, or of the consent."""
    person = "referral__case__person__"
    is_over = Q(delete_after__lte=now) | ~Q(referral__state__in=flows.LIVE_REFERRALS)
    is_over |= Q(referral__consent__withdrawn_at__isnull=False)
    is_over |= Q(**{f"{person}is_sealed": True}) | Q(**{f"{person}merged_into__isnull": False})
    found = SharedPaper.objects.select_for_update(of=("self",)).filter(is_over, deleted_at=None)
    return _delete(None, list(found), now)


def _delete(actor: User | None, papers: list[SharedPaper], now: datetime) -> int:
    for paper in papers:
        if paper.deleted_at is not None:
            continue
        put(paper, {"sealed": b"", "deleted_at": now})
        ref = Ref("shared_paper", paper.pk)
        audit(actor=actor, action="casework.paper_deleted", on=ref, bytes=paper.size)
    return len(papers)


def _kind_of(content: bytes) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper"
        path.write_bytes(content)
        return str(run_parser(_PARSER, path, memory_mb=128, seconds=5))


def _safe(name: str, kind: str) -> str:
    """Return a name to keep the file under: the officer's own word with the true ending."""
    stem = tidy(PurePath(name.replace("\\", "/")).stem)[:60]
    kept = "".join(sign for sign in stem if sign.isprintable() and sign not in '"\\/:*?<>|')
    return f"{kept or 'paper'}.{kind}"


def _context(id: UUID) -> str:
    return f"shared_paper:{id}"
