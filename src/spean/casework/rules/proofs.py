"""What a picture or a recording of a yes may be, told by its first bytes (plain Python)."""

from typing import Final

LARGEST_PICTURE: Final = 4 * 1024 * 1024
LARGEST_SOUND: Final = 12 * 1024 * 1024
_PNG_END: Final = b"IEND\xaeB`\x82"
_JPEG_END: Final = b"\xff\xd9"


def picture_type(content: bytes) -> str:
    """Return the media type of a whole PNG or JPEG, or "" if it is something else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and content.endswith(_PNG_END):
        return "image/png"
    # Telephones put a few zeros behind the end of a photograph.
    if content.startswith(b"\xff\xd8\xff") and content.rstrip(b"\0").endswith(_JPEG_END):
        return "image/jpeg"
    return ""


def sound_type(content: bytes) -> str:
    """Return the media type of a recording by what it begins with, or "" if it is none."""
    head = content[:16]
    if head.startswith(b"OggS"):
        return "audio/ogg"
    if head.startswith(b"\x1aE\xdf\xa3"):
        return "audio/webm"
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return "audio/wav"
    if head[4:8] == b"ftyp":
        return "audio/mp4"
    is_frame = head[:1] == b"\xff" and len(head) > 1 and head[1] & 0xE6 == 0xE2
    return "audio/mpeg" if head.startswith(b"ID3") or is_frame else ""
