"""Does the table of townships say what each has and lacks, the neediest first?"""

import duckdb
import pandas as pd
import pytest

from childcare.analyses import AreaTree, gap
from childcare.analyses.profile_words import missing_sentence
from childcare.analyses.township_table import (
    NO_KINDERGARTEN_CLASS,
    NO_SLOTS,
    NOT_REPORTED,
    township_table,
)
from childcare.catalog import INDICATORS

NOW = pd.Timestamp("2025-12-01")
JIA, YI, BING = "980101001", "980101002", "980101101"
DING, WU, JI = "980102101", "980102102", "980102201"
MAIN = "slots_per_1000_population"


@pytest.fixture(scope="module")
def table(
    connection: duckdb.DuckDBPyConnection, tree: AreaTree, counted: dict[str, pd.DataFrame]
) -> pd.DataFrame:
    lacking = gap(connection, indicator=INDICATORS[MAIN], wanted=4.5, within=tree.root, month=NOW)
    actions = pd.Series("build", index=[JIA])
    return township_table(counted["township"], tree, tree.root, NOW, gap=lacking, actions=actions)


def test_the_largest_shortfall_stands_first_and_the_unknown_last(table: pd.DataFrame) -> None:
    # 4.5 for 5,000 people are 23 slots: Wu has none; for 10,000 they are 45: Bing has 30.
    assert list(table.index[:2]) == [WU, BING]
    assert table["shortfall"].head(2).tolist() == [23, 15]
    assert table.index[-1] == JI


def test_what_lacks_is_named_and_the_unknown_lacks_nothing(table: pd.DataFrame) -> None:
    assert table.loc[WU, "lacks"] == (NO_SLOTS,)
    assert table.loc[YI, "lacks"] == (NO_KINDERGARTEN_CLASS,)
    assert table.loc[JIA, "lacks"] == ()


def test_an_unreported_township_says_so_and_nothing_else(
    tree: AreaTree, counted: dict[str, pd.DataFrame]
) -> None:
    frame = counted["township"].copy()
    frame.loc[(NOW, DING), "slots"] = pd.NA
    found = township_table(frame, tree, tree.root, NOW, gap=None, actions=pd.Series(dtype=object))
    assert found.loc[DING, "lacks"] == (NOT_REPORTED,)
    assert found["shortfall"].isna().all()


def test_the_course_ends_in_the_month_and_leaves_unknown_months_out(table: pd.DataFrame) -> None:
    assert table.loc[JIA, "course"] == pytest.approx([1000 * 40 / 19_000, 6.0])
    assert table.loc[JI, "course"] == []


def test_the_sentence_counts_those_that_lack_and_those_without_any(table: pd.DataFrame) -> None:
    # Wu 23 and Bing 15; Ding has 25 of 23, and Ji's people are unknown.
    said = missing_sentence(table, "按参照值 4.50")
    assert said == (
        "按参照值 4.50,5 个乡镇街道中 2 个缺托位,各自补齐共需 38 个,"
        "缺得最多的是戊镇(23 个);1 个乡镇街道没有托位。"
    )
    assert missing_sentence(table.head(0), "按参照值 4.50").startswith("各乡镇街道的缺口未知")
