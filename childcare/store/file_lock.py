"""One writer at a time (文件锁), also among several programs, on every operating system."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

PATIENCE = 10.0  # seconds
_PAUSE = 0.02  # seconds


@contextmanager
def locked(path: Path, *, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock named by a file for the length of a block.

    The operating system itself lets go when a program ends, so that a crash locks nobody out. The
    file stays: were it removed, two programs could hold two locks of one name.

    Raises:
        TimeoutError: others held the lock for ``patience`` seconds.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _wait_for(descriptor, patience)
        try:
            yield
        finally:
            _release(descriptor)
    finally:
        os.close(descriptor)


def _wait_for(descriptor: int, patience: float) -> None:
    until = time.monotonic() + patience
    while not _try(descriptor):
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(_PAUSE)


def _try(descriptor: int) -> bool:
    """Take the lock if it is free; say whether it was."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _release(descriptor: int) -> None:
    if sys.platform == "win32":
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
