"""The status list is one by W3C's Bitstring Status List 1.0, and what is none is refused."""

import base64
import gzip
import json
from typing import Any

import pytest

from certseal import status
from certseal.badge import status_credential
from certseal.badge_check import check_badge
from tests.certseal.faces import FACE, made
from tests.certseal.world import DAY, LISTED, PURSAT, REVOKED_INDEX, TODAY, trust

BITS = 131_072


def listed(*revoked: int) -> dict[str, Any]:
    return status_credential(
        FACE.status_url, revoked, PURSAT, issued_at=LISTED, valid_until=LISTED + 7 * DAY
    )


def in_multibase(data: bytes) -> str:
    return "u" + base64.urlsafe_b64encode(data).decode().rstrip("=")


def test_it_is_a_credential_about_a_list_for_revocation() -> None:
    document = listed(REVOKED_INDEX)
    subject = document["credentialSubject"]

    assert document["id"] == FACE.status_url
    assert document["type"] == ["VerifiableCredential", "BitstringStatusListCredential"]
    assert subject["type"] == "BitstringStatusList"
    assert subject["statusPurpose"] == "revocation"
    assert document["validUntil"] == "2026-11-30T17:00:00Z"
    assert "ttl" not in subject


def test_its_bits_are_gzip_in_multibase_base64url_without_padding() -> None:
    encoded = listed(REVOKED_INDEX)["credentialSubject"]["encodedList"]
    data = base64.urlsafe_b64decode(encoded[1:] + "=" * (-len(encoded[1:]) % 4))
    bits = gzip.decompress(data)

    assert encoded[0] == "u"
    assert "=" not in encoded
    assert len(bits) * 8 == BITS
    assert [n for n in range(BITS) if bits[n // 8] & 0x80 >> n % 8] == [REVOKED_INDEX]


@pytest.mark.parametrize("last", [0, 1, 7, 8, BITS - 1, BITS, 3 * BITS])
def test_the_first_bit_is_the_highest_and_a_list_grows_by_doubling(last: int) -> None:
    bits = status.decoded_list(listed(last)["credentialSubject"]["encodedList"])

    assert len(bits) * 8 in (BITS, 2 * BITS, 4 * BITS)
    assert bits[last // 8] == 0x80 >> last % 8
    assert bits.count(0) == len(bits) - 1


# gzip writes the second of the clock into its head; the names of tests are the same in each run.
EMPTY_LIST = gzip.compress(bytes(BITS // 8), mtime=0)


@pytest.mark.parametrize(
    "encoded",
    [
        "",
        "z2fKX",
        "u",
        "uäöü",
        "u====",
        in_multibase(b"not gzip"),
        in_multibase(EMPTY_LIST[:-9]),
        in_multibase(EMPTY_LIST + b"more"),
        in_multibase(gzip.compress(bytes(64 * 1024 * 1024), 9, mtime=0)),
        in_multibase(EMPTY_LIST)[1:],
    ],
)
def test_what_is_no_list_is_refused(encoded: str) -> None:
    with pytest.raises(status.BadStatus):
        status.decoded_list(encoded)


@pytest.mark.parametrize("index", [-1, 4 * 1024 * 1024 * 8])
def test_a_place_that_no_list_has_is_refused(index: int) -> None:
    with pytest.raises(status.BadStatus):
        status.bitstring([index])


@pytest.mark.parametrize("index", ["", "-1", "0x29", "4.1", "９", True, None, ["41"], "99" * 40])
def test_a_badge_whose_place_is_no_number_is_not_genuine(index: object) -> None:
    face = made()
    face["credentialStatus"]["statusListIndex"] = index

    assert check_badge(json.dumps(face), trust(), TODAY).state == "not_genuine"
