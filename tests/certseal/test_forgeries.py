"""No forgery is accepted, no genuine one refused; and a broken check would be caught."""

import contextlib
import random
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from importlib import import_module
from multiprocessing import get_context
from uuid import UUID

import pytest

import certseal
from certseal import envelope
from certseal import trust as trusting
from tests.certseal.forging import Forger, accepted
from tests.certseal.world import (
    CLAIMS,
    DAY,
    LISTED,
    PURSAT,
    REVOKED_INDEX,
    ROOT,
    TODAY,
    file_of,
    sealed,
    status_list,
    trust,
)

checking = import_module("certseal.check")
MILLION, SHARE = 1_000_000, 25_000


def test_thousands_of_forgeries_are_refused():
    found, tried = accepted(1, 4000)

    assert found == []
    assert tried > 3900


@pytest.mark.long
def test_a_million_forgeries_are_refused():
    seeds = range(100, 100 + MILLION // SHARE + 1)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        results = list(pool.map(accepted, seeds, [SHARE] * len(seeds)))

    assert [found for found, _ in results if found] == []
    assert sum(tried for _, tried in results) >= MILLION


def genuine(count, seed):
    dice, held = random.Random(seed), trust()
    for _ in range(count):
        claims = replace(
            CLAIMS,
            id=UUID(int=dice.getrandbits(128)),
            name_km="".join(map(chr, dice.choices(range(0x1780, 0x17DE), k=dice.randint(0, 24)))),
            name_latin="".join(dice.choices("ABCdefghij '-", k=dice.randint(0, 24))),
            birth_year=dice.choice((None, 1950, 2008)),
            units=tuple(dice.sample(range(1, 60_000), dice.randint(1, 20))),
            status_index=dice.randrange(8, 130_000),
            is_specimen=dice.random() < 0.5,
            expires_at=dice.choice((None, LISTED + 900 * DAY)),
        )
        texts = certseal.seal(claims, PURSAT)
        verdicts = [certseal.check(text, held, TODAY) for text in texts]
        yield claims, texts, verdicts


def all_genuine(count, seed):
    states = Counter()
    for claims, texts, verdicts in genuine(count, seed):
        states.update(str(verdict.state) for verdict in verdicts)
        told = [verdict.claims for verdict in verdicts]
        assert sum((part.units for part in told), ()) == claims.units
        assert {part.id for part in told} == {claims.id}
        assert max(map(len, texts)) <= (320 if len(claims.units) == 1 else 500)
    return states


def test_genuine_ones_are_never_refused():
    assert set(all_genuine(600, 3)) == {"genuine"}


@pytest.mark.long
def test_ten_thousand_genuine_ones_are_never_refused():
    states = all_genuine(10_000, 4)

    assert set(states) == {"genuine"}
    assert states["genuine"] >= 10_000


def ways_that_pass(count=400):
    return {way for way, _ in accepted(7, count)[0]}


def test_a_check_that_believed_every_signature_would_be_caught(monkeypatch):
    monkeypatch.setattr(checking, "is_signed_by", lambda *_: True)

    assert {"another_key", "another_person", "lookalike", "another_part"} <= ways_that_pass()


def test_a_check_that_believed_the_message_s_algorithm_would_be_caught(monkeypatch):
    def believing(envelope_read, public):
        header = envelope.one_item(envelope_read.protected)
        return header.get(1) != -8 or envelope.is_signed_by(envelope_read, public)

    def lenient(data):
        protected, _, payload, signature = envelope.one_item(data).value
        kid = envelope.one_item(protected).get(4, b"")
        return envelope.Envelope(kid, payload, signature, protected)

    def checked(data):
        try:
            return lenient(data)
        except (AttributeError, TypeError, ValueError) as fault:
            raise envelope.WrongShape from fault

    monkeypatch.setattr(checking, "opened", checked)
    monkeypatch.setattr(checking, "is_signed_by", believing)

    assert "confused" in ways_that_pass()


def test_a_check_without_revocation_or_expiry_would_be_caught(monkeypatch):
    monkeypatch.setattr(checking, "_standing", lambda *_: (certseal.State.GENUINE, ""))

    assert ways_that_pass() == {"expired_or_revoked"}


def rolled_back():
    """Offer yesterday's list, in which a certificate was not revoked yet."""
    older = status_list(
        version=19, issued_at=LISTED - DAY, revoked=certseal.packed(certseal.bitstring([]))
    )
    held = trust()
    with contextlib.suppress(certseal.OlderList):
        held = certseal.open_trust(file_of(listed=older), ROOT.public, held=held)
    return certseal.check(sealed(status_index=REVOKED_INDEX), held, TODAY).state


def test_a_rolled_back_list_hides_no_revocation():
    assert rolled_back() == "revoked"


def test_a_verifier_that_took_older_lists_would_be_caught(monkeypatch):
    monkeypatch.setattr(trusting, "_not_older", lambda *_: None)

    assert rolled_back() == "genuine"


def test_the_forger_makes_what_he_says():
    forger = Forger(9)

    assert len({name for name, _ in forger.texts(100)}) == len(forger.ways)
