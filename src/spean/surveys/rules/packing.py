"""Tables as files that spreadsheets open: CSV, several of them in a ZIP, or one Excel workbook.

Lines go in and bytes come out as they are made, so that the memory needed does not grow with the
number of lines, and nothing of what people told is ever written to a disk here.
"""

import csv
import io
import math
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from spean.core.text import inert

Line = tuple[int, Sequence[str]]
_BOM: Final = "\ufeff"
# Characters that are gathered before they are handed on.
_AT_ONCE: Final = 256_000
# Packed bytes of tables that wait for their turn; beyond that a table is read a second time.
_MOST_WAITING: Final = 32_000_000
# A file within a ZIP may not be larger for older programs, Excel among them.
_MOST_BYTES: Final = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Page:
    """One table as a spreadsheet shows it: its name and (head, kind of question) of each column."""

    name: str
    columns: tuple[tuple[str, str], ...]


class Book(Protocol):
    """How tables are written in one kind of file."""

    most_lines: float

    def begin(self, page: Page) -> str:
        """Return what stands before the lines of a table, its heads among it."""

    def line(self, page: Page, values: Sequence[str]) -> str:
        """Return one line; no cell of it is a formula."""

    def end(self) -> str:
        """Return what stands after the lines."""

    def entry(self, page: Page, number: int) -> str:
        """Return the name of a table's file within the ZIP; of a large one the `number`th."""

    def rest(self) -> Iterable[tuple[str, str]]:
        """Return (name, content) of what else belongs into the ZIP, after all tables."""


class CsvBook:
    """Comma-separated text in UTF-8, with the mark by which Excel knows it; every cell quoted."""

    most_lines = math.inf

    def __init__(self, stem: str = "") -> None:
        self._stem = stem
        self._buffer = io.StringIO()
        self._writer = csv.writer(self._buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n")

    def begin(self, page: Page) -> str:
        """Return the mark and the heads."""
        return _BOM + self.line(page, [head for head, _kind in page.columns])

    def line(self, page: Page, values: Sequence[str]) -> str:
        """Return one line; no cell of it is a formula."""
        self._buffer.seek(0)
        self._buffer.truncate()
        # Most cells begin with a letter or a digit, and nothing has to be asked of those.
        self._writer.writerow([one if one[:1].isalnum() else inert(one) for one in values])
        return self._buffer.getvalue()

    def end(self) -> str:
        """Return what stands after the lines: nothing."""
        return ""

    def entry(self, page: Page, number: int) -> str:
        """Return the name of a table's file."""
        name = "-".join(filter(None, (self._stem, page.name, "" if number == 1 else str(number))))
        return f"{name}.csv"

    def rest(self) -> Iterable[tuple[str, str]]:
        """Return what else belongs into the ZIP: nothing."""
        return ()


def csv_stream(page: Page, lines: Iterable[Line]) -> Iterator[bytes]:
    """Return the one table of a form without repeats."""
    book = CsvBook("")
    yield book.begin(page).encode()
    for _place, text, _count in _gathered(book, [page], lines):
        yield text.encode()


def zipped(
    book: Book, pages: Sequence[Page], lines: Callable[[], Iterable[Line]]
) -> Iterator[bytes]:
    """Return a ZIP of all tables; `lines` reads them from the beginning, each time it is called.

    The first table goes out as it is read. The others wait, packed, for their turn.
    """
    spout = _Spout()
    with zipfile.ZipFile(spout, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        waiting = _Waiting(len(pages))
        with _Entries(archive, book, pages[0]) as first:
            yield spout.drained()
            for place, text, count in _gathered(book, pages, lines()):
                if place:
                    waiting.add(place, text, count)
                    continue
                first.write(text, count)
                yield spout.drained()
        for place, page in enumerate(pages[1:], start=1):
            with _Entries(archive, book, page) as entries:
                for text, count in waiting.taken(place) or _again(book, pages, lines, place):
                    entries.write(text, count)
                    yield spout.drained()
        for name, text in book.rest():
            archive.writestr(name, text)
    yield spout.drained()


def _again(
    book: Book, pages: Sequence[Page], lines: Callable[[], Iterable[Line]], wanted: int
) -> Iterator[tuple[str, int]]:
    only = ((place, values) for place, values in lines() if place == wanted)
    for _place, text, count in _gathered(book, pages, only):
        yield text, count


def _gathered(
    book: Book, pages: Sequence[Page], lines: Iterable[Line]
) -> Iterator[tuple[int, str, int]]:
    """Return (table, many lines as one text, how many), in the order of each table."""
    heaps: list[list[str]] = [[] for _page in pages]
    sizes = [0] * len(pages)
    for place, values in lines:
        text = book.line(pages[place], values)
        heaps[place].append(text)
        sizes[place] += len(text)
        if sizes[place] >= _AT_ONCE:
            yield place, "".join(heaps[place]), len(heaps[place])
            heaps[place], sizes[place] = [], 0
    for place, heap in enumerate(heaps):
        if heap:
            yield place, "".join(heap), len(heap)


class _Waiting:
    """Tables that cannot go out yet, packed in memory, as long as they are small enough."""

    def __init__(self, tables: int) -> None:
        self._heaps: list[list[tuple[bytes, int]] | None] = [[] for _one in range(tables)]
        self._size = 0

    def add(self, place: int, text: str, count: int) -> None:
        """Keep some lines of a table; where there is no room, the table is given up."""
        heap = self._heaps[place]
        if heap is None:
            return
        packed = zlib.compress(text.encode(), 1)
        self._size += len(packed)
        heap.append((packed, count))
        if self._size > _MOST_WAITING:
            self._size -= sum(len(one) for one, _count in heap)
            self._heaps[place] = None

    def taken(self, place: int) -> Iterator[tuple[str, int]] | None:
        """Return the lines of a table, or None if it was given up."""
        heap = self._heaps[place]
        if heap is None:
            return None
        self._heaps[place] = []
        return ((zlib.decompress(packed).decode(), count) for packed, count in heap)


class _Entries:
    """One table in the archive; in as many files as it needs."""

    def __init__(self, archive: zipfile.ZipFile, book: Book, page: Page) -> None:
        self._archive, self._book, self._page = archive, book, page
        self._number = 0
        self._open()

    def _open(self) -> None:
        self._lines = self._size = 0
        self._number += 1
        self._file = self._archive.open(self._book.entry(self._page, self._number), "w")
        self._file.write(self._book.begin(self._page).encode())

    def write(self, text: str, count: int) -> None:
        """Write some lines; a file that is full is followed by another one."""
        content = text.encode()
        lines, size = self._lines + count, self._size + len(content)
        if lines > self._book.most_lines or size > _MOST_BYTES:
            self._close()
            self._open()
        self._lines += count
        self._size += len(content)
        self._file.write(content)

    def _close(self) -> None:
        self._file.write(self._book.end().encode())
        self._file.close()

    def __enter__(self) -> "_Entries":
        return self

    def __exit__(self, *_raised: object) -> None:
        # Also where nobody reads on: an archive cannot be left with a file that is open.
        self._close()


class _Spout:
    """A file that nobody can rewind: what is written is handed on at once."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, content: bytes) -> int:
        """Take some bytes."""
        self._parts.append(bytes(content))
        return len(content)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Nothing is open."""

    def drained(self) -> bytes:
        """Return what was written since the last time."""
        parts, self._parts = self._parts, []
        return b"".join(parts)
