"""The forms of jobs and skills."""

from spean.desk.jobs.forms.answers import (
    AddSkillsForm,
    CloseForm,
    DeclineForm,
    GradeForm,
    LinkForm,
    PlacementForm,
    RefuseForm,
    WrongForm,
)
from spean.desk.jobs.forms.employer import BarForm, EmployerForm
from spean.desk.jobs.forms.vacancy import GROUPS, VacancyForm
from spean.desk.jobs.forms.wishes import WishesForm

__all__ = [
    "GROUPS",
    "AddSkillsForm",
    "BarForm",
    "CloseForm",
    "DeclineForm",
    "EmployerForm",
    "GradeForm",
    "LinkForm",
    "PlacementForm",
    "RefuseForm",
    "VacancyForm",
    "WishesForm",
    "WrongForm",
]
