"""What no XML can hold: invisible signs in texts, and headings of choices that are no names."""

import re
from typing import Final

from spean.surveys.rules.xlsform.book import Sheet
from spean.surveys.rules.xlsform.compiling import Fault
from spean.surveys.rules.xlsform.explaining import explain
from spean.surveys.rules.xlsform.meaning import LIST, is_element, is_known, meanings
from spean.surveys.rules.xlsform.naming import Names, explain_loops, mend_names
from spean.surveys.rules.xlsform.references import conditions
from spean.surveys.rules.xlsform.work import Work

_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def mend_signs(work: Work, fault: Fault) -> None:
    """Take out the signs that no reader of forms knows; rename what readers of answers do not."""
    before = work.steps
    for sheet in work.book.sheets:
        _remove_signs(work, sheet)
    choices = work.book.sheet("choices")
    if work.steps == before and choices is not None:
        _mend_headings(work, choices)
    if work.steps == before:
        mend_names(work, lambda name: not is_element(name))
        explain_loops(work, lambda name, _seen: not is_element(name))
    if work.steps == before:
        explain(work, fault)


def _remove_signs(work: Work, sheet: Sheet) -> None:
    for row, column, text in list(sheet.texts()):
        fresh = _FORBIDDEN.sub("", text)
        if fresh != text:
            work.change("signs-removed", sheet, row, column, fresh)
    for column, heading in list(sheet.headings.items()):
        fresh = _FORBIDDEN.sub("", heading)
        if fresh != heading:
            work.change("signs-removed", sheet, None, column, fresh)


def _mend_headings(work: Work, sheet: Sheet) -> None:
    """Name the further columns of choices, which become XML, so that they can; if nobody asks."""
    names = Names(sheet.headings.values())
    quoted = "\n".join(conditions(work.book))
    for column, tokens in meanings(sheet).items():
        heading = sheet.headings[column]
        is_sound = " " in heading or is_element(heading)
        if is_sound or is_known("choices", tokens) or tokens == LIST:
            continue
        if heading in quoted:
            work.problem("heading-not-xml", sheet, None, column, name=heading)
            sheet.drop_column(column)
        else:
            fresh = names.fresh(heading, f"column_{column}")
            work.change("heading-respelt", sheet, None, column, fresh)
