"""Ask another registry about a person, and read what registries said of her."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spean.desk.people.forms.registry import AskForm
from spean.desk.people.request import StaffRequest
from spean.desk.people.saving import saved
from spean.desk.people.views.edit import editable_person
from spean.directory.perms import requires
from spean.directory.selectors.registries import peers_to_ask
from spean.people.models import RegistryResult
from spean.people.perms import may_open_sensitive
from spean.people.selectors import consent_in_force
from spean.people.services.registry_asking import ask_registry, open_answers


@requires("people.sensitive")
@require_http_methods(["GET", "POST"])
def registry_ask(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Show what registries said, and ask one of those that she allows to share with."""
    person = editable_person(request, person_id)
    if not may_open_sensitive(request.user, person):
        raise Http404
    today = timezone.localdate()
    allowed = [
        one.pk
        for one in peers_to_ask()
        if consent_in_force(person, one.scope, today, recipient=one.recipient)
    ]
    peers = peers_to_ask().filter(pk__in=allowed)
    form = AskForm(request.POST or None, peers=peers)
    if request.method == "POST" and form.is_valid():
        kept = []
        given = {"actor": request.user, "person": person, "peer": form.cleaned_data["peer"]}
        new_id = _id(request)
        if saved(
            form, lambda: kept.append(ask_registry(id=new_id, inquiry=form.inquiry(), **given))
        ):
            waits = kept[0].result == RegistryResult.WAITING
            said = _("The question waits for the next table.") if waits else _("Saved.")
            messages.success(request, said)
            return redirect("desk:registry_ask", person.pk)
    context = {
        "person": person,
        "form": form,
        "peers": peers,
        "new_id": _id(request),
        "answers": open_answers(viewer=request.user, person=person),
    }
    return render(request, "desk/people/registry.html", context)


def _id(request: StaffRequest) -> UUID:
    try:
        return UUID(request.POST.get("id", ""))
    except ValueError:
        return uuid4()
