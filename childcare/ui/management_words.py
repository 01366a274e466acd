"""Words that several parts of data management share (用词): moments, sizes, tables, severities."""

from datetime import datetime

from childcare.catalog import label


def local_time(moment: datetime, form: str = "%Y-%m-%d %H:%M") -> str:
    """Return a moment as this machine's clock shows it."""
    return moment.astimezone().strftime(form)


def size_text(size: int) -> str:
    """Return the size of a file in the unit people read it in."""
    if size >= 1_000_000:
        return f"{size / 1_000_000:,.1f} MB"
    return f"{max(size / 1000, 0.1):,.1f} KB"


def severity_name(severity: str) -> str:
    """Return how bad a finding is, in a word with a shape before it."""
    return label("management.failure") if severity == "fail" else label("management.warning")


def table_names() -> dict[str, str]:
    """Return what each table is called, the most used first."""
    return {
        "institution": label("management.table_institution"),
        "area": label("management.table_area"),
        "area_successor": label("management.table_area_successor"),
        "population": label("management.table_population"),
        "boundary": label("management.boundaries"),
        "kindergarten": label("management.table_kindergarten"),
        "service_point": label("management.table_service_point"),
        "designation": label("management.table_designation"),
        "reported_value": label("management.table_reported_value"),
        "project": label("management.table_project"),
        "annual_task": label("management.table_annual_task"),
    }
