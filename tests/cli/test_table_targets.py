"""Does the command line print where every target stands, its clause and what is missing?"""

import io
import shutil
from pathlib import Path

import pandas as pd
import pytest

from childcare.catalog import speaking
from childcare.catalog.plan_files import load_plans
from childcare.cli import main

CODES = {"area_code": str}
PLAN = """
title_zh = "测试市计划"
title_en = "Test plan"
first_year = 2023
last_year = 2025
document = "测府办1号"
area_zh = "测试市"
area_en = "Test city"
area_code = "980100"

[targets.slots]
indicator = "slots_per_1000_population"
clause = "达到4.7个以上"
value = 4.7
due = "2025-12"

[targets.streets]
indicator = "street_inclusive_coverage"
clause = "每个街道至少1所"
comparator = "="
form = "each_unit"
value = 100
due = "2025-12"

[targets.total]
indicator = "slots"
clause = "托位总数达到200个以上"
form = "cumulative"
value = 200
due = "2025-12"
"""


@pytest.fixture(autouse=True)
def home_with_a_plan(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the six townships a plan of their own; speak Chinese again afterwards."""
    shutil.copytree(home, tmp_path / "home")
    (tmp_path / "home" / "plans").mkdir()
    (tmp_path / "home" / "plans" / "ours.toml").write_text(PLAN, encoding="utf-8")
    monkeypatch.setenv("CHILDCARE_HOME", str(tmp_path / "home"))
    with speaking("zh"):
        yield


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> pd.DataFrame:
    assert main(["table", "targets", *arguments]) == 0
    return pd.read_csv(io.StringIO(capsys.readouterr().out), dtype=CODES)


def test_a_row_has_clause_value_verdict_and_what_is_missing_by_hand(
    capsys: pytest.CaptureFixture[str],
) -> None:
    row = printed(capsys, "--plan", "ours").set_index("target").loc["slots"]
    assert row["clause"] == "达到4.7个以上"
    assert row["value"] == pytest.approx(240 / 52)
    # 4.7 x 52 = 244.4: 245 slots are wanted, 240 are there.
    assert (row["status"], row["shortfall"], row["comparator"]) == ("missed", 5, ">=")


def test_the_streets_that_miss_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    row = printed(capsys, "--plan", "ours").set_index("target").loc["streets"]
    names = [] if pd.isna(row["missing_units"]) else row["missing_units"].split("、")
    assert row["shortfall"] == len(names)
    assert (row["status"] == "met") == (not names)


def test_values_are_those_of_the_table_of_indicators(capsys: pytest.CaptureFixture[str]) -> None:
    targets = printed(capsys, "--plan", "ours").set_index("indicator")["value"]
    assert main(["table", "indicators"]) == 0
    table = pd.read_csv(io.StringIO(capsys.readouterr().out), dtype=CODES)
    values = table.set_index("indicator")["value"]
    for indicator, value in targets.items():
        assert value == values[indicator]


def test_without_a_plan_every_target_of_every_plan_is_printed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    table = printed(capsys)
    assert len(table) == sum(len(plan.targets) for plan in load_plans().values())
    verdict = table["status"].isin(["met", "near", "behind", "missed"])
    assert (verdict | table["reason"].notna()).all()


def test_a_county_is_held_against_the_plan_of_its_city_but_not_against_its_totals(
    capsys: pytest.CaptureFixture[str],
) -> None:
    table = printed(capsys, "--area", "980101").set_index("target")
    assert set(table["plan"]) == {"ours"}
    assert table.loc["total", "status"] == "not_judged"
    assert table.loc["slots", "status"] in ("met", "missed")


def test_an_unknown_plan_is_refused_with_the_names_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["table", "targets", "--plan", "none_such"]) == 1
    said = capsys.readouterr().err
    assert "none_such" in said
    assert "ours" in said


def test_a_wrong_plan_file_is_named_with_its_entry(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    wrong = tmp_path / "home" / "plans" / "wrong.toml"
    wrong.write_text(PLAN.replace("slots_per_1000_population", "smiles"), encoding="utf-8")
    assert main(["table", "targets"]) == 1
    assert "wrong.toml: [slots] has unknown indicator 'smiles'" in capsys.readouterr().err


def test_a_file_is_written_instead_of_the_screen(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "targets.csv"
    assert main(["table", "targets", "--plan", "ours", "--csv", str(path)]) == 0
    assert capsys.readouterr().out == ""
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert len(pd.read_csv(path)) == 3
