"""Does a wrong declaration stop the program, with a sentence instead of a map in wrong colours?"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from childcare.settings import CATALOG_DIR, PROJECT_DIR


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of what the command line needs: the package and its catalog."""
    copy = tmp_path_factory.mktemp("project")
    leave = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PROJECT_DIR / "childcare", copy / "childcare", ignore=leave)
    shutil.copytree(PROJECT_DIR / "queries", copy / "queries")
    shutil.copytree(CATALOG_DIR, copy / "data" / "catalog")
    return copy


def table_of(project: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(project), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "childcare", "table", "indicators"]
    return subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=False
    )


def test_a_misspelt_direction_stops_the_program_and_says_where(project: Path) -> None:
    file = project / "data" / "catalog" / "indicators.toml"
    good = file.read_text(encoding="utf-8")
    assert table_of(project).returncode == 0
    file.write_text(good.replace('"higher"', '"hihger"', 1), encoding="utf-8")
    stopped = table_of(project)
    file.write_text(good, encoding="utf-8")
    assert stopped.returncode != 0
    assert stopped.stdout == ""
    expected = "indicators.toml: [slots_per_1000_population] has better_when = 'hihger'"
    assert expected in stopped.stderr
