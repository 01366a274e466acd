"""Does the command line print the figures behind the screens, and refuse in a sentence?"""

import io
from pathlib import Path

import pandas as pd
import pytest

from childcare.catalog import INDICATORS, set_language, speaking
from childcare.cli import main

CODES = {"area_code": str}


@pytest.fixture(autouse=True)
def speak_chinese_again() -> None:
    """Give back the language that a command may have chosen."""
    with speaking("zh"):
        yield
    set_language("zh")


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> pd.DataFrame:
    """Run ``table indicators`` and return what it printed."""
    assert main(["table", "indicators", *arguments]) == 0
    return pd.read_csv(io.StringIO(capsys.readouterr().out), dtype=CODES)


@pytest.mark.parametrize(("level", "areas"), [("city", 1), ("county", 2), ("township", 6)])
def test_all_indicators_of_all_areas_of_a_level_are_printed(
    capsys: pytest.CaptureFixture[str], level: str, areas: int
) -> None:
    table = printed(capsys, "--level", level)
    assert table["area_code"].nunique() == areas
    # A reported value is no count: a table that is made of counts says nothing of it.
    wanted = {name for name, indicator in INDICATORS.items() if indicator.is_counted}
    assert len(table) == areas * len(wanted)
    assert set(table["indicator"]) == wanted
    assert set(table["level"]) == {level}


def test_a_row_has_numerator_denominator_and_value_by_hand(
    capsys: pytest.CaptureFixture[str],
) -> None:
    table = printed(capsys).set_index("indicator")
    row = table.loc["slots_per_1000_population"]
    assert (row["numerator"], row["denominator"]) == (240, 52_000)
    assert row["value"] == pytest.approx(240 / 52)
    assert table.loc["utilisation_rate", "value"] == pytest.approx(100 * 125 / 210)


def test_values_are_printed_unrounded(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["table", "indicators"]) == 0
    assert "4.615384615384" in capsys.readouterr().out


def test_the_latest_month_is_the_default_and_another_can_be_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert set(printed(capsys)["as_of"]) == {"2025-12"}
    earlier = printed(capsys, "--as-of", "2024-12").set_index("indicator")
    assert earlier.loc["slots", "value"] == 130


def test_one_area_prints_itself_or_its_parts(capsys: pytest.CaptureFixture[str]) -> None:
    assert set(printed(capsys, "--area", "980102")["area_code"]) == {"980102"}
    parts = printed(capsys, "--area", "980102", "--level", "township")
    assert set(parts["area_code"]) == {"980102101", "980102102", "980102201"}


def test_labels_and_units_are_printed_in_the_language_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--language", "en", "table", "indicators"]) == 0
    table = pd.read_csv(io.StringIO(capsys.readouterr().out), dtype=CODES)
    assert table["label"].iloc[0] == "Slots per 1,000 people"


def test_a_csv_file_holds_what_would_be_printed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "table.csv"
    assert main(["table", "indicators", "--csv", str(file)]) == 0
    assert capsys.readouterr().out == ""
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    written = pd.read_csv(file, dtype=CODES)
    pd.testing.assert_frame_equal(written, printed(capsys))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--area", "110000"], "没有代码为 110000 的区域。"),
        (["--as-of", "2025-11"], "2025-11 没有数据。"),
        (["--as-of", "last year"], "last year 没有数据。"),
        (["--area", "980101001", "--level", "county"], "所选范围内没有“county”级的区域。"),
    ],
)
def test_what_does_not_exist_is_refused_in_a_sentence(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert main(["table", "indicators", *arguments]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.strip() == sentence


def test_without_a_release_the_program_says_what_to_run_first(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHILDCARE_HOME", str(tmp_path))
    assert main(["table", "indicators"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "python -m childcare build" in said.err


def test_a_pointer_to_a_release_that_is_gone_is_no_release(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "current.txt").write_text("gone.duckdb", encoding="utf-8")
    monkeypatch.setenv("CHILDCARE_HOME", str(tmp_path))
    assert main(["--language", "en", "table", "indicators"]) == 1
    assert capsys.readouterr().err.startswith("There is no data yet.")


@pytest.mark.parametrize("arguments", [[], ["table"], ["table", "moods"], ["dance"]])
def test_a_command_that_does_not_exist_ends_with_the_usage(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: python -m childcare" in capsys.readouterr().err


def test_a_folder_that_cannot_be_built_leaves_the_release_and_ends_with_1(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, home: Path
) -> None:
    before = (home / "current.txt").read_text(encoding="utf-8")
    assert main(["build", str(tmp_path / "nowhere")]) == 1
    assert capsys.readouterr().err.strip()
    assert (home / "current.txt").read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("what", "columns", "rows"),
    [
        ("completeness", ["table", "area_code", "column", "share", "state"], 80),
        ("freshness", ["table", "newest", "age", "rows", "areas_reported", "areas"], 9),
    ],
)
def test_the_state_of_the_data_is_printed(
    capsys: pytest.CaptureFixture[str], what: str, columns: list[str], rows: int
) -> None:
    assert main(["table", what]) == 0
    table = pd.read_csv(io.StringIO(capsys.readouterr().out), dtype=CODES)
    assert set(columns) <= set(table.columns)
    assert len(table) >= rows
