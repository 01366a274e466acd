"""Is a whole target judged in order, whatever the numbers of its years?"""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from childcare.analyses.assessment import Assessment
from childcare.analyses.judge import Judge
from childcare.analyses.readings import Readings
from childcare.catalog.lights import BEHIND, MET, MISSED, NEAR
from childcare.catalog.plans import Plan
from childcare.catalog.target import Target

WORST_FIRST = (MISSED, BEHIND, NEAR, MET)
STEPS = {"2023": 30.0, "2024": 35.0, "2025": 40.0}
SHARES = st.integers(0, 1_000).map(lambda tenths: tenths / 10)
YEARS = (2023, 2024, 2025)
MONTHS = st.sampled_from([f"{year}-{month:02d}" for year in YEARS for month in (3, 6, 9, 12)])
TARGETS = {
    "milestones": {"form": "milestones", "milestones": STEPS},
    "at least": {"value": 40.0, "due": "2025-12"},
    "more than": {"value": 40.0, "due": "2025-12", "comparator": ">"},
    "from a baseline": {
        "value": 40.0,
        "due": "2025-12",
        "baseline": 20.0,
        "baseline_period": "2022-12",
    },
    "each year": {"form": "each_year", "value": 40.0, "due": "2025-12"},
}


def judged(fields: dict[str, object], values: dict[str, float], month: str) -> Assessment:
    """Judge a target about a share of kindergartens by values reported month by month."""
    target = Target(
        name="promise", indicator="kindergarten_toddler_class_share", clause="原文", **fields
    )
    plan = Plan(
        name="plan",
        title_zh="计划",
        title_en="Plan",
        first_year=2023,
        last_year=2025,
        document="文号",
        area_zh="某区",
        area_en="A district",
        area_code="1",
        targets={"promise": target},
    )
    reported = pd.DataFrame(
        {
            "indicator": target.indicator,
            "area_code": "1",
            "period": pd.to_datetime(list(values)),
            "value": list(values.values()),
            "source": "",
            "note": "",
            "sample_size": float("nan"),
        }
    )
    judge = Judge(plan, pd.Timestamp(month), Readings(None, reported), lambda *_: ())  # type: ignore[arg-type]
    return judge.assess(target, "1")


@pytest.mark.parametrize("fields", TARGETS.values(), ids=list(TARGETS))
@given(st.tuples(SHARES, SHARES, SHARES, SHARES), SHARES, MONTHS)
def test_no_status_improves_when_the_value_of_the_month_falls(
    fields: dict[str, object], past: tuple[float, ...], other: float, month: str
) -> None:
    values = {f"{2022 + place}-12": share for place, share in enumerate(past)}
    one = values.get(month, past[0])
    statuses = [
        WORST_FIRST.index(judged(fields, values | {month: share}, month).status)
        for share in sorted((one, other))
    ]
    assert statuses == sorted(statuses)


@given(SHARES, SHARES, SHARES)
def test_each_milestone_is_judged_by_the_value_of_its_own_year(
    first: float, second: float, third: float
) -> None:
    shares = dict(zip(YEARS, (first, second, third), strict=True))
    values = {f"{year}-12": share for year, share in shares.items()}
    met = {year: share >= STEPS[str(year)] for year, share in shares.items()}
    for year in YEARS:
        found = judged(TARGETS["milestones"], values, f"{year}-12")
        assert found.status == (MET if met[year] else MISSED)
        assert found.wanted == STEPS[str(year)]
        come = [one.is_met for one in found.deadlines if one.month.year <= year]
        assert come == [met[before] for before in YEARS if before <= year]
        assert all(one.is_met is None for one in found.deadlines if one.month.year > year)


@given(SHARES, SHARES, SHARES)
def test_a_promise_for_every_year_is_kept_only_if_it_is_kept_in_each(
    first: float, second: float, third: float
) -> None:
    values = {"2023-12": first, "2024-12": second, "2025-12": third}
    found = judged(TARGETS["each year"], values, "2025-12")
    assert (found.status == MET) == (min(first, second, third) >= 40)
