"""Does another office program draw every page? The pictures are kept in tests/output to look at."""

import shutil
import subprocess
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
from PIL import Image

from childcare.analyses import geometry
from childcare.analyses.briefing import briefing
from childcare.analyses.stamp import stamp_of
from childcare.exports.deck import build_deck

OUTPUT = Path(__file__).parent.parent / "output"
OFFICE, PAGES = shutil.which("soffice"), shutil.which("pdftoppm")


@pytest.mark.skipif(not (OFFICE and PAGES), reason="LibreOffice or poppler is not installed")
def test_another_program_draws_every_page(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    month = pd.Timestamp("2025-12")
    findings = briefing(connection, area="980100", month=month)
    stamp = stamp_of(connection, area="980100", month=month)
    deck = tmp_path / "deck.pptx"
    deck.write_bytes(build_deck(findings, stamp, geometry(connection)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    folder = ["--outdir", str(tmp_path), str(deck)]
    subprocess.run([OFFICE, profile, "--headless", "--convert-to", "pdf", *folder], check=True)
    OUTPUT.mkdir(exist_ok=True)
    # Of ten pages the first is called 01, of nine it was called 1.
    for old in OUTPUT.glob("deck-*.png"):
        old.unlink()
    start = [PAGES, "-r", "60", "-png", str(tmp_path / "deck.pdf"), str(OUTPUT / "deck")]
    subprocess.run(start, check=True)
    pages = sorted(OUTPUT.glob("deck-*.png"))
    assert len(pages) == len(findings)
    for page in pages:
        pixels = np.asarray(Image.open(page).convert("L"))
        assert (pixels < 128).mean() > 0.002, f"{page.name} is as good as empty"
        # Nothing runs out of the page.
        assert pixels[:3].min() > 200
        assert pixels[-3:].min() > 200
