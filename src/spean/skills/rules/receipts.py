"""What a photograph of a receipt may be, told by its bytes and never by its name (plain Python)."""

from typing import Final

LARGEST: Final = 4 * 1024 * 1024
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
