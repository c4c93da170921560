"""Other registries, what is agreed with each, and our own signing key."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spean.core.errors import DomainError
from spean.desk.settings.registry_forms import RegistryForm
from spean.directory.contracts import OrganisationDetails
from spean.directory.perms import requires
from spean.directory.selectors.registries import our_keys, registry_peers
from spean.directory.services.organisations import make_organisation
from spean.directory.services.registries import ask_for_password, end_key, keep_peer, new_key


@requires("directory.edit")
@require_safe
def registries(request: HttpRequest) -> HttpResponse:
    """List the registries, and show the public half of our key."""
    context = {"peers": registry_peers(), "keys": our_keys()[:5]}
    return render(request, "desk/settings/registries.html", context)


@requires("directory.edit")
def new(request: HttpRequest) -> HttpResponse:
    """Write down what is agreed with another registry."""
    return _page(request, RegistryForm(request.POST or None), None)


@requires("directory.edit")
def registry(request: HttpRequest, peer_id: UUID) -> HttpResponse:
    """Change what is agreed with a registry."""
    peer = get_object_or_404(registry_peers(), pk=peer_id)
    return _page(request, RegistryForm.of(peer, request.POST or None), peer)


@requires("directory.edit")
@require_POST
def key_end(request: HttpRequest, peer_id: UUID) -> HttpResponse:
    """Let one public key of a registry hold no longer."""
    peer = get_object_or_404(registry_peers(), pk=peer_id)
    end_key(
        actor=request.user,
        peer_id=peer.pk,
        key_id=request.POST.get("key", ""),
        day=timezone.localdate(),
    )
    messages.success(request, _("Saved"))
    return redirect("desk:registry", peer.pk)


@requires("directory.edit")
@require_POST
def own_key(request: HttpRequest) -> HttpResponse:
    """Make a new key for our signatures."""
    new_key(actor=request.user, now=timezone.now())
    messages.success(
        request, _("A new key is in use. Please send its public half to each registry.")
    )
    return redirect("desk:registries")


def _page(request: HttpRequest, form: RegistryForm, peer: object) -> HttpResponse:
    if form.is_valid():
        said = form.cleaned_data
        try:
            if not said["organisation"]:
                name = said["new_name"]
                details = OrganisationDetails(kind="authority", label_km=name, label_en=name)
                make_organisation(actor=request.user, id=form.new_id(), details=details)
            kept = keep_peer(
                actor=request.user,
                id=peer.pk if peer else said["id"],
                revision=said["revision"],
                values=form.values(),
            )
            if said["password"]:
                ask_for_password(actor=request.user, peer_id=kept.pk, secret=said["password"])
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:registries")
    return render(request, "desk/settings/registry.html", {"form": form, "peer": peer})
