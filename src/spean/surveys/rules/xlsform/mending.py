"""Compile, put right what pyxform complains of, compile again; and show all that is left."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from spean.surveys.rules.xlsform.asking import mend_lists, mend_types
from spean.surveys.rules.xlsform.book import Book
from spean.surveys.rules.xlsform.compiling import Compiled, Fault, NotCompiled, compiled
from spean.surveys.rules.xlsform.explaining import explain
from spean.surveys.rules.xlsform.meaning import lines
from spean.surveys.rules.xlsform.naming import (
    mend_audit,
    mend_illegal,
    mend_missing,
    mend_repeats,
    mend_twice,
)
from spean.surveys.rules.xlsform.nesting import explain_edges
from spean.surveys.rules.xlsform.references import mend_references
from spean.surveys.rules.xlsform.searching import search
from spean.surveys.rules.xlsform.sheets import (
    find_choices,
    find_survey,
    mend_alike,
    mend_flaws,
    mend_heading,
)
from spean.surveys.rules.xlsform.signs import mend_signs
from spean.surveys.rules.xlsform.wording import (
    explain_unnamed_choices,
    mend_bare_choices,
    mend_choice_spaces,
    mend_choices_twice,
    mend_labels,
)
from spean.surveys.rules.xlsform.work import Work

# One turn puts right all faults of a kind: a form with this many kinds has not been seen.
_MOST_TURNS: Final = 60
_MENDED: Final[dict[str, Callable[[Work, Fault], None]]] = {
    "survey-sheet-missing": find_survey,
    "choices-sheet-missing": find_choices,
    "external-sheet-missing": find_choices,
    "heading-missing": mend_heading,
    "headings-alike": mend_alike,
    "name-illegal": mend_illegal,
    "name-missing": mend_missing,
    "name-twice": mend_twice,
    "repeat-twice": mend_repeats,
    "repeat-like-form": mend_repeats,
    "audit-name": mend_audit,
    "type-unknown": mend_types,
    "list-missing": mend_lists,
    "external-list-missing": mend_lists,
    "label-missing": mend_labels,
    "choices-twice": mend_choices_twice,
    "choice-spaces": mend_choice_spaces,
    "choice-without-name": explain_unnamed_choices,
    "reference-broken": mend_references,
    "reference-unknown": mend_references,
    "reference-twice": mend_references,
    "end-alone": explain_edges,
    "begin-alone": explain_edges,
    "not-xml": mend_signs,
    "not-compiled": mend_bare_choices,
}


def mended(
    book: Book, fallback_name: str, is_late: Callable[[], bool]
) -> tuple[Work, Compiled | None]:
    """Return what was changed and what is wrong, and the XForm, None where something is wrong.

    `is_late` says that there is no time left to look for further problems.
    """
    work = Work(book)
    made: Compiled | None = None
    for _turn in range(_MOST_TURNS):
        mend_flaws(work)
        try:
            made = compiled(book, fallback_name)
            break
        except NotCompiled as refusal:
            fault = refusal.fault
        before = work.steps
        # What a row is comes first: a setting needs no name, an odd "begin" has its "end".
        is_odd = any(line.what == "unknown" for line in lines(book))
        (mend_types if is_odd else _MENDED.get(fault.code, explain))(work, fault)
        if work.steps == before and fault.code == "not-compiled":
            search(work, fallback_name, is_late)
        if work.steps == before or (work.problems and is_late()):
            _give_up(work, fault)
            break
        if work.has_enough:
            work.problems.append({"code": "more-problems", "sheet": "", "cell": "", "details": {}})
            break
    if made is None and not work.problems:
        work.problem("not-compiled")
    work.problems.sort(key=_place)
    return work, None if work.problems else made


def _place(problem: Mapping[str, Any]) -> tuple[bool, bool, str, int, int, str]:
    """Return where a problem comes in reading order, the survey first, the form as a whole last."""
    letters = problem["cell"].rstrip("0123456789")
    number = problem["cell"][len(letters) :]
    sheet = str(problem["sheet"])
    return not number, sheet.lower() != "survey", sheet, int(number or 0), len(letters), letters


def _give_up(work: Work, fault: Fault) -> None:
    """Name a fault that could not be found or put right, so that none stays unsaid."""
    if not any(problem["code"] == fault.code for problem in work.problems):
        work.problem(fault.code, work.book.sheet(fault.sheet))
