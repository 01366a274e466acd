"""Does a figure of former areas say so, and only where it shows a month of before the change?"""

import pandas as pd
import pytest

from childcare.analyses import area_tree
from childcare.analyses.comparable import changes_after, comparable_notes, mapped_history
from childcare.catalog import speaking

COLUMNS = ["table_name", "former_code", "former_name", "area_code", "changed_on", "change_kind"]
JUNE = pd.Timestamp("2025-06-01")


def history(*rows: tuple[str, str, str, str, str]) -> pd.DataFrame:
    """Return what was mapped: table, former code and name, area of today, kind."""
    frame = pd.DataFrame(
        [(table, code, name, area, JUNE, kind) for table, code, name, area, kind in rows],
        columns=COLUMNS,
    )
    return frame.assign(changed_on=pd.to_datetime(frame["changed_on"]))


MERGED = history(
    ("population", "1", "丁东乡", "980102101", "merged"),
    ("population", "2", "丁西乡", "980102101", "merged"),
    ("institution", "1", "丁东乡", "980102101", "merged"),
)


@pytest.fixture
def tree(connection):
    return area_tree(connection)


def test_a_release_without_changes_has_nothing_to_say(connection, tree):
    found = mapped_history(connection)
    assert comparable_notes(found, tree, tree.root, pd.Timestamp("2000-01-01")) == []


@pytest.mark.parametrize(
    ("area", "since", "is_told"),
    [
        ("980102101", "2025-05-01", True),
        ("980102", "2025-05-01", True),
        ("980100", "2025-05-01", True),
        # Another county; the month of the change itself and later are of today's area.
        ("980101", "2025-05-01", False),
        ("980102101", "2025-06-01", False),
        ("no such area", "2025-05-01", False),
    ],
)
def test_a_change_is_told_of_the_area_and_those_above_it_while_before_is_shown(
    tree, area, since, is_told
):
    notes = comparable_notes(MERGED, tree, area, pd.Timestamp(since))
    expected = ["丁东乡、丁西乡于 2025-06 并入丁镇,此前数据为各部分之和(可比口径)"]
    assert notes == (expected if is_told else [])


def test_many_changes_are_counted_instead_of_told(tree):
    rows = [
        ("population", code, "", code, "recoded")
        for code in tree.at_level("township", "980100").index
    ]
    (note,) = comparable_notes(history(*rows), tree, "980100", pd.Timestamp("2025-01-01"))
    assert note == "6 个区域在 2025-06 有区划变更,此前数据按现区划推算(可比口径)"


def test_a_former_area_without_a_name_is_called_by_its_code(tree):
    found = history(("population", "980101901", "", "980101001", "recoded"))
    changes = changes_after(found, tree, "980101001", pd.Timestamp("2025-01-01"))
    assert changes["former"].tolist() == ["980101901"]


def test_reported_values_stand_with_their_own_source_and_are_not_marked(tree):
    found = history(("reported_value", "1", "丁东乡", "980102101", "recoded"))
    assert comparable_notes(found, tree, "980102101", pd.Timestamp("2025-01-01")) == []


@pytest.mark.parametrize("kind", ["renamed", "recoded", "merged", "split"])
def test_every_kind_of_change_has_a_sentence_in_both_languages(tree, kind):
    found = history(("population", "1", "F", "980102101", kind))
    for language, mark in (("zh", "可比口径"), ("en", "comparable areas")):
        with speaking(language):
            (note,) = comparable_notes(found, tree, "980102101", pd.Timestamp("2025-01-01"))
        assert mark in note
        assert "2025-06" in note
        assert "F" in note
