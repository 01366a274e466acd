"""Whose polygon is it (边界匹配): by code and name, or by name; never by code against the name."""

from collections import defaultdict
from dataclasses import dataclass

import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from childcare.catalog.sources import BoundarySource
from childcare.ingest.finding import Finding, problem
from childcare.ingest.geojson import Shape, mend
from childcare.ingest.parse import half_width

# Where a name is borne by a township and by villages in it, the polygon is the township's.
_SMALLEST = "community"


@dataclass(frozen=True)
class Matched:
    """One polygon for each area that has one, as handed in, and what was wrong on the way."""

    polygons: dict[str, BaseGeometry]
    findings: list[Finding]


def match_boundaries(shapes: list[Shape], source: BoundarySource, areas: pd.DataFrame) -> Matched:
    """Return the polygon of each area; a contradiction between code and name is a failure."""
    sound, findings = mend(shapes, source.title or source.code)
    find = _by_name if source.match_by == "name" else _by_code
    polygons: dict[str, list[BaseGeometry]] = defaultdict(list)
    for one in sound:
        code, wrong = find(one, source, areas)
        findings += wrong
        if code:
            polygons[code].append(one.geometry)
    findings += [
        problem(
            "boundary_given_twice",
            table="boundary",
            source_name=sound[0].source_name,
            subject=_name_of(areas, code),
            value=code,
        )
        for code, parts in polygons.items()
        if len(parts) > 1
    ]
    whole = {code: shapely.union_all(parts) for code, parts in polygons.items()}
    return Matched(whole, findings + _without_boundary(whole, areas))


def _by_code(one: Shape, source: BoundarySource, areas: pd.DataFrame) -> tuple[str, list[Finding]]:
    """Return the area with the code of a shape, provided the name agrees."""
    if not one.text(source.code):
        return "", [_lacks(one, source.code, one.text(source.title))]
    code = source.prefix + one.text(source.code)
    written = one.text(source.title) if source.title else ""
    expected = _name_of(areas, code)
    if not expected:
        return "", [_belongs_nowhere(one, written or code, code)]
    name = source.aliases.get(written, written)
    if name and half_width(name) != half_width(expected):
        contradiction = problem(
            "boundary_contradicts_name",
            table="boundary",
            source_name=one.source_name,
            subject=written,
            value=code,
            expected=expected,
        )
        return "", [contradiction]
    return code, []


def _by_name(one: Shape, source: BoundarySource, areas: pd.DataFrame) -> tuple[str, list[Finding]]:
    """Return the area with the name of a shape."""
    written = one.text(source.title)
    if not written:
        return "", [_lacks(one, source.title, "")]
    name = half_width(source.aliases.get(written, written))
    alike = areas[areas["area_name"].map(half_width) == name]
    if len(alike) > 1:
        alike = alike[alike["level"] != _SMALLEST]
    if len(alike) > 1:
        codes = ", ".join(alike["area_code"])
        ambiguous = problem(
            "ambiguous_boundary_name",
            table="boundary",
            source_name=one.source_name,
            subject=written,
            value=codes,
        )
        return "", [ambiguous]
    if alike.empty:
        return "", [_belongs_nowhere(one, written, one.text(source.code))]
    return str(alike["area_code"].iloc[0]), []


def _name_of(areas: pd.DataFrame, code: str) -> str:
    """Return the name of an area; empty when there is no such area."""
    found = areas.loc[areas["area_code"] == code, "area_name"]
    return "" if found.empty else str(found.iloc[0])


def _lacks(one: Shape, key: str, subject: str) -> Finding:
    """Return the finding for a shape without the property it is known by."""
    return problem(
        "missing_property",
        table="boundary",
        source_name=one.source_name,
        heading=key,
        subject=subject,
    )


def _belongs_nowhere(one: Shape, subject: str, value: str) -> Finding:
    """Return the finding for a shape that no area claims."""
    return problem(
        "boundary_without_area",
        table="boundary",
        source_name=one.source_name,
        subject=subject,
        value=value,
    )


def _without_boundary(polygons: dict[str, BaseGeometry], areas: pd.DataFrame) -> list[Finding]:
    """Return a finding for each area without polygon at the lowest level that has polygons."""
    levels = list(areas.loc[areas["area_code"].isin(list(polygons)), "level"])
    if not levels:
        return []
    most_common = max(set(levels), key=levels.count)
    bare = areas[(areas["level"] == most_common) & ~areas["area_code"].isin(list(polygons))]
    return [
        problem(
            "area_without_boundary",
            table="area",
            source_name=row.source_name,
            source_row=int(row.source_row),
            subject=row.area_name,
            value=row.area_code,
        )
        for row in bare.itertuples()
    ]
