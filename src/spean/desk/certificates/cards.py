"""What certificates put on a person's page."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from spean.accounts.models import User
from spean.desk.cards import Card, Moment
from spean.directory.perms import can
from spean.people.models import Person
from spean.skills.selectors.certificates import certificates_of


def card_for(viewer: User, person: Person) -> Card | None:
    """Return the person's certificates, if she has any and the viewer may see them."""
    if not can(viewer, "certificates.view", person):
        return None
    found = list(certificates_of(viewer, person))
    return Card("desk/certificates/_card.html", {"certificates": found}) if found else None


def moments_for(viewer: User, person: Person) -> list[Moment]:
    """Return when certificates were sealed and revoked, in no order."""
    if not can(viewer, "certificates.view", person):
        return []
    moments = []
    for one in certificates_of(viewer, person).select_related("sealed_by", "revoked_by"):
        url, about = reverse("desk:certificate", args=[one.pk]), {"what": one.standard.label}
        if one.sealed_at and one.sealed_by:
            day, said = timezone.localdate(one.sealed_at), _("Certificate issued: %(what)s") % about
            moments.append(Moment(day, said, one.sealed_by.display_name, url=url, at=one.sealed_at))
        if one.revoked_at and one.revoked_by:
            day, said = (
                timezone.localdate(one.revoked_at),
                _("Certificate revoked: %(what)s") % about,
            )
            who = one.revoked_by.display_name
            moments.append(Moment(day, said, who, url=url, at=one.revoked_at))
    return moments
