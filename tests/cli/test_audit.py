"""Does the command line show the audit log, and say when it was changed?"""

from pathlib import Path

import pytest

from childcare.cli import main
from childcare.settings import audit_log_file
from childcare.store.audit_log import record
from childcare.store.person import Person


@pytest.fixture(autouse=True)
def own_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold two lines in a home of its own."""
    monkeypatch.setenv("CHILDCARE_HOME", str(tmp_path))
    record(Person("赵", "county_submitter", "980101"), "uploaded", subject="7", detail="台账.csv")
    record(Person("王", "planner"), "published", subject="20260101")


def test_every_entry_is_a_line_and_a_whole_chain_ends_well(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["audit"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert ["上传文件" in lines[0], "台账.csv" in lines[0], "980101" in lines[0]] == [True] * 3
    assert "发布版本" in lines[1]
    assert "哈希链完整" in lines[2]


def test_a_changed_log_ends_with_an_error_that_names_the_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = audit_log_file()
    file.write_bytes(file.read_bytes().replace("赵".encode(), "李".encode()))
    assert main(["audit"]) == 1
    assert "第 2 行" in capsys.readouterr().err


def test_the_log_is_written_as_a_table_for_excel(tmp_path: Path) -> None:
    assert main(["audit", "--csv", str(tmp_path / "log.csv")]) == 0
    text = (tmp_path / "log.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    assert text.count(b"\n") == 3
