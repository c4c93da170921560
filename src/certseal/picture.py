"""The QR as a picture: drawn for paper, and found again in a photograph of it."""

import io
import warnings
from collections.abc import Iterator
from typing import Final

import segno
import zxingcpp
from PIL import Image, ImageFilter, ImageOps

_PIXELS_MOST: Final = 50_000_000
_SIDE_MOST: Final = 2400  # pixels; a telephone's camera takes more than is needed
_SIDE_LEAST: Final = 900  # a smaller picture is tried enlarged too


class NotAPicture(ValueError):
    """The bytes are no picture, or one too large to open."""


def qr(text: str) -> segno.QRCode:
    """Return the QR of a text: no smaller than M, as strong as its size allows."""
    return segno.make_qr(text, error="m", boost_error=True)


def svg(text: str) -> str:
    """Return the QR as an SVG of one unit a module, with its quiet zone."""
    out = io.BytesIO()
    qr(text).save(out, kind="svg", border=4, xmldecl=False, svgns=True, omitsize=True)
    return out.getvalue().decode("utf-8")


def png(text: str, scale: int = 6) -> bytes:
    """Return the QR as a PNG of `scale` pixels a module, with its quiet zone."""
    out = io.BytesIO()
    qr(text).save(out, kind="png", border=4, scale=scale)
    return out.getvalue()


def read(data: bytes) -> tuple[str, ...]:
    """Return the texts of the QRs in a picture, each once; none when nothing is found.

    :raises NotAPicture: when the bytes are no picture, or one too large
    """
    return find(_opened(data))


def find(picture: Image.Image) -> tuple[str, ...]:
    """Return the texts of the QRs in an opened picture; the first try that finds any is enough."""
    grey = ImageOps.grayscale(picture)
    grey.thumbnail((_SIDE_MOST, _SIDE_MOST))
    for candidate, binarizer in _tries(grey):
        found = zxingcpp.read_barcodes(
            candidate,
            formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]),
            binarizer=binarizer,
        )
        texts = tuple(dict.fromkeys(code.text for code in found if code.valid))
        if texts:
            return texts
    return ()


def _tries(grey: Image.Image) -> Iterator[tuple[Image.Image, zxingcpp.Binarizer]]:
    """From the plain picture to the one worked on most: a good photograph costs one try."""
    local, whole = zxingcpp.Binarizer.LocalAverage, zxingcpp.Binarizer.GlobalHistogram
    yield grey, local
    yield grey, whole
    stretched = ImageOps.autocontrast(grey, cutoff=1)
    for factor in (2, 1, 3):
        if factor > 1 and max(grey.size) * factor > _SIDE_MOST + _SIDE_LEAST:
            continue
        size = grey.width * factor, grey.height * factor
        larger = stretched.resize(size, Image.Resampling.BICUBIC) if factor > 1 else stretched
        for radius, percent in ((2, 200), (4, 300), (7, 400)):
            sharp = larger.filter(ImageFilter.UnsharpMask(radius * factor, percent, 0))
            yield sharp, local
            yield sharp, whole


def _opened(data: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data))
            if picture.width * picture.height > _PIXELS_MOST:
                raise NotAPicture("too large a picture")
            picture.load()
    except NotAPicture:
        raise
    except Exception as fault:  # Decoders of pictures raise whatever they like.
        raise NotAPicture("not a picture that can be opened") from fault
    return ImageOps.exif_transpose(picture)
