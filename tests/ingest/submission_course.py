"""What the tests of submissions share: three persons, and a county's own register."""

from pathlib import Path

from childcare.ingest import submissions
from childcare.store.person import Person

SIX_TOWNSHIPS = Path(__file__).parents[1] / "fixtures" / "six_townships"
EAST, WEST = "980101", "980102"
PLANNER = Person("王规划", "planner", subject="p")
SUBMITTER = Person("李东区", "county_submitter", EAST, subject="e")
OTHER = Person("赵西县", "county_submitter", WEST, subject="w")
VIEWER = Person("看客", "viewer", subject="v")
REGISTER = "机构台账.csv"


def rows_of(file, *wanted, changed=()):
    """Return the heading of a file and the rows that hold all of some texts, as bytes."""
    lines = (SIX_TOWNSHIPS / file).read_text(encoding="utf-8-sig").splitlines()
    text = "\n".join([lines[0], *(one for one in lines[1:] if all(w in one for w in wanted))])
    for old, new in changed:
        text = text.replace(old, new)
    return text.encode()


def east_register(*changed):
    """Return the east's register of a month that nobody handed in yet."""
    return rows_of(REGISTER, ",2025-12,", ",980101", changed=[("2025-12", "2026-01"), *changed])


def handed_in_by_east(**files):
    """Begin a submission of the east with the register of a new month; return its number."""
    number = submissions.start(SUBMITTER, title="东区一月").number
    submissions.add_file(SUBMITTER, number, REGISTER, files.get("register", east_register()))
    return number
