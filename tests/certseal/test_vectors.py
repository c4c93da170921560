"""The published vectors: what they say is what the library says, and what each group must say."""

import json
from datetime import date

import pytest

import certseal
from tests.certseal import vectors

WRITTEN = json.loads(vectors.PATH.read_text(encoding="utf-8"))
STATES = {
    "good": {"genuine"},
    "standing": {"expired", "revoked", "not_genuine", "unknown_key"},
    "forged": {"not_genuine"},
    "wrongly_written": {"not_genuine"},
    "damaged": {"unreadable"},
}


def without_files(whole):
    """Compression differs from one machine's library to the next; what it holds does not."""
    rows = [{**row, "file": ""} for row in whole["trust"]]
    return {**whole, "trust": rows}


def test_the_vectors_are_those_that_are_made():
    made = json.loads(json.dumps(vectors.made(), ensure_ascii=False))

    assert without_files(made) == without_files(WRITTEN)


def test_the_written_trust_file_gives_the_same_verdicts():
    root = bytes.fromhex(WRITTEN["root"])
    trust = certseal.open_trust(WRITTEN["trust"][0]["file"].encode(), root)
    today = date.fromisoformat(WRITTEN["today"])

    for case in WRITTEN["texts"]:
        assert certseal.check(case["text"], trust, today).state == case["state"], case["name"]


@pytest.mark.parametrize("case", WRITTEN["texts"], ids=lambda case: case["name"])
def test_every_text_is_answered_as_its_group_must_be(case):
    assert case["state"] in STATES[case["name"].partition(":")[0]]


@pytest.mark.parametrize(
    ("name", "state", "reason"),
    [
        ("expired", "expired", "expired"),
        ("revoked and expired", "revoked", "certificate_revoked"),
        ("sealed with a stolen key and dated back", "revoked", "key_revoked"),
        ("a retired key", "not_genuine", "not_valid_then"),
        ("a key that retired, dated after the list of keys", "unknown_key", "not_valid_then"),
        ("before the key began", "not_genuine", "not_valid_then"),
        ("a key nobody vouches for", "unknown_key", "unknown_key"),
        ("the root's own key", "unknown_key", "unknown_key"),
        ("the list's key", "not_genuine", "use"),
    ],
)
def test_what_was_truly_signed_stands_as_its_key_and_the_list_say(name, state, reason):
    case = next(case for case in WRITTEN["texts"] if case["name"] == f"standing: {name}")

    assert (case["state"], case["reason"]) == (state, reason)


@pytest.mark.parametrize("case", WRITTEN["trust"], ids=lambda case: case["name"])
def test_every_trust_file_is_answered_as_written(case):
    root = bytes.fromhex(WRITTEN["root"])
    files = {other["name"]: other["file"].encode() for other in WRITTEN["trust"]}
    held = certseal.open_trust(files[case["held"]], root) if case["held"] else None

    try:
        certseal.open_trust(files[case["name"]], root, held=held)
        answer = "ok"
    except certseal.OlderList:
        answer = "older"
    except certseal.BadTrust:
        answer = "bad"

    assert answer == case["answer"]
