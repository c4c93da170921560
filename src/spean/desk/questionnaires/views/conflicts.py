"""What two people changed at once: one value is chosen, and both stay in the history."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spean.core.errors import DomainError
from spean.directory.perms import requires
from spean.directory.selectors import area_coded
from spean.pathways.choosing import choose
from spean.people.models import Person
from spean.people.selectors import fields_carried, people_visible_to
from spean.surveys import services as surveys
from spean.surveys.models import FieldConflict
from spean.surveys.selectors import conflicts_among

_ROWS = 25


@dataclass(frozen=True, slots=True)
class Choice:
    """One field with its two values, in the words of the page."""

    row: FieldConflict
    person: Person
    label: str
    stands: str
    theirs: str


@requires("people.edit")
@require_safe
def conflicts(request: HttpRequest) -> HttpResponse:
    """List the fields that two people changed, each with both values."""
    seen = people_visible_to(request.user)
    page = Paginator(conflicts_among(seen), _ROWS).get_page(request.GET.get("page"))
    people = seen.select_related("area__parent").in_bulk([one.person_id for one in page])
    rows = [_choice(one, people[one.person_id]) for one in page]
    return render(request, "desk/questionnaires/conflicts.html", {"page": page, "rows": rows})


@requires("people.edit")
@require_POST
def choice(request: HttpRequest, conflict_id: UUID) -> HttpResponse:
    """Keep what stands, or take the other value."""
    seen = conflicts_among(people_visible_to(request.user))
    found = get_object_or_404(seen, pk=conflict_id)
    takes_theirs = request.POST.get("takes") == "theirs"
    try:
        choose(
            actor=request.user,
            conflict_id=found.pk,
            takes_theirs=takes_theirs,
            now=timezone.now(),
        )
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Saved"))
    return redirect("desk:conflicts")


def _choice(row: FieldConflict, person: Person) -> Choice:
    stands = fields_carried(person).get(row.field, "")
    label = _("Commune or sangkat")
    if row.field != "commune":
        label = str(Person._meta.get_field(row.field).verbose_name)
    said = (_said(row.field, stands), _said(row.field, surveys.their_value(row)))
    return Choice(row, person, label, *said)


def _said(field: str, value: str) -> str:
    """Return a value in words: the label of a code, the name of a place."""
    if not value:
        return "—"
    if field == "commune":
        area = area_coded(value)
        return area.label if area is not None else value
    choices = dict(Person._meta.get_field(field).flatchoices)  # type: ignore[union-attr]
    return str(choices.get(value, value))
