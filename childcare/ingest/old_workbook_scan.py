"""How far do the cells of an .xls reach (旧版工作簿体检)? Asked before memory is taken.

The form is that of MS-CFB (a file system in a file) and MS-XLS (records in its stream Workbook).
"""

import struct
from collections.abc import Iterator

import numpy as np

from childcare.catalog.import_limits import IMPORT_LIMITS

_LAST = 0xFFFFFFFA
_ENTRY = 128
_STREAMS = ("Workbook", "Book")
_SMALL = 4096
_SMALL_SECTOR = 64
# Records of cells: blank, number, label, boolean, RK, shared string, formula, and rows of them.
_CELLS = {0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x0006, 0x00BD, 0x00BE, 0x00D6}
_SHEET_COLUMNS = 256
# The record FilePass stands among the first; all that comes after it is ciphered.
_FILE_PASS, _FIRST_RECORDS = 0x002F, 12


class _CompoundFile:
    """A compound file, read no further than needed."""

    def __init__(self, content: bytes) -> None:
        """Read the table that says which sector follows which."""
        self._content = content
        self._size = 1 << struct.unpack_from("<H", content, 30)[0]
        if self._size not in (512, 4096):
            raise ValueError("sector size")
        places = list(struct.unpack_from("<109I", content, 76))
        following = struct.unpack_from("<I", content, 68)[0]
        while following < _LAST:
            if len(places) * 4 > len(content):
                raise ValueError("a chain of sectors is a circle")
            *more, following = struct.unpack(f"<{self._size // 4}I", self._sector(following))
            places += more
        table = b"".join(self._sector(place) for place in places if place < _LAST)
        self._next = np.frombuffer(table, dtype="<u4")
        _refuse_circles(self._next)
        self._directory = self._chain(struct.unpack_from("<I", content, 48)[0])

    def workbook(self) -> bytes:
        """Return the stream of the workbook; empty if there is none."""
        root = self._directory[:_ENTRY]
        for at in range(0, len(self._directory) - _ENTRY + 1, _ENTRY):
            entry = self._directory[at : at + _ENTRY]
            length = struct.unpack_from("<H", entry, 64)[0]
            name = entry[: max(length - 2, 0)].decode("utf-16-le", "replace")
            first, size = struct.unpack_from("<II", entry, 116)
            if name not in _STREAMS:
                continue
            if size >= _SMALL:
                return self._chain(first)[:size]
            return self._small_chain(first, struct.unpack_from("<I", root, 116)[0])[:size]
        return b""

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        sector = self._content[start : start + self._size]
        return sector.ljust(self._size, b"\0")

    def _chain(self, first: int) -> bytes:
        """Return the sectors of a chain one after the other; of none it is empty."""
        parts: list[bytes] = []
        while first < len(self._next):
            parts.append(self._sector(first))
            first = int(self._next[first])
        return b"".join(parts)

    def _small_chain(self, first: int, container: int) -> bytes:
        """Return a short stream, which lies in small sectors of a stream of its own."""
        start = struct.unpack_from("<I", self._content, 60)[0]
        following = np.frombuffer(self._chain(start), dtype="<u4")
        _refuse_circles(following)
        held = self._chain(container)
        parts: list[bytes] = []
        while first < len(following) and len(parts) <= _SMALL // _SMALL_SECTOR:
            parts.append(held[first * _SMALL_SECTOR : (first + 1) * _SMALL_SECTOR])
            first = int(following[first])
        return b"".join(parts)


def _refuse_circles(following: np.ndarray) -> None:
    """Refuse chains of sectors that lead back into themselves: the reader would never end.

    Raises:
        ValueError: there is one.
    """
    # 0: not seen, n: seen on the way that began at the sector n - 1.
    seen = np.zeros(len(following), dtype=np.int64)
    for start in range(len(following)):
        place = start
        while place < len(following) and not seen[place]:
            seen[place] = start + 1
            place = int(following[place])
        if place < len(following) and seen[place] == start + 1:
            raise ValueError("a chain of sectors is a circle")


def reaches_too_far(content: bytes) -> bool:
    """Say whether any cell lies beyond what an .xls may hold, or beyond the rows we read.

    Raises:
        ValueError, struct.error: this is no compound file.
    """
    most = IMPORT_LIMITS.sheet_rows
    return any(
        column >= _SHEET_COLUMNS or row >= most
        for row, column in _places(_CompoundFile(content).workbook())
    )


def has_password(content: bytes) -> bool:
    """Say whether an .xls needs a password: a record at its beginning says so.

    Raises:
        ValueError, struct.error: this is no compound file.
    """
    stream, at = _CompoundFile(content).workbook(), 0
    for _ in range(_FIRST_RECORDS):
        if at + 4 > len(stream):
            break
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _FILE_PASS:
            return True
        at += 4 + length
    return False


def _places(stream: bytes) -> Iterator[tuple[int, int]]:
    """Give row and column of each cell; those of a row of cells by the first and the last."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind in _CELLS and length >= 4 and at + 8 <= len(stream):
            yield struct.unpack_from("<HH", stream, at + 4)
            if kind in (0x00BD, 0x00BE) and at + 4 + length <= len(stream):
                row = struct.unpack_from("<H", stream, at + 4)[0]
                yield row, struct.unpack_from("<H", stream, at + 2 + length)[0]
        at += 4 + length
