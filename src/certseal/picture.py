"""The QR as a picture: drawn for paper, and found again in a photograph of it."""

import io
import warnings
from collections.abc import Iterator
from typing import Final

import numpy
import segno
import zxingcpp
from PIL import Image, ImageFilter, ImageOps

_PIXELS_MOST: Final = 50_000_000
_SIDE_MOST: Final = 2400  # pixels; a telephone's camera takes more than is needed
_SIDE_SHARPENED: Final = 800
_QR: Final = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
# Widths of blur in pixels, and how much noise is let through: from slight and clean to strong.
_BLURS: Final = (
    (2.5, 0.01),
    (3.5, 0.001),
    (4.0, 0.0003),
    (3.0, 0.003),
    (1.5, 0.01),
    (4.5, 0.0003),
    (3.5, 0.01),
    (5.5, 0.0003),
)


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
        found = zxingcpp.read_barcodes(candidate, formats=_QR, binarizer=binarizer)
        texts = tuple(dict.fromkeys(code.text for code in found if code.valid))
        if texts:
            return texts
    return ()


def _tries(grey: Image.Image) -> Iterator[tuple[Image.Image, zxingcpp.Binarizer]]:
    """From the plain picture to the one worked on most: a good photograph costs one try."""
    local, whole = zxingcpp.Binarizer.LocalAverage, zxingcpp.Binarizer.GlobalHistogram
    yield grey, local
    yield grey, whole
    # A fold wears a thin line through the squares: what is thinner than a module goes.
    for radius in (4, 2):
        yield grey.filter(ImageFilter.GaussianBlur(radius)), local
    yield grey.filter(ImageFilter.MedianFilter(9)), local
    for side in (_SIDE_SHARPENED, 2 * _SIDE_SHARPENED):
        smaller = grey.copy()
        smaller.thumbnail((side, side), Image.Resampling.BOX)
        if side > _SIDE_SHARPENED and max(grey.size) <= _SIDE_SHARPENED:
            return
        waves = _Waves(smaller)
        for width, noise in _BLURS:
            sharp = waves.sharpened(width, noise)
            larger = sharp.resize((2 * sharp.width, 2 * sharp.height), Image.Resampling.BICUBIC)
            yield (larger if side == _SIDE_SHARPENED else sharp), local


class _Waves:
    """A picture as waves, to undo a blur of guessed width with Wiener's filter."""

    def __init__(self, grey: Image.Image) -> None:
        light = numpy.asarray(grey, numpy.float32)
        margin = 24  # The filter takes the picture's edges for one another's neighbours.
        padded = numpy.pad(light, margin, mode="edge")
        self.margin, self.shape = margin, padded.shape
        self.waves = numpy.fft.rfft2(padded - padded.mean())
        rows = numpy.fft.fftfreq(padded.shape[0])[:, None]
        columns = numpy.fft.rfftfreq(padded.shape[1])[None]
        self.squares = rows * rows + columns * columns

    def sharpened(self, width: float, noise: float) -> Image.Image:
        """Return the picture as it was before a blur of this width, were there this much noise."""
        passed = numpy.exp(-2 * (numpy.pi * width) ** 2 * self.squares)
        undone = self.waves * (passed / (passed * passed + noise))
        light = numpy.fft.irfft2(undone, s=self.shape)
        light = light[self.margin : -self.margin, self.margin : -self.margin]
        low, high = numpy.percentile(light, (1, 99))
        stretched = (light - low) / max(float(high - low), 1e-6) * 255
        return Image.fromarray(stretched.clip(0, 255).astype(numpy.uint8))


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
