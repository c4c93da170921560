"""A site goes into one file and comes back equal; a bad file changes nothing."""

import io
import json
import random
import threading
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from spean.accounts.models import AuditEntry, AuditHead, User
from spean.accounts.selectors import verify_chain
from spean.console.keeping import tables
from spean.console.keeping.container import (
    AlteredBackup,
    BackupRefused,
    NewerBackup,
    NotABackup,
    WrongRecoveryKey,
)
from spean.console.keeping.reading import verified
from spean.console.keeping.restoring import DoesNotFit
from spean.console.keeping.writing import FileExists, write_backup
from tests.console.everything import canonical, fill
from tests.factories.accounts import UserFactory, entries
from tests.often import THOROUGH

pytestmark = pytest.mark.django_db
OTHER_KEY = "f" * 64


@pytest.fixture
def home(settings, tmp_path):
    settings.SPEAN_HOME = tmp_path / "home"
    settings.SPEAN_HOME.mkdir()
    settings.MEDIA_ROOT = tmp_path / "home" / "uploads"
    (settings.SPEAN_HOME / "keys.json").write_text('{"here": "before"}')
    return settings.SPEAN_HOME


def upload(home: Path, name: str, content: bytes) -> None:
    path = home / "uploads" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


@pytest.fixture
def kept(home, tmp_path):
    """A small site and its backup."""
    UserFactory(username="keeper")
    entries(5)
    upload(home, "cards/one.png", bytes(range(256)) * 900)
    path = tmp_path / "site.spean"
    call_command("backup", path, stdout=io.StringIO(), stderr=io.StringIO())
    return path


def restore(path, *more):
    call_command("restore", path, *more, stdout=io.StringIO(), stderr=io.StringIO())


def test_every_table_comes_back_equal(home, tmp_path):
    still_empty = fill()
    upload(home, "a/ខ្មែរ.txt", b"\x00\xff" * 70_000)
    before, path = canonical(), tmp_path / "site.spean"
    call_command("backup", path, stdout=io.StringIO(), stderr=io.StringIO())
    tables.empty(tables.portable_models())
    (home / "uploads" / "a" / "ខ្មែរ.txt").unlink()

    restore(path)

    assert canonical() == before
    assert (home / "uploads" / "a" / "ខ្មែរ.txt").read_bytes() == b"\x00\xff" * 70_000
    assert verify_chain().is_whole
    # What the filler cannot invent is bounded, so that the test cannot become empty.
    assert len(still_empty) * 5 < len(before), still_empty


def test_what_came_after_the_backup_is_gone_after_a_restore(kept):
    before = canonical()
    UserFactory(username="later")

    restore(kept, "--yes")

    assert canonical() == before


def test_a_site_with_records_is_only_replaced_when_asked(kept):
    before = canonical()

    with pytest.raises(CommandError, match="--yes") as refused:
        restore(kept)

    assert refused.value.returncode == 2
    assert canonical() == before


def test_the_backup_shows_nothing_of_what_it_holds(kept):
    content = kept.read_bytes()

    assert b"keeper" not in content
    assert kept.stat().st_mode & 0o077 == 0


def test_a_backup_never_overwrites_a_file(kept):
    before = kept.read_bytes()

    with pytest.raises(FileExists):
        write_backup(kept, tell=print)

    assert kept.read_bytes() == before
    assert [path.name for path in kept.parent.glob(".*part")] == []


def test_a_cut_backup_is_refused_wherever_it_is_cut(kept, settings):
    whole = kept.read_bytes()
    chance = random.Random(1)
    places = {0, 1, 12, 14, 15, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(25))}

    for place in places:
        with pytest.raises(BackupRefused):
            verified(io.BytesIO(whole[:place]), key=settings.SPEAN_RECOVERY_KEY)


def test_an_altered_backup_is_refused_whichever_byte_it_is(kept, settings):
    whole = kept.read_bytes()
    chance = random.Random(2)

    for _ in range(40 if THOROUGH else 12):
        place = chance.randrange(len(whole))
        changed = bytearray(whole)
        changed[place] ^= 1 << chance.randrange(8)
        with pytest.raises(BackupRefused):
            verified(io.BytesIO(bytes(changed)), key=settings.SPEAN_RECOVERY_KEY)


def test_a_backup_with_something_behind_it_is_refused(kept, settings):
    with pytest.raises(AlteredBackup):
        verified(io.BytesIO(kept.read_bytes() + b"x"), key=settings.SPEAN_RECOVERY_KEY)


def test_the_untouched_backup_is_accepted(kept, settings):
    contents = verified(io.BytesIO(kept.read_bytes()), key=settings.SPEAN_RECOVERY_KEY)

    assert contents.manifest["tables"]["accounts.user"][0] == 1


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"SPEAN-BACKUP x\n{}\n", b"\x00" * 5000])
def test_another_kind_of_file_is_refused_and_changes_nothing(kept, tmp_path, content):
    before, other = canonical(), tmp_path / "other"
    other.write_bytes(content)

    with pytest.raises(NotABackup):
        restore(other, "--yes")

    assert canonical() == before


def test_a_later_format_is_refused(kept, tmp_path):
    later = tmp_path / "later"
    later.write_bytes(kept.read_bytes().replace(b"SPEAN-BACKUP 1\n", b"SPEAN-BACKUP 2\n", 1))

    with pytest.raises(NewerBackup):
        restore(later, "--yes")


def test_chunks_of_another_backup_cannot_be_put_in(kept, settings, tmp_path):
    second = tmp_path / "second.spean"
    write_backup(second, tell=lambda text: None)
    first_lines = kept.read_bytes().split(b"\n", 2)[:2]
    body = second.read_bytes().split(b"\n", 2)[2]

    mixed = b"\n".join([*first_lines, body])
    with pytest.raises(BackupRefused):
        verified(io.BytesIO(mixed), key=settings.SPEAN_RECOVERY_KEY)


def test_a_bad_backup_leaves_database_and_files_as_they_were(kept, home):
    before = canonical()
    whole = kept.read_bytes()
    kept.write_bytes(whole[: len(whole) // 2])

    with pytest.raises(BackupRefused):
        restore(kept, "--yes")

    assert canonical() == before
    assert (home / "uploads" / "cards" / "one.png").exists()


def test_rows_that_the_database_refuses_leave_everything_as_it_was(kept, monkeypatch):
    before = canonical()
    real = tables.insert

    def twice(model, records):
        real(model, records)
        real(model, records)

    monkeypatch.setattr("spean.console.keeping.restoring.insert", twice)

    with pytest.raises(DoesNotFit):
        restore(kept, "--yes")

    assert canonical() == before


def test_another_sites_backup_needs_its_key_and_a_clear_wish(kept, home, settings, tmp_path):
    settings.SPEAN_SITE_ID, own = "another", settings.SPEAN_RECOVERY_KEY
    settings.SPEAN_RECOVERY_KEY = OTHER_KEY
    key_file, wrong = tmp_path / "key", tmp_path / "wrong"
    key_file.write_text(own + "\n")
    wrong.write_text(OTHER_KEY)

    with pytest.raises(CommandError, match="--adopt"):
        restore(kept, "--yes")
    with pytest.raises(CommandError, match="--adopt"):
        restore(kept, "--yes", "--key-file", key_file)
    with pytest.raises(WrongRecoveryKey):
        restore(kept, "--yes", "--adopt", "--key-file", wrong)

    assert (home / "keys.json").read_text() == '{"here": "before"}'


def test_a_fresh_machine_takes_over_site_and_keys_and_keeps_its_own(kept, home, settings, tmp_path):
    own = {"site": settings.SPEAN_SITE_ID, "recovery": settings.SPEAN_RECOVERY_KEY}
    settings.SPEAN_SITE_ID, settings.SPEAN_RECOVERY_KEY = "another", OTHER_KEY
    key_file = tmp_path / "keys-of-the-old-machine.json"
    key_file.write_text(json.dumps(own))
    tables.empty(tables.portable_models())

    restore(kept, "--adopt", "--key-file", key_file)

    taken = json.loads((home / "keys.json").read_text())
    assert {name: taken[name] for name in own} == own
    assert taken["master"] == settings.SPEAN_MASTER_KEY.hex()
    assert [path.read_text() for path in home.glob("keys-before-*")] == ['{"here": "before"}']
    assert (home / "keys.json").stat().st_mode & 0o077 == 0
    assert User.objects.get().username == "keeper"


def test_a_backup_with_a_broken_trail_comes_back_only_when_asked(home, tmp_path):
    entries(5)
    AuditEntry.objects.filter(seq=3).update(action="test.other")
    path = tmp_path / "site.spean"
    write_backup(path, tell=lambda text: None)

    with pytest.raises(BackupRefused, match="--broken-trail"):
        restore(path, "--yes")
    restore(path, "--yes", "--broken-trail")

    assert AuditEntry.objects.get(seq=3).action == "test.other"


def test_sessions_do_not_outlive_a_restore(kept, client):
    client.force_login(User.objects.get())

    restore(kept, "--yes")

    assert client.get("/desk/settings/").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_a_backup_is_of_one_moment_while_others_write(home, tmp_path, settings):
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            entries(1)
        connection.close()

    writer = threading.Thread(target=write)
    entries(300)
    writer.start()
    try:
        paths = [tmp_path / f"{number}.spean" for number in range(3)]
        manifests = [write_backup(path, tell=lambda text: None) for path in paths]
    finally:
        stop.set()
        writer.join()

    for path, manifest in zip(paths, manifests, strict=True):
        assert manifest["tables"]["accounts.auditentry"][0] == manifest["head"]["seq"]
        restore(path, "--yes")
        assert AuditHead.objects.get().hash == manifest["head"]["hash"]
