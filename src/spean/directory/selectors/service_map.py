"""What other systems call our services."""

from django.db.models import QuerySet

from spean.directory.models import ServiceMapping


def service_mappings() -> QuerySet[ServiceMapping]:
    """Return all codes of other systems, list by list, in the order of our services."""
    found = ServiceMapping.objects.select_related("service_type")
    return found.order_by("scheme", "service_type__sort", "service_type__code")


def code_in(scheme: str, service_code: str) -> str:
    """Return the code of one of our services on another list, or "" where nobody wrote one."""
    row = ServiceMapping.objects.filter(scheme=scheme, service_type__code=service_code).first()
    return row.their_code if row is not None else ""
