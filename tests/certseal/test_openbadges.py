"""Every face is an Open Badge 3.0 and a Verifiable Credential 2.0, as their rules are written."""

import copy
import re
from collections.abc import Iterator
from typing import Any

import pytest
from openbadgeslib.ob3.contexts import document_loader
from pyld import jsonld

from certseal import proofs
from certseal.badge import status_credential
from tests.certseal.faces import FACE, altered, leaves, made
from tests.certseal.world import DAY, ISSUED, LISTED, PURSAT, REVOKED_INDEX
from tests.standards.openbadges_schema import faults_of

URL = re.compile(r"(https?://|urn:uuid:|did:key:z)\S+")
DROPPED = "urn:dropped:"
FACES: dict[str, dict[str, Any]] = {
    "one unit": made(units=(1,)),
    "eight units": made(units=tuple(range(1, 9))),
    "twelve units": made(units=tuple(range(1, 13))),
    "long names": made(name_km="ស្រីក្រ" * 60, name_latin="Vichetra " * 60),
    "one script": made(name_km="", birth_year=None),
    "specimen": made(is_specimen=True),
    "unverified standard": made(is_unverified=True, units=(1,)),
    "with an end": made(expires_at=ISSUED + 365 * DAY),
    "no level, no occupation": made(level=None, isco=""),
}
LIST = status_credential(
    FACE.status_url, [REVOKED_INDEX], PURSAT, issued_at=LISTED, valid_until=LISTED + 7 * DAY
)
each_face = pytest.mark.parametrize("face", FACES.values(), ids=FACES)
each_credential = pytest.mark.parametrize(
    "document", [*FACES.values(), LIST], ids=[*FACES, "status list"]
)


def broken(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return copies that no Open Badge may be, each with what is wrong with it."""
    subject = ("credentialSubject",)
    achievement = (*subject, "achievement")
    without = [("@context",), ("id",), ("type",), ("issuer",), ("validFrom",), subject]
    without += [achievement, (*subject, "type")]
    without += [(*achievement, name) for name in ("id", "type", "name", "description", "criteria")]
    without += [(*achievement, "alignment", 0, "targetUrl"), ("proof", "type")]
    without += [(*subject, "identifier", 0, "hashed"), ("credentialStatus", "type")]
    for path in without:
        yield f"without {path}", changed(document, path, None)
    wrong: list[tuple[tuple[Any, ...], Any]] = [
        (("validFrom",), "20 November 2026"),
        (("validFrom",), "2026-11-20T02:30:00"),
        (("type",), ["VerifiableCredential"]),
        (("@context",), document["@context"][::-1]),
        (("@context",), document["@context"][:1]),
        (("issuer", "type"), ["Centre"]),
        ((*subject, "result", 0, "status"), "Passed"),
        ((*subject, "result", 0, "type"), ["Outcome"]),
        ((*subject, "identifier", 0, "identityType"), "nameKm"),
        ((*subject, "identifier", 0, "hashed"), "false"),
        ((*achievement, "resultDescription", 0, "resultType"), "Competence"),
        ((*achievement, "achievementType"), "Zertifikat"),
    ]
    for path, value in wrong:
        yield f"{path} is {value}", changed(document, path, value)


def changed(document: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """Return a copy with one member changed, or gone."""
    copied = copy.deepcopy(document)
    place: Any = copied
    for step in path[:-1]:
        place = place[step]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return copied


def dropped(document: dict[str, Any]) -> list[str]:
    """Return the members and types that no context explains, and the ids that are no addresses."""
    asked = copy.deepcopy(document)
    asked["@context"] = [*asked["@context"], {"@vocab": DROPPED}]
    expanded = jsonld.expand(asked, {"documentLoader": document_loader()})
    found = [path[-1] for path, _ in leaves(expanded)]
    found += [step for path, _ in leaves(expanded) for step in path]
    found += [value for path, value in leaves(expanded) if {"@id", "@type"} & set(path[-2:])]
    names = {str(name) for name in found}
    strange = {name for name in names if name.startswith(DROPPED)}
    ids = {str(value) for path, value in leaves(expanded) if path[-1] == "@id"}
    return sorted(strange | {one for one in ids if ":" not in one})


@each_face
def test_every_face_is_valid_by_the_schema(face: dict[str, Any]) -> None:
    assert faults_of(face) == []


@each_face
def test_a_face_that_is_altered_is_not(face: dict[str, Any]) -> None:
    assert [what for what, document in broken(face) if not faults_of(document)] == []


@each_credential
def test_the_contexts_explain_every_word_of_it(document: dict[str, Any]) -> None:
    assert dropped(document) == []


def test_a_word_that_no_context_explains_would_be_found() -> None:
    face = FACES["one unit"]

    assert dropped({**face, "nickname": "Vi"}) == [f"{DROPPED}nickname"]
    assert f"{DROPPED}Pupil" in dropped(changed(face, ("issuer", "type"), ["Pupil"]))


@each_credential
def test_it_is_a_verifiable_credential_of_the_second_model(document: dict[str, Any]) -> None:
    assert document["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert document["type"][0] == "VerifiableCredential"
    assert URL.fullmatch(document["id"])
    issuer = document["issuer"]
    assert URL.fullmatch(issuer if isinstance(issuer, str) else issuer["id"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", document["validFrom"])
    if "validUntil" in document:
        assert document["validFrom"] < document["validUntil"]
    assert not {"issuanceDate", "expirationDate"} & document.keys()
    assert document["credentialSubject"]


@each_credential
def test_its_proof_says_all_that_a_stranger_needs(document: dict[str, Any]) -> None:
    proof = document["proof"]
    issuer = document["issuer"]
    did = issuer if isinstance(issuer, str) else issuer["id"]

    assert proof["type"] == "DataIntegrityProof"
    assert proof["cryptosuite"] == "eddsa-rdfc-2022"
    assert proof["proofPurpose"] == "assertionMethod"
    assert proof["created"] == document["validFrom"]
    assert proof["verificationMethod"] == f"{did}#{did.removeprefix('did:key:')}"
    assert re.fullmatch(r"z[1-9A-HJ-NP-Za-km-z]{80,90}", proof["proofValue"])
    proofs.verify(document, proofs.public_in(did))


@each_face
def test_it_names_its_bit_in_the_status_list(face: dict[str, Any]) -> None:
    status = face["credentialStatus"]

    assert status["type"] == "BitstringStatusListEntry"
    assert status["statusPurpose"] == "revocation"
    assert re.fullmatch(r"0|[1-9]\d*", status["statusListIndex"])
    assert status["statusListCredential"] == FACE.status_url
    assert status["id"] not in ("", FACE.status_url)


@each_face
def test_every_result_has_its_description_and_every_address_is_one(face: dict[str, Any]) -> None:
    subject = face["credentialSubject"]
    described = {one["id"] for one in subject["achievement"]["resultDescription"]}
    addresses = [value for path, value in leaves(face) if path[-1] in {"targetUrl", "url", "id"}]

    assert {one["resultDescription"] for one in subject["result"]} == described
    assert addresses and all(URL.fullmatch(address) for address in addresses)
    assert subject["identifier"]
    assert subject["achievement"]["criteria"]["narrative"]


def test_what_was_altered_in_one_letter_may_be_valid_and_is_never_proven() -> None:
    face = FACES["one unit"]
    for path, document in altered(face):
        with pytest.raises(proofs.BadProof):
            proofs.verify(document, PURSAT.public)
        assert path
