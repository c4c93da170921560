"""Suggestions under a field while typing, and the tasks of an occupation."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from spean.core.text import tidy
from spean.desk.fields import AreaField, OccupationField, SkillsField
from spean.desk.fields.finding import FindField, Sought
from spean.desk.people.forms.journey import JobForm
from spean.desk.people.request import StaffRequest
from spean.directory.models import Area
from spean.directory.perms import postings_of, requires
from spean.directory.selectors import area_by_code

LONGEST_NAME = 80
LONGEST_TEXT = 120


def _suggestions(request: StaffRequest, field: FindField) -> HttpResponse:
    name = request.GET.get("field", "")[:LONGEST_NAME]
    sought = Sought(tidy(request.GET.get(name, "")[:LONGEST_TEXT]))
    context = {
        "name": name,
        "id": f"id_{name}",
        "sought": sought,
        "found": field.offered(sought),
    }
    return render(request, "desk/fields/found.html", context)


@requires("directory.view")
@require_GET
def find_area(request: StaffRequest) -> HttpResponse:
    """Return the places that a typed name may mean."""
    return _suggestions(request, AreaField(near=_province(request)))


def _province(request: StaffRequest) -> Area | None:
    """Return the province where the viewer serves: her people live there."""
    posting = next((one for one in postings_of(request.user) if one.centre_id), None)
    return area_by_code(posting.centre.area.code[:2]) if posting and posting.centre else None


@requires("directory.view")
@require_GET
def find_occupation(request: StaffRequest) -> HttpResponse:
    """Return the occupations that a typed word may mean."""
    return _suggestions(request, OccupationField())


@requires("directory.view")
@require_GET
def find_tasks(request: StaffRequest) -> HttpResponse:
    """Return the tick-boxes of an occupation, of what is ticked and of what is searched for."""
    form = JobForm(request.GET)
    field = form.fields["tasks"]
    assert isinstance(field, SkillsField)
    form.offer_tasks(more=tidy(request.GET.get("more", "")[:LONGEST_TEXT]))
    return render(request, "desk/people/_tasks.html", {"form": form})
