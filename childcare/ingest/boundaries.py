"""Whose polygon is it (边界匹配): by code and name, or by name; never by code against the name."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from childcare.catalog.sources import BoundarySource
from childcare.ingest.codes import without_country
from childcare.ingest.finding import Finding, problem
from childcare.ingest.geojson import Shape, mend
from childcare.ingest.parse import half_width

# Where a name is borne by a township and by villages in it, the polygon is the township's.
_SMALLEST = "community"
# Neighbours drawn separately overlap by a hair; more than this part of the smaller one is wrong.
_OVERLAP_SHARE = 1e-3


@dataclass(frozen=True)
class Matched:
    """One polygon for each area that has one, as handed in, and what was wrong on the way."""

    polygons: dict[str, BaseGeometry]
    findings: list[Finding]


class Register:
    """The areas by code and by name."""

    def __init__(self, areas: pd.DataFrame) -> None:
        """Read the areas once, so that thousands of polygons are matched quickly."""
        self.names: dict[str, str] = dict(zip(areas["area_code"], areas["area_name"], strict=True))
        self._codes: dict[str, list[str]] = defaultdict(list)
        self._smallest = set(areas.loc[areas["level"] == _SMALLEST, "area_code"])
        for code, name in self.names.items():
            self._codes[half_width(name)].append(code)

    def codes_of(self, name: str) -> list[str]:
        """Return the areas of a name; villages only if nothing larger bears it."""
        codes = self._codes.get(half_width(name), [])
        larger = [code for code in codes if code not in self._smallest]
        return larger if len(codes) > 1 and larger else codes


def match_boundaries(shapes: list[Shape], source: BoundarySource, areas: pd.DataFrame) -> Matched:
    """Return the polygon of each area; a contradiction between code and name is a failure."""
    sound, findings = mend(shapes, source.title or source.code)
    register = Register(areas)
    find = _by_name if source.match_by == "name" else _by_code
    parts: dict[str, list[BaseGeometry]] = defaultdict(list)
    for one in sound:
        code, wrong = find(one, source, register)
        findings += wrong
        if code:
            parts[code].append(one.geometry)
    findings += [
        _boundary_problem("boundary_given_twice", sound[0], register.names[code], code)
        for code, several in parts.items()
        if len(several) > 1
    ]
    polygons = {code: shapely.union_all(several) for code, several in parts.items()}
    return Matched(polygons, findings + _without_boundary(polygons, areas))


def overlapping(
    polygons: dict[str, BaseGeometry], areas: pd.DataFrame, source_name: str
) -> list[Finding]:
    """Return a finding for each two areas whose polygons cover the same ground."""
    shapes = np.array(list(polygons.values()))
    if not len(shapes) or shapely.coverage_is_valid(shapes):
        return []
    codes, names = list(polygons), Register(areas).names
    ones, others = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    ones, others = ones[ones < others], others[ones < others]
    shared = shapely.area(shapely.intersection(shapes[ones], shapes[others]))
    smaller = np.minimum(shapely.area(shapes[ones]), shapely.area(shapes[others]))
    return [
        problem(
            "overlapping_boundaries",
            table="boundary",
            source_name=source_name,
            subject=names[codes[ones[pair]]],
            value=names[codes[others[pair]]],
        )
        for pair in np.flatnonzero(shared > _OVERLAP_SHARE * smaller)
    ]


def _by_code(one: Shape, source: BoundarySource, register: Register) -> tuple[str, list[Finding]]:
    """Return the area with the code of a shape, provided the name agrees."""
    written = one.text(source.title) if source.title else ""
    if not one.text(source.code):
        return "", [_lacks(one, source.code, written)]
    given = one.text(source.code)
    # The country's number, 156, stands before the code in some national files.
    codes = [source.prefix + given, source.prefix + without_country(given)]
    code = next((one_of for one_of in codes if one_of in register.names), codes[0])
    expected = register.names.get(code, "")
    if not expected:
        return "", [_boundary_problem("boundary_without_area", one, written or code, code)]
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


def _by_name(one: Shape, source: BoundarySource, register: Register) -> tuple[str, list[Finding]]:
    """Return the area with the name of a shape."""
    written = one.text(source.title)
    if not written:
        return "", [_lacks(one, source.title, "")]
    codes = register.codes_of(source.aliases.get(written, written))
    if len(codes) > 1:
        return "", [_boundary_problem("ambiguous_boundary_name", one, written, ", ".join(codes))]
    if not codes:
        value = one.text(source.code)
        return "", [_boundary_problem("boundary_without_area", one, written, value)]
    return codes[0], []


def _lacks(one: Shape, key: str, subject: str) -> Finding:
    """Return the finding for a shape without the property it is known by."""
    return problem(
        "missing_property",
        table="boundary",
        source_name=one.source_name,
        heading=key,
        subject=subject,
    )


def _boundary_problem(name: str, one: Shape, subject: str, value: str) -> Finding:
    """Return a finding about one shape."""
    return problem(
        name, table="boundary", source_name=one.source_name, subject=subject, value=value
    )


def _without_boundary(polygons: dict[str, BaseGeometry], areas: pd.DataFrame) -> list[Finding]:
    """Return a finding for each area without polygon at the level that most polygons have."""
    has_polygon = areas["area_code"].isin(list(polygons))
    levels = list(areas.loc[has_polygon, "level"])
    if not levels:
        return []
    most_common = max(sorted(set(levels)), key=levels.count)
    bare = areas[(areas["level"] == most_common) & ~has_polygon]
    return [
        problem(
            "area_without_boundary",
            table="area",
            source_name=row["source_name"],
            source_row=int(row["source_row"]),
            subject=row["area_name"],
            value=row["area_code"],
        )
        for row in bare.to_dict("records")
    ]
