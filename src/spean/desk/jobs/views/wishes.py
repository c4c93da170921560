"""What the person looks for."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from spean.desk.jobs.forms import WishesForm
from spean.desk.jobs.forms.base import kept
from spean.desk.jobs.views.reach import person_for
from spean.directory.perms import requires
from spean.jobs import services as jobs
from spean.jobs.selectors import wishes_of


@requires("jobs.refer")
def wishes(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Ask what the person looks for, or correct it."""
    person = person_for(request, person_id)
    found = wishes_of(person)
    known = WishesForm.initial_of(found) if found else {"revision": 1, "is_looking": True}
    form = WishesForm(request.POST or None, initial=known)
    if form.is_valid():
        made = kept(
            form,
            lambda: jobs.record_wishes(
                actor=request.user,
                person=person,
                values=form.values(),
                revision=form.cleaned_data["revision"],
            ),
        )
        if made is not None:
            messages.success(request, _("Saved"))
            return redirect("desk:matches", person.pk)
    return render(request, "desk/jobs/wishes.html", {"person": person, "form": form})
