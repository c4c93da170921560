"""A small world of keys, units and lists for the tests, the same each time."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

import cbor2
from base45 import b45encode

import certseal
from certseal import Claims, Key, KeyList, SigningKey, StatusList, Unit, Use
from certseal.envelope import plain_cbor

DAY = timedelta(days=1)
START = datetime(2026, 1, 1, tzinfo=UTC)
ISSUED = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
LISTED = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
TODAY = date(2026, 11, 25)
REVOKED_INDEX = 7


def key_of(name):
    return SigningKey.from_seed(sha256(f"certseal test key {name}".encode()).digest())


ROOT, LIST, PURSAT, STOLEN, CLOSED, STRANGER = map(
    key_of, ("root", "list", "Pursat", "stolen", "closed", "stranger")
)

UNITS = tuple(
    Unit(
        number=number,
        code=f"SPN-TIL-{number:02d}",
        label_km=f"រៀបក្បឿង {number}",
        label_en=f"Lay tiles {number}",
        level=2,
        isco="7122",
        is_verified=number % 2 == 0,
    )
    for number in range(1, 13)
)

KHMER, LATIN = "សុខ វិចិត្រា", "SOK Vichetra"

CLAIMS = Claims(
    id=UUID("0192f0c1-2345-7abc-8def-0123456789ab"),
    issued_at=ISSUED,
    units=(1,),
    status_index=41,
    name_km=KHMER,
    name_latin=LATIN,
    birth_year=1994,
    level=2,
    isco="7122",
)


def centre(key, name_km, name_en, **more):
    values = {"use": Use.CERTIFICATES, "valid_from": START} | more
    return Key(public=key.public, name_km=name_km, name_en=name_en, **values)


KEYS = KeyList(
    version=3,
    issued_at=LISTED - 10 * DAY,
    keys=(
        centre(LIST, "បញ្ជី", "The list", use=Use.LIST),
        centre(PURSAT, "មជ្ឈមណ្ឌលពោធិ៍សាត់", "Pursat centre"),
        centre(
            STOLEN,
            "មជ្ឈមណ្ឌលបាត់ដំបង",
            "Battambang centre",
            revoked_at=ISSUED,
            reason="The computer was stolen.",
        ),
        centre(CLOSED, "មជ្ឈមណ្ឌលចាស់", "Closed centre", valid_to=ISSUED - 30 * DAY),
    ),
)

VOUCHED = replace(CLAIMS, id=UUID(int=CLAIMS.id.int + 1), issued_at=ISSUED - 50 * DAY)


def status_list(**more):
    values = {
        "version": 20,
        "issued_at": LISTED,
        "next_at": LISTED + 7 * DAY,
        "units": UNITS,
        "revoked": certseal.packed(certseal.bitstring([REVOKED_INDEX])),
        "vouched": (certseal.digest(certseal.seal(VOUCHED, STOLEN)[0]),),
    }
    return StatusList(**(values | more))


def file_of(keys=KEYS, listed=None, *, root=ROOT, signer=LIST):
    return certseal.trust_file(
        root.public,
        certseal.sign_key_list(keys, root),
        certseal.sign_list(listed or status_list(), signer),
    )


def trust():
    return certseal.open_trust(file_of(), ROOT.public)


def sealed(key=PURSAT, **changes):
    return certseal.seal(replace(CLAIMS, **changes), key)[0]


def crafted(payload, key, *, protected=None, unprotected=None, tag=18, signature=None):
    """Return a QR's text as a forger writes it: whatever headers, over whatever payload."""
    if protected is None:
        protected = plain_cbor({1: -8, 4: key.kid})
    signed = plain_cbor(["Signature1", protected, b"", payload])
    if signature is None:
        signature = key.private.sign(signed)
    parts = [protected, {} if unprotected is None else unprotected, payload, signature]
    return text_of(cbor2.dumps(cbor2.CBORTag(tag, parts) if tag else parts))


def text_of(data):
    return "SPN1:" + b45encode(data).decode()
