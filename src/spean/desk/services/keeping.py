"""Keep the service directory: write a service down, put it right, check it, end it."""

from uuid import UUID, uuid5

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spean.core.errors import DomainError
from spean.desk.services.forms import ServiceForm, blank
from spean.directory.models import ServiceOffer
from spean.directory.perms import requires
from spean.directory.selectors.offers import offers_visible_to
from spean.directory.services import offers as directory
from spean.directory.services.organisations import make_organisation


@requires("services.edit")
def new(request: HttpRequest) -> HttpResponse:
    """Write a service down."""
    return _written(request, ServiceForm(request.POST or None, initial=blank()), None)


@requires("services.edit")
def edit(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Put a service right."""
    offer = _or_404(request, offer_id)
    initial = ServiceForm.initial_of(offer)
    return _written(request, ServiceForm(request.POST or None, initial=initial), offer)


def _written(request: HttpRequest, form: ServiceForm, offer: ServiceOffer | None) -> HttpResponse:
    if form.is_valid():
        try:
            kept = _kept(request, form, offer)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:service", kept.pk)
    return render(request, "desk/services/service_form.html", {"form": form, "offer": offer})


def _kept(request: HttpRequest, form: ServiceForm, offer: ServiceOffer | None) -> ServiceOffer:
    said, wanted = form.cleaned_data, form.organisation_details()
    by = said["organisation"]
    if wanted is not None:
        # Derived from the form's own id, so that sending it twice makes one organisation.
        id = uuid5(said["id"], "organisation")
        by = make_organisation(actor=request.user, id=id, details=wanted)
    if offer is None:
        details = form.details(by.pk)
        return directory.offer_service(actor=request.user, id=said["id"], details=details)
    return directory.edit_offer(
        actor=request.user,
        offer_id=offer.pk,
        revision=said["revision"],
        details=form.details(by.pk, offer.is_active),
    )


@requires("services.edit")
@require_POST
def check(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Say that a service was checked today."""
    offer, today = _or_404(request, offer_id), timezone.localdate()
    directory.check_offer(actor=request.user, offer_id=offer.pk, on=today, today=today)
    messages.success(request, _("Thank you. It says that it was checked today."))
    return redirect("desk:service", offer.pk)


@requires("services.edit")
@require_POST
def given(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Say that a service is no longer given, or is given again."""
    offer = _or_404(request, offer_id)
    is_active = request.POST.get("given") == "yes"
    directory.offer_again_or_end(actor=request.user, offer_id=offer.pk, is_active=is_active)
    messages.success(request, _("Saved"))
    return redirect("desk:service", offer.pk)


def _or_404(request: HttpRequest, offer_id: UUID) -> ServiceOffer:
    return get_object_or_404(offers_visible_to(request.user), pk=offer_id)
