"""The keys of the centres, and the way to the root and back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spean.core.errors import DomainError
from spean.desk.certificates.forms import EndKeyForm, LoadForm
from spean.desk.certificates.shown import root_words
from spean.directory.models import Centre
from spean.directory.perms import requires
from spean.skills.models import SigningKey
from spean.skills.selectors.certificates import sealed_by_key
from spean.skills.selectors.trust import keys_of_certificates, newest_trust_list
from spean.skills.services import signing_keys as acts
from spean.skills.services.trust import key_request

_MOST = 1_000_000


@requires("keys.manage")
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show which keys hold, which wait for the root, and how old the list is."""
    return _page(request)


def _page(request: HttpRequest, **forms: Any) -> HttpResponse:
    keys = list(keys_of_certificates())
    with_key = {key.centre_id for key in keys if not key.ended_at}
    context = {
        "keys": keys,
        "without": Centre.objects.filter(is_open=True).exclude(pk__in=with_key - {None}),
        "newest": newest_trust_list(),
        "root": root_words(),
        "load_form": LoadForm(),
        **forms,
    }
    return render(request, "desk/certificates/keys.html", context)


@requires("keys.manage")
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Make the keys that are missing."""
    centres = list(Centre.objects.filter(is_open=True))
    acts.need_keys(actor=request.user, centres=centres, now=timezone.now())
    messages.success(request, _("Made. Take the file to the root now."))
    return redirect("desk:certificate_keys")


@requires("keys.manage")
@require_POST
def request_file(request: HttpRequest) -> HttpResponse:
    """Return the file for the root; it holds no secret."""
    answer = HttpResponse(key_request(), content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="request.json"'
    return answer


@requires("keys.manage")
@require_POST
def load(request: HttpRequest) -> HttpResponse:
    """Load the file that came back from the root."""
    form = LoadForm(request.POST, files=request.FILES)
    if not form.is_valid():
        return _page(request, load_form=form)
    sent = form.cleaned_data["file"]
    try:
        acts.load_key_list(
            actor=request.user,
            content=sent.read(_MOST),
            fingerprint=form.cleaned_data["fingerprint"],
            now=timezone.now(),
        )
    except DomainError as refusal:
        form.add_error("file", str(refusal))
        return _page(request, load_form=form)
    messages.success(request, _("Loaded. The centres can seal certificates."))
    return redirect("desk:certificate_keys")


@requires("keys.manage")
@require_POST
def replace(request: HttpRequest, key_id: UUID) -> HttpResponse:
    """Make the key that follows; the old one seals until the root has signed the new one."""
    key = get_object_or_404(SigningKey, pk=key_id)
    try:
        acts.replace_key(actor=request.user, key_id=key.pk, now=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Made. Take the file to the root now."))
    return redirect("desk:certificate_keys")


@requires("keys.manage")
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, key_id: UUID) -> HttpResponse:
    """Say what happens to what the key has sealed, then end it."""
    key = get_object_or_404(keys_of_certificates(), pk=key_id)
    form = EndKeyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.end_key(
                actor=request.user,
                key_id=key.pk,
                reason=form.cleaned_data["reason"],
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Ended. Take the file to the root today."))
            return redirect("desk:certificate_keys")
    context = {"key": key, "form": form, "count": sealed_by_key(key)}
    return render(request, "desk/certificates/key_end.html", context)
