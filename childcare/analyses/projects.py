"""Projects (在建项目): institutions that do not exist yet."""

import pandas as pd

from childcare.store import Connection, run


def projects(
    connection: Connection, *, within: str, opening_after: pd.Timestamp | None = None
) -> pd.DataFrame:
    """Return the projects within an area, one row each, the earliest first.

    Columns are those of ``queries/projects.sql``; slots are whole numbers, NA where not given.
    All stages are there, also ``open`` and ``dropped``: the odds of those are 0.

    Args:
        connection: An open release.
        within: Code of the area.
        opening_after: Leave out those expected to open in or before this month. One without a
            date stays: it may still come, only nobody says when.
    """
    frame = run(connection, "projects", within=within)
    frame["expected_open_on"] = pd.to_datetime(frame["expected_open_on"])
    for column in ("slots_planned", "inclusive_slots_planned"):
        frame[column] = frame[column].astype("Int64")
    if opening_after is None:
        return frame
    last_day = opening_after + pd.offsets.MonthEnd(0)
    expected = frame["expected_open_on"]
    return frame[expected.isna() | (expected > last_day)].reset_index(drop=True)
