"""The one doorkeeper of `certseal`: keys and rows of this room in, seals and verdicts out."""

import base64
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import certseal
from certseal import Claims, State, Trust, Verdict, keeping, picture
from certseal.badge import Alignment, Face
from certseal.badge import badge as write_badge
from certseal.badge import status_credential as write_status
from certseal.badge_check import check_badge as read_badge
from certseal.lists import BadList
from spean.directory.models import Centre, Skill
from spean.skills.models import SigningKey, Standard, Unit

__all__ = ["Claims", "State", "Trust", "Verdict"]
CODE_MM: Final = 30

CRITERIA_KM: Final = "បានវាយតម្លៃគ្រប់ឯកតា ហើយមានមនុស្សពីរនាក់អនុម័ត។"
CRITERIA_EN: Final = "Every unit was assessed, and two people approved it."


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeWords:
    """What a badge says beyond the claims; `skills` are those of ESCO with an address."""

    centre: Centre
    standard: Standard
    skills: Sequence[Skill]
    site: str
    status_url: str


def text_of(public: bytes) -> str:
    """Return a public key as a row keeps it."""
    return base64.b64encode(public).decode()


def bytes_of(public: str) -> bytes:
    """Return the 32 bytes of a public key of a row."""
    return base64.b64decode(public)


def fingerprint_of(public: str) -> str:
    """Return what two people read to each other to compare a key."""
    return certseal.fingerprint(bytes_of(public))


def seal(claims: Claims, private: bytes) -> tuple[str, ...]:
    """Return the texts of the QRs of a certificate."""
    return certseal.seal(claims, certseal.SigningKey.from_seed(private))


def drawing_of(text: str) -> tuple[str, float]:
    """Return the QR of a text as an SVG with its quiet zone, and how wide it is set (mm).

    The code itself is 3 cm wide; the quiet zone of four modules comes on either side.
    """
    modules = picture.qr(text).symbol_size(border=0)[0]
    return picture.svg(text), round(CODE_MM * (modules + 8) / modules, 2)


def digests_of(texts: Iterable[str]) -> bytes:
    """Return what a list vouches for, 16 bytes for each QR."""
    return b"".join(certseal.digest(text) for text in texts)


def sign_keys(
    keys: Iterable[SigningKey], *, root: bytes, version: int, issued_at: datetime
) -> bytes:
    """Return the file of keys signed by a root that is at hand: in a demo, and in tests, alone."""
    whole = certseal.KeyList(
        version=version, issued_at=issued_at, keys=tuple(key_of(one) for one in keys)
    )
    signer = certseal.SigningKey.from_pem(root)
    return keeping.keys_file(signer.public, certseal.sign_key_list(whole, signer))


def new_root() -> bytes:
    """Return a fresh root as a file (PEM); for a demo, where nothing is worth forging."""
    return certseal.SigningKey.generate().pem()


def public_of(root: bytes) -> bytes:
    """Return the public half of a root's file."""
    return certseal.SigningKey.from_pem(root).public


def key_of(row: SigningKey) -> certseal.Key:
    """Return a key as the list of keys names it."""
    name_km, name_en = _names(row)
    return certseal.Key(
        public=bytes_of(row.public),
        use=certseal.Use(row.use),
        name_km=name_km,
        name_en=name_en,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        revoked_at=row.revoked_at,
        reason=row.reason if row.revoked_at else "",
    )


@dataclass(frozen=True, slots=True)
class SignedKeys:
    """A list of keys as it came from the root, its signature checked."""

    root: str
    layer: bytes
    version: int
    publics: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        """What was printed when the root was made."""
        return fingerprint_of(self.root)


def read_keys(content: bytes) -> SignedKeys | None:
    """Return the keys of a file from the root, None if it is none or was altered.

    Any root can sign its own file: whoever calls compares the root with the one she knows.
    """
    try:
        root, layer, found = keeping.open_keys(content)
    except (keeping.BadRequest, BadList, certseal.BadKey):
        return None
    publics = tuple(text_of(one.public) for one in found.keys)
    return SignedKeys(text_of(root), layer, found.version, publics)


def request_of(rows: Iterable[SigningKey], *, version: int) -> bytes:
    """Return keys as the file that goes to the root; it holds no secret."""
    keys = [_asked(key_of(one)) for one in rows]
    whole = {"version": version, "keys": keys}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def sign_list(
    units: Iterable[Unit],
    private: bytes,
    *,
    version: int,
    moments: tuple[datetime, datetime],
    revoked: Sequence[int],
    vouched: Iterable[bytes],
) -> bytes:
    """Return the units and revocations, signed; `moments` are of this list and of the next."""
    issued_at, next_at = moments
    whole = certseal.StatusList(
        version=version,
        issued_at=issued_at,
        next_at=next_at,
        units=tuple(_unit(one) for one in units),
        revoked=certseal.packed(certseal.bitstring(revoked)),
        vouched=tuple(sorted(set(vouched))),
    )
    return certseal.sign_list(whole, certseal.SigningKey.from_seed(private))


def trust_file(root: bytes, keys: bytes, status_list: bytes) -> bytes:
    """Return the whole that a verifier carries."""
    return certseal.trust_file(root, keys, status_list)


def trusted(content: bytes, root: bytes) -> Trust:
    """Open a trust file, whose signatures are checked against the root."""
    return certseal.open_trust(content, root)


def badge(claims: Claims, units: Iterable[Unit], words: BadgeWords, private: bytes) -> str:
    """Return the other face of a certificate: the Open Badge, signed by the same key."""
    rows = list(units)
    face = Face(
        issuer_name_km=words.centre.label_km,
        issuer_name_en=words.centre.label_en,
        issuer_url=words.site,
        title_km=words.standard.label_km,
        title_en=words.standard.label_en,
        criteria_km=CRITERIA_KM,
        criteria_en=CRITERIA_EN,
        standard_url=f"urn:spean:unit:{words.standard.code}:",
        status_url=words.status_url,
        alignments=tuple(
            Alignment(name=skill.label_en, url=skill.uri, framework="ESCO")
            for skill in words.skills
        ),
    )
    known = {row.number: _unit(row) for row in rows}
    made = write_badge(claims, known, face, certseal.SigningKey.from_seed(private))
    return json.dumps(made, ensure_ascii=False)


def status_credential(
    url: str, revoked: Iterable[int], private: bytes, moments: tuple[datetime, datetime]
) -> str:
    """Return a centre's status list as a credential; `moments` are of this one and of the next."""
    issued_at, valid_until = moments
    key = certseal.SigningKey.from_seed(private)
    made = write_status(url, revoked, key, issued_at=issued_at, valid_until=valid_until)
    return json.dumps(made)


def check_badge(text: str, trust: Trust, today: date) -> Verdict:
    """Say whether an Open Badge is genuine."""
    return read_badge(text, trust, today)


def check(text: str, trust: Trust, today: date) -> Verdict:
    """Say whether the certificate in the text of a QR is genuine."""
    return certseal.check(text, trust, today)


def _asked(key: certseal.Key) -> dict[str, str]:
    moments = {"from": key.valid_from, "to": key.valid_to, "revoked": key.revoked_at}
    words = {"public": key.public.hex(), "use": str(key.use), "reason": key.reason}
    words |= {"km": key.name_km, "en": key.name_en}
    return words | {name: day.isoformat() for name, day in moments.items() if day}


def _unit(row: Unit) -> certseal.Unit:
    standard = row.standard
    return certseal.Unit(
        number=row.number,
        code=row.code,
        label_km=row.label_km,
        label_en=row.label_en,
        level=standard.level,
        isco=standard.occupation.isco,
        is_verified=standard.is_verified,
    )


def _names(row: SigningKey) -> tuple[str, str]:
    if row.centre is None:
        return "បញ្ជីវិញ្ញាបនបត្រ", "List of certificates"
    return row.centre.label_km, row.centre.label_en
