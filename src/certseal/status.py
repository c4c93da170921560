"""The revocation bitstring: one bit a certificate, as W3C Bitstring Status List v1.0 has it."""

import base64
import binascii
import gzip
import zlib
from collections.abc import Iterable
from typing import Final

SIZE_LEAST: Final = 131_072  # bits: smaller lists would tell who is who by their size
_BYTES_MOST: Final = 4 * 1024 * 1024


class BadStatus(ValueError):
    """The bitstring cannot be opened, or is too large to be one."""


def bitstring(revoked: Iterable[int]) -> bytes:
    """Return the bits, the first certificate's in the highest bit of the first byte."""
    numbers = set(revoked)
    if numbers and not 0 <= min(numbers) <= max(numbers) < _BYTES_MOST * 8:
        raise BadStatus("an index out of bounds")
    size = SIZE_LEAST
    while numbers and size <= max(numbers):
        size *= 2
    bits = bytearray(size // 8)
    for number in numbers:
        bits[number // 8] |= 0x80 >> number % 8
    return bytes(bits)


def is_set(bits: bytes, number: int) -> bool:
    """Say whether a certificate's bit is set; one beyond the list's end has none."""
    return number // 8 < len(bits) and bool(bits[number // 8] & 0x80 >> number % 8)


def packed(bits: bytes) -> bytes:
    """Return the bits compressed (gzip), the same each time."""
    return gzip.compress(bits, 9, mtime=0)


def unpacked(data: bytes) -> bytes:
    """Return the bits again; never more than a list can have.

    :raises BadStatus: when the bytes are no gzip, or swell beyond every list
    """
    opener = zlib.decompressobj(wbits=31)
    try:
        bits = opener.decompress(data, _BYTES_MOST)
    except zlib.error as fault:
        raise BadStatus("not compressed as a status list is") from fault
    if not opener.eof or opener.unused_data:
        raise BadStatus("cut off, or too large")
    return bits


def encoded_list(bits: bytes) -> str:
    """Return the bits as a status list credential has them: multibase base64url of gzip."""
    return "u" + base64.urlsafe_b64encode(packed(bits)).decode("ascii").rstrip("=")


def decoded_list(text: str) -> bytes:
    """Return the bits of a status list credential's `encodedList`.

    :raises BadStatus: when it cannot be read
    """
    if not text.startswith("u"):
        raise BadStatus("not base64url")
    try:
        data = base64.b64decode(
            text[1:] + "=" * (-len(text[1:]) % 4), altchars=b"-_", validate=True
        )
    except (ValueError, binascii.Error) as fault:
        raise BadStatus("not base64url") from fault
    return unpacked(data)
