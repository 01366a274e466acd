"""Releases (数据版本): written beside the current one, made current by one atomic rename."""

import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from childcare.catalog.sources import Dataset
from childcare.settings import current_release_file, releases_dir

# A draft this old belongs to a build that was killed.
_STALE_SECONDS = 6 * 3600


def release_name(inputs: Iterable[Path], sources_file: Path | None) -> str:
    """Return the name of a release: when it was built, and eight digits of what from."""
    digest = hashlib.sha256()
    for path in [*inputs, *([sources_file] if sources_file else [])]:
        digest.update(path.name.encode())
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{digest.hexdigest()[:8]}"


@contextmanager
def draft(release: str) -> Iterator[Path]:
    """Give the path of a draft; whatever happens, nothing of it is left behind."""
    folder = releases_dir()
    folder.mkdir(parents=True, exist_ok=True)
    _remove_stale_drafts(folder)
    path = folder / f"{release}.{os.getpid()}-{time.monotonic_ns()}.draft"
    try:
        yield path
    finally:
        for left in folder.glob(f"{path.name}*"):
            left.unlink(missing_ok=True)


def publish(path: Path, release: str) -> None:
    """Turn a finished draft into a release and make it the current one."""
    _flush(path)
    target = releases_dir() / f"{release}.duckdb"
    if not target.exists():
        path.replace(target)
    pointer = current_release_file()
    waiting = pointer.with_name(f"{pointer.name}.{os.getpid()}-{time.monotonic_ns()}")
    try:
        waiting.write_text(target.name + "\n", encoding="utf-8")
        _flush(waiting)
        _flush(target.parent)
        waiting.replace(pointer)
    finally:
        waiting.unlink(missing_ok=True)
    _flush(pointer.parent)


def describe(
    connection: duckdb.DuckDBPyConnection, release: str, dataset: Dataset, root: str
) -> None:
    """Store which release this is and of what; a data set without title bears the root's name."""
    connection.table("release").insert(
        [
            release,
            datetime.now(UTC).replace(tzinfo=None, microsecond=0),
            dataset.title_zh or root,
            dataset.title_en or dataset.title_zh or root,
            dataset.source_zh,
            dataset.source_en,
            dataset.is_demonstration,
            dataset.map_review_number,
        ]
    )


def _flush(path: Path) -> None:
    """Make sure that a file or folder is on the disk, not just on its way there."""
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


def _remove_stale_drafts(folder: Path) -> None:
    """Remove what builds left behind that were killed."""
    for left in folder.glob("*.draft*"):
        if time.time() - left.stat().st_mtime > _STALE_SECONDS:
            left.unlink(missing_ok=True)
