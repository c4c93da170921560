"""What a paper for a partner really is: a PDF or a photograph, whatever its name says.

Run in the sandbox (core.sandbox): nothing here trusts the file.
"""

from pathlib import Path
from typing import Final

LARGEST: Final = 5_000_000
MOST: Final = 5
_PDF: Final = b"%PDF-"
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPG: Final = b"\xff\xd8\xff"
# A paper has no programs, no files within and nothing that starts by itself. What lies packed in
# streams of a PDF is not looked into: it goes out as a file to keep, never shown by the site.
_LIVE: Final = (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/RichMedia", b"/Encrypt")
_TAIL: Final = 2048


class NotAPaper(Exception):
    """The file is none of the three kinds, or more than a paper."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def kind_of_paper(path: Path | str) -> str:
    """Return "pdf", "jpg" or "png".

    :raises NotAPaper: if it is empty, too large, of another kind, cut short, or holds programs
    """
    content = Path(path).read_bytes()
    if not content:
        raise NotAPaper("empty-file")
    if len(content) > LARGEST:
        raise NotAPaper("too-large")
    if content.startswith(_PDF):
        return _pdf(content)
    if content.startswith(_PNG) and content[12:16] == b"IHDR" and b"IEND" in content[-16:]:
        return "png"
    if content.startswith(_JPG) and b"\xff\xd9" in content[-_TAIL:]:
        return "jpg"
    raise NotAPaper("wrong-kind")


def _pdf(content: bytes) -> str:
    if b"%%EOF" not in content[-_TAIL:]:
        raise NotAPaper("cut-short")
    if any(sign in content for sign in _LIVE):
        raise NotAPaper("programs")
    return "pdf"
