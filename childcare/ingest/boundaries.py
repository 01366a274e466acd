"""Whose polygon is it (边界匹配): by code and name, or by name; never by code against the name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from childcare.catalog.sources import BoundarySource
from childcare.ingest.area_book import AreaBook
from childcare.ingest.area_match import MATCHED, UNSURE, Matcher, Written
from childcare.ingest.boundary_report import report_findings
from childcare.ingest.finding import Finding, problem
from childcare.ingest.geojson import Shape, mend
from childcare.ingest.match_report import BOUNDARY, MatchedArea, answer_keys

# Neighbours drawn separately overlap by a hair; more than this part of the smaller one is wrong.
_OVERLAP_SHARE = 1e-3


@dataclass(frozen=True)
class Matched:
    """One polygon for each area that has one, as handed in, and what was wrong on the way."""

    polygons: dict[str, BaseGeometry]
    findings: list[Finding]
    matches: list[MatchedArea] = field(default_factory=list)


@dataclass(frozen=True)
class FormerAreas:
    """Areas that are gone (原区划): today's code and the former name, by former code."""

    codes: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


def match_boundaries(
    shapes: list[Shape],
    source: BoundarySource,
    areas: pd.DataFrame,
    former: FormerAreas | None = None,
) -> Matched:
    """Return the polygon of each area, and the report on every shape.

    What is in doubt is a failure until the sources file answers it; a shape that is no area's is
    mentioned. Several shapes of one area are joined, and mentioned.
    """
    sound, findings = mend(shapes, source.title or source.code)
    book = AreaBook(areas)
    kept = [one for one in sound if _is_named(one, source)]
    findings += [_lacks(one, source) for one in sound if not _is_named(one, source)]
    written = [_written(one, source, book) for one in kept]
    known = former or FormerAreas()
    by_name = source.match_by == "name"
    matcher = Matcher(book, source.aliases, by_name, known.codes, known.names)
    found = matcher.match_all(written)
    keys = answer_keys(written)
    matches = [
        MatchedArea(BOUNDARY, shape.source_name, one, match, key)
        for shape, one, match, key in zip(kept, written, found, keys, strict=True)
    ]
    parts: dict[str, list[BaseGeometry]] = defaultdict(list)
    for shape, match in zip(kept, found, strict=True):
        if match.status == MATCHED:
            parts[match.area_code].append(shape.geometry)
    polygons = {code: shapely.union_all(several) for code, several in parts.items()}
    findings += report_findings(matches, book)
    return Matched(polygons, findings, matches)


def overlapping(
    polygons: dict[str, BaseGeometry], areas: pd.DataFrame, files: Mapping[str, str]
) -> list[Finding]:
    """Return a finding for each two areas whose polygons cover the same ground.

    ``files`` names the file of each polygon.
    """
    shapes = np.array(list(polygons.values()))
    if not len(shapes) or shapely.coverage_is_valid(shapes):
        return []
    codes = list(polygons)
    names = dict(zip(areas["area_code"], areas["area_name"], strict=True))
    ones, others = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    ones, others = ones[ones < others], others[ones < others]
    shared = shapely.area(shapely.intersection(shapes[ones], shapes[others]))
    smaller = np.minimum(shapely.area(shapes[ones]), shapely.area(shapes[others]))
    return [
        problem(
            "overlapping_boundaries",
            table=BOUNDARY,
            source_name=files[codes[others[pair]]],
            subject=names[codes[ones[pair]]],
            value=names[codes[others[pair]]],
        )
        for pair in np.flatnonzero(shared > _OVERLAP_SHARE * smaller)
    ]


def _written(one: Shape, source: BoundarySource, book: AreaBook) -> Written:
    """Return the code and the name of a shape, and the larger areas that other properties name."""
    others = (one.text(key) for key in one.properties if key not in (source.code, source.title))
    larger = [code for text in others if text for code in book.larger_of(text)]
    name = one.text(source.title) if source.title else ""
    return Written(one.text(source.code), name, book.innermost(larger), source.prefix)


def _is_named(one: Shape, source: BoundarySource) -> bool:
    """Say whether a shape has the property that it is known by."""
    needed = source.title if source.match_by == "name" else source.code
    return bool(one.text(needed) or (source.title and one.text(source.title)))


def _lacks(one: Shape, source: BoundarySource) -> Finding:
    """Return the finding for a shape without the property it is known by."""
    by_name = source.match_by == "name"
    return problem(
        "missing_property",
        table=BOUNDARY,
        source_name=one.source_name,
        heading=source.title if by_name else source.code,
    )


def without_boundary(
    polygons: dict[str, BaseGeometry], areas: pd.DataFrame, matches: Iterable[MatchedArea]
) -> list[Finding]:
    """Return a finding for each area without polygon at the level that most polygons have.

    Of an area that a shape may be, nothing is said before the question is answered.
    """
    unsure = (one.match for one in matches if one.match.status == UNSURE)
    asked = {code for match in unsure for code in match.candidates}
    has_polygon = areas["area_code"].isin(list(polygons))
    levels = list(areas.loc[has_polygon, "level"])
    if not levels:
        return []
    most_common = max(sorted(set(levels)), key=levels.count)
    is_asked = areas["area_code"].isin(list(asked))
    bare = areas[(areas["level"] == most_common) & ~has_polygon & ~is_asked]
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
