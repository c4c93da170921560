"""Small drawings that stand where photographs would: tiles, a receipt, the mark of a thumb."""

import zlib
from collections.abc import Callable
from functools import cache
from math import hypot
from struct import pack
from typing import Final

WIDTH, HEIGHT = 160, 120
_PAPER, _INK, _TILE, _JOINT = (250, 248, 240), (40, 40, 70), (176, 108, 84), (226, 220, 208)
Colour = tuple[int, int, int]


def _tiles(x: int, y: int) -> Colour:
    return _JOINT if x % 32 < 2 or y % 32 < 2 else _TILE


def _receipt(x: int, y: int) -> Colour:
    # Lines as of words, and beside each the shorter one of its price.
    is_line = y % 14 < 2 and 12 < y < 108
    return _INK if is_line and (12 < x < 90 or 120 < x < 148) else _PAPER


def _thumb(x: int, y: int) -> Colour:
    far = hypot((x - 80) * 1.3, y - 60)
    return _INK if far < 52 and int(far) % 6 < 2 else _PAPER


_DRAWN: Final[dict[str, Callable[[int, int], Colour]]] = {
    "tiles": _tiles,
    "receipt": _receipt,
    "thumb": _thumb,
}


@cache
def drawn(what: str) -> bytes:
    """Return a drawing as a whole PNG; nothing in it is the picture of anybody."""
    colour = _DRAWN[what]
    rows = (b"\0" + b"".join(bytes(colour(x, y)) for x in range(WIDTH)) for y in range(HEIGHT))
    head = pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(rows))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(name, body) for name, body in parts)


def _part(name: bytes, body: bytes) -> bytes:
    return pack(">I", len(body)) + name + body + pack(">I", zlib.crc32(name + body))
