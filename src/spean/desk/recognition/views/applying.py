"""Told first, then applied."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from spean.core.errors import DomainError
from spean.desk.recognition.forms import ApplicationForm
from spean.directory.perms import centres_where, requires
from spean.people.selectors import people_visible_to
from spean.skills.selectors.applying import standards_on, worked_in
from spean.skills.services.recognition import apply_for_recognition


@requires("rpl.edit")
def recognition_new(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Say what recognition is, what it costs and what can happen; write down the application."""
    reach = people_visible_to(request.user).filter(
        centre__in=centres_where(request.user, "rpl.edit")
    )
    person = get_object_or_404(reach, pk=person_id)
    today = timezone.localdate()
    standards = list(standards_on(today))
    known = worked_in(person, standards)
    initial = {"id": uuid4(), "standard": known, "fee_paid_by": "programme", "fee_khr": 0}
    form = ApplicationForm(request.POST or None, standards=standards, initial=initial)
    if form.is_valid():
        try:
            made = apply_for_recognition(
                actor=request.user,
                person=person,
                id=form.cleaned_data["id"],
                words=form.words(today),
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:recognition", made.pk)
    context = {
        "person": person,
        "form": form,
        "back_url": reverse("desk:person", args=[person.pk]),
        "where": _("Recognition"),
    }
    return render(request, "desk/recognition/apply.html", context)
