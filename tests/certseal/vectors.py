"""The treaty between our verifiers: QR texts and trust files, and what must be said of each.

`python -m tests.certseal.vectors` writes tests/vectors/certseal.json anew; a test says when the
file is not what this writes. The verifier in the browser reads the same file.
"""

import hmac
import json
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path

import cbor2
from base45 import b45decode

import certseal
from certseal.envelope import plain_cbor
from certseal.payload import encode
from tests.certseal.world import (
    CLAIMS,
    CLOSED,
    DAY,
    ISSUED,
    KEYS,
    LIST,
    LISTED,
    PURSAT,
    REVOKED_INDEX,
    ROOT,
    STOLEN,
    STRANGER,
    TODAY,
    VOUCHED,
    crafted,
    file_of,
    sealed,
    status_list,
    text_of,
    trust,
)

PATH = Path(__file__).resolve().parents[1] / "vectors" / "certseal.json"
ABOUT = [
    "What every verifier of our certificates must say; keys and people are invented.",
    "Written by python -m tests.certseal.vectors; read by tests/certseal and by the page's tests.",
    "trust: trust files, with what opening each against `root` must answer: ok, older or bad.",
    "held: the name of the trust file held before, or nothing.",
    "texts: QR texts judged with the trust file `today` on the day `today`.",
]


def good():
    two = certseal.seal(replace(CLAIMS, units=tuple(range(1, 13))), PURSAT)
    return {
        "one unit": sealed(),
        "eight units": sealed(units=tuple(range(1, 9))),
        "twelve units, first QR": two[0],
        "twelve units, second QR": two[1],
        "names of 200 letters": sealed(name_km="ស្រីក្រ" * 50, name_latin="Vichetra " * 22),
        "a name in three scripts": sealed(name_km="សុខ Sok สุข", name_latin="Sók Сок 😀"),
        "no name at all": sealed(name_km="😀", name_latin=""),
        "all there is": sealed(expires_at=ISSUED + 90 * DAY, is_specimen=True, is_unverified=True),
        "a unit that the list does not hold": sealed(units=(1, 4_000_000_000)),
        "vouched for although the key was stolen": certseal.seal(VOUCHED, STOLEN)[0],
        "of a key that retired since": sealed(CLOSED, issued_at=ISSUED - 31 * DAY),
        "issued after the list": sealed(issued_at=LISTED + DAY),
        "last day of validity": sealed(expires_at=ISSUED + 5 * DAY),
        "spaces around": f"  {sealed()}\n",
    }


def standing():
    return {
        "expired": sealed(expires_at=ISSUED + 4 * DAY),
        "revoked": sealed(status_index=REVOKED_INDEX),
        "revoked and expired": sealed(status_index=REVOKED_INDEX, expires_at=ISSUED + DAY),
        "sealed with a stolen key": sealed(STOLEN),
        "sealed with a stolen key and dated back": sealed(STOLEN, issued_at=ISSUED - 60 * DAY),
        "a retired key": sealed(CLOSED, issued_at=ISSUED - 20 * DAY),
        "a key that retired, dated after the list of keys": sealed(CLOSED, issued_at=LISTED + DAY),
        "before the key began": sealed(issued_at=ISSUED - 500 * DAY),
        "a key nobody vouches for": sealed(STRANGER),
        "the root's own key": sealed(ROOT),
        "the list's key": sealed(LIST),
    }


def forged():
    payload, header = encode(CLAIMS), {1: -8, 4: PURSAT.kid}
    data = b45decode(sealed()[5:])
    altered = encode(replace(CLAIMS, level=3))
    none = crafted(payload, PURSAT, protected=plain_cbor({4: PURSAT.kid}), signature=b"")
    mac = plain_cbor({1: 5, 4: PURSAT.kid})
    secret = hmac.new(PURSAT.public, plain_cbor(["MAC0", mac, b"", payload]), sha256).digest()
    stranger = crafted(payload, STRANGER, protected=plain_cbor(header))
    return {
        "another level under the old signature": text_of(data.replace(payload, altered)),
        "the last bit of the signature": text_of(data[:-1] + bytes([data[-1] ^ 1])),
        "the first bit of the signature": text_of(
            data[:-64] + bytes([data[-64] ^ 128]) + data[-63:]
        ),
        "another key under the centre's name": stranger,
        "no algorithm, no signature": none,
        "HS256 with the public key as the secret": crafted(
            payload, PURSAT, protected=mac, signature=secret, tag=17
        ),
        "HS256 as if it were a signature": crafted(
            payload, PURSAT, protected=mac, signature=secret * 2
        ),
        "ES256 named": crafted(payload, PURSAT, protected=plain_cbor({**header, 1: -7})),
        "Ed25519 by its newer number": crafted(
            payload, PURSAT, protected=plain_cbor({**header, 1: -19})
        ),
        "the algorithm outside the signature": crafted(
            payload, PURSAT, protected=plain_cbor({4: PURSAT.kid}), unprotected={1: -8}
        ),
        "the key's name outside the signature": crafted(
            payload, PURSAT, protected=plain_cbor({1: -8}), unprotected={4: PURSAT.kid}
        ),
        "a second name of a key outside": crafted(payload, PURSAT, unprotected={4: STRANGER.kid}),
        "a critical header": crafted(
            payload, PURSAT, protected=plain_cbor({**header, 2: [99], 99: 1})
        ),
        "a header in another order": crafted(
            payload, PURSAT, protected=cbor2.dumps({4: PURSAT.kid, 1: -8})
        ),
        "without its tag": crafted(payload, PURSAT, tag=0),
        "the tag of many signers": crafted(payload, PURSAT, tag=98),
        "a list of keys as a certificate": text_of(certseal.sign_key_list(KEYS, ROOT)),
    }


def wrongly_written():
    """What a centre's own key signed and yet is no certificate: one form of bytes, no other."""
    whole = cbor2.loads(encode(CLAIMS))
    ours = whole[-65537]

    def with_ours(**changes):
        return plain_cbor(
            {**whole, -65537: {**ours, **{int(k[1:]): v for k, v in changes.items()}}}
        )

    payload = encode(CLAIMS)
    cases = {
        "a claim too much": plain_cbor({**whole, 1: "Spean"}),
        "a claim of ours too much": with_ours(_10=1),
        "a claim twice": bytes([payload[0] + 1]) + payload[1:7] + payload[1:],
        "in another order": cbor2.dumps(dict(reversed(whole.items()))),
        "a number in too many bytes": payload.replace(b"\x05\x02", b"\x05\x18\x02"),
        "the level as a text": with_ours(_5="2"),
        "the level as a fraction": with_ours(_5=2.0),
        "level 9": with_ours(_5=9),
        "yes for a number": with_ours(_5=True),
        "no unit": with_ours(_4=[]),
        "one unit twice": with_ours(_4=[1, 1]),
        "an unknown mark": with_ours(_8=16),
        "no mark, written": with_ours(_8=0),
        "part 3 of 2": with_ours(_9=[3, 2]),
        "part 1 of 1, written": with_ours(_9=[1, 1]),
        "the Khmer name as text": with_ours(_1="សុខ"),
        "a name of a byte that is no letter": with_ours(_1=b"\x9f\x7f"),
        "a name of digits in bytes": with_ours(_2=b"123"),
        "an id of 15 bytes": plain_cbor({**whole, 7: bytes(15)}),
        "a fraction of a second": plain_cbor({**whole, 6: whole[6] + 0.5}),
        "expires before it is issued": plain_cbor({**whole, 4: whole[6] - 1}),
        "a list instead of claims": plain_cbor([1, 2]),
    }
    return {name: crafted(payload, PURSAT) for name, payload in cases.items()}


def damaged():
    text = sealed()
    return {
        "nothing": "",
        "another system's address": "https://example.org/verify?id=1",
        "a health certificate": "HC1:NCFOXN%TS3DH3ZSUZK+.V0ETD%65NL-AH",
        "a newer format": "SPN2:" + text[5:],
        "the mark alone": "SPN1:",
        "the last character lost": text[:-1],
        "the last three characters lost": text[:-3],
        "half of it": text[: len(text) // 2],
        "the first character after the mark lost": "SPN1:" + text[6:],
        "one pair too many": text + "00",
        "in small letters": text.lower(),
        "a sign that Base45 has not": text[:40] + "!" + text[41:],
        "a Khmer digit among the signs": text[:40] + "៣" + text[41:],
        "a number too large for two bytes": text[:5] + ":::" + text[8:],
    }


def trust_files():
    older = status_list(version=19, issued_at=LISTED - DAY, revoked=certseal.packed(bytes(16384)))
    keys = certseal.sign_key_list(KEYS, ROOT)
    old_keys = replace(KEYS, version=2, issued_at=KEYS.issued_at - DAY)
    other = status_list(vouched=())
    bomb = status_list(revoked=certseal.packed(bytes(5 * 1024 * 1024)))
    newer = status_list(version=21, issued_at=LISTED + DAY)
    swapped = certseal.trust_file(ROOT.public, certseal.sign_list(status_list(), LIST), keys)
    return {
        "today": (file_of(), "", "ok"),
        "the same again": (file_of(), "today", "ok"),
        "a newer list": (file_of(listed=newer), "today", "ok"),
        "an older list": (file_of(listed=older), "today", "older"),
        "older keys": (file_of(old_keys, newer), "today", "older"),
        "another list of the same number": (file_of(listed=other), "today", "older"),
        "another root": (file_of(root=STRANGER), "", "bad"),
        "a list by a centre's key": (file_of(signer=PURSAT), "", "bad"),
        "a list by a stranger": (file_of(signer=STRANGER), "", "bad"),
        "a list by the root": (file_of(signer=ROOT), "", "bad"),
        "layers swapped": (swapped, "", "bad"),
        "a stranger's keys under our root": (
            certseal.trust_file(
                ROOT.public,
                certseal.sign_key_list(KEYS, STRANGER),
                certseal.sign_list(status_list(), LIST),
            ),
            "",
            "bad",
        ),
        "revocations that swell": (file_of(listed=bomb), "", "bad"),
        "not a trust file": (b"{}", "", "bad"),
    }


def made():
    held = trust()
    groups = (good, standing, forged, wrongly_written, damaged)
    texts = []
    for group in groups:
        for name, text in group().items():
            verdict = certseal.check(text, held, TODAY)
            texts.append({"name": f"{group.__name__}: {name}", "text": text, **told(verdict)})
    files = [
        {"name": name, "file": data.decode(), "held": before, "answer": answer}
        for name, (data, before, answer) in trust_files().items()
    ]
    return {
        "about": ABOUT,
        "root": ROOT.public.hex(),
        "today": TODAY.isoformat(),
        "trust": files,
        "texts": texts,
    }


def told(verdict):
    found = {
        "state": verdict.state.value,
        "reason": verdict.reason,
        "list_age_days": verdict.list_age_days,
    }
    if verdict.claims:
        claims = asdict(verdict.claims)
        claims["id"] = str(claims["id"])
        for name in ("issued_at", "expires_at"):
            claims[name] = claims[name] and int(claims[name].timestamp())
        found["claims"] = claims
        found["key_name_en"] = verdict.key.name_en
        found["unit_codes"] = [unit and unit.code for unit in verdict.units]
        found["list_is_older"] = verdict.list_is_older
        found["list_is_overdue"] = verdict.list_is_overdue
    return found


def main():
    PATH.write_text(json.dumps(made(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
