"""The two faces of a certificate, kept under the person's key: the QRs on paper, the Open Badge."""

from collections.abc import Sequence

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import NotAllowed
from spean.core.refs import Ref
from spean.directory.models import Skill
from spean.directory.perms import can
from spean.people.models import Person
from spean.people.services import opened_unseen, seal_for
from spean.skills.contracts import Faces
from spean.skills.gateways import sealing
from spean.skills.models import Certificate, SigningKey, Unit
from spean.skills.rules.certificates import birth_year
from spean.skills.selectors.trust import private_half


def put_faces(
    certificate: Certificate, person: Person, units: Sequence[Unit], *, site: str
) -> None:
    """Seal the words of a certificate into both faces; the caller is the act of two, and saves it.

    :raises CannotUnseal: if the key of the centre or of the person cannot be opened
    """
    key = certificate.key
    assert key is not None
    claims = _claims(certificate, person, units)
    private = private_half(key)
    texts = sealing.seal(claims, private)
    badge = _badge(certificate, claims, units, site) if site else ""
    certificate.digests = sealing.digests_of(texts)
    plain = {
        "name_km": claims.name_km,
        "name_latin": claims.name_latin,
        "birth_year": claims.birth_year,
        "texts": list(texts),
        "badge": badge,
    }
    certificate.sealed = seal_for(person, plain, context=_context(certificate))


@one_writer()
def open_faces(*, actor: User, certificate: Certificate) -> Faces:
    """Open both faces of a sealed certificate, to print or to hand over; each opening is noted.

    :raises NotAllowed: if the actor may not see certificates of its centre or of the person's, or
        the person was forgotten
    :raises CannotUnseal: if her key is gone
    """
    person = certificate.person
    may = person is not None and (
        can(actor, "certificates.view", certificate) or can(actor, "certificates.view", person)
    )
    if person is None or not may or not certificate.sealed:
        raise NotAllowed
    plain = opened_unseen(person, bytes(certificate.sealed), _context(certificate))
    audit(actor=actor, action="skills.certificate_opened", on=Ref("certificate", certificate.pk))
    return Faces(**{**plain, "texts": tuple(plain["texts"])})


def _claims(certificate: Certificate, person: Person, units: Sequence[Unit]) -> sealing.Claims:
    assert certificate.sealed_at is not None
    assert certificate.status_index is not None
    return sealing.Claims(
        id=certificate.pk,
        issued_at=certificate.sealed_at,
        units=tuple(unit.number for unit in units),
        status_index=certificate.status_index,
        name_km=f"{person.family_name_km} {person.given_name_km}".strip(),
        name_latin=f"{person.family_name_lat} {person.given_name_lat}".strip(),
        birth_year=birth_year(person.born_on, person.born_precision),
        level=certificate.standard.level,
        isco=certificate.standard.occupation.isco,
        is_specimen=certificate.is_specimen,
        is_unverified=certificate.is_unverified,
    )


def _badge(
    certificate: Certificate, claims: sealing.Claims, units: Sequence[Unit], site: str
) -> str:
    key = certificate.key
    assert key is not None
    words = sealing.BadgeWords(
        centre=certificate.centre,
        standard=certificate.standard,
        skills=list(
            Skill.objects.filter(
                pk__in=Unit.skills.through.objects.filter(unit__in=units).values("skill_id")
            )
            .exclude(uri="")
            .order_by("code")
        ),
        site=site,
        status_url=_status_url(key, site),
    )
    return sealing.badge(claims, units, words, private_half(key))


def _status_url(key: SigningKey, site: str) -> str:
    """Return where badges of this key are looked up: the first address it had, for ever."""
    if not key.status_url:
        key.status_url = f"{site.rstrip('/')}/credentials/status/{key.pk}"
        key.save()
    return key.status_url


def _context(certificate: Certificate) -> str:
    return f"certificate:{certificate.pk}"
