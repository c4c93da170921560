"""The service directory as it may be read: one list for all centres."""

from datetime import date, timedelta

from django.db.models import F, QuerySet

from spean.accounts.models import User
from spean.directory.choices import AreaLevel, OrganisationKind
from spean.directory.models import Area, Organisation, ServiceOffer, ServiceType
from spean.directory.perms import Scope, scope_of
from spean.directory.rules.offers import FRESH_DAYS


def offers_visible_to(viewer: User, action: str = "directory.view") -> QuerySet[ServiceOffer]:
    """Return every service of the directory, if the viewer may read it: all centres share it."""
    if scope_of(viewer, action) == Scope.NONE:
        return ServiceOffer.objects.none()
    return ServiceOffer.objects.select_related(
        "organisation", "service_type", "area", "verified_by"
    ).order_by("service_type__sort", "service_type__code", "area__code", "label_km", "pk")


def offers_found(
    offers: QuerySet[ServiceOffer], *, what: str = "", within: str = "", is_free: bool = False
) -> QuerySet[ServiceOffer]:
    """Return the services given now of a kind (a code or its first letters), inside a place."""
    found = offers.filter(is_active=True)
    if what:
        found = found.filter(service_type__code__startswith=what)
    if within:
        found = found.filter(area__code__startswith=within)
    return found.filter(cost_khr=0) if is_free else found


def checked_lately(
    offers: QuerySet[ServiceOffer], today: date, days: int = FRESH_DAYS
) -> QuerySet[ServiceOffer]:
    """Return the services checked within so many days."""
    return offers.filter(verified_on__gte=today - timedelta(days=days))


def ended_offers(offers: QuerySet[ServiceOffer]) -> QuerySet[ServiceOffer]:
    """Return the services that are no longer given, the newest first."""
    return offers.filter(is_active=False).order_by(F("updated_at").desc())


def places_of_offers(offers: QuerySet[ServiceOffer]) -> list[Area]:
    """Return the provinces and districts that have a service, by code. Two queries."""
    codes = offers.filter(is_active=True).values_list("area__code", flat=True)
    wanted = {code[:length] for code in set(codes) for length in (2, 4) if len(code) >= length}
    levels = [AreaLevel.PROVINCE, AreaLevel.DISTRICT]
    return list(
        Area.objects.filter(code__in=wanted, level__in=levels, valid_to=None).order_by("code")
    )


def types_of_offers(offers: QuerySet[ServiceOffer]) -> QuerySet[ServiceType]:
    """Return the kinds of service that somebody gives now, in the order of the list of codes."""
    ids = offers.filter(is_active=True).order_by().values("service_type")
    return ServiceType.objects.filter(pk__in=ids).order_by("sort", "code")


def all_service_types() -> QuerySet[ServiceType]:
    """Return the kinds of service that may be offered, in the order of the list of codes."""
    return ServiceType.objects.filter(is_active=True).order_by("sort", "code")


def organisations_offering() -> QuerySet[Organisation]:
    """Return the organisations that may give a service, by name; employers are kept elsewhere."""
    others = Organisation.objects.exclude(kind=OrganisationKind.EMPLOYER)
    return others.order_by("label_km", "label_en", "pk")
