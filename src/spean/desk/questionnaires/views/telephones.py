"""Telephones: connect one with ODK Collect, see one's own, report one lost."""

import base64
import json
import zlib
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spean.accounts.choices import TokenScope
from spean.accounts.selectors import tokens_visible_to
from spean.accounts.services import issue_token, revoke_token
from spean.core.errors import DomainError
from spean.desk.codes import square
from spean.desk.questionnaires.forms import ProgramForm, TelephoneForm
from spean.directory.perms import requires
from spean.directory.selectors import devices_visible_to
from spean.directory.services import report_lost


@requires("surveys.fill")
@require_safe
def telephones(request: HttpRequest) -> HttpResponse:
    """List the viewer's telephones and what else sends in her name."""
    return _shown(request)


@requires("surveys.fill")
@require_POST
def connect(request: HttpRequest) -> HttpResponse:
    """Make a password for a telephone and show it once, with the code that Collect scans."""
    form = TelephoneForm(request.POST)
    if not form.is_valid():
        return _shown(request, form=form)
    secret = _new_secret(request, form.cleaned_data["name"], TokenScope.FILL)
    address = request.build_absolute_uri(reverse("openrosa:form-list")).removesuffix("/formList")
    drawing = _drawn(address, request.user.username, secret)
    return _shown(request, secret=secret, address=address, drawing=drawing)


def _new_secret(request: HttpRequest, name: str, scope: TokenScope) -> str:
    """Make a password of the viewer's own for a program; it is told this once."""
    user = request.user
    _token, secret = issue_token(actor=user, user=user, name=name, scope=scope, now=timezone.now())
    return secret


@requires("surveys.export")
@require_POST
def let_read(request: HttpRequest) -> HttpResponse:
    """Make a password for a program that reads answers, and show it once."""
    form = ProgramForm(request.POST)
    if not form.is_valid():
        return _shown(request, program_form=form)
    secret = _new_secret(request, form.cleaned_data["name"], TokenScope.READ)
    return _shown(request, secret=secret, address=request.build_absolute_uri("/"))


@requires("surveys.fill")
@require_POST
def lost(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """Report a telephone lost: what it still sends is set aside."""
    found = get_object_or_404(devices_visible_to(request.user), pk=device_id)
    report_lost(actor=request.user, device_id=found.pk, now=timezone.now())
    messages.success(request, _("Nothing more is taken from it without a supervisor's look."))
    return redirect("desk:telephones")


@requires("surveys.fill")
@require_POST
def end(request: HttpRequest, token_id: UUID) -> HttpResponse:
    """Withdraw a password of a telephone."""
    found = get_object_or_404(tokens_visible_to(request.user), pk=token_id)
    try:
        revoke_token(actor=request.user, token_id=found.pk, now=timezone.now())
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("This password opens nothing any more."))
    return redirect("desk:telephones")


def _shown(
    request: HttpRequest,
    form: TelephoneForm | None = None,
    program_form: ProgramForm | None = None,
    **new: str,
) -> HttpResponse:
    context = {
        "devices": devices_visible_to(request.user),
        "tokens": tokens_visible_to(request.user).filter(revoked_at=None),
        "form": form or TelephoneForm(),
        "program_form": program_form or ProgramForm(),
        **new,
    }
    return render(request, "desk/questionnaires/telephones.html", context)


def _drawn(address: str, name: str, secret: str) -> str:
    """Return the settings of ODK Collect as it scans them: JSON, packed by zlib, in base64."""
    general = {"server_url": address, "username": name, "password": secret}
    said = {"general": general, "admin": {}, "project": {"name": "Spean"}}
    packed = base64.b64encode(zlib.compress(json.dumps(said).encode())).decode()
    return square(packed, _("The settings, to scan with ODK Collect"), scale=4)
