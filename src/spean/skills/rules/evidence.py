"""What a file of proof really is, told by its structure and never by its name.

Run in the sandbox (core.sandbox): nothing here trusts the file, and nothing reads it whole.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

MEGABYTE: Final = 1_000_000
# The largest file of each kind of proof, and of a whole portfolio.
LARGEST: Final = {"image": 5 * MEGABYTE, "pdf": 5 * MEGABYTE, "audio": 12 * MEGABYTE,
                  "video": 50 * MEGABYTE}  # fmt: skip
LARGEST_FILE: Final = max(LARGEST.values())
LARGEST_PORTFOLIO: Final = 300 * MEGABYTE
# What each kind of proof may be made of.
FITS: Final = {
    "photo": ("image",),
    "video": ("video",),
    "voice": ("audio",),
    "letter": ("image", "pdf"),
    "pay_slip": ("image", "pdf"),
    "thai": ("image", "pdf"),
    "witness": ("audio", "video", "image", "pdf"),
}
_LIVE: Final = (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/RichMedia", b"/Encrypt")
_VIDEO_BRANDS: Final = (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1",
                        b"3gp4", b"3gp5", b"3gp6", b"3gp7", b"3g2a", b"M4V ", b"mmp4",
                        b"qt  ")  # fmt: skip
_SOUND_BRANDS: Final = (b"M4A ", b"M4B ")
_HEAD: Final = 4096
_MOST_BOXES: Final = 10_000


class NotProof(Exception):
    """The file is none of what proof may be."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def media_type_of(path: Path | str, kind: str) -> str:
    """Return the media type of a file of proof of this kind.

    :raises NotProof: if it is empty, cut short, of another kind, too large, or holds programs
    """
    size = Path(path).stat().st_size
    with Path(path).open("rb") as file:
        head = file.read(_HEAD)
        if not head:
            raise NotProof("empty-file")
        found = _picture(file, head, size) or _pdf(file, head, size) or _sound_or_film(file, head)
    group = _group(found)
    if kind == "voice" and found in ("video/webm", "video/mp4"):
        # Telephones record a voice into the boxes of a film.
        group, found = "audio", found.replace("video", "audio")
    if group not in FITS.get(kind, ()):
        raise NotProof("wrong-kind")
    if size > LARGEST[group]:
        raise NotProof("too-large")
    return found


def largest_for(kind: str) -> int:
    """Return how many bytes a file of this kind of proof may have."""
    return max((LARGEST[group] for group in FITS.get(kind, ())), default=0)


def _group(media_type: str) -> str:
    return "pdf" if media_type == "application/pdf" else media_type.partition("/")[0]


def _tail(file: BinaryIO, size: int, length: int = 2048) -> bytes:
    file.seek(max(0, size - length))
    return file.read(length)


def _picture(file: BinaryIO, head: bytes, size: int) -> str:
    if head.startswith(b"\x89PNG\r\n\x1a\n") and head[12:16] == b"IHDR":
        if b"IEND" not in _tail(file, size, 16):
            raise NotProof("cut-short")
        return "image/png"
    if head.startswith(b"\xff\xd8\xff"):
        if b"\xff\xd9" not in _tail(file, size):
            raise NotProof("cut-short")
        return "image/jpeg"
    return ""


def _pdf(file: BinaryIO, head: bytes, size: int) -> str:
    if not head.startswith(b"%PDF-"):
        return ""
    if size > LARGEST["pdf"]:
        raise NotProof("too-large")
    file.seek(0)
    content = file.read()
    if b"%%EOF" not in content[-2048:]:
        raise NotProof("cut-short")
    if any(sign in content for sign in _LIVE):
        raise NotProof("programs")
    return "application/pdf"


def _sound_or_film(file: BinaryIO, head: bytes) -> str:
    if head[4:8] == b"ftyp":
        return _boxes(file, head[8:12])
    if head.startswith(b"\x1aE\xdf\xa3"):
        # EBML: the kind of document stands in the first header (0x4282), "webm" in ours.
        if b"\x42\x82" not in head[:64] or b"webm" not in head[:64] or b"\x18S\x80g" not in head:
            raise NotProof("wrong-kind")
        return "video/webm"
    if head.startswith(b"OggS"):
        return "audio/ogg"
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return "audio/wav"
    is_frame = head[:1] == b"\xff" and len(head) > 1 and head[1] & 0xE6 == 0xE2
    if head.startswith(b"ID3") or is_frame:
        return "audio/mpeg"
    raise NotProof("wrong-kind")


def _boxes(file: BinaryIO, brand: bytes) -> str:
    """Walk the boxes of an MP4 or 3GP to its very end: something else behind them is found out."""
    if brand not in (*_VIDEO_BRANDS, *_SOUND_BRANDS):
        raise NotProof("wrong-kind")
    names = set(_names_of_boxes(file))
    if not {b"moov", b"mdat"} <= names:
        raise NotProof("cut-short")
    if brand in _SOUND_BRANDS:
        return "audio/mp4"
    return "video/3gpp" if brand.startswith(b"3g") else "video/mp4"


def _names_of_boxes(file: BinaryIO) -> Iterator[bytes]:
    end = file.seek(0, 2)
    place = 0
    for _number in range(_MOST_BOXES):
        if place == end:
            return
        file.seek(place)
        head = file.read(16)
        length, name = int.from_bytes(head[:4], "big"), head[4:8]
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        elif length == 0:
            length = end - place
        if len(head) < 8 or length < 8 or place + length > end or not _is_name(name):
            raise NotProof("cut-short")
        yield name
        place += length
    raise NotProof("wrong-kind")


def _is_name(name: bytes) -> bool:
    return len(name) == 4 and all(32 <= sign < 127 or sign == 0xA9 for sign in name)
