"""Ask another registry about a person, and read what registries said of her."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from spean.core.errors import DomainError
from spean.desk.people.forms.registry import AskForm
from spean.desk.people.request import StaffRequest
from spean.desk.people.saving import saved
from spean.desk.people.views.edit import editable_person
from spean.directory.perms import requires
from spean.directory.selectors.registries import peers_to_ask
from spean.people.models import RegistryAnswer, RegistryResult, RegistryWay
from spean.people.perms import may_open_sensitive
from spean.people.selectors import consent_in_force
from spean.people.services.registry_asking import ask_registry, open_answers
from spean.people.services.registry_following import ask_how_far
from spean.people.services.registry_watching import end_watch, watch_record


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
            messages.success(request, _said(kept[0]))
            return redirect("desk:registry_ask", person.pk)
    context = {
        "person": person,
        "form": form,
        "peers": peers,
        "new_id": _id(request),
        "answers": open_answers(viewer=request.user, person=person),
    }
    return render(request, "desk/people/registry.html", context)


@requires("people.sensitive")
@require_POST
def registry_more(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Ask how far a question is, be told when its record changes, or be told no more."""
    person = editable_person(request, person_id)
    if not may_open_sensitive(request.user, person):
        raise Http404
    rows = RegistryAnswer.objects.filter(person=person).select_related("peer", "person")
    answer = rows.filter(pk=_id(request)).first()
    acts = {"status": ask_how_far, "watch": watch_record, "stop": end_watch}
    act = acts.get(request.POST.get("act", ""))
    if act is None or answer is None:
        return redirect("desk:registry_ask", person.pk)
    try:
        act(actor=request.user, answer=answer)
    except DomainError as refusal:
        messages.warning(request, refusal.message)
    else:
        messages.success(request, _("Saved."))
    return redirect("desk:registry_ask", person.pk)


def _said(row: RegistryAnswer) -> str:
    if row.result != RegistryResult.WAITING:
        return _("Saved.")
    if row.way == RegistryWay.SPDCI:
        return _("Asked. The answer will stand here when it comes.")
    return _("The question waits for the next table.")


def _id(request: StaffRequest) -> UUID:
    try:
        return UUID(request.POST.get("id", ""))
    except ValueError:
        return uuid4()
