"""Reading all boundary files of a folder (边界文件): a later round's polygon takes the place."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pandas as pd
from shapely.geometry.base import BaseGeometry

from childcare.catalog import label
from childcare.catalog.sources import BoundarySource
from childcare.ingest.boundaries import (
    FormerAreas,
    Matched,
    match_boundaries,
    overlapping,
    without_boundary,
)
from childcare.ingest.finding import BadInputError, Finding, problem
from childcare.ingest.map_tables import lowest_polygons
from childcare.ingest.match_report import BOUNDARY, MatchedArea
from childcare.ingest.shape_file import read_shape_file, settle_properties


def read_boundaries(
    paths: Sequence[Path],
    source: BoundarySource,
    areas: pd.DataFrame,
    former: FormerAreas,
    rounds: Mapping[str, int],
    tell: Callable[[str], None],
) -> Matched:
    """Return the polygon of each area from all files, and what was wrong on the way.

    Args:
        paths: the files.
        source: what is declared of them.
        areas: the area table.
        former: areas that are gone.
        rounds: round of each file that is not of the first one (0); of one area the polygon of
            the latest round counts.
        tell: is told how many shapes there are.
    """
    polygons: dict[str, BaseGeometry] = {}
    files: dict[str, str] = {}
    findings: list[Finding] = []
    matches: list[MatchedArea] = []
    for path in sorted(paths, key=lambda one: rounds.get(one.name, 0)):
        matched = _of_one_file(path, source, areas, former, tell)
        findings += matched.findings + _replaced(matched, path.name, files, rounds)
        matches += matched.matches
        # The later come last, so that what they overlap is said of them.
        polygons = {c: p for c, p in polygons.items() if c not in matched.polygons}
        polygons |= matched.polygons
        files |= dict.fromkeys(matched.polygons, path.name)
    findings += without_boundary(polygons, areas, matches)
    findings += overlapping(lowest_polygons(polygons, areas), areas, files)
    return Matched(polygons, findings, matches)


def _of_one_file(
    path: Path,
    source: BoundarySource,
    areas: pd.DataFrame,
    former: FormerAreas,
    tell: Callable[[str], None],
) -> Matched:
    """Return the polygons of one file; one that cannot be read has none."""
    try:
        read = read_shape_file(path, source)
    except BadInputError as error:
        return Matched({}, error.findings)
    tell(label("ingest.step_boundaries", count=len(read.shapes)))
    settled, guessed = settle_properties(read.shapes, source)
    matched = match_boundaries(read.shapes, settled, areas, former)
    found = [*read.findings, *guessed, *matched.findings]
    return Matched(matched.polygons, found, matched.matches)


def _replaced(
    matched: Matched, name: str, files: Mapping[str, str], rounds: Mapping[str, int]
) -> list[Finding]:
    """Return one finding on the polygons that take the place of an earlier round's."""
    own = rounds.get(name, 0)
    count = sum(code in files and rounds.get(files[code], 0) < own for code in matched.polygons)
    if not count:
        return []
    return [problem("rows_replaced", table=BOUNDARY, source_name=name, value=str(count))]
