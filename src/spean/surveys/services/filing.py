"""Keep what telephones send: once, raw, for ever; what differs is set aside and never lost."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID, uuid4

from django.db.models import QuerySet

from spean.accounts.services import audit_many, one_writer
from spean.core.refs import Ref
from spean.core.text import tidy
from spean.core.writing import insert_many
from spean.directory.perms import centres_where
from spean.surveys.choices import AsideReason, SubmissionState
from spean.surveys.contracts import Arrival, Filed, Given, Part
from spean.surveys.models import QuestionnaireVersion, SetAside, Submission, SubmissionPart
from spean.surveys.rules.instance import (
    Instance,
    files_in,
    moment_of,
    probable_id,
)
from spean.surveys.selectors.forms import layout_of
from spean.surveys.services.arriving import UnknownForm, Versions, answered, read_all
from spean.surveys.services.aside import aside_row, sealed_answer


@dataclass(slots=True)
class _Rows:
    """Unsaved rows in the order in which they must be written, and those that change."""

    submissions: list[Submission] = field(default_factory=list)
    parts: list[SubmissionPart] = field(default_factory=list)
    aside: list[SetAside] = field(default_factory=list)
    changed: list[Submission] = field(default_factory=list)


@dataclass(slots=True)
class _Known:
    """What is here already of the arrivals of one batch; it grows as the batch is filed."""

    versions: Versions
    submissions: dict[str, Submission]
    corrected: dict[str, Submission]
    parts: dict[tuple[UUID, str], str]


def file_arrivals(*, arrivals: Sequence[Arrival], now: datetime) -> list[Filed]:
    """Keep some filled forms in one transaction; return what became of each, in their order.

    The same one may come any number of times, in this batch or later: it is one row, by the
    database's own constraint.

    :raises NotASubmission: if one is no filled form
    :raises UnknownForm: if one answers a questionnaire that nobody here ever made
    """
    versions, read = read_all(arrivals)
    return _keep(arrivals, versions, read, now)


def filed_once(
    arrivals: Sequence[Arrival], keep: Callable[[Sequence[Arrival]], list[Filed]]
) -> list[Filed]:
    """Answer what is here already, `keep` the rest; what became of each, in their order.

    Asked before anything is written: what was committed stays, so nobody has to wait for a turn.
    """
    here = _filed_before(arrivals)
    fresh = [one for at, one in enumerate(arrivals) if at not in here]
    following = iter(keep(fresh) if fresh else ())
    return [here[at] if at in here else next(following) for at in range(len(arrivals))]


def _filed_before(arrivals: Sequence[Arrival]) -> dict[int, Filed]:
    """Return what is told, by place, of those that are here byte for byte: nobody reads them twice.

    Telephones send again and again where the network breaks. What brings a file, or waits for
    one, is read: the file may be the missing one.
    """
    plain = {at: probable_id(one.xml) for at, one in enumerate(arrivals) if not one.parts}
    wanted = set(plain.values()) - {""}
    rows = Submission.objects.defer("xml").filter(instance_id__in=wanted, files=[])
    here = {one.instance_id: one for one in rows} if wanted else {}
    return {
        at: Filed(outcome="known", instance_id=id, submission=here[id])
        for at, id in plain.items()
        if id in here and here[id].sha256 == hashlib.sha256(arrivals[at].xml).hexdigest()
    }


def file_copy(*, arrival: Arrival, now: datetime) -> Filed:
    """Keep a copy that was set aside and that a supervisor chose; it is new, whatever is here.

    Beside an answer of the same number it gets a number of its own and corrects that answer.

    :raises NotASubmission: if it is no filled form
    :raises UnknownForm: if it answers a questionnaire that nobody here ever made
    """
    versions, (said,) = read_all([arrival])
    first = said.instance_id
    if Submission.objects.filter(instance_id=first).exists():
        said = replace(said, instance_id=f"{first[:230]}#{said.sha256[:16]}", replaces=first)
    (filed,) = _keep([arrival], versions, [said], now)
    return filed


def _keep(
    arrivals: Sequence[Arrival], versions: Versions, read: Sequence[Instance], now: datetime
) -> list[Filed]:
    with one_writer():
        known = _known(read, versions)
        rows = _Rows()
        filed = [
            _file(rows, known, arrival, said) for arrival, said in zip(arrivals, read, strict=True)
        ]
        _save(rows, now)
        _audit(arrivals, filed)
    return filed


def _known(read: Sequence[Instance], versions: Versions) -> _Known:
    ids = {one.instance_id for one in read}
    wanted = ids | {one.replaces for one in read if one.replaces}
    found = _if_any(Submission.objects.filter(instance_id__in=wanted))
    # Said twice, or the index of those that correct something is not taken, and all are read.
    corrected = _if_any(Submission.objects.filter(corrects__in=ids).exclude(corrects=""))
    submissions = {one.instance_id: one for one in found}
    of_known = [one.pk for one in submissions.values() if one.instance_id in ids]
    parts = SubmissionPart.objects.filter(submission__in=of_known) if of_known else ()
    return _Known(
        versions=versions,
        submissions=submissions,
        corrected={one.corrects: one for one in corrected},
        parts={(one.submission_id, one.name): one.sha256 for one in parts},
    )


def _if_any(rows: QuerySet[Submission]) -> list[Submission]:
    """Return the rows; that there are none, as nearly always, is asked in a shorter question."""
    return list(rows.defer("xml")) if rows.exists() else []


def _file(rows: _Rows, known: _Known, arrival: Arrival, said: Instance) -> Filed:
    here = known.submissions.get(said.instance_id)
    if here is not None and here.sha256 != said.sha256:
        _set_aside(rows, arrival, said.instance_id, arrival.xml)
        return Filed(outcome="differs", instance_id=said.instance_id, submission=here)
    is_new = here is None
    if here is None:
        here, outcome, reason = _new(rows, known, arrival, said)
    else:
        outcome, reason = "known", ""
    _add_parts(rows, known, arrival, here)
    missing = [name for name in here.files if (here.pk, name) not in known.parts]
    return Filed(
        outcome=outcome,  # type: ignore[arg-type]
        instance_id=said.instance_id,
        submission=here,
        reason=reason,
        missing=missing,
        given=Given(submission=here, answers=said.answers)
        if is_new and here.state == SubmissionState.RECEIVED
        else None,
    )


def _new(
    rows: _Rows, known: _Known, arrival: Arrival, said: Instance
) -> tuple[Submission, str, str]:
    version = answered(known.versions[said.form_id], said.version)
    centre_id, is_theirs = _centre_of(arrival, version)
    made = Submission(
        id=uuid4(),
        instance_id=said.instance_id,
        version=version,
        centre_id=centre_id,
        author=arrival.actor,
        device=arrival.device,
        device_seq=arrival.device_seq,
        captured_at=arrival.captured_at or moment_of(said.answers.text("end")),
        sha256=said.sha256,
        corrects=said.replaces,
        files=files_in(said.answers, layout_of(version.pk).media),
    )
    made.xml = sealed_answer(made.pk, arrival.xml)
    outcome, reason = "new", ""
    if not is_theirs:
        outcome, reason = "aside", AsideReason.NO_LONGER_THEIRS
        made.state, made.reason = SubmissionState.SET_ASIDE, reason
    elif version.version != said.version:
        outcome, reason = "aside", AsideReason.NO_QUESTIONNAIRE
        made.state, made.reason = SubmissionState.WAITING, reason
    _link(rows, known, made)
    known.submissions[said.instance_id] = made
    rows.submissions.append(made)
    return made, outcome, reason


def _link(rows: _Rows, known: _Known, made: Submission) -> None:
    """Tie a correction to what it corrects, whichever of the two came first."""
    newer = known.corrected.get(made.instance_id)
    if newer is not None and newer.replaces_id is None:
        newer.replaces, made.state = made, SubmissionState.REPLACED
        rows.changed.append(newer)
    older = known.submissions.get(made.corrects) if made.corrects else None
    if older is None:
        return
    if older.state == SubmissionState.REPLACED:
        made.state, made.reason = SubmissionState.WAITING, "corrected-twice"
        return
    if older.state == SubmissionState.APPLIED:
        # Its effects are in the register, and may have been worked on since.
        made.state, made.reason = SubmissionState.WAITING, "corrected-after"
    made.replaces, older.state = older, SubmissionState.REPLACED
    rows.changed.append(older)


def _add_parts(rows: _Rows, known: _Known, arrival: Arrival, here: Submission) -> None:
    for part in arrival.parts:
        sha256 = hashlib.sha256(part.content).hexdigest()
        before = known.parts.get((here.pk, part.name))
        if before is None:
            known.parts[here.pk, part.name] = sha256
            rows.parts.append(_part(here, part, sha256))
        elif before != sha256:
            _set_aside(rows, arrival, here.instance_id, part.content, part.name)


def _part(here: Submission, part: Part, sha256: str) -> SubmissionPart:
    made = SubmissionPart(
        id=uuid4(),
        submission=here,
        name=part.name[:255],
        content_type=tidy(part.content_type)[:100],
        size=len(part.content),
        sha256=sha256,
    )
    made.content = sealed_answer(made.pk, part.content, packed=False)
    return made


def _set_aside(
    rows: _Rows, arrival: Arrival, instance_id: str, content: bytes, part_name: str = ""
) -> None:
    made = aside_row(
        instance_id=instance_id,
        reason=AsideReason.DIFFERS,
        content=content,
        sent_by=arrival.actor,
        centre_id=arrival.centre_id,
        part_name=part_name,
    )
    rows.aside.append(made)


def _centre_of(arrival: Arrival, version: QuestionnaireVersion) -> tuple[UUID, bool]:
    """Return the centre of an answer, and whether its author may answer there."""
    may = centres_where(arrival.actor, "surveys.fill")
    if arrival.centre_id is not None:
        return arrival.centre_id, arrival.centre_id in may
    used = {one.centre_id for one in version.questionnaire.publications.all()}
    fitting = sorted(may & used) or sorted(may) or sorted(used)
    if not fitting:
        raise UnknownForm
    return fitting[0], fitting[0] in may


def _save(rows: _Rows, now: datetime) -> None:
    insert_many(Submission, rows.submissions)
    insert_many(SubmissionPart, rows.parts)
    if rows.changed:
        Submission.objects.bulk_update(rows.changed, ["state", "replaces"])
    if rows.aside:
        SetAside.objects.bulk_create(rows.aside, ignore_conflicts=True)


def _audit(arrivals: Sequence[Arrival], filed: Sequence[Filed]) -> None:
    acts: dict[UUID, list[tuple[Ref, dict[str, str | int]]]] = {}
    actors = {arrival.actor.pk: arrival.actor for arrival in arrivals}
    for arrival, one in zip(arrivals, filed, strict=True):
        if one.outcome != "known" and one.submission is not None:
            said: dict[str, str | int] = {"outcome": one.outcome, "files": len(arrival.parts)}
            acts.setdefault(arrival.actor.pk, []).append(
                (Ref("submission", one.submission.pk), said)
            )
    for actor_id, of_actor in acts.items():
        audit_many(actor=actors[actor_id], action="surveys.answered", acts=of_actor)
