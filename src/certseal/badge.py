"""The other face of a certificate: an Open Badge 3.0, which is a W3C Verifiable Credential.

One id and one key with the QR. The issuer is the did:key of the centre's key, so that a stranger's
program verifies it without a network, and ours finds the same key in the trust file.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from openbadgeslib.ob3 import (
    Achievement,
    IdentityObject,
    Issuer,
    OB3LdpSigner,
    OpenBadgeCredential,
    Result,
    ResultDescription,
    add_data_integrity_proof,
    build_status_list_credential,
    status_entry,
)
from openbadgeslib.ob3 import Alignment as _Alignment

from certseal.keys import SigningKey
from certseal.lists import Unit
from certseal.names import clean
from certseal.payload import Claims
from certseal.proofs import did_of, method_of
from certseal.status import bitstring

NAME_KM, NAME_LATIN, BIRTH_YEAR = "ext:nameKm", "ext:nameLatin", "ext:birthYear"
SPECIMEN, UNVERIFIED = "specimen", "unverified-standard"
# What the authority has not confirmed must not bear its name.
FRAMEWORK: Final = "National Competency Standards of Cambodia"
FRAMEWORK_UNVERIFIED: Final = "Spean units of competency, not verified by the authority"
_ISCO: Final = "ISCO-08"
_ISCO_URL: Final = "http://data.europa.eu/esco/isco/C"
_COMPETENT: Final = "Competent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """What the achievement corresponds to elsewhere: an ESCO skill, an occupation, a standard."""

    name: str
    url: str
    framework: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What a badge says beyond the claims: the words, and where it can be looked up.

    `status_url` is where the centre's status list is published; `standard_url` is the address of
    the standard, to which a unit's code is appended.
    """

    issuer_name_km: str
    issuer_name_en: str
    issuer_url: str
    title_km: str
    title_en: str
    criteria_km: str
    criteria_en: str
    standard_url: str
    status_url: str
    alignments: tuple[Alignment, ...] = ()


def badge(claims: Claims, units: Mapping[int, Unit], face: Face, key: SigningKey) -> dict[str, Any]:
    """Return the signed credential; the same input gives the same proof.

    :raises KeyError: when a unit of the claims is not among the units
    """
    known = [units[number] for number in claims.units]
    credential = OpenBadgeCredential(
        id=claims.id.urn,
        name=_both(face.title_km, face.title_en),
        issuer=Issuer(
            id=did_of(key.public),
            name=_both(face.issuer_name_km, face.issuer_name_en),
            url=face.issuer_url,
        ),
        recipient_id=None,
        identifiers=_identities(claims),
        achievement=_achievement(claims, known, face),
        results=[_result(claims, unit, face) for unit in known],
        issuance_date=claims.issued_at,
        expiration_date=claims.expires_at,
        credential_status=[status_entry(face.status_url, "revocation", claims.status_index)],
    )
    signer = OB3LdpSigner(key.pem(), verification_method=method_of(key.public))
    signed: dict[str, Any] = signer.sign(credential, created=claims.issued_at)
    return signed


def status_credential(
    url: str,
    revoked: Iterable[int],
    key: SigningKey,
    *,
    issued_at: datetime,
    valid_until: datetime,
) -> dict[str, Any]:
    """Return the signed Bitstring status list of a centre, of the same bits as the trust file's."""
    numbers = sorted(set(revoked))
    document = build_status_list_credential(
        did_of(key.public),
        url,
        "revocation",
        numbers,
        size_bits=len(bitstring(numbers)) * 8,
        issued=issued_at,
        valid_until=valid_until,
    )
    signed: dict[str, Any] = add_data_integrity_proof(
        document, key.pem(), method_of(key.public), created=issued_at
    )
    return signed


def _achievement(claims: Claims, units: Sequence[Unit], face: Face) -> Achievement:
    marks = [SPECIMEN] * claims.is_specimen + [UNVERIFIED] * claims.is_unverified
    described = [_both(unit.label_km, unit.label_en) for unit in units]
    return Achievement(
        id=uuid.uuid5(claims.id, "achievement").urn,
        name=_both(face.title_km, face.title_en),
        description="; ".join(described),
        criteria_narrative=_both(face.criteria_km, face.criteria_en),
        achievement_type="Certificate",
        tags=marks,
        alignments=[*map(_alignment, _alignments(claims, units, face))],
        result_descriptions=[
            ResultDescription(
                id=_result_id(claims, unit),
                name=_both(unit.label_km, unit.label_en),
                result_type="Status",
                alignments=[_alignment(_of_unit(unit, face))],
            )
            for unit in units
        ],
    )


def _result(claims: Claims, unit: Unit, face: Face) -> Result:
    return Result(
        status="Completed",
        value=_COMPETENT,
        result_description=_result_id(claims, unit),
        alignments=[_alignment(_of_unit(unit, face))],
    )


def _result_id(claims: Claims, unit: Unit) -> str:
    return uuid.uuid5(claims.id, unit.code).urn


def _alignments(claims: Claims, units: Sequence[Unit], face: Face) -> Iterable[Alignment]:
    for unit in units:
        yield _of_unit(unit, face)
    codes = dict.fromkeys([claims.isco, *(unit.isco for unit in units)])
    for code in filter(None, codes):
        yield Alignment(
            name=f"{_ISCO} {code}", url=f"{_ISCO_URL}{code}", framework=_ISCO, code=code
        )
    yield from face.alignments


def _of_unit(unit: Unit, face: Face) -> Alignment:
    return Alignment(
        name=_both(unit.label_km, unit.label_en),
        url=f"{face.standard_url}{unit.code}",
        framework=FRAMEWORK if unit.is_verified else FRAMEWORK_UNVERIFIED,
        code=unit.code,
    )


def _alignment(alignment: Alignment) -> _Alignment:
    return _Alignment(
        target_name=alignment.name,
        target_url=alignment.url,
        target_framework=alignment.framework or None,
        target_code=alignment.code or None,
    )


def _identities(claims: Claims) -> list[IdentityObject]:
    year = str(claims.birth_year) if claims.birth_year is not None else ""
    texts = {
        NAME_KM: clean(claims.name_km),
        NAME_LATIN: clean(claims.name_latin),
        BIRTH_YEAR: year,
    }
    return [
        IdentityObject(identity_hash=text, identity_type=kind, hashed=False)
        for kind, text in texts.items()
        if text
    ]


def _both(km: str, en: str) -> str:
    """Return the words in both languages: the schema knows one text, not one a language."""
    return " / ".join(filter(None, (km, en)))
