"""Releases (数据版本) are written beside those that are there, and put in place by one rename."""

import hashlib
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from childcare.catalog.sources import TABLES, Dataset
from childcare.settings import home_dir, originals_dir, releases_dir
from childcare.store.file_lock import locked
from childcare.store.originals import Original
from childcare.store.release_events import DATABASE_SUFFIX
from childcare.store.releases import Manifest, manifest_file, write_manifest
from childcare.store.whole_file import WAITING, flush, protect

# What is this old and still waits to be put in its place belongs to a program that was killed.
_STALE_SECONDS = 6 * 3600


class DamagedError(Exception):
    """A database does not hold what was put into it."""


def digits_of(files: Iterable[Original]) -> str:
    """Return eight digits of what a release is made from: the same files, the same digits."""
    digest = hashlib.sha256()
    for one in sorted(files, key=lambda one: (one.name, one.area, one.sha256)):
        told = f"{one.area}\0{one.round}" if one.round else one.area
        digest.update(f"{one.name}\0{told}\0{one.sha256}\0".encode())
    return digest.hexdigest()[:8]


@contextmanager
def draft(digits: str) -> Iterator[tuple[str, Path]]:
    """Give a name that no other release has, and the path of a draft for its database.

    Whatever happens, nothing of the draft is left behind; what of it a program leaves that is
    killed, the next draft removes.

    Raises:
        OSError: there is no room, or others kept beginning drafts.
    """
    folder = releases_dir()
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as claimed:
        with locked(folder / "drafts.lock"):
            _remove_abandoned(folder)
            release = _free_name(folder, digits)
            claimed.enter_context(locked(_claim(folder, release), patience=0))
        try:
            yield release, folder / f"{release}.draft.db"
        finally:
            claimed.close()
            _remove_draft(folder, release)


def put_in_place(path: Path, manifest: Manifest) -> None:
    """Turn a finished draft into a release; nothing writes to it from then on.

    The manifest comes first, so that no release is without one.

    Raises:
        OSError: it could not be written.
        DamagedError: the disk does not hold what was written.
    """
    verify(path, manifest.rows)
    flush(path)
    protect(path)
    write_manifest(manifest)
    path.replace(_database(manifest.release))
    try:
        flush(releases_dir())
    except OSError:
        # It would be listed, though nobody was told of it.
        discard(manifest.release)
        raise


def discard(release: str) -> None:
    """Take a release away that was never made current: first what makes it one.

    Raises:
        OSError: it could not be removed, such as because somebody reads it, on Windows.
    """
    database = _database(release)
    # Windows removes nothing that is read-only.
    database.chmod(0o600)
    database.unlink()
    manifest_file(release).unlink(missing_ok=True)


def row_counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Return how many rows each table holds."""
    return {table: len(connection.table(table)) for table in TABLES}


def verify(database: Path, rows: dict[str, int]) -> None:
    """See that a closed database opens and holds the rows that went into it.

    Raises:
        DamagedError: it does not; the text says in what.
    """
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            found = {table: len(connection.table(table)) for table in rows}
    except duckdb.Error as error:
        raise DamagedError(str(error).splitlines()[0]) from error
    for table, count in rows.items():
        if found[table] != count:
            raise DamagedError(f"{table}: {found[table]} / {count}")


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


def _free_name(folder: Path, digits: str) -> str:
    """Return a name of this moment, or of the first second after it that is free."""
    moment = datetime.now(UTC)
    while True:
        release = f"{moment:%Y%m%d-%H%M%S}-{digits}"
        taken = (_claim(folder, release), _database(release), manifest_file(release))
        if not any(path.exists() for path in taken):
            return release
        moment += timedelta(seconds=1)


def _claim(folder: Path, release: str) -> Path:
    """Return the file that who builds a release holds locked until it is in its place."""
    return folder / f"{release}.draft"


def _database(release: str) -> Path:
    return releases_dir() / f"{release}{DATABASE_SUFFIX}"


def _remove_abandoned(folder: Path) -> None:
    """Remove what programs left behind that were killed."""
    for claim in folder.glob("*.draft"):
        if _is_abandoned(claim):
            _remove_draft(folder, claim.stem)
    for place in (home_dir(), releases_dir(), originals_dir()):
        for left in place.glob(f"*{WAITING}"):
            # Its writer may be there yet, and finish it just now.
            with suppress(FileNotFoundError):
                if time.time() - left.stat().st_mtime > _STALE_SECONDS:
                    left.unlink()


def _is_abandoned(claim: Path) -> bool:
    """Say whether nobody holds a claim any more: the operating system lets go for the dead."""
    try:
        with locked(claim, patience=0):
            return True
    except TimeoutError:
        return False


def _remove_draft(folder: Path, release: str) -> None:
    """Remove a draft, and the manifest of a release that came to nothing."""
    if not _database(release).exists():
        manifest_file(release).unlink(missing_ok=True)
    # The claim, whose name is the shortest, goes last: what is left beside it is found by it.
    for left in sorted(folder.glob(f"{release}.draft*"), key=lambda one: -len(one.name)):
        # DuckDB lays what does not fit into memory into a folder beside its file.
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)
