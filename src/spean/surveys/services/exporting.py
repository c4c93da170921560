"""The rows that need a person as a workbook, to be put right where the list came from."""

import io
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.refs import Ref
from spean.core.text import inert
from spean.surveys.models import ImportBatch
from spean.surveys.selectors import waiting_rows
from spean.surveys.services.held import held_batch
from spean.surveys.services.wording import asked

_NARROW, _WIDE = 18, 60


def repairs_workbook(*, actor: User, batch_id: Any) -> bytes:
    """Return the waiting rows as an Excel file: row, cells as they stood, and why they wait.

    The reason stands in Khmer and in English with its cell. No cell of it is a formula.

    :raises NotAllowed: if the actor does not import at the list's centre
    """
    with one_writer():
        batch = held_batch(actor, batch_id)
        rows = list(waiting_rows(batch))
        audit(actor=actor, action="surveys.exported", on=Ref("import", batch.pk), rows=len(rows))
    book = Workbook()
    sheet = book.active
    _write(sheet, 1, _heads(batch))
    for line, row in enumerate(rows, start=2):
        cells = [str(row.raw.get(letter, {}).get("t", "")) for letter, _head in batch.headers]
        _write(sheet, line, [str(row.number), *cells, *_reasons(row.questions)])
    for column in range(1, len(batch.headers) + 4):
        wide = column > len(batch.headers) + 1
        sheet.column_dimensions[get_column_letter(column)].width = _WIDE if wide else _NARROW
    sheet.freeze_panes = "B2"
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _heads(batch: ImportBatch) -> list[str]:
    heads = []
    for language in ("km", "en"):
        with override(language):
            heads.append((_("Row"), _("What has to be looked at")))
    (row_km, why_km), (row_en, why_en) = heads
    headings = [heading for _letter, heading in batch.headers]
    return [f"{row_km} / {row_en}", *headings, why_km, why_en]


def _reasons(questions: list[dict[str, Any]]) -> list[str]:
    said = []
    for language in ("km", "en"):
        with override(language):
            lines = [
                f"{one['cell']}: {asked(one)}" if one["cell"] else asked(one) for one in questions
            ]
            said.append("; ".join(lines))
    return said


def _write(sheet: Any, line: int, texts: list[str]) -> None:
    for column, text in enumerate(texts, start=1):
        plain = ILLEGAL_CHARACTERS_RE.sub("\u25a1", text)
        # Marked where a spreadsheet would reckon it, and a text besides.
        cell = sheet.cell(line, column, inert(plain))
        cell.data_type = "s"
        if line == 1:
            cell.font = Font(bold=True)
