"""The Open Badge: ours accepts it, strangers accept it, and nobody accepts it altered."""

import json
from copy import deepcopy
from importlib.resources import files

import pytest

from certseal import check, proofs, status
from certseal.badge import FRAMEWORK, status_credential
from certseal.badge_check import check_badge
from tests.certseal.faces import FACE, altered, made
from tests.certseal.world import (
    CLAIMS,
    DAY,
    ISSUED,
    LIST,
    LISTED,
    PURSAT,
    REVOKED_INDEX,
    STOLEN,
    STRANGER,
    TODAY,
    sealed,
    trust,
)

LIST_URL = FACE.status_url


def judged(document, day=TODAY):
    return check_badge(json.dumps(document), trust(), day)


def test_a_badge_and_its_qr_say_the_same_with_one_id_and_one_key():
    of_badge = judged(made())
    of_qr = check(sealed(units=(1, 2)), trust(), TODAY)

    assert of_badge.state == of_qr.state == "genuine"
    assert of_badge.claims.id == of_qr.claims.id == CLAIMS.id
    assert of_badge.key == of_qr.key
    assert of_badge.units == of_qr.units
    assert of_badge.claims.name_km == of_qr.claims.name_km


def test_the_same_input_gives_the_same_badge():
    assert made() == made()


@pytest.mark.parametrize(
    ("document", "state", "reason"),
    [
        (lambda: made(status_index=REVOKED_INDEX), "revoked", "certificate_revoked"),
        (lambda: made(expires_at=ISSUED + DAY), "expired", "expired"),
        (lambda: made(STOLEN), "revoked", "key_revoked"),
        (lambda: made(STRANGER), "unknown_key", "unknown_key"),
        (lambda: made(LIST), "not_genuine", "use"),
        (lambda: made(issued_at=ISSUED - 500 * DAY), "not_genuine", "not_valid_then"),
    ],
)
def test_a_badge_stands_as_its_key_and_the_list_say(document, state, reason):
    verdict = judged(document())

    assert (verdict.state, verdict.reason) == (state, reason)


@pytest.mark.parametrize("more", [{}, {"expires_at": ISSUED + DAY}])
def test_a_badge_altered_anywhere_is_never_genuine(more):
    accepted = [
        path
        for path, document in altered(made(**more))
        if judged(document).state in {"genuine", "expired"}
    ]

    assert accepted == []


def test_another_person_s_name_does_not_pass_under_this_proof():
    document = made()
    document["credentialSubject"]["identifier"] = made(name_km="ចាន់")["credentialSubject"][
        "identifier"
    ]

    assert judged(document).state == "not_genuine"


def test_a_stranger_s_proof_under_the_centre_s_name_is_refused():
    document = made()
    document["proof"] = deepcopy(made(STRANGER)["proof"])

    assert judged(document).state == "not_genuine"


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", '{"type": "Assertion"}', '{"type": [["x"]]}', "{" * 9000]
)
def test_what_is_no_badge_cannot_be_read(text):
    assert check_badge(text, trust(), TODAY).state == "unreadable"


def test_a_badge_without_its_parts_is_no_genuine_one():
    for name in made():
        document = made()
        del document[name]
        assert judged(document).state != "genuine", name


def test_what_the_authority_has_not_confirmed_does_not_bear_its_name():
    subject = made(is_unverified=True, is_specimen=True)["credentialSubject"]
    named = {item["targetCode"]: item for item in subject["achievement"]["alignment"][:2]}

    assert named["SPN-TIL-01"]["targetFramework"] != FRAMEWORK
    assert named["SPN-TIL-02"]["targetFramework"] == FRAMEWORK
    assert subject["achievement"]["tag"] == ["specimen", "unverified-standard"]


def test_the_status_list_is_signed_and_holds_the_same_bits():
    document = status_credential(
        LIST_URL, [REVOKED_INDEX], PURSAT, issued_at=LISTED, valid_until=LISTED + DAY
    )
    bits = status.decoded_list(document["credentialSubject"]["encodedList"])

    proofs.verify(document, PURSAT.public)
    assert bits == trust().bits


def test_a_stranger_s_package_accepts_the_badge_and_no_altered_one():
    openvc = pytest.importorskip("openvc.proof.data_integrity")
    names = {"context-3.0.3.json": "ob-v3p0-context-3.0.3.json"}
    names["extensions.json"] = "ob-v3p0-extensions.json"
    contexts = {
        f"https://purl.imsglobal.org/spec/ob/v3p0/{url}": json.loads(
            files("openbadgeslib.ob3").joinpath("contexts", name).read_text(encoding="utf-8")
        )
        for url, name in names.items()
    }

    def accepts(document):
        suite = openvc.DataIntegrityProofSuite()
        try:
            suite.verify(document, check_temporal=False, extra_contexts=contexts)
        except Exception:
            return False
        return True

    assert accepts(made())
    assert [path for path, document in altered(made()) if accepts(document)] == []


def test_a_stranger_s_package_reads_the_status_list():
    pytest.importorskip("openvc")
    from openvc.status.bitstring import decode_bitstring, get_status_bit

    document = status_credential(
        LIST_URL, [REVOKED_INDEX], PURSAT, issued_at=LISTED, valid_until=LISTED + DAY
    )
    bits = decode_bitstring(document["credentialSubject"]["encodedList"])

    assert [get_status_bit(bits, n) for n in (REVOKED_INDEX - 1, REVOKED_INDEX)] == [0, 1]
