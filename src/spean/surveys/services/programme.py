"""The programme's own questionnaires: shipped as workbooks, put to use at every centre."""

import csv
import hashlib
import io
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from spean import surveys
from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.refs import Ref
from spean.directory.models import Area, Centre
from spean.directory.selectors import areas_of_level, open_centres
from spean.surveys.choices import Effect
from spean.surveys.models import FormMedia, QuestionnaireVersion
from spean.surveys.services.publishing import (
    Checked,
    check_workbook,
    keep_version,
    md5_of,
    put_to_use,
)

FOLDER: Final = Path(surveys.__file__).parent / "data"
EFFECTS: Final[Mapping[str, Effect]] = {
    "spean_registration": Effect.REGISTRATION,
    "spean_screening": Effect.SCREENING,
    "spean_migration": Effect.MIGRATION,
    "spean_follow_up": Effect.FOLLOW_UP,
    "spean_correction": Effect.CORRECTION,
    "spean_rss": Effect.SUSTAINABILITY,
    "spean_rss_short": Effect.SUSTAINABILITY,
    "spean_outreach": Effect.OUTREACH,
    "spean_attendance": Effect.ATTENDANCE,
    "spean_fair_visitor": Effect.FAIR,
    "spean_fair_exit": Effect.FAIR,
    "spean_feedback": Effect.FEEDBACK,
}
# Lists of places that questionnaires choose from, by the level of the gazetteer.
PLACES: Final[Mapping[str, int]] = {"provinces.csv": 1, "districts.csv": 2, "communes.csv": 3}
Tell = Callable[[str], None]


def load_programme_forms(*, now: datetime, tell: Tell = lambda _name: None) -> int:
    """Keep each workbook that is new and put it to use at every centre; return how many were new.

    What a centre took back stays taken back; places are written anew when the gazetteer changed.
    """
    centres = {one.pk for one in open_centres()}
    new = 0
    for form_id, effect in EFFECTS.items():
        path = FOLDER / f"{form_id}.xlsx"
        content = path.read_bytes()
        known = _known(content)
        if known is None:
            tell(form_id)
            checked = check_workbook(file_name=path.name, content=content)
            known = _keep(path.name, content, checked, effect)
            new += 1
        _bring_places(known)
        if known.published_at is None:
            with one_writer():
                put_to_use(None, known, centres, now)
    return new


@one_writer()
def use_programme_forms(*, actor: User | None, centre: Centre, now: datetime) -> int:
    """Put the programme's questionnaires to use at a new centre; return how many.

    Who opens a centre need not be one who makes questionnaires: these were checked already.
    """
    newest: dict[UUID, QuestionnaireVersion] = {}
    found = QuestionnaireVersion.objects.filter(
        questionnaire__is_of_programme=True, published_at__isnull=False
    )
    for version in found.select_related("questionnaire").order_by("number"):
        newest[version.questionnaire_id] = version
    for version in newest.values():
        put_to_use(actor, version, {centre.pk}, now)
    return len(newest)


def _known(content: bytes) -> QuestionnaireVersion | None:
    sha256 = hashlib.sha256(content).hexdigest()
    found = QuestionnaireVersion.objects.filter(sha256=sha256).select_related("questionnaire")
    return found.first()


def _keep(name: str, content: bytes, checked: Checked, effect: Effect) -> QuestionnaireVersion:
    version = keep_version(None, name, content, checked, effect=effect)
    asked = version.questionnaire
    khmer, _dot, english = str((checked.form or {})["title"]).partition(" · ")
    asked.title_km, asked.title_en, asked.is_of_programme = khmer, english, True
    asked.save(update_fields=["title_km", "title_en", "is_of_programme", "updated_at"])
    return version


@one_writer()
def _bring_places(version: QuestionnaireVersion) -> None:
    """Write the lists of places that a version chooses from, where the gazetteer says other."""
    have = dict(version.media.values_list("name", "md5"))
    for name in set(version.media_names) & PLACES.keys():
        content = _places(PLACES[name])
        md5 = md5_of(content)
        if have.get(name) == md5:
            continue
        FormMedia.objects.update_or_create(
            version=version,
            name=name,
            defaults={"content": content, "content_type": "text/csv", "md5": md5},
        )
        audit(actor=None, action="surveys.media_added", on=Ref("questionnaire", version.pk))


def _places(level: int) -> bytes:
    kept = io.StringIO(newline="")
    table = csv.writer(kept)
    table.writerow(["name", "label", "parent"])
    for area in areas_of_level(level):
        table.writerow([area.code, _label(area), area.parent.code if area.parent else ""])
    return kept.getvalue().encode()


def _label(area: Area) -> str:
    return " · ".join(one for one in (area.label_km, area.label_en) if one)
