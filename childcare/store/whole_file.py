"""Writing a file so that it is whole or not there (整体写入), whenever the power fails."""

import os
import secrets
from pathlib import Path

WAITING = ".waiting"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, or replace it, by one rename; return when it is on the disk.

    Raises:
        OSError: it could not be written; what was there before is still there, untouched.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    waiting = waiting_place(path)
    try:
        with waiting.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        waiting.replace(path)
    finally:
        waiting.unlink(missing_ok=True)
    flush(path.parent)


def waiting_place(path: Path) -> Path:
    """Return a name beside a file that nobody else writes to, for what is to take its place."""
    return path.with_name(f"{path.name}.{secrets.token_hex(6)}{WAITING}")


def protect(path: Path) -> None:
    """Let nobody write to a file any more; who could read it still can."""
    path.chmod(path.stat().st_mode & 0o444)


def flush(path: Path) -> None:
    """Make sure that a file or folder is on the disk, not just on its way there.

    Raises:
        OSError: the disk did not take it.
    """
    is_folder = path.is_dir()
    # Windows flushes only what may be written, and does not open folders at all: its rename is on
    # the disk anyway.
    try:
        handle = os.open(path, os.O_RDONLY if is_folder else os.O_RDWR)
    except PermissionError:
        if is_folder:
            return
        raise
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
