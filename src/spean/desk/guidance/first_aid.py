"""Psychosocial first aid of one person: sealed, short, and on no list."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spean.casework.choices import FirstAid, OfferAnswer
from spean.casework.contracts import OpenedFirstAid
from spean.casework.selectors import clients_visible_to
from spean.casework.services.first_aid import open_first_aid, write_first_aid
from spean.core.errors import DomainError
from spean.desk.guidance.forms import FirstAidForm
from spean.directory.perms import requires
from spean.people.models import Person


@requires("people.sensitive")
@require_safe
def first_aid(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Open what was written; each opening is in the audit trail."""
    person = _or_404(request, person_id)
    opened = open_first_aid(viewer=request.user, person=person)
    context = {"person": person, "talks": [_shown(one) for one in opened]}
    return render(request, "desk/guidance/first_aid.html", context)


@requires("people.sensitive")
def write(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write a talk down."""
    person = _or_404(request, person_id)
    form = FirstAidForm(request.POST or None)
    if form.is_valid():
        try:
            write_first_aid(
                actor=request.user,
                person=person,
                id=form.cleaned_data["id"],
                words=form.aid(),
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved and sealed."))
            return redirect("desk:first_aid", person.pk)
    return render(request, "desk/guidance/first_aid_form.html", {"person": person, "form": form})


def _shown(one: OpenedFirstAid) -> dict[str, object]:
    words = one.words
    return {
        "who": one.record.written_by.display_name,
        "words": words,
        "offered": [FirstAid(code).label for code in words.offered],
        "referral": OfferAnswer(words.referral).label,
    }


def _or_404(request: HttpRequest, person_id: UUID) -> Person:
    reach = clients_visible_to(request.user, "people.sensitive")
    return get_object_or_404(reach, pk=person_id)
