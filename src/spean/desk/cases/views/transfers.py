"""A file is asked to go to another centre; that manager takes it over, or says why not."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spean.casework.models import Transfer
from spean.casework.selectors import clients_visible_to, colleagues_at
from spean.casework.selectors.transfers import (
    holds_file,
    other_centres,
    transfer_asked_for,
    transfers_to_decide,
    transfers_visible_to,
)
from spean.casework.services import transfers as services
from spean.core.errors import DomainError
from spean.desk.cases.forms.transfer import RefuseTransferForm, TakeOverForm, TransferForm
from spean.desk.fields import Day
from spean.directory.perms import requires
from spean.pathways.transferring import take_over

PAGE = 25


@requires("casework.edit")
def ask(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Ask another centre to take a person's file over, or take the question back."""
    person = get_object_or_404(clients_visible_to(request.user, "casework.edit"), pk=person_id)
    asked = transfer_asked_for(person)
    form = TransferForm(
        request.POST or None,
        centres=list(other_centres(person)),
        initial={"agreed_on": Day(timezone.localdate())},
    )
    if asked is None and form.is_valid():
        try:
            services.ask_transfer(
                actor=request.user,
                person=person,
                id=form.cleaned_data["id"],
                words=form.words(),
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The other centre is asked. Until then the file stays."))
            return redirect("desk:person", person.pk)
    context = {"person": person, "asked": asked, "form": form}
    return render(request, "desk/cases/transfer_new.html", context)


@requires("casework.edit")
@require_POST
def withdraw(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Take the question back before it is answered."""
    person = get_object_or_404(clients_visible_to(request.user, "casework.edit"), pk=person_id)
    asked = transfer_asked_for(person)
    if asked is not None:
        services.withdraw_transfer(actor=request.user, transfer=asked, now=timezone.now())
        messages.success(request, _("Saved"))
    return redirect("desk:person", person.pk)


@requires("people.assign")
@require_safe
def transfers(request: HttpRequest) -> HttpResponse:
    """List what came and went: the name stands only where the file lies here."""
    page = Paginator(transfers_visible_to(request.user), PAGE).get_page(request.GET.get("page"))
    waiting = set(transfers_to_decide(request.user).values_list("pk", flat=True))
    rows = [(one, holds_file(request.user, one), one.pk in waiting) for one in page]
    return render(request, "desk/cases/transfers.html", {"page": page, "rows": rows})


@requires("people.assign")
def transfer(request: HttpRequest, transfer_id: UUID) -> HttpResponse:
    """Take a file over, or say why not."""
    found = get_object_or_404(transfers_to_decide(request.user), pk=transfer_id)
    colleagues = list(colleagues_at({found.to_centre_id}, timezone.localdate()))
    refuses = request.POST.get("how") == "refuse"
    data = request.POST or None
    take = TakeOverForm(None if refuses else data, colleagues=colleagues)
    refuse = RefuseTransferForm(data if refuses else None)
    form: Any = refuse if refuses else take
    if form.is_valid():
        try:
            _decide(request, found, form)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:transfers")
    context = {"transfer": found, "take": take, "refuse": refuse}
    return render(request, "desk/cases/transfer.html", context)


def _decide(request: HttpRequest, found: Transfer, form: Any) -> None:
    act: dict[str, Any] = {"actor": request.user, "transfer": found, "now": timezone.now()}
    if isinstance(form, RefuseTransferForm):
        services.refuse_transfer(**act, answer=form.cleaned_data["answer"])
    else:
        take_over(**act, officer=form.chosen())
