"""Headings over names of areas (名称列), which stand for codes and end with the import."""

from collections.abc import Collection

# The heading of names that may stand beside or in place of each column of codes.
NAMED = {"area_code": "area_named", "community_code": "community_named"}
# The name of a larger area, which tells areas of one name apart.
COUNTY = "county_named"
# Where the areas themselves are listed, a name is the name of a row.
_LISTS_OF_AREAS = ("area", "area_successor")


def is_named_table(table: str) -> bool:
    """Say whether the rows of a table may give their area by name."""
    return table not in _LISTS_OF_AREAS


def with_names(table: str, columns: Collection[str]) -> list[str]:
    """Return the columns of a table with those of names that may stand for its codes."""
    if not is_named_table(table):
        return list(columns)
    names = [name for code, name in NAMED.items() if code in columns]
    if "community_code" in columns and "area_code" not in columns:
        names.append(NAMED["area_code"])
    return [*columns, *names, *([COUNTY] if names else [])]


def codes_filled(headings: Collection[str]) -> set[str]:
    """Return the columns of codes for which names are there."""
    return {code for code, name in NAMED.items() if name in headings}
