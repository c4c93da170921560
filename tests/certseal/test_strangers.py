"""Packages that know nothing of us verify the envelope: cwt, and pycose with Python's own CBOR."""

import pytest
from base45 import b45decode
from cwt import COSE, COSEKey

from certseal.payload import encode
from tests.certseal.world import CLAIMS, PURSAT, STRANGER, sealed


def data():
    return b45decode(sealed()[5:])


def cwt_key(key):
    return COSEKey.new({1: 1, 2: PURSAT.kid, 3: -8, -1: 6, -2: key.public})


def test_cwt_verifies_what_we_seal_and_refuses_another_key():
    assert COSE.new().decode(data(), cwt_key(PURSAT)) == encode(CLAIMS)
    with pytest.raises(Exception):  # noqa: B017, PT011
        COSE.new().decode(data(), cwt_key(STRANGER))


def test_pycose_verifies_what_we_seal_and_refuses_it_altered():
    pytest.importorskip("pycose")
    from pycose.keys import OKPKey
    from pycose.messages import CoseMessage

    def verified(sealed_bytes, key):
        message = CoseMessage.decode(sealed_bytes)
        message.key = OKPKey(crv="ED25519", x=key.public)
        return message.verify_signature()

    assert verified(data(), PURSAT)
    assert not verified(data(), STRANGER)
    assert not verified(data()[:-1] + b"\0", PURSAT)
