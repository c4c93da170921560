"""The client's own tests, run by Node; the build that puts it together."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tools import field

HERE = Path(__file__).parent
CLIENT = Path(field.CLIENT)
LONGEST_SCRIPT = 400


@pytest.fixture(scope="module")
def node() -> str:
    found = field.find_node()
    if found is None and os.environ.get("SPEAN_REQUIRE_BROWSER"):
        pytest.fail("No Node was found: `make setup` fetches one.")
    if found is None:
        pytest.skip("No Node on this machine (make setup).")
    return found[0]


@pytest.mark.parametrize("suite", sorted(path.name for path in HERE.glob("*.test.mjs")))
def test_the_client_keeps_its_word(node: str, suite: str) -> None:
    done = subprocess.run(
        [node, "--test", "--test-reporter=tap", str(HERE / suite)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, "\n".join(done.stdout.splitlines()[-80:])
    assert re.search(r"^# pass [1-9]", done.stdout, re.M), "no test ran"


SKIPPED = {
    "the signature": ("envelope.js", "return verify(", "return true || verify("),
    "the one form of bytes": ("claims.js", "if (!isSame(written, bytes))", "if (false)"),
    "what was taken back": ("check.js", "if (isTakenBack(trust, claims.status))", "if (false)"),
    "the root": ("trust.js", "if (!isSame(layers.root, root))", "if (false)"),
    "older lists": ("trust.js", "if (held) mustNotBeOlder", "if (false) mustNotBeOlder"),
}


@pytest.mark.parametrize("what", SKIPPED)
def test_a_verifier_that_skips_something_is_caught(node: str, tmp_path: Path, what: str) -> None:
    name, sound, broken = SKIPPED[what]
    shutil.copytree(CLIENT / "src" / "verify", tmp_path / "verify")
    code = (tmp_path / "verify" / name).read_text(encoding="utf-8")
    assert code.count(sound) == 1
    (tmp_path / "verify" / name).write_text(code.replace(sound, broken), encoding="utf-8")
    (tmp_path / "package.json").write_text('{"type": "module"}')

    done = subprocess.run(
        [node, "--test", "--test-reporter=tap", str(HERE / "verify.test.mjs")],
        env={**os.environ, "SPEAN_VERIFY_CODE": (tmp_path / "verify").as_uri() + "/"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert re.search(r"^# pass [1-9]", done.stdout, re.M), done.stdout[-2000:]
    assert re.search(r"^# fail [1-9]", done.stdout, re.M), "nobody noticed"


def test_no_script_outgrows_its_budget() -> None:
    sizes = {
        path.name: path.read_text(encoding="utf-8").count("\n") for path in CLIENT.rglob("*.js")
    }

    assert sizes
    assert not {name: size for name, size in sizes.items() if size > LONGEST_SCRIPT}


def test_the_packages_are_pinned_and_name_no_registry() -> None:
    lock = json.loads((CLIENT / "package-lock.json").read_text())
    packages = {name: one for name, one in lock["packages"].items() if name}

    assert not [name for name, one in packages.items() if "resolved" in one]
    assert not [name for name, one in packages.items() if not one.get("integrity")]
    wanted = json.loads((CLIENT / "package.json").read_text())
    versions = {**wanted["dependencies"], **wanted["devDependencies"]}.values()
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions)


def test_every_drawing_that_the_client_asks_for_is_in_the_shell() -> None:
    from spean.field.views import DRAWINGS

    code = "\n".join(path.read_text(encoding="utf-8") for path in (CLIENT / "src").glob("*.js"))
    asked = set(re.findall(r'\bicon\("([a-z-]+)"\)', code))
    asked |= set(re.findall(r'\bbutton\("[^"]*", "([a-z-]+)"', code))
    asked |= {name for name in DRAWINGS if f'"{name}"' in code}

    assert asked == set(DRAWINGS)


# --- building ------------------------------------------------------------------------------------


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    for name in ("WORK", "DIST", "STAMP"):
        monkeypatch.setattr(field, name, str(tmp_path / name.lower()))
    return tmp_path


def test_what_is_built_is_built_again_only_when_a_source_changed(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (elsewhere / "dist").mkdir()
    (elsewhere / "stamp").write_text(field.fingerprint())
    monkeypatch.setattr(field, "build", lambda: pytest.fail("built again"))

    assert field.main([]) == 0

    (elsewhere / "stamp").write_text("older sources")
    monkeypatch.setattr(field, "build", lambda: "")
    assert not field.is_built()
    assert field.main([]) == 0


def test_what_cannot_be_built_is_said_in_both_languages_and_stops_nothing(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(field, "find_node", lambda: None)
    monkeypatch.setattr(field, "fetch_node", lambda: "no network")

    assert field.main([]) == 1

    said = capsys.readouterr().out
    assert "មិនទាន់បានសាងសង់ទេ" in said
    assert "everything else works" in said and "no network" in said


def test_an_old_node_is_not_used(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(field, "version_of", lambda node: 18)
    monkeypatch.setattr(field, "wheel_node", lambda: None)

    assert field.find_node() is None


def test_the_build_changes_with_each_source(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(field, "CLIENT", str(tmp_path))
    (tmp_path / "a.js").write_text("one")
    first = field.fingerprint()
    (tmp_path / "a.js").write_text("two")

    assert field.fingerprint() != first
