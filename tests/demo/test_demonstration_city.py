"""The demonstration city keeps what it promises: bytes, borders, figures, awkward cases."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely

from childcare.catalog import INDICATORS
from childcare.catalog.sources import load_sources
from childcare.demo import generate
from childcare.demo.assumptions import ASSUMPTIONS
from childcare.settings import DEMO_DIR

FLAG = {ASSUMPTIONS["words"]["yes"]: True, ASSUMPTIONS["words"]["no"]: False}


def read(folder: Path, table: str) -> pd.DataFrame:
    """Read a table back under our names, by the way a city's files are read."""
    from childcare.catalog.columns import COLUMNS

    pattern = load_sources().tables[table].file
    parts = [pd.read_csv(path, dtype=str) for path in sorted(folder.glob(pattern))]
    names = {column.label_zh: column.name for column in COLUMNS.values()}
    rows = pd.concat(parts, ignore_index=True).rename(columns=names)
    for name in rows:
        kind = COLUMNS[name].type
        if kind in ("count", "integer", "number"):
            rows[name] = pd.to_numeric(rows[name])
        if kind == "yes_no":
            rows[name] = rows[name].map(FLAG)
    return rows


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    generate(folder, townships=15, institutions=60, months=3)
    return folder


@pytest.fixture(scope="module")
def city() -> dict[str, pd.DataFrame]:
    handed_in = {name: one.file for name, one in load_sources().tables.items()}
    tables = {
        name: read(DEMO_DIR, name) for name in handed_in if any(DEMO_DIR.glob(handed_in[name]))
    }
    townships = tables["area"][tables["area"]["parent_code"].notna()]
    county = townships.set_index("area_code")["parent_code"]
    tables["institution"]["county"] = tables["institution"]["area_code"].map(county)
    return tables


@pytest.fixture(scope="module")
def shapes() -> pd.Series:
    source = load_sources().boundaries
    path = next(DEMO_DIR.glob(source.file))
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return pd.Series(
        {
            one["properties"][source.code]: shapely.from_geojson(json.dumps(one["geometry"]))
            for one in features
        }
    )


def counted(city: dict[str, pd.DataFrame], month: str) -> pd.DataFrame:
    rows = city["institution"]
    return rows[(rows["as_of"] == month) & rows["closed_on"].isna() & rows["is_counted"]]


def people(city: dict[str, pd.DataFrame], date: str) -> pd.Series:
    rows = city["population"]
    return rows[rows["stat_date"] == date].set_index("area_code")["population_total"]


def streets(city: dict[str, pd.DataFrame]) -> set[str]:
    word = "街道"
    area = city["area"]
    return set(area.loc[area["area_type"] == word, "area_code"])


def test_the_same_seed_gives_the_same_bytes(small: Path, tmp_path: Path):
    generate(tmp_path, townships=15, institutions=60, months=3)
    names = sorted(path.name for path in small.iterdir())
    assert names == sorted(path.name for path in tmp_path.iterdir())
    assert all((small / name).read_bytes() == (tmp_path / name).read_bytes() for name in names)


def test_another_seed_gives_another_place(small: Path, tmp_path: Path):
    generate(tmp_path, seed=7, townships=15, institutions=60, months=3)
    name = load_sources().boundaries.file.replace("*", "")
    assert (small / name).read_bytes() != (tmp_path / name).read_bytes()


def test_the_committed_files_are_what_the_generator_writes(tmp_path: Path):
    generate(tmp_path)
    for path in sorted(tmp_path.iterdir()):
        assert path.read_bytes() == (DEMO_DIR / path.name).read_bytes(), path.name
    # The folder may hold a page of explanation, but no other file a build would read.
    data = {path.name for path in DEMO_DIR.iterdir() if path.suffix in (".csv", ".geojson")}
    assert data == {path.name for path in tmp_path.iterdir() if path.suffix != ".toml"}


def test_fifteen_townships_make_one_county(small: Path):
    levels = read(small, "area")["level"].value_counts()
    words = {"county": "县区", "township": "乡镇街道"}
    assert levels[words["county"]] == 1
    assert levels[words["township"]] == 15
    assert "市" not in levels


def test_hundreds_of_townships_make_a_province_of_unique_codes(tmp_path: Path):
    generate(tmp_path, townships=520, institutions=900, months=1)
    area = read(tmp_path, "area")
    assert area["area_code"].is_unique
    known = set(area["area_code"])
    assert set(area["parent_code"].dropna()) <= known
    below = area[area["level"] == "乡镇街道"]
    assert all(map(str.startswith, below["area_code"], below["parent_code"]))


def test_neighbours_share_their_borders_without_gap_or_overlap(shapes: pd.Series):
    polygons = shapes.to_numpy()
    assert shapely.is_valid(polygons).all()
    assert shapely.coverage_is_valid(polygons)
    union = shapely.union_all(polygons)
    assert shapely.area(polygons).sum() == pytest.approx(union.area, rel=1e-12)
    assert union.geom_type == "Polygon"
    assert not union.interiors


def test_every_township_is_one_polygon_with_a_rounded_outline(shapes: pd.Series):
    polygons = shapes.to_numpy()
    assert {polygon.geom_type for polygon in polygons} == {"Polygon"}
    points = shapely.get_coordinates(polygons)
    assert np.array_equal(points, points.round(6))
    assert all(polygon.exterior.is_ccw for polygon in polygons)
    assert 70 < shapely.get_num_coordinates(polygons).mean() < 125


def test_institutions_stand_in_their_township_but_for_a_few(city, shapes: pd.Series):
    rows = counted(city, "2025-12").dropna(subset=["longitude"])
    points = shapely.points(rows["longitude"], rows["latitude"])
    outside = ~shapely.contains(shapes[rows["area_code"]].to_numpy(), points)
    assert 1 <= outside.sum() <= 3


def test_names_and_codes_are_unique(city):
    area = city["area"]
    assert area["area_code"].is_unique
    assert area["area_name"].is_unique


def test_five_million_people_live_here(city):
    assert people(city, "2025-12-31")["990100"] == pytest.approx(5_000_000, rel=0.005)


def test_slots_rise_from_under_two_to_the_target(city):
    for month, expected in (("2020-12", 1.8), ("2025-12", 4.6)):
        total = people(city, f"{month}-31")["990100"]
        assert 1000 * counted(city, month)["slots"].sum() / total == pytest.approx(
            expected, abs=0.1
        )


def test_counties_lie_on_both_sides_of_the_target(city):
    total = people(city, "2025-12-31")
    slots = counted(city, "2025-12").groupby("county")["slots"].sum()
    rate = (1000 * slots / total).dropna()
    assert (rate > 4.5).sum() >= 2
    assert (rate < 3.4).sum() == 2
    assert rate.max() > 5.5


@pytest.mark.parametrize(
    ("part", "whole", "first", "last"),
    [
        ("inclusive_slots", "slots", 30, 59),
        ("children_enrolled", "slots", 38, 52),
        ("certified_care_staff", "care_staff", 50, 91),
    ],
)
def test_shares_follow_the_documents(city, part, whole, first, last):
    for month, expected in (("2020-12", first), ("2025-12", last)):
        rows = counted(city, month).dropna(subset=[part])
        share = 100 * rows[part].sum() / rows[whole].sum()
        assert share == pytest.approx(expected, abs=1.6)


def test_the_inclusive_share_stays_just_under_its_target(city):
    rows = counted(city, "2025-12")
    assert 57 < 100 * rows["inclusive_slots"].sum() / rows["slots"].sum() < 60


def test_kindergartens_with_a_toddler_class_double(city):
    share = city["kindergarten"].groupby("as_of")["has_toddler_class"].mean()
    assert share["2020-12"] == pytest.approx(0.20, abs=0.01)
    assert share["2025-12"] == pytest.approx(0.40, abs=0.01)


def test_one_or_two_streets_still_lack_an_inclusive_institution(city):
    rows = counted(city, "2025-12")
    covered = set(rows.loc[rows["is_inclusive"], "area_code"]) & streets(city)
    assert 1 <= len(streets(city)) - len(covered) <= 2
    rows = counted(city, "2020-12")
    covered = set(rows.loc[rows["is_inclusive"], "area_code"]) & streets(city)
    assert len(covered) / len(streets(city)) == pytest.approx(0.5, abs=0.05)


def test_some_townships_have_no_slot_at_all(city):
    area = city["area"]
    townships = set(area.loc[area["level"] == "乡镇街道", "area_code"])
    assert 6 <= len(townships - set(counted(city, "2025-12")["area_code"])) <= 20


def test_the_zone_has_institutions_but_no_population(city):
    area = city["area"]
    zone = set(area.loc[area["parent_code"] == "990171", "area_code"])
    assert 2 <= len(zone) <= 3
    assert not zone & set(city["population"]["area_code"])
    assert zone & set(counted(city, "2025-12")["area_code"])


def test_counties_add_up_to_the_city_and_the_host_holds_the_zone(city):
    area = city["area"].set_index("area_code")
    total = people(city, "2023-12-31")
    level, parent = area["level"].reindex(total.index), area["parent_code"].reindex(total.index)
    assert total[level == "县区"].sum() == total["990100"]
    low = total[level == "乡镇街道"].groupby(parent).sum()
    more = total[low.index] - low
    assert (more > 0).sum() == 1
    assert (more >= 0).all()


def test_one_township_is_tiny(city):
    assert (people(city, "2025-12-31") < 1000).sum() == 1


def test_one_county_did_not_report_one_month(city):
    rows = city["institution"]
    before, missing, after = (
        set(rows.loc[rows["as_of"] == month, "county"])
        for month in ("2022-06", "2022-07", "2022-08")
    )
    assert len(before - missing) == 1
    assert before == after


def test_a_moved_boundary_takes_institutions_and_people_along(city):
    rows = city["institution"]
    moved = rows[rows.groupby("institution_id")["area_code"].transform("nunique") > 1]
    assert len(set(moved["institution_id"])) >= 1
    old, new = (
        moved.loc[moved["as_of"] == month, "area_code"].iloc[0] for month in ("2023-06", "2023-07")
    )
    before, after = people(city, "2022-12-31"), people(city, "2023-12-31")
    assert old != new
    assert after[old] < 0.97 * before[old]
    assert after[new] > 1.03 * before[new]


def test_closed_institutions_stay_for_a_few_months_and_vanish(city):
    rows = city["institution"]
    closed = rows[rows["closed_on"].notna()].groupby("institution_id")
    assert len(closed) > 10
    assert closed["as_of"].nunique().max() == 3
    assert (rows["closed_on"] >= rows["opened_on"])[rows["closed_on"].notna()].all()


def test_some_cells_are_unknown_and_one_institution_is_not_counted(city):
    rows = city["institution"][city["institution"]["as_of"] == "2025-12"]
    assert rows["longitude"].isna().sum() >= 2
    assert rows["children_enrolled"].isna().sum() >= 2
    assert (~rows["is_counted"]).sum() == 1


def test_every_row_is_possible(city):
    rows = city["institution"]
    classes = [f"{kind}_class_slots" for kind in ("infant", "toddler", "older", "mixed")]
    assert not rows.duplicated(["institution_id", "as_of"]).any()
    assert set(rows["area_code"]) <= set(city["area"]["area_code"])
    assert set(rows["community_code"].dropna()) <= set(city["area"]["area_code"])
    assert (rows[classes].sum(axis=1) == rows["slots"]).all()
    assert not (rows["inclusive_slots"] > rows["slots"]).any()
    assert not (rows["children_enrolled"] > 1.5 * rows["slots"]).any()
    assert not (rows["children_with_health_record"] > rows["children_enrolled"]).any()
    assert not (rows["certified_care_staff"] > rows["care_staff"]).any()
    assert not (rows["certified_staff"] > rows["staff"]).any()
    assert rows["monthly_fee"].between(600, 2600).all()


def test_a_toddler_class_is_the_same_in_both_tables(city):
    classes = city["institution"].dropna(subset=["kindergarten_id"])
    both = classes.merge(
        city["kindergarten"], on=["kindergarten_id", "as_of"], suffixes=("", "_there")
    )
    assert len(both) == city["kindergarten"]["has_toddler_class"].sum()
    assert (both["slots"] == both["toddler_slots"]).all()
    assert (both["area_code"] == both["area_code_there"]).all()


def test_service_points_name_institutions_that_are_open(city):
    points = city["service_point"].dropna(subset=["institution_id"])
    known = city["institution"][city["institution"]["closed_on"].isna()]
    met = points.merge(known, on=["institution_id", "as_of", "community_code"])
    assert len(met) == len(points)


def reported(city, indicator: str, area: str) -> pd.Series:
    rows = city["reported_value"]
    rows = rows[(rows["indicator"] == INDICATORS[indicator].label_zh) & (rows["area_code"] == area)]
    return rows.set_index("period")["value"]


def test_the_province_never_passed_one_benchmark_on(city):
    halves = [f"{year}-{month}" for year in range(2022, 2026) for month in ("06", "12")]
    known = reported(city, "utilisation_rate", "990000").index
    assert set(halves) - set(known) == {"2024-06"}


def test_every_survey_rate_has_its_sample_its_method_and_says_that_it_is_invented(city):
    rows = city["reported_value"]
    family = {one.label_zh for one in INDICATORS.values() if one.group == "family"}
    surveys = rows[rows["indicator"].isin(family)]
    assert len(surveys) > 50
    assert (surveys["sample_size"] >= 100).all()
    assert surveys["note"].notna().all()
    assert rows["source"].str.contains("虚构").all()


def test_what_counties_reported_gives_what_the_city_reported(city):
    counties = city["area"].query("level == '县区' and area_code != '990171'")["area_code"]
    attended = sum(reported(city, "training_attendances", code) for code in counties)
    assert attended.to_dict() == reported(city, "training_attendances", "990100").to_dict()
    rows = city["reported_value"].query("indicator == '婴幼儿家长科学育儿知识普及率'")
    parts = rows[rows["area_code"].isin(counties) & (rows["period"] == "2023-12")]
    assert np.average(parts["value"], weights=parts["sample_size"]) == pytest.approx(79.0, abs=0.1)


def test_one_county_kept_silent_about_one_rate(city):
    rows = city["reported_value"].query("indicator == '0—1岁婴幼儿家庭科学育儿指导率'")
    assert rows["period"].value_counts().to_dict() == {
        "2022-12": 7, "2023-12": 7, "2024-12": 7, "2025-12": 6,
    }  # fmt: skip


def test_a_guidance_centre_was_founded_in_2024(city):
    assert list(reported(city, "guidance_centres", "990100")) == [0, 0, 1, 1]


def test_projects_lie_in_townships_of_their_own_and_bring_six_thousand_slots(city):
    rows = city["project"]
    assert rows["project_id"].is_unique
    assert len(rows) == 27
    area = city["area"].set_index("area_code")
    assert (area.loc[rows["area_code"], "level"] == "乡镇街道").all()
    coming = rows[~rows["stage"].isin(["已开办", "已取消"])]
    assert coming["area_code"].is_unique
    assert coming["slots_planned"].sum() == pytest.approx(6000, rel=0.1)
    assert coming["stage"].value_counts().min() >= 5
    assert not (rows["inclusive_slots_planned"] > rows["slots_planned"]).any()
    assert coming["expected_open_on"].dropna().between("2026-03-01", "2028-06-30").all()
    assert coming["expected_open_on"].isna().sum() == 1
    county = area.loc[coming["area_code"], "parent_code"]
    assert county.value_counts().reindex(["990122", "990123"]).min() >= 3


def test_a_project_that_has_opened_is_an_institution_of_the_register(city):
    rows = city["project"]
    opened = rows[rows["stage"] == "已开办"].iloc[0]
    host = counted(city, "2025-12").set_index("institution_name")
    name = opened["project_name"].removesuffix("项目")
    assert host.loc[name, "area_code"] == opened["area_code"]
    assert host.loc[name, "slots"] == opened["slots_planned"]


def test_every_county_had_its_task_but_one_and_the_city_all_of_them(city):
    rows = city["annual_task"]
    assert set(rows["indicator"]) == {INDICATORS["new_slots"].label_zh}
    assert not rows.duplicated(["area_code", "year"]).any()
    tasks = rows.pivot_table("task_value", "year", "area_code")
    assert list(tasks.index) == list(range(2021, 2026))
    assert tasks.isna().sum().sum() == 1
    whole = tasks.drop(index=2022)
    assert (whole.drop(columns="990100").sum(axis=1) == whole["990100"]).all()


def test_most_tasks_were_met_and_one_was_missed(city):
    rows = counted_every_month(city)
    before = rows.groupby("institution_id")["slots"].shift(fill_value=0)
    rows["added"] = (rows["slots"] - before).clip(lower=0).where(rows["as_of"] > "2020-12", 0)
    rows["year"] = rows["as_of"].str[:4].astype(int)
    added = rows.groupby(["county", "year"])["added"].sum()
    tasks = city["annual_task"].rename(columns={"area_code": "county"})
    tasks = tasks.set_index(["county", "year"]).sort_index()["task_value"]
    share = (added / tasks).dropna()
    assert share[share < 1].index.tolist() == [("990122", 2024)]
    assert share.max() < 1.35


def counted_every_month(city) -> pd.DataFrame:
    rows = city["institution"]
    running = rows[rows["closed_on"].isna() & rows["is_counted"]]
    return running.sort_values(["institution_id", "as_of"]).copy()


def test_a_few_designations_come_from_the_province(city):
    rows = city["designation"]
    certified = rows[rows["designation"] == "普惠认定"]["designation_level"]
    assert 8 <= (certified == "省级").sum() <= 12
    assert 16 <= (rows["designation"] == "示范").sum() <= 24


def test_a_single_county_has_tasks_and_projects_too(small: Path):
    assert set(read(small, "annual_task")["area_code"]) == {"990121"}
    assert len(read(small, "project")) >= 3
    assert "990100" not in set(read(small, "reported_value")["area_code"])


def test_all_files_together_stay_small():
    assert sum(path.stat().st_size for path in DEMO_DIR.iterdir()) < 8_000_000
