"""Names that say what a file is (文件名约定): how they begin, and files that were given one."""

from dataclasses import replace

from childcare.catalog.sources import load_sources
from childcare.ingest.question import BACKDROP, BOUNDARIES
from childcare.ingest.submission import Submission
from childcare.ingest.submission_files import composition
from childcare.store.originals import Original


def start_of_name(table: str) -> str:
    """Return how the name of a file begins that holds a table or shapes; empty of anything else.

    ``table`` is the name of a table, ``question.BOUNDARIES`` or ``question.BACKDROP``.
    """
    return _starts().get(table, "")


def named_as_before(now: Submission, original: Original) -> Original:
    """Return a file under the name that one of its name was given before, so that it replaces it.

    Who mends a file hands it in under the name that the file has at home.
    """
    names = [one.original.name for one in composition(now) if one.original.area == original.area]
    given = {f"{start}_{original.name}" for start in _starts().values()}
    named = next((name for name in names if name in given), "")
    return original if original.name in names or not named else replace(original, name=named)


def _starts() -> dict[str, str]:
    """Return how file names of each table begin, by the default sources file."""
    sources = load_sources()
    patterns = {name: source.file for name, source in sources.tables.items()}
    patterns |= {BOUNDARIES: sources.boundaries.file, BACKDROP: sources.backdrop.file}
    return {name: pattern.split("*")[0] for name, pattern in patterns.items()}
