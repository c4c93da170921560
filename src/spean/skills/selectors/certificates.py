"""Reads of certificates; whatever a person may see comes from `…_visible_to(viewer)`."""

from django.db.models import Q, QuerySet

from spean.accounts.models import User
from spean.core.refs import Ref
from spean.directory.perms import Scope, centres_where, scope_of
from spean.people.models import Person
from spean.people.selectors import people_visible_to
from spean.skills.choices import CertificateState
from spean.skills.models import Certificate, SigningKey


def certificates_visible_to(
    viewer: User, action: str = "certificates.view"
) -> QuerySet[Certificate]:
    """Return the certificates of the viewer's centres; never of a sealed file.

    To look at, those of people in her reach belong to them, wherever they were issued.
    """
    rows = Certificate.objects.select_related("person", "centre", "standard").exclude(
        person__is_sealed=True
    )
    if scope_of(viewer, action) == Scope.ALL:
        return rows
    reach = Q(centre__in=centres_where(viewer, action))
    if action == "certificates.view" and scope_of(viewer, action) > Scope.NONE:
        reach |= Q(person__in=people_visible_to(viewer))
    return rows.filter(reach)


def waiting_for_seal(viewer: User) -> QuerySet[Certificate]:
    """Return what waits for the viewer's seal, the longest waiting first; her own never does."""
    rows = certificates_visible_to(viewer, "certificates.seal")
    waiting = rows.filter(state=CertificateState.PROPOSED).exclude(proposed_by=viewer.pk)
    return waiting.select_related("proposed_by").order_by("proposed_at", "pk")


def certificates_of(viewer: User, person: Person) -> QuerySet[Certificate]:
    """Return the certificates of one person, the newest first."""
    rows = certificates_visible_to(viewer).filter(person=person)
    return rows.exclude(state=CertificateState.REFUSED).order_by("-proposed_at", "pk")


def certificate_on(viewer: User, basis: Ref) -> Certificate | None:
    """Return the certificate that stands on a record, or waits to; the newest of several."""
    rows = certificates_visible_to(viewer).filter(basis_kind=basis.kind, basis_id=basis.id)
    live = rows.filter(state__in=[CertificateState.PROPOSED, CertificateState.VALID])
    return live.order_by("-proposed_at", "pk").first()


def sealed_by_key(key: SigningKey) -> int:
    """Return how many valid certificates a key has sealed."""
    return Certificate.objects.filter(key=key, state=CertificateState.VALID).count()
