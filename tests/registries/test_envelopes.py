"""Envelopes: one bit changed anywhere is another message, and nothing breaks the reader."""

import base64
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spean.people.gateways.spdci.envelope import Refused, read
from spean.people.gateways.spdci.signing import BadSignature, check
from tests.registries.peer import Peer, ident, stamp

KEY = Ed25519PrivateKey.generate()
PUBLIC = KEY.public_key().public_bytes_raw()
NOW = 1_764_000_000


def signed_bytes():
    peer = object.__new__(Peer)
    peer.key, peer.sender_id = KEY, "idpoor"
    header = {"message_id": ident(), "action": "search", "sender_id": "idpoor", "total_count": 1}
    message = {"transaction_id": "t1", "ឈ្មោះ": "សុខ", "number": 1.5, "at": stamp()}
    return json.dumps(peer.signed(header, message, created=NOW), ensure_ascii=False).encode()


WHOLE = signed_bytes()


def holds(body):
    try:
        envelope = read(body)
        check(
            envelope.signature,
            envelope.header,
            envelope.message,
            now=NOW,
            key_of={"k1": PUBLIC}.get,
        )
    except (Refused, BadSignature):
        return False
    return True


def test_the_whole_envelope_holds():
    assert holds(WHOLE)


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(WHOLE) * 8 - 1))
def test_one_bit_more_or_less_is_refused(bit):
    changed = bytearray(WHOLE)
    changed[bit // 8] ^= 1 << bit % 8

    # Space between names and values is all that may differ: it is not part of what is said.
    assert not holds(bytes(changed)) or json.loads(bytes(changed)) == json.loads(WHOLE)


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(noise):
    assert not holds(noise)


def test_a_second_way_to_write_a_signature_is_refused():
    # The last letter before == has four bits that belong to no byte.
    text = json.loads(WHOLE)["signature"]
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    last = text[-4]
    other = f'{text[:-4]}{letters[letters.index(last) + 1]}=="'
    plain = [base64.b64decode(one.rpartition('signature="')[2][:-1]) for one in (text, other)]
    assert plain[0] == plain[1] and text != other

    envelope = read(WHOLE)
    with pytest.raises(BadSignature):
        check(other, envelope.header, envelope.message, now=NOW, key_of={"k1": PUBLIC}.get)
