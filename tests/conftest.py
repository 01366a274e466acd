"""Six invented townships, small enough to check by hand, built by the real import.

Every test that opens the application sees them: ``CHILDCARE_HOME`` points there.
"""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import settings

from childcare.ingest import build, finding_lines

# A busy machine is no wrong answer: an example may take its time.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

SIX_TOWNSHIPS = Path(__file__).parent / "fixtures" / "six_townships"


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the six townships once, in a home folder of their own."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHILDCARE_HOME", str(folder))
        result = build(SIX_TOWNSHIPS)
    assert result.release, finding_lines(result.findings)
    return folder


@pytest.fixture(autouse=True)
def use_six_townships(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point the whole application at the six townships."""
    monkeypatch.setenv("CHILDCARE_HOME", str(home))


@pytest.fixture(scope="session")
def connection(home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the six townships once, read-only: nothing that a test asks can change them."""
    database = home / "releases" / (home / "current.txt").read_text(encoding="utf-8").strip()
    with duckdb.connect(str(database), read_only=True) as opened:
        yield opened
