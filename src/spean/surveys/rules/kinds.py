"""What a file really is, whatever its name says."""

import zipfile
from pathlib import Path
from typing import Final

from spean.surveys.rules.refusals import LARGEST_FILE, NotAList

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WEB: Final = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<head", b"<meta", b"<style", b"<body")
_NAMES: Final = {
    "xlsx": {".xlsx"},
    "xls": {".xls"},
    "csv": {".csv", ".txt", ".tsv", ".tab"},
}
_FOREIGN: Final = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
)


def kind_of(path: Path, name: str) -> str:
    """Return "xlsx", "xls" or "csv" for a file uploaded under a name.

    :raises NotAList: if it is none of these, is locked, carries programs, or is named otherwise
    """
    size = path.stat().st_size
    if size == 0:
        raise NotAList("empty-file")
    if size > LARGEST_FILE:
        raise NotAList("too-large")
    kind = _kind_by_content(path)
    ending = Path(name.lower()).suffix
    if ending in {".xlsm", ".xltm", ".xlam", ".xlsb"}:
        raise NotAList("macros" if ending != ".xlsb" else "wrong-kind")
    if ending not in _NAMES[kind]:
        raise NotAList("wrong-extension")
    return kind


def _kind_by_content(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(_OLE):
        return _ole_kind(path)
    if head.startswith(b"PK"):
        return _zip_kind(path)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_WEB) or b"<html" in head.lower():
        raise NotAList("web-page")
    if head.startswith(_FOREIGN):
        raise NotAList("wrong-kind")
    return "csv"


def _ole_kind(path: Path) -> str:
    """Tell an old workbook from a locked one by the names of its streams, which are UTF-16."""
    content = path.read_bytes()
    if _utf16("EncryptedPackage") in content:
        raise NotAList("encrypted")
    if _utf16("_VBA_PROJECT") in content:
        raise NotAList("macros")
    if _utf16("Workbook") in content or _utf16("Book") in content:
        return "xls"
    raise NotAList("wrong-kind")


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def _zip_kind(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as container:
            names = set(container.namelist())
            locked = any(part.flag_bits & 1 for part in container.infolist())
            types = b""
            if "[Content_Types].xml" in names and not locked:
                types = container.read("[Content_Types].xml")[:200_000]
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError) as cause:
        raise NotAList("damaged") from cause
    if locked:
        raise NotAList("encrypted")
    if b"macroEnabled" in types or any(name.endswith("vbaProject.bin") for name in names):
        raise NotAList("macros")
    if "xl/workbook.xml" not in names:
        raise NotAList("wrong-kind")
    return "xlsx"
