"""The files that a release is made from (版本原件): seen before the build, kept after it."""

from dataclasses import dataclass
from pathlib import Path

from childcare.ingest.finding import Finding, problem
from childcare.ingest.inputs import Inputs
from childcare.store.originals import Original, digest_of, keep, laid_out_names


@dataclass(frozen=True)
class ReleaseFiles:
    """What a release is made from.

    Attributes:
        files: every file that is read, with those that belong to it.
        sources: the sources file (来源声明), None without one.
        unkept: where those lie that are not kept as originals yet.
    """

    files: tuple[Original, ...]
    sources: Original | None
    unkept: tuple[tuple[Path, Original], ...]

    def all(self) -> list[Original]:
        """Return the files and the sources file."""
        return [*self.files, *([self.sources] if self.sources else [])]

    def rounds(self) -> dict[str, int]:
        """Return the round of each file that updates others, by the name it is laid out under."""
        if not any(one.round for one in self.files):
            return {}
        names = laid_out_names(self.files)
        return {name: one.round for name, one in zip(names, self.files, strict=True) if one.round}

    def keep(self) -> list[Finding]:
        """Keep what is not kept yet; return what is not any more as it was when it was read.

        Raises:
            OSError: there is no room.
        """
        changed = []
        for path, seen in self.unkept:
            if keep(path, path.name).sha256 != seen.sha256:
                changed.append(problem("changed_meanwhile", source_name=path.name))
        return changed


def files_seen(
    inputs: Inputs, sources_file: Path | None, originals: tuple[Original, ...] | None
) -> ReleaseFiles:
    """Return what a release will be made from.

    Args:
        inputs: what the folder holds.
        sources_file: the sources file, None without one.
        originals: what the folder was laid out from, None for one that somebody handed in.

    Raises:
        OSError: a file cannot be read.
    """
    seen = [] if originals is not None else [(path, _seen(path)) for path in _paths(inputs)]
    declared = [(sources_file, _seen(sources_file))] if sources_file else []
    return ReleaseFiles(
        files=tuple(one for _, one in seen) if originals is None else originals,
        sources=declared[0][1] if declared else None,
        unkept=tuple(seen + declared),
    )


def _seen(path: Path) -> Original:
    return Original(path.name, digest_of(path), path.stat().st_size)


def _paths(inputs: Inputs) -> list[Path]:
    """Return every file that is read, and what lies beside a Shapefile and belongs to it."""
    read = inputs.paths()
    shapefiles = [path for path in read if path.suffix.lower() == ".shp"]
    parts = [
        part
        for path in shapefiles
        for part in path.parent.iterdir()
        if part.stem == path.stem and part.is_file()
    ]
    return sorted({*read, *parts}, key=lambda path: path.name)
