"""What a receipt may be, and when a kit needs the manager's word (plain Python)."""

from collections.abc import Sequence
from typing import Final

LARGEST: Final = 4 * 1024 * 1024


def picture_type(content: bytes) -> str:
    """Return the media type of a whole PNG or JPEG, or "" if it is something else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and content.endswith(b"IEND\xaeB`\x82"):
        return "image/png"
    # Telephones put a few zeros behind the end of a photograph.
    if content.startswith(b"\xff\xd8\xff") and content.rstrip(b"\0").endswith(b"\xff\xd9"):
        return "image/jpeg"
    return ""


def needs_word(
    purpose: str, value: int, before: Sequence[tuple[str, int]], limit: int | None
) -> str:
    """Return why the manager must say yes: "twice", "over", or "" if she need not.

    `before` are the purposes and values of the kits this person already has.
    """
    if any(same == purpose for same, _value in before):
        return "twice"
    total = value + sum(earlier for _purpose, earlier in before)
    return "over" if limit is not None and total > limit else ""
