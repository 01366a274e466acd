"""Does an update replace the rows it names, all of them, and nothing else?"""

import json
import re

import pandas as pd
import pyarrow as pa
import pytest

from childcare.analyses.release_diff import changed_rows, row_changes
from childcare.catalog.sources import IDENTITY, TABLES
from childcare.exports.template import fill_template, stored_tables
from childcare.ingest import publishing, submissions
from childcare.ingest.later_rows import replace_earlier_rows
from childcare.ingest.release_files import ReleaseFiles
from childcare.settings import QUERIES_DIR
from childcare.store import connect
from childcare.store.originals import Original, lay_out, path_of
from childcare.store.releases import (
    current_release,
    database_of,
    kept_release,
    manifest_file,
)
from tests.ingest.submission_course import (
    EAST,
    PLANNER,
    REGISTER,
    SUBMITTER,
    handed_in_by_east,
    rows_of,
)

COUNTED = ["added", "removed", "changed"]


def begun(*files):
    """Begin an update of the current release with some files; return its number."""
    number = submissions.start(PLANNER, title="更正", on_release=current_release()).number
    for name, content in files:
        submissions.add_file(PLANNER, number, name, content)
    return number


def published(*files):
    """Publish an update; return the findings on what it replaced."""
    number = begun(*files)
    result = submissions.try_out(PLANNER, number)
    assert result.release, failures(result)
    submissions.publish(PLANNER, number, why="更正")
    return told(result.findings)


def told(findings):
    replaced = [one for one in findings if one.check_name == "rows_replaced"]
    return {(one.table, one.source_name): one.value for one in replaced}


def failures(result):
    return {(one.check_name, one.table, one.value) for one in result.findings
            if one.severity == "fail"}  # fmt: skip


def changes_since(base):
    """Return what came, went and changed in each table that is not as it was."""
    with connect(database_of(base)) as before, connect() as after:
        counts = row_changes(before, after).set_index("table")[COUNTED]
    return {table: row.tolist() for table, row in counts.iterrows() if row.any()}


def fee_of(institution):
    with connect() as connection:
        return connection.execute(
            "select monthly_fee from institution"
            " where institution_id = $1 and as_of = '2025-12-01'",
            [institution],
        ).fetchall()


def original(name):
    return next(o for o in kept_release(current_release()).manifest.files if o.name == name)


def corrected(fee, *, more=()):
    """Return A1 of December with another fee."""
    text = rows_of(REGISTER, "A1,2025-12").decode()
    heading, row = text.splitlines()
    cells = row.split(",")
    cells[heading.lstrip("\ufeff").split(",").index("月收托费")] = str(fee)
    return "\n".join([heading, ",".join(cells), *more]).encode()


@pytest.mark.usefixtures("own_home")
def test_a_corrected_row_takes_the_place_of_the_old_one_and_a_new_one_joins(tmp_path):
    base = current_release()
    new = rows_of(REGISTER, "B2,2025-12", changed=[("B2", "B3"), ("乙二", "乙三")])
    file = corrected(1601, more=new.decode().splitlines()[1:])
    assert published(("机构台账_更正.csv", file)) == {("institution", "机构台账_更正.csv"): "1"}
    assert changes_since(base) == {"institution": [1, 0, 1]}
    with connect(database_of(base)) as before, connect() as after:
        cells = changed_rows(before, after, "institution")
        changed = cells[cells["change"] == "changed"]
        assert changed[["institution_id", "column", "after"]].to_numpy().tolist() == [
            ["A1", "monthly_fee", "1601.0"]
        ]
        # From the manifest alone comes the same release, replaced rows included.
        files = kept_release(current_release()).manifest.files
        lay_out(files, tmp_path / "again")
        sources = path_of(kept_release(current_release()).manifest.sources.sha256)
        (tmp_path / "sources.toml").write_bytes(sources.read_bytes())
        again = publishing.build_beside(
            tmp_path / "again", sources=tmp_path / "sources.toml", originals=files
        )
        with connect(database_of(again.release)) as rebuilt:
            assert row_changes(after, rebuilt)[COUNTED].to_numpy().sum() == 0


@pytest.mark.usefixtures("own_home")
def test_of_several_updates_the_latest_counts_and_each_keeps_its_round():
    base = current_release()
    # As a release of before the rounds wrote it.
    record = json.loads(manifest_file(base).read_text(encoding="utf-8"))
    for one in record["files"]:
        one.pop("round", None)
    manifest_file(base).chmod(0o600)
    manifest_file(base).write_text(json.dumps(record), encoding="utf-8")
    published(("机构台账_一.csv", corrected(1601)))
    published(("机构台账_二.csv", corrected(1602)))
    assert fee_of("A1") == [(1602,)]
    rounds = {one.name: one.round for one in kept_release(current_release()).manifest.files}
    assert rounds.pop("机构台账_一.csv") == 1
    assert rounds.pop("机构台账_二.csv") == 2
    assert set(rounds.values()) == {0}
    # The first again, under its own name: the later hand-in counts.
    published(("机构台账_一.csv", corrected(1603)))
    assert fee_of("A1") == [(1603,)]
    assert changes_since(base) == {"institution": [0, 0, 1]}


@pytest.mark.usefixtures("own_home")
def test_the_filled_template_handed_in_as_an_update_changes_nothing():
    base = current_release()
    with connect() as connection:
        tables = stored_tables(connection)
    number = begun(("托育数据模板.xlsx", fill_template(tables)))
    looked = submissions.look(PLANNER, number)
    assert looked["ok"], [one for one in looked["findings"] if one["severity"] == "fail"]
    result = submissions.try_out(PLANNER, number)
    assert result.release, failures(result)
    assert {table for table, _ in told(result.findings)} == {
        table for table, rows in tables.items() if rows.num_rows
    }
    submissions.publish(PLANNER, number, why="不变")
    assert changes_since(base) == {}


@pytest.mark.usefixtures("own_home")
def test_what_one_update_gives_twice_is_still_refused():
    number = begun(("机构台账_一.csv", corrected(1601)), ("机构台账_二.csv", corrected(1602)))
    result = submissions.try_out(PLANNER, number)
    assert failures(result) == {("institution_given_twice", "institution", "A1 2025-12")}


@pytest.mark.usefixtures("own_home")
def test_a_newer_area_and_a_newer_polygon_replace_the_old():
    shapes = json.loads(path_of(original("边界.geojson").sha256).read_text(encoding="utf-8"))
    one = shapes["features"][0]
    one["geometry"]["coordinates"] = [
        [[118.11, 34.21], [118.2, 34.21], [118.2, 34.3], [118.11, 34.3], [118.11, 34.21]]
    ]
    newer = json.dumps(shapes | {"features": [one]}).encode()
    areas = rows_of("行政区划.csv", "980101101", changed=[("农村", "城镇")])
    number = begun(("边界_甲.geojson", newer), ("行政区划_丙.csv", areas))
    base = current_release()
    result = submissions.try_out(PLANNER, number)
    assert result.release, failures(result)
    assert told(result.findings) == {
        ("area", "行政区划_丙.csv"): "1",
        ("boundary", "边界_甲.geojson"): "1",
    }
    # One shape for one area: nothing is said of those that keep theirs.
    assert "area_without_boundary" not in {one.check_name for one in result.findings}
    with connect(database_of(base)) as before, connect(database_of(result.release)) as after:
        ask = "select area_code, geometry from boundary where length(area_code) = 9"
        then, now = (dict(c.execute(ask).fetchall()) for c in (before, after))
        assert {code for code in now if now[code] != then[code]} == {"980101001"}
        cells = changed_rows(before, after, "area")
        # The points of names go with the polygons.
        told_of = cells[~cells["column"].isin(["longitude", "latitude"])]
        assert told_of[["area_code", "column"]].to_numpy().tolist() == [
            ["980101101", "urban_rural"]
        ]


@pytest.mark.usefixtures("own_home")
def test_a_county_corrects_its_own_rows_in_the_regions_register():
    base = current_release()
    number = handed_in_by_east(register=corrected(1601))
    assert submissions.try_out(SUBMITTER, number).release
    submissions.hand_in(SUBMITTER, number)
    submissions.publish(PLANNER, number, why="更正")
    assert changes_since(base) == {"institution": [0, 0, 1]}
    assert fee_of("A1") == [(1601,)]


# Each under its own county's code, and the key of another county's row.
TAKEN = {
    "institution": (REGISTER, ["A1,2025-12"], [("A1,", "E1,")], "E1"),
    "kindergarten": ("幼儿园.csv", ["K1,2025-12"], [("K1,", "K3,")], "K3"),
    "service_point": ("社区服务点.csv", ["S1,2025-12"], [("S1,", "S2,")], "S2"),
    "project": ("在建项目.csv", ["P1,"], [("P1,", "P2,")], "P2"),
    "designation": ("称号.csv", ["A1,"], [("A1,", "D1,")], "D1"),
}


@pytest.mark.usefixtures("own_home")
def test_a_county_replaces_no_row_of_another_by_its_key():
    titles = "机构编号,称号,称号级别,授予日期,文号\nD1,普惠认定,市级,2024-06-01,x\n"
    published(("称号_西.csv", titles.encode()))
    number = submissions.start(SUBMITTER, title="东区").number
    for file, wanted, changed, _ in TAKEN.values():
        submissions.add_file(SUBMITTER, number, file, rows_of(file, *wanted, changed=changed))
    result = submissions.try_out(SUBMITTER, number)
    assert result.release is None
    refused = [one for one in result.findings if one.check_name == "county_row_of_another"]
    assert {(one.table, one.source_name, one.source_row, one.value) for one in refused} == {
        (table, file, 2, key) for table, (file, _, _, key) in TAKEN.items()
    }
    assert len(refused) == len(TAKEN)


@pytest.mark.parametrize("table", sorted(set(TABLES) - {"area_successor"}))
def test_what_is_replaced_by_a_key_is_what_may_not_be_given_twice_by_it(table):
    text = (QUERIES_DIR / "checks" / f"{table}_given_twice.sql").read_text(encoding="utf-8")
    partition = re.search(r"partition by ([\w, ]+)", text)[1]
    assert IDENTITY[table] == tuple(partition.split(", "))


FORMER = pd.DataFrame(
    {
        "former_code": ["R0", "M0", "S0", "S0"],
        "area_code": ["R1", "M1", "S1", "S2"],
        "change_kind": ["renamed", "merged", "split", "split"],
    }
)


def people(*rows):
    """Return rows of population: file, area, day."""
    files, areas, days = zip(*rows, strict=True)
    return pa.table(
        {
            "area_code": pa.array(areas, pa.string()),
            "stat_date": pa.array([pd.Timestamp(day).date() for day in days], pa.date32()),
            "source_name": list(files),
            "source_row": pa.array(range(2, len(rows) + 2), pa.int32()),
        }
    )


def replaced(*rows):
    kept, said = replace_earlier_rows(people(*rows), "population", {"new": 1}, FORMER)
    return kept["source_row"].to_pylist(), [(one.check_name, one.source_row) for one in said]


def test_a_renamed_area_is_the_same_area_under_either_code():
    old, new = ("old:人口", "R0", "2024-12-31"), ("new:人口", "R1", "2024-12-31")
    assert replaced(old, new) == ([3], [("rows_replaced", None)])
    assert replaced(old, ("new", "R1", "2025-12-31")) == ([2, 3], [])


@pytest.mark.parametrize(("part", "whole"), [("M0", "M1"), ("S0", "S1")])
def test_a_figure_of_a_remade_area_beside_one_of_its_parts_is_asked_about(part, whole):
    day = "2024-12-31"
    asked = ([2, 3], [("row_of_a_remade_area", 3)])
    assert replaced(("old", part, day), ("new", whole, day)) == asked
    assert replaced(("old", whole, day), ("new", part, day)) == asked
    # As declared in one round they are the parts and the area as it was then.
    assert replaced(("old", whole, day), ("old", part, day)) == ([2, 3], [])
    both = ("old", whole, day), ("old", part, day), ("new", part, day)
    assert replaced(*both) == ([2, 4], [("rows_replaced", None)])


def test_rows_with_an_unknown_part_of_the_key_replace_each_other_too():
    table = pa.table(
        {
            "indicator": ["slots"] * 3,
            "area_code": ["R1"] * 3,
            "period": pa.array([pd.Timestamp("2024-12-01").date()] * 3, pa.date32()),
            "source": pa.array([None, None, "公报"], pa.string()),
            "source_name": ["old", "new", "old"],
            "source_row": pa.array([2, 2, 3], pa.int32()),
        }
    )
    kept, _ = replace_earlier_rows(table, "reported_value", {"new": 1}, FORMER)
    assert kept["source_name"].to_pylist() == ["new", "old"]


def test_a_county_of_a_file_name_that_others_bear_too_keeps_its_round():
    base = [("机构台账.csv", "", 0), ("机构台账.csv", EAST, 1)]
    files = tuple(Original(name, "0" * 64, 1, area, turn) for name, area, turn in base)
    assert ReleaseFiles(files, None, ()).rounds() == {f"机构台账_{EAST}.csv": 1}
