"""Take a questionnaire in, look at it, put it to use at centres, and take it back."""

import hashlib
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.core.sandbox import ParserFailed, ParserTooGreedy, run_parser
from spean.core.text import tidy
from spean.directory.perms import Scope, centres_where, scope_of
from spean.surveys import flows
from spean.surveys.models import FormMedia, Publication, Questionnaire, QuestionnaireVersion

LARGEST_FORM = 10 * 1024 * 1024
LARGEST_MEDIA = 20 * 1024 * 1024
_PARSER = "spean.surveys.rules.xlsform.check_form"
_MEMORY_MB, _SECONDS = 256, 40
_SENDS = re.compile(r"<submission[^>]*\saction=")


class FormTooLarge(DomainError):
    """The file is larger than a questionnaire ever is."""

    code = "too-large"
    message = _("This file is larger than %(most)s MB. A questionnaire is never so large.")


class FormRefused(DomainError):
    """The workbook cannot become a questionnaire; `details["problems"]` says why and where."""

    code = "form-refused"
    message = _("This workbook cannot be used yet. Please correct what is listed.")


class VersionExists(DomainError):
    """Another workbook was uploaded with the same version."""

    code = "version-exists"
    message = _("This version was uploaded before. Write a new version in the sheet “settings”.")


class FileNotAsked(DomainError):
    """The questionnaire does not speak of such a file."""

    code = "file-not-asked"
    message = _("This questionnaire does not use a file of that name.")


class FilesMissing(DomainError):
    """Pictures, sounds or lists that the questionnaire needs are not here yet."""

    code = "files-missing"
    message = _("Files are missing: %(names)s. Add them, then put it to use.")


class SendsElsewhere(DomainError):
    """The form tells telephones to send its answers to another server."""

    code = "sends-elsewhere"
    message = _("This questionnaire sends its answers to another server. Take submission_url out.")


@dataclass(frozen=True, slots=True)
class Checked:
    """What a look at a workbook found; `form` is None where it is refused."""

    result: str
    problems: list[dict[str, Any]]
    changes: list[dict[str, Any]]
    form: dict[str, Any] | None


def check_workbook(*, file_name: str, content: bytes) -> Checked:
    """Look at a workbook in the sandbox; nothing is kept.

    :raises FormTooLarge: if it is larger than a questionnaire ever is
    """
    if len(content) > LARGEST_FORM:
        raise FormTooLarge(most=LARGEST_FORM // 1024 // 1024)
    with tempfile.TemporaryDirectory(prefix="spean-form-") as folder:
        path = Path(folder) / "form"
        path.write_bytes(content)
        try:
            found: dict[str, Any] = run_parser(
                _PARSER, path, memory_mb=_MEMORY_MB, seconds=_SECONDS, name=file_name
            )
        except ParserTooGreedy:
            return _refusal("too-greedy")
        except ParserFailed as refusal:
            return _refusal(str(refusal.details.get("reason") or "damaged"))
    return Checked(found["result"], found["problems"], found["changes"], found["form"])


def receive_workbook(
    *, actor: User, file_name: str, content: bytes, effect: str = ""
) -> QuestionnaireVersion:
    """Keep a workbook as a new version of its questionnaire, with what was repaired in it.

    The very same workbook sent again is the version that is there. `effect` is for the
    questionnaires of the programme; a new version keeps the effect of those before.

    :raises NotAllowed: if the actor does not make questionnaires
    :raises FormRefused: with every problem and its cell
    :raises VersionExists: if another workbook has this version
    """
    if scope_of(actor, "surveys.design") < Scope.CENTRE:
        raise NotAllowed
    checked = check_workbook(file_name=file_name, content=content)
    if checked.form is None:
        raise FormRefused(problems=checked.problems)
    return keep_version(actor, file_name, content, checked, effect=effect)


def keep_version(
    actor: User | None, file_name: str, content: bytes, checked: Checked, *, effect: str = ""
) -> QuestionnaireVersion:
    """Keep a workbook that was looked at; the project's own come without an actor."""
    form = checked.form or {}
    sha256 = hashlib.sha256(content).hexdigest()
    with one_writer():
        asked, _made = Questionnaire.objects.select_for_update().get_or_create(
            form_id=form["form_id"],
            defaults={"is_of_programme": actor is None, **({"effect": effect} if effect else {})},
        )
        known = asked.versions.filter(version=form["version"]).first()
        if known is not None:
            if known.sha256 != sha256:
                raise VersionExists
            return known
        last = asked.versions.aggregate(last=Max("number"))["last"] or 0
        kept = QuestionnaireVersion.objects.create(
            questionnaire=asked,
            version=form["version"],
            number=last + 1,
            uploaded_by=actor,
            file_name=tidy(PurePath(file_name.replace("\\", "/")).name)[-200:] or "form.xlsx",
            original=content,
            sha256=sha256,
            xform=form["xform"],
            md5=md5_of(form["xform"].encode()),
            questions=form["questions"],
            languages=form["languages"],
            media_names=form["media"],
            problems=checked.problems,
            changes=checked.changes,
        )
        _name(asked, form)
        if form["itemsets"]:
            _keep_file(kept, "itemsets.csv", form["itemsets"].encode(), "text/csv")
        audit(
            actor=actor,
            action="surveys.form_received",
            on=Ref("questionnaire", asked.pk),
            number=kept.number,
            changes=len(checked.changes),
        )
    return kept


def add_media(
    *, actor: User, version_id: UUID, name: str, content: bytes, content_type: str
) -> FormMedia:
    """Keep a picture, sound or list that a version speaks of; the last one given counts.

    :raises NotAllowed: if the actor does not make questionnaires
    :raises FileNotAsked: if the version speaks of no such file
    :raises FormTooLarge: if the file is too large for a telephone
    """
    if scope_of(actor, "surveys.design") < Scope.CENTRE:
        raise NotAllowed
    if len(content) > LARGEST_MEDIA:
        raise FormTooLarge(most=LARGEST_MEDIA // 1024 // 1024)
    with one_writer():
        version = QuestionnaireVersion.objects.get(pk=version_id)
        if name not in version.media_names:
            raise FileNotAsked
        kept = _keep_file(version, name, content, content_type)
        audit(actor=actor, action="surveys.media_added", on=Ref("questionnaire", version.pk))
    return kept


def _keep_file(
    version: QuestionnaireVersion, name: str, content: bytes, content_type: str
) -> FormMedia:
    said = {"content": content, "content_type": content_type[:100], "md5": md5_of(content)}
    kept, _made = FormMedia.objects.update_or_create(version=version, name=name, defaults=said)
    return kept


def publish(
    *, actor: User, version_id: UUID, centre_ids: Iterable[UUID], now: datetime
) -> QuestionnaireVersion:
    """Put a version to use at these centres, beside those where the questionnaire is in use.

    Telephones fetch it from then on; answers to earlier versions are still taken.

    :raises NotAllowed: if the actor does not make questionnaires at one of the centres
    :raises FilesMissing: if the version needs files that are not here
    :raises SendsElsewhere: if telephones would send its answers to another server
    """
    wanted = set(centre_ids)
    with one_writer():
        version = QuestionnaireVersion.objects.select_related("questionnaire").get(pk=version_id)
        if any(scope_of(actor, "surveys.design", one) < Scope.CENTRE for one in wanted):
            raise NotAllowed
        if _SENDS.search(version.xform):
            raise SendsElsewhere
        missing = set(version.media_names) - set(version.media.values_list("name", flat=True))
        if missing:
            raise FilesMissing(names=", ".join(sorted(missing)))
        put_to_use(actor, version, wanted, now)
    return version


def withdraw(*, actor: User, questionnaire_id: UUID, centre_id: UUID) -> None:
    """Take a questionnaire back from a centre; what was answered on the way is still taken.

    :raises NotAllowed: if the actor does not make questionnaires there
    """
    if scope_of(actor, "surveys.design", centre_id) < Scope.CENTRE:
        raise NotAllowed
    with one_writer():
        asked = Questionnaire.objects.select_for_update().get(pk=questionnaire_id)
        asked.publications.filter(centre=centre_id).delete()
        if not asked.publications.exists():
            asked.state = flows.QUESTIONNAIRE.move(asked.state, "close")
            asked.save(update_fields=["state", "updated_at"])
        audit(actor=actor, action="surveys.withdrawn", on=Ref("questionnaire", asked.pk))


def may_publish_at(actor: User) -> set[UUID]:
    """Return the centres at which the actor may put questionnaires to use."""
    return centres_where(actor, "surveys.design")


def md5_of(content: bytes) -> str:
    """Return the MD5 (32 hex digits) by which OpenRosa names a content; it guards nothing."""
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


def put_to_use(
    actor: User | None, version: QuestionnaireVersion, centres: set[UUID], now: datetime
) -> None:
    """Put a version to use, without asking who does it: the project's own come without an actor."""
    asked = version.questionnaire
    used = set(asked.publications.values_list("centre", flat=True))
    Publication.objects.bulk_create(
        Publication(questionnaire=asked, centre_id=one, published_by=actor)
        for one in sorted(centres - used)
    )
    if version.published_at is None:
        version.published_at = now
        version.save(update_fields=["published_at", "updated_at"])
    asked.state = flows.QUESTIONNAIRE.move(asked.state, "open")
    asked.save(update_fields=["state", "updated_at"])
    audit(
        actor=actor,
        action="surveys.published",
        on=Ref("questionnaire", asked.pk),
        number=version.number,
        centres=len(centres),
    )


def _name(asked: Questionnaire, form: dict[str, Any]) -> None:
    """Call a questionnaire by its newest title, in the language that the title is written in."""
    title = tidy(form["title"])[:300]
    is_khmer = any("\u1780" <= letter <= "\u17ff" for letter in title)
    if is_khmer:
        asked.title_km = title
    else:
        asked.title_en = title
    asked.save(update_fields=["title_km", "title_en", "updated_at"])


def _refusal(code: str) -> Checked:
    problem = {"code": code, "sheet": "", "cell": "", "details": {}}
    return Checked("refused", [problem], [], None)
