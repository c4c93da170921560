"""Take every invented row out again, in the order in which rows hang on each other."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model, QuerySet

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.casework.models import Case, HandOver, ServiceEvent
from spean.directory.models import Centre, NumberBlock, Organisation, Posting
from spean.jobs.models import Employer, EmployerLink, JobReferral, JobSeeker, Placement, Vacancy
from spean.people.models import Household, Person
from spean.surveys.models import ColumnMapping, ImportBatch

CHUNK = 400


def remove_invented(*, progress: Callable[[str, int, int], None]) -> int:
    """Remove invented people, then employers, centres and users; return how many people."""
    total = Person.objects.filter(is_invented=True).count()
    done = 0
    while ids := list(Person.objects.filter(is_invented=True).values_list("pk", flat=True)[:CHUNK]):
        _remove_people(ids)
        done += len(ids)
        progress("people", done, total)
    _remove_the_rest()
    return total


@one_writer()
def _remove_people(ids: list[Any]) -> None:
    households = list(
        Household.objects.filter(members__in=ids).values_list("pk", flat=True).distinct()
    )
    Placement.objects.filter(person__in=ids).delete()
    JobReferral.objects.filter(person__in=ids).delete()
    JobSeeker.objects.filter(person__in=ids).delete()
    Case.objects.filter(person__in=ids).delete()
    Person.objects.filter(pk__in=ids).update(household=None, merged_into=None)
    Person.objects.filter(pk__in=ids).delete()
    Household.objects.filter(pk__in=households, members=None).delete()
    audit(actor=None, action="people.invented_removed", people=len(ids))


@one_writer()
def _remove_the_rest() -> None:
    vacancies = Vacancy.objects.filter(is_invented=True)
    EmployerLink.objects.filter(vacancy__in=vacancies).delete()
    vacancies.delete()
    Employer.objects.filter(organisation__is_invented=True).delete()
    Organisation.objects.filter(is_invented=True).delete()
    centres = Centre.objects.filter(is_invented=True)
    for model in (ServiceEvent, ImportBatch, ColumnMapping, NumberBlock, Posting):
        _of(model, centres).delete()
    users = User.objects.filter(is_invented=True)
    HandOver.objects.filter(from_user__in=users).delete()
    Posting.objects.filter(user__in=users).delete()
    users.delete()
    centres.delete()
    audit(actor=None, action="directory.invented_removed")


def _of(model: type[Model], centres: QuerySet[Centre]) -> QuerySet[Any]:
    return model._default_manager.filter(centre__in=centres)
