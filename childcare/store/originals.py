"""Handed-in files (原件), kept unchanged under the hash of what they hold, each content once."""

import hashlib
import os
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from unicodedata import category, normalize

from childcare.settings import originals_dir
from childcare.store.whole_file import flush, protect, waiting_place

LONGEST_NAME = 180  # bytes of UTF-8; file systems take 255, and a code may be put into it
_BLOCK = 1 << 20  # bytes
_DIGEST = re.compile(r"[0-9a-f]{64}")
# What Windows takes in no name, and names that are devices to it, whatever their suffix.
_NO_NAME = '<>:"|?*'
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
# Control characters, and marks that turn or hide what is written around them.
_INVISIBLE = ("Cc", "Cf", "Cs", "Zl", "Zp")


@dataclass(frozen=True)
class Original:
    """A handed-in file.

    Attributes:
        name: plain file name, without folders.
        sha256: what it holds, 64 hexadecimal digits.
        size: in bytes.
        area: code of the county that handed it in; empty for the whole region's.
        round: how many updates came before it (第几次报送); its rows take the place of those
            with the same key in a file of an earlier round.
    """

    name: str
    sha256: str
    size: int
    area: str = ""
    round: int = 0


def keep(content: Path | bytes, name: str, *, area: str = "") -> Original:
    """Keep a file, and return when it is on the disk; the same content is kept once.

    Raises:
        ValueError: the name holds nothing that could be the name of a file.
        OSError: it cannot be read, or there is no room; nothing of it is left.
    """
    name = plain_name(name)
    if isinstance(content, bytes):
        digest, size = hashlib.sha256(content).hexdigest(), len(content)
        blocks: Iterable[bytes] = [content]
    else:
        digest, size = digest_of(content), content.stat().st_size
        blocks = _blocks(content)
    place = path_of(digest)
    if not place.is_file() or place.stat().st_size != size:
        digest, size = _store(blocks)
    return Original(name, digest, size, area)


def path_of(sha256: str) -> Path:
    """Return where the content of this hash lies, or would lie.

    Raises:
        ValueError: this is no such hash.
    """
    if not _DIGEST.fullmatch(sha256):
        raise ValueError(f"{sha256[:80]!r} is no SHA-256")
    return originals_dir() / sha256


def lay_out(originals: Iterable[Original], folder: Path) -> None:
    """Put files under their names into a new folder, for a build.

    Two of one name are told apart by the code of their county, before the suffix.

    Raises:
        ValueError: two of one name are of one county.
        OSError: one is not kept any more, or there is no room.
    """
    chosen = list(originals)
    names = laid_out_names(chosen)
    folder.mkdir(parents=True)
    for original, name in zip(chosen, names, strict=True):
        _place(path_of(original.sha256), folder / name)


def laid_out_names(originals: Iterable[Original]) -> list[str]:
    """Return under which names files are laid out, in their order.

    Raises:
        ValueError: two of one name are of one county.
    """
    chosen = list(originals)
    # Windows takes 'A.csv' and 'a.csv' for one file.
    times = Counter(one.name.casefold() for one in chosen)
    names = []
    for one in chosen:
        path = Path(one.name)
        is_told_apart = times[one.name.casefold()] > 1 and one.area
        names.append(f"{path.stem}_{one.area}{path.suffix}" if is_told_apart else one.name)
    if len({name.casefold() for name in names}) < len(names):
        raise ValueError("two files bear one name")
    return names


def plain_name(name: str) -> str:
    """Return a name without folders, and without what no file system or reader should meet.

    Raises:
        ValueError: nothing is left of it.
    """
    last = re.split(r"[/\\]", normalize("NFC", name))[-1]
    shown = "".join(one for one in last if one not in _NO_NAME and category(one) not in _INVISIBLE)
    # Windows drops dots and spaces at the end.
    plain = _shortened(shown.strip().rstrip(". "))
    if not plain:
        raise ValueError("a file without a name")
    return f"_{plain}" if _DEVICES.fullmatch(plain) else plain


def kept_room() -> tuple[int, int]:
    """Return how many originals are kept, and the room they take, in bytes."""
    sizes = [one.stat().st_size for one in originals_dir().glob("*") if _DIGEST.fullmatch(one.name)]
    return len(sizes), sum(sizes)


def digest_of(path: Path) -> str:
    """Return the hash (SHA-256) of what a file holds.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _shortened(name: str) -> str:
    """Return a name of at most ``LONGEST_NAME`` bytes, its suffix kept."""
    if len(name.encode()) <= LONGEST_NAME:
        return name
    suffix = Path(name).suffix if len(Path(name).suffix.encode()) <= 20 else ""
    room = LONGEST_NAME - len(suffix.encode())
    return name.removesuffix(suffix).encode()[:room].decode(errors="ignore").rstrip(". ") + suffix


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block


def _store(blocks: Iterable[bytes]) -> tuple[str, int]:
    """Keep a content under the hash of what is written; return that and the size."""
    originals_dir().mkdir(parents=True, exist_ok=True)
    waiting, digest = waiting_place(originals_dir() / "original"), hashlib.sha256()
    try:
        with waiting.open("wb") as file:
            for block in blocks:
                digest.update(block)
                file.write(block)
            size = file.tell()
            file.flush()
            os.fsync(file.fileno())
        protect(waiting)
        waiting.replace(path_of(digest.hexdigest()))
    finally:
        waiting.unlink(missing_ok=True)
    flush(originals_dir())
    return digest.hexdigest(), size


def _place(kept: Path, name: Path) -> None:
    """Put a kept file under a name: the same file where that can be, else a copy."""
    # Windows removes no name of a file that is read-only, and the original stays so.
    if os.name != "nt":
        try:
            name.hardlink_to(kept)
        except (FileNotFoundError, FileExistsError):
            raise
        except OSError:  # another disk, or one that knows no links
            pass
        else:
            return
    shutil.copyfile(kept, name)
