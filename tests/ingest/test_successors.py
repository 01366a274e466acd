"""Is what was handed in under former codes carried forward, exactly, and asked about if unsure?"""

import shutil
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from childcare.analyses import counts
from childcare.ingest import build, finding_lines
from childcare.ingest.successors import fill_former_areas, former_names, map_history, successors_of
from childcare.ingest.tables import create_tables
from childcare.store import Connection, connect

HEAD = "原代码,原名称,行政区划代码,变更日期,变更类型,人口比例,依据\n"
# 甲镇 was recoded and then became 甲街道; 丁东乡 and 丁西乡 became 丁镇; 乙丙镇 became two areas.
CHANGES = (
    "980101901,甲镇,980101902,2025-03,代码变更,,测试文3号\n"
    "980101902,甲镇,980101001,2025-06,更名,,测试文6号\n"
    "980102901,丁东乡,980102101,2025-06,合并,,测试文6号\n"
    "980102902,丁西乡,980102101,2025-06,合并,,测试文6号\n"
    "980101903,乙丙镇,980101002,2025-06,拆分,0.5,测试文6号\n"
    "980101903,乙丙镇,980101101,2025-06,拆分,0.5,测试文6号\n"
)
BEFORE = {
    "人口.csv": [
        ("980101001,2024-12-31", "980101901,2024-12-31"),
        (
            "980101002,2024-12-31,10000,100,100,100,常住,公报,测试公报\n"
            "980101101,2024-12-31,10000,100,100,100,",
            "980101903,2024-12-31,20000,200,200,200,",
        ),
        (
            "980102101,2024-12-31,5000,50,50,50,",
            "980102901,2024-12-31,3100,31,30,29,常住,公报,测试公报\n"
            "980102902,2024-12-31,1900,19,20,21,",
        ),
    ],
    "机构台账.csv": [
        ("A1,2024-12,甲一托育,980101001", "A1,2024-12,甲一托育,980101901"),
        ("B1,2024-12,乙一托育,980101002", "B1,2024-12,乙一托育,980101903"),
        ("D2,2024-12,丁二托育,980102101", "D2,2024-12,丁二托育,980102901"),
    ],
    "幼儿园.csv": [
        ("K1,2024-12,甲幼儿园,980101001", "K1,2024-12,甲幼儿园,980101901"),
        ("K2,2024-12,乙幼儿园,980101002", "K2,2024-12,乙幼儿园,980101903"),
        ("K3,2024-12,丁幼儿园,980102101", "K3,2024-12,丁幼儿园,980102902"),
    ],
}
LEVELS = ("township", "county", "city")


# Reported before the change: counts of both parts, of one part only, ratios, and of a split area.
REPORTED = [
    ("托位总数", "980102901", "2024-12", 40),
    ("托位总数", "980102902", "2024-12", 5),
    ("托位总数", "980102901", "2023-12", 30),
    ("每千人口托位数", "980102901", "2024-12", 12.9),
    ("每千人口托位数", "980102902", "2024-12", 2.6),
    ("每千人口托位数", "980101902", "2024-12", 2.1),
    ("托位总数", "980101903", "2024-12", 50),
]
SIX_TOWNSHIPS = Path(__file__).parents[1] / "fixtures" / "six_townships"


def replace(folder: Path, file: str, old: str, new: str) -> None:
    """Replace a text, which must be there, in a handed-in file."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def hand_in(folder: Path) -> Path:
    """Return the six townships with all of 2024 under the codes and names of that year."""
    shutil.copytree(SIX_TOWNSHIPS, folder)
    for file, changes in BEFORE.items():
        for now, then in changes:
            replace(folder, file, now, then)
    (folder / "区划变更.csv").write_text(HEAD + CHANGES, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def mapped_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the six townships from files of before the changes, with reported values."""
    folder = hand_in(tmp_path_factory.mktemp("handed_in") / "former")
    lines = "".join(f"{a},{b},{c},{d},,,,\n" for a, b, c, d in REPORTED)
    with (folder / "上报值.csv").open("a", encoding="utf-8") as file:
        file.write(lines)
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHILDCARE_HOME", str(home))
        result = build(folder)
    assert result.release, finding_lines(result.findings)
    return home


@pytest.fixture
def mapped(mapped_home: Path) -> Iterator[Connection]:
    """Open the release whose history was mapped."""
    database = mapped_home / "releases" / (mapped_home / "current.txt").read_text("utf-8").strip()
    with connect(database) as opened:
        yield opened


def numbers(opened: Connection, level: str) -> pd.DataFrame:
    """Return every count of every month of the areas of a level; shared people are estimates."""
    return counts(opened, level=level).drop(columns="is_estimated")


def test_history_under_former_codes_gives_the_digits_of_a_file_mapped_by_hand(
    mapped: Connection, connection: Connection
) -> None:
    for level in LEVELS:
        pd.testing.assert_frame_equal(numbers(mapped, level), numbers(connection, level))


def test_what_was_mapped_is_kept_and_nothing_is_left_under_a_former_code(
    mapped: Connection,
) -> None:
    kept = mapped.execute(
        "select table_name, former_code, area_code, strftime(changed_on, '%Y-%m'), change_kind,"
        " mapped_rows from mapped_history where former_code in ('980101901', '980102902')"
        " and table_name <> 'reported_value' order by all"
    ).fetchall()
    assert kept == [
        ("institution", "980101901", "980101001", "2025-03", "recoded", 1),
        ("kindergarten", "980101901", "980101001", "2025-03", "recoded", 1),
        ("kindergarten", "980102902", "980102101", "2025-06", "merged", 1),
        ("population", "980101901", "980101001", "2025-03", "recoded", 1),
        ("population", "980102902", "980102101", "2025-06", "merged", 1),
    ]
    for table in ("institution", "kindergarten", "population", "reported_value"):
        left = (
            f"select count(*) from {table} where area_code in (select former_code from former_area)"
        )
        assert mapped.execute(left).fetchone() == (0,)


def test_people_shared_out_are_an_estimate(mapped: Connection) -> None:
    assert mapped.execute(
        "select area_code, population_total from population"
        " where population_method = 'estimate' order by all"
    ).fetchall() == [("980101002", 10000), ("980101101", 10000)]


def test_counts_reported_by_all_parts_are_added_up_and_ratios_are_left_out(
    mapped: Connection,
) -> None:
    assert mapped.execute(
        "select indicator, area_code, value from reported_value"
        " where length(area_code) > 6 order by all"
    ).fetchall() == [
        ("slots", "980102101", 45.0),
        ("slots_per_1000_population", "980101001", 2.1),
    ]
    assert mapped.execute(
        "select subject, found from finding where check_name = 'figures_of_former_areas_left_out'"
        " order by all"
    ).fetchall() == [("托位总数", "2"), ("每千人口托位数", "2")]


def test_the_codes_and_names_that_boundaries_may_still_carry_are_told(mapped: Connection) -> None:
    assert successors_of(mapped) == {
        "980101901": "980101001",
        "980101902": "980101001",
        "980102901": "980102101",
        "980102902": "980102101",
    }
    assert former_names(mapped)["980102902"] == "丁西乡"


def test_rows_of_a_split_area_that_fit_either_part_are_asked_about(
    own_home: Path, tmp_path: Path
) -> None:
    folder = hand_in(tmp_path / "former")
    # Recorded without a point, and gone by the next register; a kindergarten; a project.
    replace(
        folder,
        "机构台账.csv",
        "B1,2024-12,乙一托育,980101903,980101002001,118.15,34.15",
        "Z1,2024-12,乙旧托育,980101903,,,",
    )
    replace(folder, "幼儿园.csv", "K2,2024-12", "K9,2024-12")
    replace(folder, "在建项目.csv", "980101101", "980101903")
    current = (own_home / "current.txt").read_text("utf-8")
    result = build(folder)
    assert result.release is None
    assert (own_home / "current.txt").read_text("utf-8") == current
    failures = [one for one in result.findings if one.severity == "fail"]
    assert {one.check_name for one in failures} == {"row_of_a_split_area"}
    assert {(one.source_name, one.source_row) for one in failures} == {
        ("机构台账.csv", 3),
        ("幼儿园.csv", 3),
        ("在建项目.csv", 2),
    }
    assert all("乙丙镇 980101903" in one.value for one in failures)
    assert all("980101002/980101101" in one.remedy_zh for one in failures)


# --- people, in a database of their own: quick, and any numbers can be tried ---

AREAS = ("T", "U", "V")
CHANGED = date(2023, 6, 1)


@cache
def empty_release() -> duckdb.DuckDBPyConnection:
    """Return the tables of a release with three areas and nothing else, made once."""
    opened = duckdb.connect()
    create_tables(opened)
    for code in AREAS:
        opened.execute("insert into area (area_code, area_name) values (?, ?)", [code, code])
    return opened


def people_after(
    changes: list[tuple], people: list[tuple], institutions: list[tuple] = ()
) -> tuple[list[tuple], list[str]]:
    """Return code, year and people of today's areas, and the names of what was found."""
    opened = empty_release()
    into = {
        "area_successor (former_code, area_code, changed_on, change_kind, share)": changes,
        "population (area_code, stat_date, population_total, source_name, source_row)": [
            (*row, "f.csv", 2) for row in people
        ],
        "institution (area_code, as_of)": list(institutions),
    }
    opened.begin()
    try:
        for table, rows in into.items():
            for row in rows:
                places = ", ".join("?" * len(row))
                opened.execute(f"insert into {table} values ({places})", row)
        fill_former_areas(opened)
        found = [finding.check_name for finding in map_history(opened)]
        return opened.execute(
            "select area_code, year(stat_date), population_total from population order by all"
        ).fetchall(), found
    finally:
        opened.rollback()


def merged(former: str, into: str, when: date = CHANGED) -> tuple:
    return (former, into, when, "merged", None)


def split(former: str, into: str, share: float | None) -> tuple:
    return (former, into, CHANGED, "split", share)


def day(year: int) -> date:
    return date(year, 12, 31)


def test_an_area_that_took_in_another_is_the_sum_of_both_before_and_itself_after() -> None:
    people = [("T", day(2022), 100), ("F", day(2022), 7), ("T", day(2023), 111)]
    assert people_after([merged("F", "T")], people)[0] == [("T", 2022, 107), ("T", 2023, 111)]


def test_parts_of_different_days_count_with_their_latest_figure() -> None:
    people = [("F", day(2020), 10), ("G", day(2021), 5), ("F", day(2022), 12)]
    assert people_after([merged("F", "T"), merged("G", "T")], people)[0] == [
        ("T", 2020, None),
        ("T", 2021, 15),
        ("T", 2022, 17),
    ]


@pytest.mark.parametrize("institutions", [[], [("T", date(2021, 12, 1))]], ids=["new", "old"])
def test_a_part_that_is_unknown_makes_the_sum_unknown(institutions: list[tuple]) -> None:
    people = [("F", day(2022), 10), ("T", day(2023), 40)]
    before = None if institutions else 10
    assert people_after([merged("F", "T")], people, institutions)[0] == [
        ("T", 2022, before),
        ("T", 2023, 40),
    ]


def test_an_area_whose_history_was_handed_in_as_of_today_stays_as_it_is() -> None:
    people = [("T", day(2022), 100), ("T", day(2023), 111)]
    assert people_after([merged("F", "T")], people)[0] == [("T", 2022, 100), ("T", 2023, 111)]


def test_a_chain_of_mergers_is_followed_through_the_years() -> None:
    changes = [merged("A", "M", date(2021, 1, 1)), merged("B", "M", date(2021, 1, 1))]
    changes += [merged("M", "T"), merged("N", "T")]
    people = [(code, day(2020), 10) for code in "ABN"] + [("M", day(2022), 25), ("N", day(2022), 9)]
    assert people_after(changes, people)[0] == [("T", 2020, 30), ("T", 2022, 34)]


def test_one_place_under_two_codes_on_one_day_is_not_added_up() -> None:
    change = ("F", "T", CHANGED, "recoded", None)
    rows, _ = people_after([change], [("F", day(2022), 10), ("T", day(2022), 10)])
    assert rows == [("T", 2022, 10), ("T", 2022, 10)]


def test_a_split_without_shares_leaves_its_people_unknown_and_says_so() -> None:
    changes = [split("F", "T", None), split("F", "U", None)]
    assert people_after(changes, [("F", day(2022), 10)]) == (
        [("T", 2022, None), ("U", 2022, None)],
        ["people_of_a_part_unknown"] * 2,
    )


def test_shares_may_be_given_in_per_cent() -> None:
    changes = [split("F", "T", 33.4), split("F", "U", 66.6)]
    assert people_after(changes, [("F", day(2022), 100)])[0] == [("T", 2022, 33), ("U", 2022, 67)]


@settings(max_examples=12)
@given(
    people=st.integers(0, 2_000_000),
    weights=st.tuples(*[st.integers(1, 999)] * 3),
    own=st.integers(0, 9),
)
def test_people_shared_out_add_up_to_what_was_handed_in(
    people: int, weights: tuple[int, int, int], own: int
) -> None:
    total = sum(weights)
    changes = [split("F", into, w / total) for into, w in zip(AREAS, weights, strict=True)]
    rows, found = people_after(changes, [("F", day(2022), people), ("T", day(2022), own)])
    assert found == []
    assert sum(row[2] for row in rows) == people + own
    for (area, _, part), weight in zip(rows, weights, strict=True):
        exact = people * weight / total + (own if area == "T" else 0)
        assert abs(part - exact) < 1
