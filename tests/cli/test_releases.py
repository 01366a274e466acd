"""Builds, publishes, lists and restores on the command line; what cannot be done says why."""

import json
import re
from pathlib import Path

import pytest

from childcare.cli import main
from childcare.store.releases import current_release
from tests.ingest.conftest import SIX_TOWNSHIPS


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CHILDCARE_HOME", str(tmp_path / "home"))
    return tmp_path


def test_from_a_folder_to_a_release_and_back(
    own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def said(*arguments: str, code: int = 0) -> str:
        capsys.readouterr()
        assert main(arguments) == code
        out, err = capsys.readouterr()
        return err if code else out

    assert "还没有数据版本" in said("releases")
    assert "没有待发布" in said("publish", "--why", "x", code=1)
    assert "已生成并启用" in said("build", str(SIX_TOWNSHIPS), "--why", "首次")
    first = current_release()
    assert "尚未启用" in said("build", str(SIX_TOWNSHIPS), "--beside", "--why", "十二月")
    assert current_release() == first
    assert "请写明原因" in said("publish", code=1)
    assert "待发布" in said("releases")
    second = re.search(r"已启用数据版本 (\S+)。", said("publish", "--why", "复核完毕"))
    assert second
    assert current_release() == second[1] != first
    assert "没有名为 ../x 的" in said("restore", "../x", "--why", "回", code=1)
    assert "已恢复" in said("restore", first, "--why", "数据有误")
    assert "restored by" in said("--language", "en", "releases")
    told = said("releases")
    assert "恢复:数据有误" in told
    assert "发布:复核完毕" in told
    listed = json.loads(said("releases", "--json"))
    assert [(one["release"], one["is_current"]) for one in listed] == [
        (second[1], False),
        (first, True),
    ]
    assert {file["name"] for file in listed[0]["manifest"]["files"]} >= {"机构台账.csv"}
    assert "不能删除" in said("releases", "--remove", first, code=1)
