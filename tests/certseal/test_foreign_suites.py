"""What the suites of W3C demand of a verifier: a proof that is truly signed may still be none.

Written down from w3c/vc-di-eddsa-test-suite and its generator of bad credentials: each of these
documents is signed by the right key, and something in the options or in the hashing is wrong.
"""

import copy
import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from openbadgeslib.ob3.contexts import document_loader
from pyld import jsonld

from certseal import proofs
from certseal.badge_check import check_badge
from tests.certseal.faces import made
from tests.certseal.world import DAY, ISSUED, PURSAT, STRANGER, TODAY, trust

Hash = Callable[[bytes], bytes]
Form = Callable[[dict[str, Any]], bytes]
ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
XSD = "http://www.w3.org/2001/XMLSchema#"


def rdf(document: dict[str, Any]) -> bytes:
    text: str = jsonld.normalize(
        document,
        {
            "algorithm": "URDNA2015",
            "format": "application/n-quads",
            "documentLoader": document_loader(),
        },
    )
    return text.encode()


FORMS: dict[str, Form] = {"eddsa-rdfc-2022": rdf, "eddsa-jcs-2022": proofs.jcs}
SUITES = list(FORMS)


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def sha512(data: bytes) -> bytes:
    return hashlib.sha512(data).digest()


def base58(data: bytes) -> str:
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, place = divmod(number, 58)
        text = ALPHABET[place] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def signed(
    suite: str, *, form: Form | None = None, digest: Hash = sha256, **options: Any
) -> dict[str, Any]:
    """Return a face signed anew, with options set to something else; those set to None are gone."""
    write = form or FORMS[suite]
    document = {name: value for name, value in made().items() if name != "proof"}
    proof = {**copy.deepcopy(made()["proof"]), "cryptosuite": suite, **options}
    proof = {name: value for name, value in proof.items() if value is not None}
    del proof["proofValue"]
    config = {**proof, "@context": document["@context"]}
    if suite == "eddsa-jcs-2022":
        proof = config
    value = PURSAT.private.sign(digest(write(config)) + digest(write(document)))
    return {**document, "proof": {**proof, "proofValue": "z" + base58(value)}}


def is_proven(document: dict[str, Any]) -> bool:
    try:
        proofs.verify(document, PURSAT.public)
    except proofs.BadProof:
        return False
    return True


@pytest.mark.parametrize("suite", SUITES)
def test_what_is_signed_as_the_suite_has_it_is_proven(suite: str) -> None:
    assert is_proven(signed(suite))
    assert is_proven(signed(suite, created=None))
    assert is_proven(signed(suite, created="2026-11-20T09:30:00+07:00"))
    assert is_proven(signed(suite, expires="2999-01-01T00:00:00Z"))


BAD_OPTIONS: list[dict[str, Any]] = [
    {"type": "UnknownProofType"},
    {"type": None},
    {"proofPurpose": "authentication"},
    {"proofPurpose": "invalidPurpose"},
    {"proofPurpose": None},
    {"verificationMethod": None},
    {"verificationMethod": ""},
    {"verificationMethod": "did:key:@invalidVm@"},
    {"verificationMethod": proofs.method_of(STRANGER.public)},
    {"created": "invalidDate"},
    {"created": ""},
    {"created": "20261120"},
    {"created": "2026-11-20"},
    {"created": "2026-13-20T02:30:00Z"},
    {"created": "2026-W47-5T02:30:00Z"},
    {"expires": "2026-01-01T00:00:00Z"},
    {"expires": "never"},
]


@pytest.mark.parametrize("suite", SUITES)
@pytest.mark.parametrize("options", BAD_OPTIONS, ids=str)
def test_a_signed_proof_with_bad_options_is_refused(suite: str, options: dict[str, Any]) -> None:
    assert not is_proven(signed(suite, **options))


@pytest.mark.parametrize("suite", SUITES)
def test_another_form_or_another_digest_is_refused(suite: str) -> None:
    other = FORMS[SUITES[1 - SUITES.index(suite)]]

    assert not is_proven(signed(suite, form=other))
    assert not is_proven(signed(suite, digest=sha512))
    assert not is_proven(signed(suite, form=lambda it: json.dumps(it).encode()))


@pytest.mark.parametrize("suite", SUITES)
@pytest.mark.parametrize(
    "value",
    [None, "", 7, "z", "zIO0l", "u" + "A" * 86, "m" + "A" * 86, "f" + "00" * 64, "z" + "1" * 64],
)
def test_a_value_that_is_no_signature_in_base58_is_refused(suite: str, value: object) -> None:
    document = signed(suite)
    document["proof"]["proofValue"] = value

    assert not is_proven(document)


@pytest.mark.parametrize("suite", SUITES)
def test_the_same_signature_in_another_encoding_is_refused(suite: str) -> None:
    document = signed(suite)
    document["proof"]["proofValue"] = document["proof"]["proofValue"][1:]

    assert not is_proven(document)


@pytest.mark.parametrize("suite", SUITES)
def test_a_proof_may_stand_in_a_list_of_one_and_never_beside_another(suite: str) -> None:
    document = signed(suite)
    proof = document["proof"]

    assert is_proven({**document, "proof": [proof]})
    for several in ([proof, proof], [], [proof, {}], [[proof]], ["proof"], None):
        assert not is_proven({**document, "proof": several})


def test_a_badge_that_names_another_s_key_is_not_genuine() -> None:
    for method in (None, "https://example.org/key", proofs.method_of(STRANGER.public)):
        document = signed("eddsa-rdfc-2022", verificationMethod=method)

        assert check_badge(json.dumps(document), trust(), TODAY).state == "not_genuine"


def test_a_wallet_may_write_a_list_of_one_as_the_one() -> None:
    def compacted(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: compacted(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return compacted(value[0]) if len(value) == 1 else [compacted(one) for one in value]
        return value

    face = made(units=(1,), is_specimen=True, name_latin="", birth_year=None)
    whole = check_badge(json.dumps(face), trust(), TODAY)
    small = check_badge(json.dumps(compacted(face)), trust(), TODAY)

    assert compacted(face) != face
    assert small == whole
    assert small.state == "genuine"


def test_what_means_the_same_in_rdf_and_reads_otherwise_is_not_genuine() -> None:
    ended = made(expires_at=ISSUED + DAY)
    iri = "https://www.w3.org/2018/credentials#validUntil"
    moment = {"@value": ended["validUntil"], "@type": f"{XSD}dateTime"}
    hidden = {name: value for name, value in ended.items() if name != "validUntil"}
    rekeyed = {**hidden, iri: moment}
    face = made()
    unsigned = {**face, "nickname": "Vi"}
    described = {**face, "@included": [{"id": face["id"], "name": "Master"}]}

    assert rdf({**rekeyed, "proof": {}}) == rdf({**ended, "proof": {}})
    for document in (rekeyed, unsigned, described):
        assert check_badge(json.dumps(document), trust(), TODAY).state == "not_genuine"
