"""A lost telephone: what lies on its disk shows nothing of what was finished, nor of drafts."""

import base64
import os
import signal
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from playwright.sync_api import Browser
from tools.browser import find

from spean.accounts.models import User
from spean.directory.models import Centre
from tests.browser.conftest import PLAIN
from tests.browser.fieldwork import Fieldworker, visits_in_use
from tests.browser.walker import PATIENCE, Walker

pytestmark = pytest.mark.long

FINISHED, DRAFT = "Markerfinished", "Markerdraft"
KHMER_FINISHED, KHMER_DRAFT = "សម្គាល់ចប់", "សម្គាល់ព្រាង"
MARKERS = (FINISHED, DRAFT, KHMER_FINISHED, KHMER_DRAFT)
# A build that does not seal: whatever is to be encrypted is kept as it is.
UNSEALED = """
  const asItIs = async (_how, _key, bytes) => new Uint8Array(bytes).slice().buffer;
  SubtleCrypto.prototype.encrypt = asItIs;
  SubtleCrypto.prototype.decrypt = asItIs;
"""
MAGIC = 0xDB4775248B80FB57
SNAPPY = 1


@pytest.fixture
def searched(
    chromium: Browser,
    _font: None,
    live_server: object,
    transactional_db: None,
    counsellor: User,
    pursat: Centre,
    tmp_path: Path,
) -> Callable[[str], set[str]]:
    """Work in a browser whose profile lies on the disk, as a telephone's does; end it as an empty
    battery does; return the markers that are found in the profile."""
    visits_in_use(pursat)
    path, profile = find(), tmp_path / "profile"

    def search(script: str) -> set[str]:
        context = chromium.browser_type.launch_persistent_context(
            str(profile), executable_path=path, args=[*PLAIN]
        )
        context.set_default_timeout(PATIENCE)
        if script:
            context.add_init_script(script)
        work(Fieldworker(Walker(context.pages[0], str(live_server), scripted=True)), counsellor)
        end_at_once(profile)
        return found_in(profile)

    return search


def work(her: Fieldworker, user: User) -> None:
    """Finish a record, leave a draft half-written."""
    her.arrive(user)
    her.offline()
    her.visit(f"{FINISHED} {KHMER_FINISHED}")
    assert her.unsent == 1
    her.begin("visit")
    her.answer(0, f"{DRAFT} {KHMER_DRAFT}")
    her.kept_as_it_is()


def end_at_once(profile: Path) -> None:
    """Kill every process of the browser that has this profile: nothing is tidied up."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if f"--user-data-dir={profile}".encode() in command:
            os.kill(int(process.name), signal.SIGKILL)


# --- reading a profile ---------------------------------------------------------------------------


def written(text: str) -> set[bytes]:
    """Return the ways in which a browser writes a text down."""
    plain = {text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")}
    return plain | {base64.b64encode(text.encode())[:-4], text.encode().hex().encode()}


def found_in(profile: Path) -> set[str]:
    """Return the markers that stand in any file of a profile, packed tables included."""
    return {
        marker
        for path in profile.rglob("*")
        if path.is_file()
        for content in pieces(path.read_bytes())
        for marker in MARKERS
        if any(way in content for way in written(marker))
    }


def pieces(content: bytes) -> Iterator[bytes]:
    """Yield a file as it is, and each packed block of a LevelDB table in it."""
    yield content
    if len(content) < 48 or struct.unpack("<Q", content[-8:])[0] != MAGIC:
        return
    footer = content[-48:]
    _offset, at = number(footer, 0)
    _size, at = number(footer, at)
    index = block(content, *pair(footer, at))
    yield index
    for value in values(index):
        yield block(content, *pair(value, 0))


def pair(content: bytes, at: int) -> tuple[int, int]:
    offset, at = number(content, at)
    size, _at = number(content, at)
    return offset, size


def number(content: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = content[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7


def block(content: bytes, offset: int, size: int) -> bytes:
    packed, kind = content[offset : offset + size], content[offset + size]
    if kind != SNAPPY:
        return packed
    length, _at = number(packed, 0)
    return bytes(pa.Codec("snappy").decompress(packed, length, asbytes=True))


def values(index: bytes) -> Iterator[bytes]:
    (restarts,) = struct.unpack("<I", index[-4:])
    at, end = 0, len(index) - 4 - 4 * restarts
    while at < end:
        _shared, at = number(index, at)
        own, at = number(index, at)
        size, at = number(index, at)
        yield index[at + own : at + own + size]
        at += own + size


# --- the tests -----------------------------------------------------------------------------------


def test_a_profile_on_the_disk_shows_nothing(searched: Callable[[str], set[str]]) -> None:
    assert searched("") == set()


def test_a_build_that_does_not_seal_is_found_out(searched: Callable[[str], set[str]]) -> None:
    assert searched(UNSEALED) == {FINISHED, KHMER_FINISHED, DRAFT, KHMER_DRAFT}


def test_what_a_browser_packs_is_unpacked_and_searched() -> None:
    # The marker stands nowhere whole: the packer writes it as two pieces seen before.
    text = b"-Markerfi-nished-" + FINISHED.encode() + bytes(200)
    packed = pa.Codec("snappy").compress(text, asbytes=True)
    entry = bytes([0, 1, 3]) + b"k" + bytes([0, len(packed) & 127 | 128, len(packed) >> 7])
    index = entry + struct.pack("<II", 0, 1)
    table = packed + bytes([SNAPPY]) + bytes(4) + index + bytes([0]) + bytes(4)
    at = len(packed) + 5
    handle = bytes([0, 0, at & 127 | 128, at >> 7, len(index)])
    footer = handle.ljust(40, b"\0") + struct.pack("<Q", MAGIC)

    assert FINISHED.encode() not in table
    assert any(FINISHED.encode() in piece for piece in pieces(table + footer))
