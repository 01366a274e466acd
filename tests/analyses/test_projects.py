"""Projects are found in their area, dated or not, and have odds."""

import pandas as pd

from childcare.analyses.projects import projects
from childcare.catalog import CATEGORIES
from childcare.catalog.pipeline import PIPELINE


def test_projects_come_the_earliest_first_and_the_undated_last(connection):
    rows = projects(connection, within="980100")
    assert list(rows["project_id"]) == ["P4", "P1", "P2", "P3"]
    assert rows["slots_planned"].tolist() == [25, 60, 30, 50]
    assert rows["expected_open_on"].iloc[1] == pd.Timestamp("2026-06-30")


def test_an_area_has_the_projects_of_its_townships(connection):
    assert list(projects(connection, within="980101")["project_id"]) == ["P1", "P3"]
    assert list(projects(connection, within="980102102")["project_name"]) == ["戊镇托育点"]


def test_a_project_due_in_a_month_does_not_open_after_it_but_an_undated_one_may(connection):
    may = projects(connection, within="980100", opening_after=pd.Timestamp("2026-05-01"))
    june = projects(connection, within="980100", opening_after=pd.Timestamp("2026-06-01"))
    assert list(may["project_id"]) == ["P1", "P2", "P3"]
    assert list(june["project_id"]) == ["P2", "P3"]


def test_every_stage_has_odds_and_what_is_open_or_dropped_adds_nothing():
    assert set(PIPELINE.odds) == set(CATEGORIES["stage"])
    assert PIPELINE.odds["open"] == PIPELINE.odds["dropped"] == 0
    coming = [PIPELINE.odds[stage] for stage in ("building", "approved", "intended")]
    assert coming == sorted(coming, reverse=True)
