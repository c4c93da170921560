"""Who needs whom."""

from spean.jobs.models.check import DecentWorkCheck
from spean.jobs.models.employer import Employer
from spean.jobs.models.listing import MatchRun, PersonList, VacancyList
from spean.jobs.models.referral import EmployerLink, JobReferral, LinkUse, Placement
from spean.jobs.models.seeker import JobSeeker
from spean.jobs.models.vacancy import Vacancy, VacancyNeed

__all__ = [
    "DecentWorkCheck",
    "Employer",
    "EmployerLink",
    "JobReferral",
    "JobSeeker",
    "LinkUse",
    "MatchRun",
    "PersonList",
    "Placement",
    "Vacancy",
    "VacancyList",
    "VacancyNeed",
]
