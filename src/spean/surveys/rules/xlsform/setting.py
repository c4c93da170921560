"""What belongs on the settings sheet: rows that stand elsewhere, and what a repair has to set."""

from typing import Final

from spean.surveys.rules.xlsform.book import Row
from spean.surveys.rules.xlsform.meaning import LABEL, TYPE, Line, column_of, value
from spean.surveys.rules.xlsform.work import Work

# Types of old survey sheets that are settings -> the heading on the settings sheet.
SETTINGS_ROWS: Final = {
    "setformtitle": "form_title",
    "formtitle": "form_title",
    "settitle": "form_title",
    "setformid": "form_id",
    "formid": "form_id",
    "setformversion": "version",
    "setversion": "version",
    "setdefaultlanguage": "default_language",
    "defaultlanguage": "default_language",
    "setsubmissionurl": "submission_url",
    "setpublickey": "public_key",
    "setstyle": "style",
}
# What pyxform calls a setting, where that is not its heading.
_MEANS: Final = {"form_title": "title", "form_id": "id_string"}


def set_setting(work: Work, code: str, heading: str, text: str) -> None:
    """Write a setting, with its sheet and its heading where there are none."""
    sheet = work.book.sheet("settings") or work.book.add_sheet("settings")
    if not sheet.rows:
        sheet.rows.append(Row(2, {}))
    column = column_of(sheet, _MEANS.get(heading, heading)) or sheet.add_column(heading)
    work.change(code, sheet, sheet.rows[0], column, text)


def move_to_settings(work: Work, line: Line, heading: str) -> None:
    """Move a setting from the survey to where it belongs; explain it if another stands there."""
    survey, settings = work.book.sheet("survey"), work.book.sheet("settings")
    assert survey is not None
    said = line.name or value(line.row, column_of(survey, *LABEL))
    column = column_of(settings, _MEANS.get(heading, heading)) if settings else 0
    known = settings.rows[0].cells.get(column, "") if settings and settings.rows else ""
    place = column_of(survey, *TYPE)
    if not said:
        work.problem("setting-empty", survey, line.row, place, type=line.type)
    elif known not in {"", said}:
        work.problem("setting-twice", survey, line.row, place, type=line.type, known=known)
    elif not known:
        set_setting(work, "setting-moved", heading, said)
    line.row.cells = {}
    work.steps += 1
