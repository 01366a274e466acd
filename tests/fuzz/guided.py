"""Coverage-guided fuzzing of one target: atheris changes files and keeps what reaches new code.

A fault is kept as a file and fuzzing goes on; only what takes the program itself with it (a crash
of a library, a hang) ends the process, and libFuzzer keeps that file.
"""

import argparse
import hashlib
import sys
import time
import traceback
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["childcare"]):
    from tests.fuzz.seeds import seeds
    from tests.fuzz.targets import TARGETS, run

from childcare.catalog import COLUMNS
from childcare.catalog.cell_words import CELL_WORDS

SECONDS_EACH, MEGABYTES = 10, 2500
_LONGEST = {"geopackage": 120_000, "workbook": 40_000, "workbook_file": 40_000}
_USUAL_LONGEST = 12_000
_TOKENS = (
    '"type"', '"features"', '"coordinates"', '"Polygon"', '"arcs"', '"objects"', '"crs"', "[[[[",
    "null", "NaN", "Infinity", "1e999", "-0", "9" * 40, "1e308", "2^63", "EPSG:4513", "=1+1",
    "<!DOCTYPE", "<!ENTITY a 'b'>", "&a;", '<c r="A1" t="s">', "<f>", "<v>", 'r="XFD1048576"',
    "\u202e", "\u200b", "\x00", "\\ud800", "0001-01-01", "9999-12-31",
)  # fmt: skip


class Finder:
    """Feeds one target and keeps a file for each new place where something goes wrong."""

    def __init__(self, target: str, found: Path) -> None:
        """Remember where faults are kept."""
        self.target, self.found = TARGETS[target], found
        self.places: set[str] = set()

    def __call__(self, content: bytes) -> None:
        """Feed the target once."""
        started = time.perf_counter()
        try:
            run(self.target, content)
        except Exception as error:
            self._keep(content, error)
        if time.perf_counter() - started > SECONDS_EACH:
            self._keep(content, TimeoutError("slow"))

    def _keep(self, content: bytes, error: Exception) -> None:
        """Keep the first file for each place in our code."""
        frames = traceback.extract_tb(error.__traceback__)
        ours = [frame for frame in frames if "childcare" in frame.filename] or list(frames)
        place = f"{Path(ours[-1].filename).stem}-{ours[-1].name}" if ours else "time"
        place = f"{type(error).__name__}-{place}"
        if place in self.places:
            return
        self.places.add(place)
        digest = hashlib.sha256(content).hexdigest()[:8]
        path = self.found / f"{self.target.name}--{place}-{digest}.bin"
        path.write_bytes(content)
        print(f"FOUND {path.name}: {error!r:.200}", file=sys.stderr, flush=True)
        traceback.print_exception(error, limit=-4)


def main() -> None:
    """Fuzz one target for some seconds."""
    wanted = argparse.ArgumentParser()
    wanted.add_argument("target", choices=sorted(TARGETS))
    wanted.add_argument("--seconds", type=int, required=True)
    wanted.add_argument("--found", type=Path, required=True)
    wanted.add_argument("--corpus", type=Path, required=True)
    given = wanted.parse_args()
    corpus = given.corpus / given.target
    for folder in (corpus, given.found):
        folder.mkdir(parents=True, exist_ok=True)
    for seed in seeds()[given.target]:
        (corpus / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    tokens = given.corpus / "tokens.txt"
    tokens.write_text("\n".join(map(_quoted, _words())), encoding="ascii")
    options = [
        f"-max_total_time={given.seconds}",
        f"-timeout={SECONDS_EACH * 3}",
        f"-rss_limit_mb={MEGABYTES}",
        f"-max_len={_LONGEST.get(given.target, _USUAL_LONGEST)}",
        f"-dict={tokens}",
        f"-artifact_prefix={given.found}/{given.target}--",
        "-print_final_stats=1",
        "-verbosity=0",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], Finder(given.target, given.found))
    atheris.Fuzz()


def _words() -> list[str]:
    """Return what means something to the readers."""
    headings = [word for one in COLUMNS.values() for word in (one.label_zh, one.label_en)]
    lists = [words for words in vars(CELL_WORDS).values() if isinstance(words, list)]
    return [*_TOKENS, *headings, *(word for words in lists for word in words)]


def _quoted(word: str) -> str:
    """Return a word as the dictionary of libFuzzer is written."""
    return '"' + "".join(f"\\x{byte:02x}" for byte in word.encode("utf-8", "replace")) + '"'


if __name__ == "__main__":
    main()
