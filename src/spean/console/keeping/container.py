"""The file of a backup: a readable first line, then sealed chunks that cannot be cut or changed.

    SPEAN-BACKUP 1
    {"app": …, "head": …, "made_at": …, "site": …, "salt": …, "check": …}
    flag (1 byte: 0 more, 1 last), length (4 bytes), chunk sealed by AES-256-GCM
    …

Each chunk is bound to the first lines, to its place and to being the last or not; within, the
chunks hold one zlib stream of text lines. The key comes from the site's recovery key by scrypt.
"""

import hashlib
import hmac
import json
import os
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext_lazy as _

from spean.accounts.rules import Head
from spean.core.crypto import CannotUnseal, seal_bytes, unseal_bytes
from spean.core.errors import DomainError

FORMAT = 1
MAGIC = b"SPEAN-BACKUP "
CHUNK = 256 * 1024
LONGEST_LINE = 64 * 1024 * 1024
FRAME = struct.Struct(">BI")


class BackupRefused(DomainError):
    """A backup cannot be used; nothing was changed."""

    code = "backup-refused"


class NotABackup(BackupRefused):
    """The file is something else."""

    message = _("This file is not a backup of Spean. Nothing was changed.")


class NewerBackup(BackupRefused):
    """The file was written by a later version."""

    message = _("This backup comes from a newer Spean. First upgrade. Nothing was changed.")


class CutBackup(BackupRefused):
    """The file ends too early."""

    message = _("This backup is cut off: its end is missing. Nothing was changed.")


class AlteredBackup(BackupRefused):
    """A byte is not what was written."""

    message = _("This backup was altered or damaged. Nothing was changed.")


class WrongRecoveryKey(BackupRefused):
    """The recovery key is not that of the site that made the backup."""

    message = _("This recovery key does not open the backup. Nothing was changed.")


class Sealer:
    """Write lines into a sealed file."""

    def __init__(self, file: IO[bytes], *, key: str, head: dict[str, Any]) -> None:
        self._file = file
        salt = os.urandom(16)
        self._key = derived_key(key, salt)
        about = {**head, "salt": salt.hex(), "check": _check(self._key)}
        first = MAGIC + f"{FORMAT}\n{json.dumps(about, sort_keys=True)}\n".encode()
        self._bound = hashlib.sha256(first).hexdigest()
        self._file.write(first)
        self._squeeze = zlib.compressobj(6)
        self._waiting = bytearray()
        self._index = 0

    def write(self, line: bytes) -> None:
        """Add one line (without its end)."""
        self._waiting += self._squeeze.compress(line + b"\n")
        while len(self._waiting) > CHUNK:
            self._seal(bytes(self._waiting[:CHUNK]), is_last=False)
            del self._waiting[:CHUNK]

    def close(self) -> None:
        """Seal what waits as the last chunk."""
        self._waiting += self._squeeze.flush()
        self._seal(bytes(self._waiting), is_last=True)

    def _seal(self, plain: bytes, *, is_last: bool) -> None:
        sealed = seal_bytes(self._key, plain, context=_context(self._bound, self._index, is_last))
        self._file.write(FRAME.pack(is_last, len(sealed)) + sealed)
        self._index += 1


def is_backup(path: Path) -> bool:
    """Tell whether a file begins like a backup."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def header_of(file: IO[bytes]) -> dict[str, Any]:
    """Read the first two lines; the file stands at the first chunk afterwards.

    :raises NotABackup: if it begins otherwise
    :raises NewerBackup: if its format is a later one
    """
    return _first_lines(file)[0]


def head_of_backup(path: Path) -> Head:
    """Return the audit head that a backup carries.

    :raises NotABackup: if it is none
    """
    with path.open("rb") as file:
        about = header_of(file)
    try:
        head = about["head"]
        return Head(head["seq"], head["hash"], about["made_at"], about["site"], path.name)
    except (KeyError, TypeError):
        raise NotABackup from None


def lines_of(file: IO[bytes], *, key: str) -> Iterator[bytes]:
    """Read the sealed lines, from the beginning, with bounded memory.

    :raises BackupRefused: the first time that something is not as it was written
    """
    file.seek(0)
    about, bound = _first_lines(file)
    secret = derived_key(key, bytes.fromhex(str(about["salt"])))
    if not hmac.compare_digest(_check(secret), str(about["check"])):
        raise WrongRecoveryKey
    rest = b""
    for piece in _inflated(_chunks(file, secret, bound)):
        rest += piece
        *whole, rest = rest.split(b"\n")
        yield from whole
        if len(rest) > LONGEST_LINE:
            raise AlteredBackup
    if rest:
        raise CutBackup


def derived_key(recovery_key: str, salt: bytes) -> bytes:
    """Return the 32 bytes that seal one backup."""
    said = recovery_key.strip().encode()
    return hashlib.scrypt(said, salt=salt, n=2**14, r=8, p=1, dklen=32, maxmem=2**26)


def _first_lines(file: IO[bytes]) -> tuple[dict[str, Any], str]:
    first, second = file.readline(64), file.readline(4096)
    if not first.startswith(MAGIC) or not first.endswith(b"\n"):
        raise NotABackup
    try:
        number = int(first[len(MAGIC) :])
        about = json.loads(second)
        bytes.fromhex(about["salt"]), about["check"], about["site"]
    except (ValueError, KeyError, TypeError):
        raise NotABackup from None
    if number > FORMAT:
        raise NewerBackup
    if number < 1:
        raise NotABackup
    return about, hashlib.sha256(first + second).hexdigest()


def _chunks(file: IO[bytes], key: bytes, bound: str) -> Iterator[bytes]:
    index, is_last = 0, 0
    while not is_last:
        frame = file.read(FRAME.size)
        if len(frame) < FRAME.size:
            raise CutBackup
        is_last, length = FRAME.unpack(frame)
        if is_last > 1 or length > CHUNK + 64:
            raise AlteredBackup
        sealed = file.read(length)
        if len(sealed) < length:
            raise CutBackup
        try:
            yield unseal_bytes(key, sealed, context=_context(bound, index, bool(is_last)))
        except CannotUnseal:
            raise AlteredBackup from None
        index += 1
    if file.read(1):
        raise AlteredBackup


def _inflated(chunks: Iterator[bytes]) -> Iterator[bytes]:
    swell = zlib.decompressobj()
    for chunk in chunks:
        waiting = chunk
        while waiting:
            yield swell.decompress(waiting, CHUNK)
            waiting = swell.unconsumed_tail
    yield swell.flush()


def _context(bound: str, index: int, is_last: bool) -> str:
    return f"backup:{bound}:{index}:{'last' if is_last else 'more'}"


def _check(key: bytes) -> str:
    return hmac.new(key, b"spean backup key", hashlib.sha256).hexdigest()
