"""The command line: exit codes, words in both languages, and the keeping of keys."""

import json
import stat

import pytest

from certseal import picture
from certseal.__main__ import main
from tests.certseal.faces import made
from tests.certseal.world import (
    DAY,
    ISSUED,
    KHMER,
    LISTED,
    REVOKED_INDEX,
    ROOT,
    STRANGER,
    TODAY,
    crafted,
    file_of,
    sealed,
    status_list,
)

FORGED = crafted(b"\xa0", STRANGER, protected=b"\xa1\x01\x27")


@pytest.fixture
def run(tmp_path, capsys):
    trust = tmp_path / "trust.json"
    trust.write_bytes(file_of())

    def run(content, *more, file=trust):
        path = tmp_path / "certificate"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        days = ("--today", TODAY.isoformat())
        code = main(["check", str(path), "--trust", str(file), *days, *more])
        return code, *capsys.readouterr()

    return run


@pytest.mark.parametrize(
    ("content", "code", "english", "khmer"),
    [
        (sealed(), 0, "is genuine", "ពិតប្រាកដ"),
        (picture.png(sealed()), 0, "is genuine", "ពិតប្រាកដ"),
        (json.dumps(made()), 0, "is genuine", "ពិតប្រាកដ"),
        (sealed(status_index=REVOKED_INDEX), 1, "has been revoked", "ដកហូត"),
        (sealed(expires_at=ISSUED + DAY), 1, "has expired", "ហួសសុពលភាព"),
        (FORGED, 1, "is not genuine", "មិនពិត"),
        (sealed(STRANGER), 2, "cannot be judged with this list", "បញ្ជីថ្មី"),
        (picture.png("https://example.org/"), 2, "of another system", "ប្រព័ន្ធផ្សេង"),
        ("", 2, "cannot be read", "អានមិនបាន"),
        (b"\x89PNG\r\n\x1a\nrest", 2, "cannot be read", "អានមិនបាន"),
        (b"\xff" * 5000, 2, "cannot be read", "អានមិនបាន"),
        ("{" * 5000, 2, "cannot be read", "អានមិនបាន"),
    ],
)
def test_the_answer_and_the_exit_code(run, content, code, english, khmer):
    found, out, _ = run(content)

    assert found == code
    assert english in out
    assert khmer in out


def test_a_genuine_one_says_who_what_where_and_how_old_the_list_is(run):
    out = run(sealed(is_specimen=True, is_unverified=True))[1]

    for words in (KHMER, "1994", "Lay tiles 1", "Pursat centre", "2 days old", "specimen"):
        assert words in out
    assert "The authority has not confirmed this standard yet." in out


def test_a_forged_one_says_nobody_s_name(run):
    assert KHMER not in run(sealed(STRANGER))[1]


def test_two_parts_in_one_file_are_two_answers_and_the_worse_one_counts(run):
    both = f"{sealed()}\n{sealed(status_index=REVOKED_INDEX)}\n"

    code, out, _ = run(both)

    assert code == 1
    assert "is genuine" in out
    assert "revoked" in out


def test_a_picture_without_a_qr_cannot_be_read(run):
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new("L", (300, 300), 255).save(out, "JPEG")

    assert run(out.getvalue())[0] == 2


def test_a_program_gets_json(run):
    code, out, _ = run(sealed(), "--json")

    assert code == 0
    assert json.loads(out)[0]["state"] == "genuine"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--root", "00" * 32), "another root"),
        (("--root", "nonsense"), "64 hex digits"),
    ],
)
def test_another_root_judges_nothing(run, more, words):
    code, out, said = run(sealed(), *more)

    assert (code, out) == (2, "")
    assert words in said


def test_the_root_given_by_hand_is_enough(run):
    assert run(sealed(), "--root", ROOT.public.hex())[0] == 0


def test_a_trust_file_that_is_none_judges_nothing(run, tmp_path):
    other = tmp_path / "other.json"
    other.write_text("{}")

    assert run(sealed(), file=other)[:2] == (2, "")
    assert run(sealed(), file=tmp_path / "absent")[:2] == (2, "")


def test_an_older_trust_file_is_refused(tmp_path, capsys):
    held, older = tmp_path / "held.json", tmp_path / "older.json"
    held.write_bytes(file_of())
    older.write_bytes(file_of(listed=status_list(version=19, issued_at=LISTED - DAY)))

    assert main(["trust", str(held)]) == 0
    assert main(["trust", str(older), "--held", str(held)]) == 2
    assert "older" in capsys.readouterr().err


@pytest.fixture
def keep(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("CERTSEAL_PASSPHRASE", "a long passphrase")

    def keep(*arguments):
        code = main([str(tmp_path / a) if "." in a else a for a in arguments])
        return code, *capsys.readouterr()

    return keep


def test_a_root_signs_keys_and_one_of_them_signs_the_list(keep, tmp_path):
    public = {}
    for name in ("root", "list", "pursat"):
        code, out, _ = keep("new-key", f"{name}.pem")
        assert code == 0
        public[name] = out.split()[1]
    row = {"km": "ក", "en": "A", "from": "2026-01-01"}
    keys = [
        {**row, "public": public["list"], "use": "list"},
        {**row, "public": public["pursat"], "use": "certificates"},
    ]
    (tmp_path / "ask.json").write_text(json.dumps({"version": 1, "keys": keys}))
    units = [{"number": 1, "code": "A", "label_km": "ក", "label_en": "a"}]
    asked = {"version": 1, "next": "2030-01-01", "units": units, "revoked": [3]}
    (tmp_path / "list.json").write_text(json.dumps(asked))

    assert keep("sign-keys", "ask.json", "--root", "root.pem", "--out", "keys.json")[0] == 0
    signed = ("sign-list", "list.json", "--key", "list.pem", "--keys", "keys.json")
    assert keep(*signed, "--out", "trust.json")[0] == 0
    code, out, _ = keep("trust", "trust.json", "--root", public["root"])

    assert code == 0
    assert "units 1" in out
    assert stat.S_IMODE((tmp_path / "root.pem").stat().st_mode) == 0o600


def test_a_key_is_never_written_over_and_never_without_a_passphrase(keep, monkeypatch, tmp_path):
    assert keep("new-key", "root.pem")[0] == 0
    before = (tmp_path / "root.pem").read_bytes()
    assert keep("new-key", "root.pem")[0] == 2
    assert (tmp_path / "root.pem").read_bytes() == before
    assert b"ENCRYPTED" in before

    monkeypatch.setenv("CERTSEAL_PASSPHRASE", "short")
    assert keep("new-key", "other.pem")[0] == 2
    assert keep("show-key", "root.pem")[0] == 2
    assert not (tmp_path / "other.pem").exists()


def test_a_request_that_cannot_be_signed_is_said(keep, tmp_path):
    keep("new-key", "root.pem")
    for content in ("", "[]", '{"version": 1}', '{"version": 1, "keys": [{"public": "zz"}]}'):
        (tmp_path / "ask.json").write_text(content)
        assert keep("sign-keys", "ask.json", "--root", "root.pem", "--out", "keys.json")[0] == 2
    assert not (tmp_path / "keys.json").exists()
