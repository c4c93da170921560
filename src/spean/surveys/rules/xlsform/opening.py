"""What a workbook really is, and whether its container may be opened at all."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from spean.surveys.rules.xlsform.refusing import (
    LARGEST_FILE,
    MOST_CELLS,
    MOST_TEXTS,
    MOST_XML,
    WIDEST_ROW,
    FormRefused,
)

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The entries of an old container's directory stand on multiples of this.
_ENTRY: Final = 128
_WEB: Final = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<head", b"<meta", b"<style", b"<body")
_BYTES_OF_CELL: Final = 40
_CHUNK: Final = 1 << 18
_OVERLAP: Final = 16
_PLAIN: Final = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}
_ENCODING: Final = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, ValueError, EOFError, OSError, RuntimeError,
)  # fmt: skip


def kind_of_form(path: Path) -> tuple[str, int]:
    """Return "xlsx" or "xls", whatever the file is called, and about how many cells it holds.

    :raises FormRefused: if it is neither, is locked, carries programs, or is packed to do harm
    """
    size = path.stat().st_size
    if size == 0:
        raise FormRefused("empty-file")
    if size > LARGEST_FILE:
        raise FormRefused("too-large")
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(_OLE):
        _look_into_old(path.read_bytes())
        return "xls", size // _BYTES_OF_CELL
    if head.startswith(b"PK"):
        return "xlsx", _look_into_new(path, size)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    raise FormRefused("web-page" if start.startswith(_WEB) else "wrong-kind")


def _look_into_old(content: bytes) -> None:
    if _has_entry(content, "EncryptedPackage"):
        raise FormRefused("encrypted")
    if _has_entry(content, "_VBA_PROJECT") or _has_entry(content, "_VBA_PROJECT_CUR"):
        raise FormRefused("macros")
    if not (_has_entry(content, "Workbook") or _has_entry(content, "Book")):
        raise FormRefused("wrong-kind")


def _has_entry(content: bytes, name: str) -> bool:
    wanted = f"{name}\0".encode("utf-16-le")
    found = content.find(wanted)
    while found != -1:
        if found % _ENTRY == 0:
            return True
        found = content.find(wanted, found + 1)
    return False


def _look_into_new(path: Path, size: int) -> int:
    cells = 0
    try:
        with zipfile.ZipFile(path) as container:
            parts = container.infolist()
            _weigh(parts, size)
            for part in parts:
                if _is_xml(part):
                    cells += _scan(container, part)
    except _BROKEN as cause:
        raise FormRefused("damaged") from cause
    return min(cells, MOST_CELLS)


def _weigh(parts: list[zipfile.ZipInfo], size: int) -> None:
    names = [part.filename for part in parts]
    if any(part.flag_bits & 1 for part in parts):
        raise FormRefused("encrypted")
    if not any(name.startswith("xl/") for name in names):
        raise FormRefused("wrong-kind")
    if any(name.endswith("vbaProject.bin") or "/macrosheets/" in name for name in names):
        raise FormRefused("macros")
    # Parts that lie over each other unpack the same bytes again and again.
    if len(set(names)) < len(names) or sum(part.compress_size for part in parts) > size:
        raise FormRefused("unsafe")
    if sum(part.file_size for part in parts if _is_xml(part)) > MOST_XML:
        raise FormRefused("too-greedy")


def _is_xml(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().endswith((".xml", ".rels", ".vml"))


def _scan(container: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Look through a part for what an honest one never has, without parsing it; count its cells."""
    is_sheet = "worksheets/" in part.filename
    is_texts = part.filename.endswith("sharedStrings.xml")
    texts = cells = first_row = 0
    in_first_row = is_sheet
    for number, chunk in enumerate(_chunks(container, part)):
        if number == 0 and not _is_plain(chunk):
            raise FormRefused("unsafe")
        if b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk:
            raise FormRefused("unsafe")
        if is_texts:
            texts += chunk.count(b"<si>") + chunk.count(b"<si ")
        if in_first_row:
            row, end, _rest = chunk.partition(b"</row>")
            first_row += _cells_in(row)
            in_first_row = not end
        cells += _cells_in(chunk) if is_sheet else 0
    if first_row > WIDEST_ROW:
        raise FormRefused("too-many-columns")
    if texts > MOST_TEXTS or cells > MOST_CELLS:
        raise FormRefused("too-greedy")
    return cells


def _cells_in(chunk: bytes) -> int:
    return chunk.count(b"<c ") + chunk.count(b"<c>") + chunk.count(b"<c/>")


def _chunks(container: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a part piece by piece, each with the end of the one before."""
    tail = b""
    with container.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            yield tail + chunk
            tail = chunk[-_OVERLAP:]


def _is_plain(start: bytes) -> bool:
    """Tell whether the text is written so that the search for bytes above sees everything."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in start[:8]:
        return False
    declared = _ENCODING.match(start.removeprefix(b"\xef\xbb\xbf"))
    return declared is None or declared.group(1).strip().lower() in _PLAIN
