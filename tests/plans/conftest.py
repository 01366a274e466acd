"""A plan written in a test, held against counts and reported values written in the same test."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from childcare.analyses.assessment import Assessment
from childcare.analyses.judge import Judge
from childcare.analyses.readings import Readings, with_figures
from childcare.catalog.plan_files import read_plan
from childcare.catalog.plans import Plan

HEAD = """
title_zh = "计划"
title_en = "Plan"
first_year = 2023
last_year = 2025
document = "文号"
area_zh = "某区"
area_en = "A district"
area_code = "1"
"""
REPORTED = ["indicator", "area_code", "period", "value", "source", "note", "sample_size"]
Assess = Callable[..., Assessment]


@pytest.fixture
def write_plan(tmp_path: Path) -> Callable[[str], Plan]:
    """Return a function that reads a plan from its entries, under one and the same head."""

    def write(entries: str, head: str = HEAD) -> Plan:
        path = tmp_path / "plan.toml"
        path.write_text(head + entries, encoding="utf-8")
        return read_plan(path)

    return write


@pytest.fixture
def assess(write_plan: Callable[[str], Plan]) -> Assess:
    """Return a function that judges the one target of a plan.

    ``counts`` gives the columns of ``queries/area_counts.sql`` by month, ``reported`` rows of
    (indicator, area code, month, value).
    """

    def judge(
        target: str,
        month: str,
        counts: dict[str, dict[str, float]] | None = None,
        reported: list[tuple[str, str, str, float]] = (),  # type: ignore[assignment]
        *,
        is_part: bool = False,
        missing: tuple[str, ...] = (),
        more: str = "",
    ) -> Assessment:
        plan = write_plan(f'[targets.promise]\nclause = "原文"\n{target}\n{more}')
        rows = [
            {
                "indicator": indicator,
                "area_code": area,
                "period": pd.Timestamp(period),
                "value": value,
                "source": "",
                "note": "",
                "sample_size": float("nan"),
            }
            for indicator, area, period, value in reported
        ]
        readings = Readings(
            _frame(counts) if counts else None,
            with_figures(pd.DataFrame(rows, columns=REPORTED), [plan]),
        )
        judge = Judge(plan, pd.Timestamp(month), readings, lambda *_: missing, is_part)  # type: ignore[arg-type]
        return judge.assess(plan.targets["promise"], "1")

    return judge


def _frame(counts: dict[str, dict[str, float]]) -> pd.DataFrame:
    frame = pd.DataFrame.from_dict(counts, orient="index")
    frame.index = pd.MultiIndex.from_arrays(
        [pd.to_datetime(frame.index), ["1"] * len(frame)], names=["as_of", "area_code"]
    )
    return frame
