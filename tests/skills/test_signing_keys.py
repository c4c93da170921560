import json
from datetime import timedelta

import pytest

from certseal.__main__ import main as command
from spean.core.errors import IllegalMove, NotAllowed
from spean.skills.gateways import sealing
from spean.skills.models import SigningKey, TrustList
from spean.skills.selectors.trust import (
    current_trust_list,
    key_of_the_list,
    private_half,
    root_public_key,
    signing_key_of,
)
from spean.skills.services import certificates as acts
from spean.skills.services import signing_keys as keys
from spean.skills.services.checking import check_text
from spean.skills.services.faces import open_faces
from spean.skills.services.trust import key_request, rebuild_list
from tests.factories.casework import client_of
from tests.factories.certified import completed, issued, signed_by_root, trusted_keys
from tests.factories.people import MORNING

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(days=3)


@pytest.fixture
def done(counsellor, pursat):
    return completed(client_of(counsellor, pursat), pursat)


def text_of(certificate, actor):
    return open_faces(actor=actor, certificate=certificate).texts[0]


def state_of(text, now=LATER):
    return check_text(text, today=now.date()).verdict.state


def test_a_key_seals_nothing_before_the_root_has_signed_it(administrator, pursat):
    made = keys.need_keys(actor=administrator, centres=[pursat], now=MORNING)

    assert [key.use for key in made] == ["list", "certificates"]
    assert signing_key_of(pursat.pk) is None and current_trust_list() is None
    signed_by_root(sealing.new_root())
    assert signing_key_of(pursat.pk) == made[1] and current_trust_list()


def test_asking_twice_makes_no_second_key(administrator, pursat, preah_vihear):
    keys.need_keys(actor=administrator, centres=[pursat], now=MORNING)

    again = keys.need_keys(actor=administrator, centres=[pursat, preah_vihear], now=MORNING)
    assert [key.centre for key in again] == [preah_vihear]


def test_the_file_for_the_root_holds_no_secret(administrator, pursat):
    made = keys.need_keys(actor=administrator, centres=[pursat], now=MORNING)

    asked = key_request()
    told = json.loads(asked)
    assert told["version"] == 1 and {one["public"] for one in told["keys"]} == {
        sealing.bytes_of(key.public).hex() for key in made
    }
    for key in made:
        private = private_half(key)
        assert private not in asked and sealing.text_of(private).encode() not in asked
        assert private not in bytes(key.wrapped)


@pytest.mark.parametrize("who", ["manager", "facilitator", "registrar", "auditor"])
def test_only_the_administrator_manages_keys(request, pursat, who):
    root, other = trusted_keys(pursat), request.getfixturevalue(who)
    key = signing_key_of(pursat.pk)

    for act in (
        lambda: keys.need_keys(actor=other, centres=[pursat], now=MORNING),
        lambda: keys.replace_key(actor=other, key_id=key.pk, now=MORNING),
        lambda: keys.end_key(actor=other, key_id=key.pk, reason="stolen", now=MORNING),
        lambda: keys.load_key_list(actor=other, content=root, now=MORNING),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_list_of_another_root_is_refused(pursat):
    trusted_keys(pursat)

    with pytest.raises(keys.AnotherRoot):
        signed_by_root(sealing.new_root())


def test_an_older_list_is_refused(pursat):
    root = trusted_keys(pursat)
    older = sealing.sign_keys(SigningKey.objects.all(), root=root, version=1, issued_at=MORNING)

    with pytest.raises(keys.OlderKeyList):
        keys.load_key_list(actor=None, content=older, now=MORNING)


def fingerprint(root):
    return sealing.fingerprint_of(sealing.text_of(sealing.public_of(root)))


@pytest.mark.parametrize("harm", ["cut", "changed", "empty", "of_others", "qr"])
def test_what_the_root_did_not_sign_is_refused(pursat, harm):
    keys.need_keys(actor=None, centres=[pursat], now=MORNING)
    root = sealing.new_root()
    rows = [] if harm == "of_others" else list(SigningKey.objects.all())
    whole = sealing.sign_keys(rows, root=root, version=1, issued_at=MORNING)
    told = json.loads(whole)
    middle = len(told["keys"]) // 2
    other = "A" if told["keys"][middle] != "A" else "B"
    told["keys"] = told["keys"][:middle] + other + told["keys"][middle + 1 :]
    given = {
        "cut": whole[:-9],
        "changed": json.dumps(told).encode(),
        "empty": b"",
        "of_others": whole,
        "qr": b"SPN1:ABC",
    }[harm]

    with pytest.raises(keys.NotAKeyList):
        keys.load_key_list(actor=None, content=given, fingerprint=fingerprint(root), now=MORNING)
    assert root_public_key() is None


def test_the_first_root_is_the_one_whose_fingerprint_was_printed(pursat):
    keys.need_keys(actor=None, centres=[pursat], now=MORNING)
    root = sealing.new_root()
    rows = list(SigningKey.objects.all())
    content = sealing.sign_keys(rows, root=root, version=1, issued_at=MORNING)

    for wrong in ("", fingerprint(sealing.new_root())):
        with pytest.raises(keys.AnotherRoot):
            keys.load_key_list(actor=None, content=content, fingerprint=wrong, now=MORNING)
    said = fingerprint(root).lower().replace(" ", "")
    keys.load_key_list(actor=None, content=content, fingerprint=said, now=MORNING)
    assert root_public_key() == sealing.public_of(root)


def test_the_request_is_signed_by_the_command_of_the_root(tmp_path, monkeypatch, pursat):
    keys.need_keys(actor=None, centres=[pursat], now=MORNING)
    root, asked, out = tmp_path / "root.pem", tmp_path / "request.json", tmp_path / "keys.json"
    monkeypatch.setenv("CERTSEAL_PASSPHRASE", "a very long passphrase")
    assert command(["new-key", str(root)]) == 0
    asked.write_bytes(key_request())
    assert command(["sign-keys", str(asked), "--root", str(root), "--out", str(out)]) == 0

    read = sealing.read_keys(out.read_bytes())
    keys.load_key_list(
        actor=None, content=out.read_bytes(), fingerprint=read.fingerprint, now=MORNING
    )
    assert signing_key_of(pursat.pk) and current_trust_list()


def test_a_new_key_takes_over_when_the_root_has_signed_it(
    administrator, facilitator, manager, pursat, done
):
    root = trusted_keys(pursat)
    old = signing_key_of(pursat.pk)
    text = text_of(issued(facilitator, manager, done), manager)

    new = keys.replace_key(actor=administrator, key_id=old.pk, now=LATER)
    with pytest.raises(IllegalMove):
        keys.replace_key(actor=administrator, key_id=old.pk, now=LATER)
    assert signing_key_of(pursat.pk) == old
    signed_by_root(root, now=LATER)

    old.refresh_from_db()
    assert signing_key_of(pursat.pk) == new and old.reason == "replaced"
    assert state_of(text) == "genuine"


def test_of_a_stolen_key_what_stands_here_stays_and_a_forgery_falls(
    administrator, facilitator, manager, pursat, done
):
    root = trusted_keys(pursat)
    stolen = signing_key_of(pursat.pk)
    certificate = issued(facilitator, manager, done)
    text = text_of(certificate, manager)
    claims = sealing.Claims(
        id=done.pk, issued_at=MORNING, units=(1,), status_index=7, name_latin="Thief"
    )
    (forged,) = sealing.seal(claims, private_half(stolen))
    assert state_of(forged) == "genuine"

    keys.end_key(actor=administrator, key_id=stolen.pk, reason="stolen", now=LATER)
    signed_by_root(root, now=LATER)

    assert (state_of(text), state_of(forged)) == ("genuine", "revoked")
    assert signing_key_of(pursat.pk) is None
    acts.revoke_certificate(actor=manager, certificate_id=certificate.pk, reason="key", now=LATER)
    assert state_of(text) == "revoked"


def test_a_key_ends_once(administrator, pursat):
    trusted_keys(pursat)
    key = signing_key_of(pursat.pk)
    keys.end_key(actor=administrator, key_id=key.pk, reason="closed", now=LATER)

    with pytest.raises(IllegalMove):
        keys.end_key(actor=administrator, key_id=key.pk, reason="closed", now=LATER)
    # That somebody had it may be found out later.
    ended = keys.end_key(actor=administrator, key_id=key.pk, reason="stolen", now=LATER)
    assert ended.revoked_at == LATER


def test_each_night_has_a_newer_list_even_if_the_clock_goes_back(pursat):
    trusted_keys(pursat)
    first = TrustList.objects.get()
    second = rebuild_list(now=MORNING - timedelta(days=1))

    assert second.version == first.version + 1 and second.made_at > first.made_at


def test_without_the_root_there_is_no_list(db):
    assert rebuild_list(now=MORNING) is None
    assert check_text("SPN1:ABC", today=MORNING.date()).verdict is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("https://example.org/", "other_system"),
        ("HC1:6BFOXN", "other_system"),
        ("", "other_system"),
        ("SPN1:ABC", "damaged"),
        ("SPN2:ABC", "newer_format"),
    ],
)
def test_a_qr_of_another_system_cannot_be_read(pursat, text, reason):
    trusted_keys(pursat)

    found = check_text(text, today=MORNING.date()).verdict
    assert (found.state, found.reason) == ("unreadable", reason)


def test_the_list_has_a_key_of_its_own(pursat):
    trusted_keys(pursat)

    assert key_of_the_list() != signing_key_of(pursat.pk)
