"""Judge an Open Badge with the same trust file as the QR, and with the same words."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

from openbadgeslib.ob3 import OB3LdpVerifier, OB3VerificationError

from certseal.badge import BIRTH_YEAR, NAME_KM, NAME_LATIN, SPECIMEN, UNVERIFIED
from certseal.check import State, Verdict, judged
from certseal.keys import BadKey, kid_of
from certseal.lists import Use
from certseal.payload import BadClaims, Claims, encode
from certseal.proofs import RDFC, did_of, one_proof, pem_of, public_in
from certseal.trust import Trust

_SIZE_MOST: Final = 256 * 1024
_TYPES: Final = frozenset({"OpenBadgeCredential", "AchievementCredential"})


# The package looks at the clock too, after the proof has held; ours is the day that was given.
_CLOCK_WORDS: Final = ("Credential has expired", "Credential is not yet valid")
# A wallet may write a list of one as the one: it means the same, and the proof holds.
_LISTS: Final = ("identifier", "result")


def check_badge(document: str | bytes, trust: Trust, today: date) -> Verdict:
    """Say whether an Open Badge is genuine, as far as this trust file knows."""
    age = trust.age(today)
    badge = _read(document)
    if badge is None:
        return Verdict(state=State.UNREADABLE, list_age_days=age, reason="other_system")
    try:
        public = public_in(str(_of(badge, "issuer")["id"]))
    except (BadKey, LookupError, TypeError):
        return Verdict(state=State.UNKNOWN_KEY, list_age_days=age, reason="unknown_key")
    key = trust.keys.get(kid_of(public))
    if key is None or key.public != public:
        return Verdict(state=State.UNKNOWN_KEY, list_age_days=age, reason="unknown_key")
    if key.use is not Use.CERTIFICATES:
        return Verdict(state=State.NOT_GENUINE, list_age_days=age, reason="use")
    if not _is_proven(badge, public):
        return Verdict(state=State.NOT_GENUINE, list_age_days=age, reason="signature")
    try:
        claims = _claims(badge, trust)
        encode(claims)
    except (BadClaims, LookupError, TypeError, ValueError, AttributeError):
        return Verdict(state=State.NOT_GENUINE, list_age_days=age, reason="claims")
    return judged(claims, key, b"", trust, today)


def _read(document: str | bytes) -> dict[str, Any] | None:
    """Return the badge, or nothing when the text is none."""
    try:
        whole = json.loads(document) if len(document) <= _SIZE_MOST else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(whole, dict) or not isinstance(whole.get("type"), list):
        return None
    subject = whole.get("credentialSubject")
    if isinstance(subject, dict):
        subject.update({name: _many(subject[name]) for name in _LISTS if name in subject})
    return whole if any(kind in _TYPES for kind in map(str, whole["type"])) else None


def _is_proven(badge: Mapping[str, Any], public: bytes) -> bool:
    proof = one_proof(badge)
    if proof is None or proof.get("cryptosuite") != RDFC:
        return False
    if not str(proof.get("verificationMethod")).startswith(did_of(public)):
        return False
    # The package also demands that the JSON, which is read here, is what the signed RDF says.
    try:
        OB3LdpVerifier(pem_of(public)).verify(dict(badge))
    except OB3VerificationError as fault:
        return str(fault).startswith(_CLOCK_WORDS)
    return True


def _claims(badge: Mapping[str, Any], trust: Trust) -> Claims:
    subject = _of(badge, "credentialSubject")
    achievement = _of(subject, "achievement")
    said = {one["identityType"]: str(one["identityHash"]) for one in subject["identifier"]}
    codes = {_many(one["alignment"])[0]["targetCode"] for one in subject["result"]}
    numbers = tuple(unit.number for unit in trust.list.units if unit.code in codes)
    levels = [unit.level for unit in trust.list.units if unit.code in codes]
    tags = _many(achievement.get("tag", []))
    return Claims(
        id=UUID(badge["id"]),
        issued_at=_moment(badge["validFrom"]),
        expires_at=_moment(badge["validUntil"]) if "validUntil" in badge else None,
        units=numbers or (0,),
        level=max(levels, default=0) or None,
        status_index=int(_of(badge, "credentialStatus")["statusListIndex"]),
        name_km=said.get(NAME_KM, ""),
        name_latin=said.get(NAME_LATIN, ""),
        birth_year=int(said[BIRTH_YEAR]) if BIRTH_YEAR in said else None,
        is_specimen=SPECIMEN in tags,
        is_unverified=UNVERIFIED in tags,
    )


def _of(whole: Mapping[str, Any], name: str) -> dict[str, Any]:
    inner = whole[name]
    if not isinstance(inner, dict):
        raise BadClaims(f"{name} is not one object")
    return inner


def _many(value: Any) -> list[Any]:
    """Return what stands there as a list."""
    return value if isinstance(value, list) else [value]


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
