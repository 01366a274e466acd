"""Records that are only ever appended (追加记录): one JSON object a line.

Several programs may write at once. A line that a power failure tore off is passed over and counted,
and never joined to what is written after it. What nobody understands any more stays in the file.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from childcare.store.file_lock import PATIENCE, locked
from childcare.store.whole_file import flush

Record = dict[str, Any]


def append_record(path: Path, record: Record, *, patience: float = PATIENCE) -> None:
    """Add a record to the end of a file, and return when it is on the disk.

    Raises:
        TimeoutError: others kept writing for ``patience`` seconds.
        OSError: the file cannot be written, such as for want of room or of permission; nothing of
            the record is left in it.
    """
    append_next(path, lambda _last: record, patience=patience)


def append_next(
    path: Path, next_record: Callable[[bytes], Record], *, patience: float = PATIENCE
) -> None:
    """Add a record that is made from the line before it, such as one that carries its hash.

    Nobody else writes between the two. ``next_record`` is given the last line that is not blank as
    it stands in the file, torn or not, without its end; it is empty where there is none.

    Raises:
        TimeoutError: others kept writing for ``patience`` seconds.
        OSError: as of ``append_record``.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with locked(path.with_suffix(".lock"), patience=patience):
        is_new = not path.exists()
        _append(path, next_record)
        if is_new:
            flush(path.parent)


def read_records(path: Path) -> tuple[list[Record], int]:
    """Return the records, oldest first, and how many lines could not be read as one.

    A missing file holds none.

    Raises:
        OSError: the file is there but cannot be read.
    """
    read = [record_of(line) for line in lines_of(path)]
    records = [record for record in read if record is not None]
    return records, len(read) - len(records)


def lines_of(path: Path) -> list[bytes]:
    """Return the lines as they stand in the file; cut at bytes: a torn character spoils its own."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return []
    return [line for line in content.split(b"\n") if line.strip()]


def record_of(line: bytes) -> Record | None:
    """Return the record of a line, or None for one that is torn or no JSON object."""
    try:
        record = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def _append(path: Path, next_record: Callable[[bytes], Record]) -> None:
    # Windows would otherwise write two bytes for the end of a line.
    binary = getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | binary, 0o666)
    try:
        size = os.fstat(descriptor).st_size
        last, is_torn = _last_line(descriptor, size)
        line = json.dumps(next_record(last), ensure_ascii=False).encode() + b"\n"
        _write(descriptor, b"\n" + line if is_torn else line, size)
    finally:
        os.close(descriptor)


def _write(descriptor: int, line: bytes, size: int) -> None:
    """Write a line to the disk, or take back what of it was written."""
    try:
        while line:
            line = line[os.write(descriptor, line) :]
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, size)
        raise


def _last_line(descriptor: int, size: int) -> tuple[bytes, bool]:
    """Return the last line, and whether it lacks its end, because writing it was cut off."""
    start, tail = size, b""
    while start > 0 and b"\n" not in tail.strip():
        step = min(start, 4096)
        start -= step
        os.lseek(descriptor, start, os.SEEK_SET)
        tail = os.read(descriptor, step) + tail
    return tail.strip().rpartition(b"\n")[2], bool(tail) and not tail.endswith(b"\n")
