"""Freshness (数据时效): how old the newest rows of each table are, and how many areas sent them."""

import datetime

import pandas as pd

from childcare.store import Connection, run


def freshness(connection: Connection, *, today: datetime.date | None = None) -> pd.DataFrame:
    """Return how old each table is, a row for each, tables without rows too.

    Columns: ``table``, ``newest`` (a month's first day or a date, NaT where rows bear none),
    ``age`` (whole months from that month to this one), ``rows`` (of all dates), ``areas_reported``
    and ``areas`` (counties, or townships of a region that is one county, with a row of the newest
    date).

    Args:
        connection: the release.
        today: the day that ages are counted to; today without it.
    """
    frame = run(connection, "freshness")
    newest = pd.to_datetime(frame["newest"])
    day = today or datetime.date.today()
    age = (day.year - newest.dt.year) * 12 + day.month - newest.dt.month
    return pd.DataFrame(
        {
            "table": frame["table_name"],
            "newest": newest,
            "age": age.astype("Int64"),
            "rows": frame["rows_held"],
            "areas_reported": frame["parts_reported"],
            "areas": frame["parts"],
        }
    )
