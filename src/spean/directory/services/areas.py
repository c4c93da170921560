"""The register of places: started from packages, brought to the official state by a workbook."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError
from spean.core.writing import insert_many
from spean.directory.contracts import LoadReport, Progress
from spean.directory.gateways.ncdd import official_gazetteer
from spean.directory.gateways.packages import BASE_SOURCE, base_gazetteer, base_provinces
from spean.directory.models import Area
from spean.directory.rules.gazetteer import Changes, Place, differences
from spean.directory.services.area_names import name_areas, write_paths
from spean.directory.services.area_points import borrow_points, place_towns

_BATCH: Final = 500
# A list that ends so many communes at once is not the whole register.
_MOST_ENDED: Final = 0.2
_TITLE_DATE = re.compile(r"(20\d\d)[-._](\d\d)[-._](\d\d)")


class GazetteerNotWhole(DomainError):
    """The workbook lacks so much that taking it would end places that exist."""

    code = "gazetteer-not-whole"
    message = _(
        "This workbook is not the whole register: it lacks %(missing)s. Nothing was changed."
    )


class CommunesMissing(GazetteerNotWhole):
    """So many communes are missing that the workbook cannot be the whole register."""

    code = "communes-missing"
    message = _(
        "This workbook is not the whole register: it lacks %(count)s communes. Nothing was changed."
    )


def load_base_areas(*, progress: Progress | None = None) -> LoadReport:
    """Load the register of places from the packages, unless an official list is already in.

    Running it again changes nothing.
    """
    if Area.objects.exclude(source=BASE_SOURCE).filter(valid_to=None).exists():
        return LoadReport("base gazetteer")
    with one_writer():
        official = base_gazetteer()
        report = _bring_to(official, BASE_SOURCE, timezone.localdate(), progress)
        if report.counts.get("added"):
            place_towns()
            borrow_points()
    return report


def load_official_areas(
    *, path: Path, as_of: date | None = None, progress: Progress | None = None
) -> LoadReport:
    """Bring the register to the state of an NCDD workbook, in one transaction.

    Codes that are no longer official end on `as_of` (the date in the file's name, or today); their
    rows stay, for people point to them, and name their successor where the list shows it.

    :raises FileMissing: if there is no such file
    :raises NotTheGazetteer: if it is something else
    :raises BadGazetteerRow: if a row cannot be meant
    :raises GazetteerNotWhole: if provinces or many communes are missing from it
    """
    day = as_of or _date_in(path.name) or timezone.localdate()
    source = f"NCDD/MoI gazetteer, {day:%Y-%m-%d}"
    with one_writer():
        known = register_in_force()
        official = official_gazetteer(path, known or base_provinces())
        _refuse_a_part(known, official)
        report = _bring_to(official, source, day, progress)
        if report.counts.get("added"):
            borrow_points()
    return report


def register_in_force() -> dict[str, Place]:
    """Return the current register by code."""
    fields = ("code", "label_km", "label_en", "kind_km", "kind_en")
    rows = Area.objects.filter(valid_to=None).order_by("level", "code").values_list(*fields)
    return {row[0]: Place(*row) for row in rows.iterator(chunk_size=2_000)}


def _date_in(name: str) -> date | None:
    found = _TITLE_DATE.search(name)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _refuse_a_part(known: Mapping[str, Place], official: Mapping[str, Place]) -> None:
    lost = [place for code, place in known.items() if code not in official]
    provinces = [place.name_en for place in lost if place.level == 1]
    if provinces:
        raise GazetteerNotWhole(missing=", ".join(provinces[:5]))
    communes = [place for place in known.values() if place.level == 3]
    lost = [place for place in lost if place.level == 3]
    if len(lost) > max(20, _MOST_ENDED * len(communes)):
        raise CommunesMissing(count=len(lost))


def _bring_to(
    official: Mapping[str, Place], source: str, day: date, progress: Progress | None
) -> LoadReport:
    known = register_in_force()
    changes = differences(known, official)
    report = _report(known, official, changes)
    current = Area.objects.filter(valid_to=None)
    if not changes and not current.exclude(source=source).exists():
        return report
    ended = _end(changes.ended, day)
    _rename([*changes.renamed, *changes.respelt], official)
    _add(changes.added, official, source, day if known else None, progress)
    _succeed(ended, changes.replaced)
    current.exclude(source=source).update(source=source)
    write_paths()
    name_areas()
    audit(actor=None, action="areas-loaded", on=None, **report.counts)
    return report


def _report(
    known: Mapping[str, Place], official: Mapping[str, Place], changes: Changes
) -> LoadReport:
    counts = {
        "added": len(changes.added),
        "renamed": len(changes.renamed),
        "respelt": len(changes.respelt),
        "ended": len(changes.ended),
        "replaced": len(changes.replaced),
    }
    lines = [
        ("renamed", code, _shown(known[code]), _shown(official[code])) for code in changes.renamed
    ]
    for code in changes.ended:
        to = changes.replaced.get(code, "")
        after = f"{to} {_shown(official[to])}" if to else ""
        lines.append(("replaced" if to else "ended", code, _shown(known[code]), after))
    return LoadReport("register of places", counts, tuple(lines))


def _shown(place: Place) -> str:
    return f"{place.kind_km}{place.name_km} ({place.name_en})"


def _batches(codes: Sequence[str]) -> Iterable[Sequence[str]]:
    return (codes[at : at + _BATCH] for at in range(0, len(codes), _BATCH))


def _end(codes: Sequence[str], day: date) -> dict[str, UUID]:
    """End the rows in force of these codes and return their keys."""
    ended: dict[str, UUID] = {}
    for batch in _batches(codes):
        rows = Area.objects.filter(valid_to=None, code__in=batch)
        ended.update(rows.values_list("code", "pk"))
        rows.update(valid_to=day)
    return ended


def _rename(codes: Sequence[str], official: Mapping[str, Place]) -> None:
    for batch in _batches(codes):
        rows = list(Area.objects.filter(valid_to=None, code__in=batch))
        for row in rows:
            _put(row, official[row.code])
        Area.objects.bulk_update(rows, ["label_km", "label_en", "kind_km", "kind_en"])


def _put(row: Area, place: Place) -> None:
    row.label_km, row.label_en = place.name_km, place.name_en
    row.kind_km, row.kind_en = place.kind_km, place.kind_en


def _add(
    codes: Sequence[str],
    official: Mapping[str, Place],
    source: str,
    day: date | None,
    progress: Progress | None,
) -> None:
    ids = dict(Area.objects.filter(valid_to=None, level__lte=3).values_list("code", "pk"))
    done = 0
    for level in (1, 2, 3, 4):
        for batch in _batches([code for code in codes if official[code].level == level]):
            rows = [
                Area(
                    code=code,
                    level=level,
                    parent_id=ids.get(code[:-2]),
                    source=source,
                    valid_from=day,
                    is_km_reviewed=True,
                )
                for code in batch
            ]
            for row in rows:
                _put(row, official[row.code])
            insert_many(Area, rows)
            ids.update((row.code, row.pk) for row in rows)
            done += len(rows)
            if progress:
                progress("places", done)


def _succeed(ended: Mapping[str, UUID], replaced: Mapping[str, str]) -> None:
    """Let the rows that ended point to the rows under which their places go on."""
    for batch in _batches(sorted(replaced)):
        heirs = dict(
            Area.objects.filter(
                valid_to=None, code__in={replaced[code] for code in batch}
            ).values_list("code", "pk")
        )
        rows = list(Area.objects.filter(pk__in=[ended[code] for code in batch]))
        for row in rows:
            row.replaced_by_id = heirs.get(replaced[row.code])
        Area.objects.bulk_update(rows, ["replaced_by"])
