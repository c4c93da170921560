"""The codes of the certificates on a CV: the same that stand on their own paper."""

from uuid import UUID

from spean.accounts.models import User
from spean.core.errors import DomainError
from spean.desk.passport.paper import MOST_CODES, Drawings
from spean.skills.gateways.sealing import drawing_of
from spean.skills.rules.cv import Cv
from spean.skills.selectors.certificates import certificates_visible_to
from spean.skills.services.faces import open_faces


def codes_of(actor: User, cv: Cv) -> dict[UUID, Drawings]:
    """Open each certificate that the actor may see and return its codes; each opening is noted.

    Of the others the paper has the number and the address alone.
    """
    shown = certificates_visible_to(actor).filter(pk__in=[one.id for one in cv.certificates])
    drawn: dict[UUID, Drawings] = {}
    for certificate in shown:
        try:
            texts = open_faces(actor=actor, certificate=certificate).texts
        except DomainError:
            continue
        if len(texts) <= MOST_CODES:
            drawn[certificate.pk] = [drawing_of(text) for text in texts]
    return drawn
