"""What other systems call our services."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spean.core.errors import DomainError
from spean.desk.referrals.forms import MappingForm
from spean.directory.models import ServiceMapping
from spean.directory.perms import requires
from spean.directory.selectors.service_map import service_mappings
from spean.directory.services.service_map import edit_mapping


@requires("directory.edit")
@require_safe
def service_map(request: HttpRequest) -> HttpResponse:
    """List the codes of other systems."""
    return render(request, "desk/referrals/codes.html", {"rows": service_mappings()})


@requires("directory.edit")
def mapping(request: HttpRequest, mapping_id: UUID) -> HttpResponse:
    """Change one code."""
    found = get_object_or_404(ServiceMapping.objects.select_related("service_type"), pk=mapping_id)
    form = MappingForm(request.POST or None, initial=MappingForm.initial_of(found))
    if form.is_valid():
        names = ("revision", "their_code", "note", "is_verified")
        said = {name: form.cleaned_data[name] for name in names}
        try:
            edit_mapping(actor=request.user, mapping_id=found.pk, **said)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:service_map")
    return render(request, "desk/referrals/code.html", {"form": form, "mapping": found})
