"""The forms of casework: F5, F7, F10, F11, F12 and the hand-over."""

from spean.desk.cases.forms.handing import HandOverForm
from spean.desk.cases.forms.later import AgainForm, ExitForm, ReachedForm, TryForm
from spean.desk.cases.forms.note import GroupNoteForm, NoteForm
from spean.desk.cases.forms.plan import AgreeForm, PlanForm, ReadingForm, StepForm, StepMoveForm
from spean.desk.cases.forms.triage import TriageForm

__all__ = [
    "AgainForm",
    "AgreeForm",
    "ExitForm",
    "GroupNoteForm",
    "HandOverForm",
    "NoteForm",
    "PlanForm",
    "ReachedForm",
    "ReadingForm",
    "StepForm",
    "StepMoveForm",
    "TriageForm",
    "TryForm",
]
