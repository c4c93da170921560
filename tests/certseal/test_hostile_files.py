"""Whatever file somebody hands to the check, it says a clear sentence in both languages."""

import io
import json
import os
import random
import re
import struct
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from certseal import picture
from certseal.__main__ import main
from tests.certseal.camera import Grade, photographed
from tests.certseal.faces import made
from tests.certseal.world import ROOT, TODAY, file_of, sealed, trust

Answer = tuple[int, str]
Check = Callable[[Path], Answer]
KHMER = re.compile("[\u1780-\u17ff]")


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Check:
    trusted = tmp_path / "trust.json"
    trusted.write_bytes(file_of())

    def ask(path: Path) -> Answer:
        options = ("--trust", str(trusted), "--today", TODAY.isoformat())
        code = main(["check", str(path), *options, "--root", ROOT.public.hex()])
        return code, "".join(capsys.readouterr())

    return ask


@pytest.fixture
def check(ask: Check, tmp_path: Path) -> Callable[[bytes], Answer]:
    def check(data: bytes) -> Answer:
        path = tmp_path / "handed.over"
        path.write_bytes(data)
        return ask(path)

    return check


def jpeg(text: str) -> bytes:
    return bytes(photographed(text, Grade(20, 10, 0.5, 0.8), random.Random(1)))


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(side: int) -> bytes:
    """Return a PNG that says it is as wide and high as this, and is hardly there."""
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


UNREADABLE: dict[str, tuple[bytes, str]] = {
    "an executable": (Path(sys.executable).read_bytes()[:2_000_000], "no picture"),
    "a film": (b"\0\0\0\x18ftypmp42" + bytes(5000), "no picture"),
    "an archive": (b"PK\x03\x04" + os.urandom(5000), "no picture"),
    "a PDF": (b"%PDF-1.7\n1 0 obj\n" + os.urandom(500), "This is a PDF"),
    "a cut PNG": (picture.png(sealed())[:-200], "no picture"),
    "a cut JPEG": (jpeg(sealed())[:4000], "no picture"),
    "a picture like a bomb": (bomb(50_000), "no picture"),
    "an animation of nothing": (b"GIF89a", "cannot be read"),
    "a text": ("សួស្តី Hello\n".encode(), "of another system"),
    "a text with a null": (b"SPN1:AB\0CD", "no picture"),
    "a cut certificate": (sealed()[:-40].encode(), "damaged or incomplete"),
    "half a badge": (json.dumps(made()).encode()[:700], "of another system"),
    "another JSON": (b'{"type": ["VerifiableCredential"]}', "of another system"),
    "deep JSON": (b"[" * 100_000, "of another system"),
    "a shop's QR": (picture.png("https://shop.example/9"), "of another system"),
    "a health pass": (picture.png("HC1:6BFOXN*TS0BI$ZD4N9"), "of another system"),
    "a newer certificate": (b"SPN2:ABC", "newer than this program"),
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_what_cannot_be_read_says_so_and_says_nothing_against_a_certificate(
    check: Callable[[bytes], Answer], what: str
) -> None:
    data, words = UNREADABLE[what]

    code, said = check(data)

    assert code == 2
    assert words in said
    assert KHMER.search(said)
    assert "not genuine" not in said
    assert "Traceback" not in said


def test_the_same_certificate_is_genuine_as_text_picture_photograph_and_badge(
    check: Callable[[bytes], Answer],
) -> None:
    text = sealed()
    bitmap = io.BytesIO()
    Image.open(io.BytesIO(picture.png(text))).convert("RGB").save(bitmap, "WEBP", lossless=True)
    for data in (
        text.encode(),
        f"\ufeff {text} \r\n".encode(),
        text.encode("utf-16"),
        picture.png(text),
        bitmap.getvalue(),
        jpeg(text),
        json.dumps(made()).encode(),
        json.dumps(made(), ensure_ascii=False, indent=4).encode("utf-8-sig"),
    ):
        code, said = check(data)
        assert (code, "is genuine" in said) == (0, True)


def test_a_file_of_two_gigabytes_is_refused_without_being_read(ask: Check, tmp_path: Path) -> None:
    large = tmp_path / "film.mp4"
    with large.open("wb") as file:
        file.truncate(2 * 1024**3)

    code, said = ask(large)

    assert code == 2
    assert "too large" in said


def test_a_folder_an_absent_file_and_a_file_without_end_are_refused(
    ask: Check, tmp_path: Path
) -> None:
    answers = [ask(tmp_path), ask(tmp_path / "absent.png")]
    if Path("/dev/zero").exists():
        answers.append(ask(Path("/dev/zero")))

    assert {code for code, _ in answers} == {2}
    assert all(KHMER.search(said) and "Traceback" not in said for _, said in answers)
    assert "a folder" in answers[0][1]


def test_no_trace_is_shown_for_any_bytes_at_all(check: Callable[[bytes], Answer]) -> None:
    dice = random.Random(7)
    starts = [b"", b"SPN1:", b"{", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"\xff\xfe", b"RIFF"]
    for _ in range(200):
        code, said = check(dice.choice(starts) + dice.randbytes(dice.randrange(300)))
        assert code == 2
        assert "Traceback" not in said
    assert trust().data
