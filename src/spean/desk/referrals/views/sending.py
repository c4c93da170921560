"""F9: send a person to a partner, from her page, from a step of her plan, or from a service."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from spean.casework.selectors import actions_visible_to, clients_visible_to
from spean.casework.selectors.referrals import named_in_consent
from spean.casework.services.service_referrals import NotCovered, send_referral
from spean.core.errors import DomainError
from spean.desk.referrals.forms import ReferForm
from spean.directory.models import ServiceOffer
from spean.directory.perms import requires
from spean.people.models import Person


@requires("casework.edit")
def refer(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Send the person to a partner, if she allows it."""
    person = get_object_or_404(clients_visible_to(request.user, "casework.edit"), pk=person_id)
    form = ReferForm(request.POST or None, initial=_known(request, person))
    if form.is_valid():
        try:
            made = send_referral(
                actor=request.user,
                person=person,
                id=form.cleaned_data["id"],
                words=form.words(),
                now=timezone.now(),
            )
        except NotCovered as refusal:
            form.add_error("organisation", str(refusal))
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Sent. Now give the partner the link or the slip."))
            return redirect("desk:service_referral", made.pk)
    context = {
        "person": person,
        "form": form,
        "allowed": named_in_consent(person, timezone.localdate()),
        "back_url": reverse("desk:person", args=[person.pk]),
        "where": _("Refer"),
    }
    return render(request, "desk/referrals/refer.html", context)


def _known(request: HttpRequest, person: Person) -> dict[str, Any]:
    """Return what a step of the plan, or a service on offer, already says."""
    step_id, offer_id = _id(request.GET.get("step")), _id(request.GET.get("offer"))
    if step_id is not None:
        steps = actions_visible_to(request.user, "casework.edit")
        step = steps.filter(pk=step_id, plan__case__person=person).first()
        if step is not None:
            known = {"organisation": step.provider_id, "service_type": step.service_type_id}
            return {name: str(value or "") for name, value in known.items()}
    offer = ServiceOffer.objects.filter(pk=offer_id, is_active=True).first() if offer_id else None
    if offer is None:
        return {}
    organisation, service = str(offer.organisation_id), str(offer.service_type_id)
    return {"organisation": organisation, "service_type": service, "offer": offer.pk}


def _id(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None
