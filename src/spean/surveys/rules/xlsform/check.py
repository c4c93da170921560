"""The parser that the sandbox calls: a workbook goes in, an XForm or every problem comes out."""

import signal
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from types import FrameType
from typing import Any, Final

from spean.surveys.rules.xlsform.opening import kind_of_form
from spean.surveys.rules.xlsform.refusing import FormRefused, TooSlow

# Of the processor, where pyxform loads in so much time; on a slower machine all of it is more.
_SECONDS_TO_LOAD: Final = 0.5
# Several times what honest forms take, small and large: whatever takes longer was made to be slow.
_SECONDS: Final = 0.5
_SECONDS_A_CELL: Final = 0.00008
_SECONDS_A_ROW: Final = 0.003
_SECONDS_A_CHOICE: Final = 0.0005


def check_form(path: Path, *, name: str) -> dict[str, Any]:
    """Return what becomes of a form called `name`: accepted, repaired or refused, and why.

    {"result": …, "problems": [{code, sheet, cell, details}], "changes": [{code, sheet, cell, was,
    becomes}], "form": None, or what is kept of it: id, version, title, languages, XForm, external
    choices, files, entities and questions}.
    """
    with warnings.catch_warnings():
        # What spreadsheet readers say of charts and colours is of no use here.
        warnings.simplefilter("ignore")
        try:
            return _checked(path, PurePath(name.replace("\\", "/")).stem)
        except FormRefused as refusal:
            return refused(refusal.code, refusal.sheet, refusal.cell, **refusal.details)
        except TooSlow:
            return refused("too-greedy")


def refused(code: str, sheet: str = "", cell: str = "", **details: Any) -> dict[str, Any]:
    """Return the outcome for a form that was not looked at any further."""
    problem = {"code": code, "sheet": sheet, "cell": cell, "details": details}
    return {"result": "refused", "problems": [problem], "changes": [], "form": None}


def _checked(path: Path, fallback_name: str) -> dict[str, Any]:
    kind, cells = kind_of_form(path)
    began = time.process_time()
    # pyxform takes half a second to load: files that are no workbooks need not wait for it.
    from spean.surveys.rules.xlsform.describing import described
    from spean.surveys.rules.xlsform.mending import mended
    from spean.surveys.rules.xlsform.reading import read_book
    from spean.surveys.rules.xlsform.safety import find_harm
    from spean.surveys.rules.xlsform.work import Work

    slowness = max(1.0, (time.process_time() - began) / _SECONDS_TO_LOAD)
    with _at_most(slowness * (_SECONDS + _SECONDS_A_CELL * cells)):
        book = read_book(path, kind)
    rows = {sheet.kind: len(sheet.rows) for sheet in book.sheets}
    survey = rows.pop("survey", 0)
    seconds = _SECONDS + _SECONDS_A_ROW * survey + _SECONDS_A_CHOICE * sum(rows.values())
    seconds *= slowness
    end = time.process_time() + seconds
    with _at_most(seconds):
        harm = Work(book)
        find_harm(harm)
        if harm.problems:
            return _outcome(harm, None)
        work, made = mended(book, fallback_name, lambda: time.process_time() > end - seconds / 2)
        return _outcome(work, described(book, made) if made else None)


def _outcome(work: Any, form: dict[str, Any] | None) -> dict[str, Any]:
    result = "refused" if form is None else "repaired" if work.changes else "accepted"
    return {"result": result, "problems": work.problems, "changes": work.changes, "form": form}


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """End what takes longer than this of the processor with `TooSlow`."""
    is_main = threading.current_thread() is threading.main_thread()
    if not (is_main and hasattr(signal, "setitimer")):
        yield  # Here only the limits of the sandbox hold.
        return
    before = signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _stop(number: int, frame: FrameType | None) -> None:
    raise TooSlow
