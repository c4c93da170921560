"""The W3C's own test vectors verify, and each one altered is refused."""

import copy
import json
from pathlib import Path

import pytest

from certseal import proofs
from certseal.keys import BadKey
from tests.certseal.faces import altered, leaves

FOLDER = Path(__file__).resolve().parents[1] / "standards" / "vc-di-eddsa"
SIGNER = "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
KEY = proofs.public_in(SIGNER)
EXAMPLES = {
    "https://www.w3.org/ns/credentials/examples/v2": {
        "@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}
    }
}
SUITES = ["eddsa-rdfc-2022", "eddsa-jcs-2022"]


def vector(suite):
    return json.loads((FOLDER / f"{suite}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("suite", SUITES)
def test_the_published_vector_verifies(suite):
    proofs.verify(vector(suite), KEY, EXAMPLES)


@pytest.mark.parametrize("suite", SUITES)
def test_the_published_vector_altered_anywhere_is_refused(suite):
    documents = list(altered(vector(suite)))

    assert len(documents) == len(list(leaves(vector(suite))))
    for _, document in documents:
        with pytest.raises(proofs.BadProof):
            proofs.verify(document, KEY, EXAMPLES)


@pytest.mark.parametrize("suite", SUITES)
def test_another_key_is_refused(suite):
    with pytest.raises(proofs.BadProof):
        proofs.verify(vector(suite), bytes([KEY[0] ^ 1]) + KEY[1:], EXAMPLES)


def test_one_suite_s_proof_is_not_the_other_s():
    for suite, other in zip(SUITES, reversed(SUITES), strict=True):
        document = vector(suite)
        document["proof"]["cryptosuite"] = other
        with pytest.raises(proofs.BadProof):
            proofs.verify(document, KEY, EXAMPLES)


@pytest.mark.parametrize("suite", [None, "", "none", "HS256", "ecdsa-jcs-2019", 7])
def test_another_suite_is_refused_by_its_name(suite):
    document = vector("eddsa-jcs-2022")
    document["proof"]["cryptosuite"] = suite

    with pytest.raises(proofs.BadProof):
        proofs.verify(document, KEY)


def test_a_member_added_or_taken_away_is_refused():
    for suite in SUITES:
        more, less = vector(suite), vector(suite)
        more["credentialSubject"]["degree"] = "Doctor"
        del less["credentialSubject"]["alumniOf"]
        for document in (more, less):
            with pytest.raises(proofs.BadProof):
                proofs.verify(document, KEY, EXAMPLES)


def test_a_proof_without_its_parts_is_refused():
    for name in ("type", "proofPurpose", "proofValue", "cryptosuite"):
        document = copy.deepcopy(vector("eddsa-jcs-2022"))
        del document["proof"][name]
        with pytest.raises(proofs.BadProof):
            proofs.verify(document, KEY)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"b": 1, "a": [True, None, "é"]}, '{"a":[true,null,"é"],"b":1}'),
        ({"€": 1, "\r": 2, "😀": 3, "\ufb33": 4}, '{"\\r":2,"€":1,"😀":3,"\ufb33":4}'),
        (1.5, "1.5"),
        (2.0, "2"),
        (-0.0, "0"),
        ('\u0000\u001f"\\/', '"\\u0000\\u001f\\"\\\\/"'),
    ],
)
def test_json_is_written_as_rfc_8785_has_it(value, written):
    assert proofs.jcs(value).decode() == written


@pytest.mark.parametrize("value", [1e300, float("nan"), 2**60, "\ud800"])
def test_what_readers_would_write_differently_is_refused(value):
    with pytest.raises(proofs.BadProof):
        proofs.jcs({"a": value})


def test_a_key_becomes_its_did_and_comes_back():
    assert proofs.did_of(KEY) == SIGNER
    assert proofs.public_in(proofs.method_of(KEY)) == KEY


@pytest.mark.parametrize(
    "did", ["", "did:key:", "did:web:example.org", "did:key:zQ3s", f"{SIGNER}0", "did:key:z" * 20]
)
def test_what_is_no_key_is_refused(did):
    with pytest.raises(BadKey):
        proofs.public_in(did)
