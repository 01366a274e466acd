"""Does a forecast count what may come, and over how many people?"""

import math

import duckdb
import pandas as pd
import pytest

from childcare.analyses import Forecast, forecast, population_scenarios
from childcare.analyses.arrivals import Arrivals, arrivals
from childcare.analyses.forecast import has_forecast, has_pipeline
from childcare.catalog import INDICATORS

RATE = INDICATORS["slots_per_1000_population"]
CITY, JI = "980100", "980102201"
NOW, DUE = pd.Timestamp("2025-12"), pd.Timestamp("2027-12")
ODDS = {"building": 0.9, "approved": 0.5, "intended": 0.3, "open": 0.0}


def ahead(connection: duckdb.DuckDBPyConnection, **asked: object) -> Forecast:
    wanted = {"indicator": RATE, "wanted": 5.0, "area": CITY, "month": NOW, "due": DUE}
    return forecast(connection, **wanted | {"odds": ODDS, "yearly_closing": 0.0} | asked)


def pipeline(
    *rows: tuple[str, int | None, str | None], due: pd.Timestamp = DUE, closing: float = 0.0
) -> Arrivals:
    """Return what invented projects bring to 240 slots: stage, slots, expected opening."""
    frame = pd.DataFrame(list(rows), columns=["stage", "slots_planned", "expected_open_on"])
    frame["slots_planned"] = frame["slots_planned"].astype("Int64")
    frame["expected_open_on"] = pd.to_datetime(frame["expected_open_on"])
    return arrivals(frame, 240.0, NOW, due, ODDS, closing)


def test_the_pace_needed_is_told_in_slots_beside_what_was_done(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    pace = ahead(connection).pace
    assert (pace.unit, pace.now, pace.months_left) == ("slot", 240, 24)
    # 5 for each of 52 thousand people is 260 slots: 20 more in 24 months.
    assert pace.required == pytest.approx(20 / 24)
    # 130 slots in December 2024.
    assert pace.last_12 == pytest.approx(110 / 12)
    assert (pace.best_year, pace.best) == (2025, pytest.approx(110 / 12))


def test_projects_by_their_odds_give_low_middle_high_and_the_chance(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    result = ahead(connection)
    # P1 60 slots at 0.9, P2 30 at 0.5; P3 has no date, P4 is open already.
    assert result.arrivals.projects["project_id"].tolist() == ["P1", "P2"]
    assert result.arrivals.left_out == 1
    assert [result.arrivals.low, result.arrivals.middle, result.arrivals.high] == [270, 300, 330]
    row = result.needs.loc["unchanged"]
    assert row["needed"] == 260
    # 20 more slots come with either project: all but 0.1 x 0.5.
    assert row["chance"] == pytest.approx(0.95)
    assert row[["low", "middle", "high"]].tolist() == pytest.approx([270 / 52, 300 / 52, 330 / 52])


def test_other_people_need_other_slots(connection: duckdb.DuckDBPyConnection) -> None:
    needs = ahead(connection).needs
    people = population_scenarios(connection, area=CITY, month=NOW, due=DUE)
    assert needs["denominator"].tolist() == people["population_total"].tolist()
    # From 51,000 to 52,000 in a year, and twice more.
    assert needs.loc["trend", "denominator"] == pytest.approx(52_000 * (52 / 51) ** 2, abs=5)
    assert needs.loc["trend", "needed"] == math.ceil(needs.loc["trend", "denominator"] * 5 / 1000)
    assert needs.loc["trend", "required"] > needs.loc["unchanged", "required"]


def test_a_number_of_slots_needs_the_same_whoever_lives_there(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    needs = ahead(connection, indicator=INDICATORS["slots"], wanted=300.0).needs
    assert needs.index.tolist() == ["unchanged"]
    assert needs.loc["unchanged", ["needed", "low", "high"]].tolist() == [300, 270, 330]
    assert needs.loc["unchanged", "chance"] == pytest.approx(0.9)


def test_a_share_of_kindergartens_has_a_pace_of_its_own_and_no_projects(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    share = INDICATORS["kindergarten_toddler_class_share"]
    result = ahead(connection, indicator=share, wanted=100.0, due=pd.Timestamp("2026-12"))
    assert result.arrivals is None
    assert result.pace.unit == "percent"
    assert result.pace.required == pytest.approx((100 - 100 / 3) / 12)
    # Two of three kindergartens are still missing.
    assert result.needs.loc["unchanged", ["needed", "required"]].tolist() == [3, 2 / 12]
    assert math.isnan(result.needs.loc["unchanged", "chance"])


def test_where_less_is_better_the_pace_goes_down_and_no_unit_is_needed(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    fee = INDICATORS["rural_average_fee"]
    result = ahead(connection, indicator=fee, wanted=600.0, comparator="<=")
    assert result.pace.required < 0
    assert math.isnan(result.needs.loc["unchanged", "needed"])


def test_an_area_without_people_known_keeps_its_projects_but_needs_nothing_sayable(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    result = ahead(connection, area=JI)
    assert (result.pace.now, result.arrivals.middle) == (15, 15)
    assert math.isnan(result.pace.required)
    assert result.needs.index.tolist() == ["unchanged", "trend", "fewer_births"]
    assert result.needs["chance"].isna().all()


def test_a_month_that_nobody_reported_leaves_everything_unknown(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    result = ahead(connection, month=pd.Timestamp("2025-11"))
    assert math.isnan(result.pace.now)
    assert math.isnan(result.arrivals.low)
    assert result.needs["chance"].isna().all()


@pytest.mark.parametrize(
    ("name", "kind"),
    [("slots", True), ("slots_per_100_under_3", True), ("children_per_slot", False)],
)
def test_only_slots_have_projects(name: str, kind: bool) -> None:
    assert has_pipeline(INDICATORS[name]) == kind


def test_what_is_counted_within_a_year_has_no_forecast(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    flows = [one for one in INDICATORS.values() if one.kind not in ("count", "ratio")]
    assert flows
    for one in flows:
        assert not has_forecast(one)
    with pytest.raises(ValueError, match=flows[0].name):
        ahead(connection, indicator=flows[0])


def test_a_project_counts_up_to_the_last_day_of_the_due_month_and_also_when_late() -> None:
    found = pipeline(
        ("building", 60, "2027-12-31"),
        ("building", 30, "2028-01-01"),
        ("building", 20, "2024-01-01"),
    )
    assert found.projects["slots_planned"].tolist() == [60, 20]
    assert found.left_out == 1


def test_undated_and_unsized_projects_are_left_out_and_counted() -> None:
    found = pipeline(("building", 60, None), ("building", None, "2026-06-30"))
    assert (len(found.projects), found.left_out, found.high) == (0, 2, 240)


def test_stages_without_odds_neither_count_nor_are_left_out() -> None:
    found = pipeline(("open", 60, "2026-06-30"), ("dropped", 60, "2026-06-30"))
    assert (len(found.projects), found.left_out, found.high) == (0, 0, 240)


def test_closings_are_taken_off_before_anything_opens() -> None:
    found = pipeline(("building", 60, "2026-06-30"), closing=0.05)
    # A twentieth of 240 a year for two years.
    assert found.closings == 24
    assert (found.low, found.high) == (216, 276)
    assert found.chance_of(240) == pytest.approx(0.9)
    assert found.chance_of(216) == 1


def test_when_time_is_over_nothing_opens_and_nothing_closes() -> None:
    found = pipeline(("building", 60, "2025-06-30"), due=NOW, closing=0.05)
    assert (found.low, found.high, found.closings) == (240, 240, 0)
