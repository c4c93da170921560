"""What runs in the sandbox: the texts of the QR codes on a picture (nothing of the site)."""

from pathlib import Path


def texts_on(path: Path) -> list[str]:
    """Return the text of each QR code on a picture, in the order found."""
    from certseal.picture import NotAPicture, read

    try:
        return list(read(path.read_bytes()))
    except NotAPicture:
        return []
