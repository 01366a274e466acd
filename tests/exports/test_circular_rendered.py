"""Does another office program draw every page? The pictures are kept in tests/output to look at."""

import io
import shutil
import subprocess
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
from PIL import Image

from childcare.analyses.briefing import briefing
from childcare.analyses.circular import circular
from childcare.analyses.stamp import stamp_of
from childcare.exports.circular import build_circular
from childcare.exports.circular_form import open_form
from childcare.exports.circular_writer import Writer

OUTPUT = Path(__file__).parent.parent / "output"
OFFICE, PAGES, TEXTS = (shutil.which(one) for one in ("soffice", "pdftoppm", "pdftotext"))
NOW, CITY = pd.Timestamp("2025-12"), "980100"


def _laid_out(document: bytes, folder: Path) -> Path:
    """Return a document as another program lays it out."""
    if not (OFFICE and PAGES and TEXTS):
        pytest.skip("LibreOffice or poppler is not installed")
    written = folder / "circular.docx"
    written.write_bytes(document)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    start = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*start, str(written)], check=True)
    if not (folder / "circular.pdf").is_file():
        pytest.skip("LibreOffice has no writer")
    return folder / "circular.pdf"


def test_another_program_draws_every_page_within_its_margins(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    findings = briefing(connection, area=CITY, month=NOW)
    said = circular(connection, area=CITY, month=NOW)
    stamp = stamp_of(connection, area=CITY, month=NOW)
    drawn = _laid_out(build_circular(findings, said, stamp), tmp_path)
    OUTPUT.mkdir(exist_ok=True)
    for old in OUTPUT.glob("circular-*.png"):
        old.unlink()
    start = [str(PAGES), "-r", "60", "-png", str(drawn), str(OUTPUT / "circular")]
    subprocess.run(start, check=True)
    pages = sorted(OUTPUT.glob("circular-*.png"))
    assert len(pages) >= 3
    for page in pages:
        dark = np.argwhere(np.asarray(Image.open(page).convert("L")) < 128)
        # Nothing runs into the margins, 28 mm at the left and 26 mm at the right.
        per_millimetre = 60 / 25.4
        assert dark[:, 1].min() > 26.5 * per_millimetre, page.name
        assert dark[:, 1].max() < (210 - 24.5) * per_millimetre, page.name


def test_a_page_holds_22_lines_of_28_characters(tmp_path: Path) -> None:
    form = open_form(None)
    # One page, less the two characters that its first line is set in.
    Writer(form).body("字" * (22 * 28 - 2))
    memory = io.BytesIO()
    form.document.save(memory)
    asked = [str(TEXTS), "-layout", str(_laid_out(memory.getvalue(), tmp_path)), "-"]
    text = subprocess.run(asked, check=True, capture_output=True, encoding="utf-8").stdout
    (page, *more) = text.split("\f")
    assert "".join(more).strip() == ""
    assert [len(line.strip()) for line in page.splitlines() if line.strip()] == [26] + 21 * [28]
