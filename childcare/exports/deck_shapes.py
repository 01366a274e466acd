"""Shapes of a slide written directly (形状): many at once, each with a name and an alt text.

The library searches the whole slide for a free number at every shape, which takes minutes where
a map has thousands; here numbers are counted on.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from xml.sax.saxutils import quoteattr

import numpy as np
import shapely
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from childcare.charts.theme import GROUND, MUTED
from childcare.exports.deck_measure import Box

EMU = 12_700  # per point
GRAIN = 127  # EMU: coordinates are kept to a hundredth of a point
FIRST_NUMBER = 10_000
# How the patterns of charts/theme.py are called in office files.
PATTERNS = {"diagonal": "wdUpDiag", "dots": "pct10"}


@dataclass(frozen=True)
class Look:
    """How a shape is filled and outlined; an empty colour is none, ``line`` in points."""

    fill: str = ""
    pattern: str = ""
    outline: str = GROUND
    line: float = 0.6


@dataclass
class Group:
    """Shapes that are moved together, with one alt text for all."""

    name: str
    alt: str
    box: Box
    members: list[str] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: count(FIRST_NUMBER))

    def polygon(self, shape: shapely.Geometry, name: str, alt: str, look: Look) -> None:
        """Add an area; ``shape`` is in points on the slide, downwards."""
        rings = [np.round(ring * (EMU / GRAIN)).astype("int64") for ring in _rings(shape)]
        if not rings:
            return
        corner = np.min([ring.min(axis=0) for ring in rings], axis=0)
        size = np.max([ring.max(axis=0) for ring in rings], axis=0) - corner
        paths = "".join(_path(ring - corner) for ring in rings)
        form = (
            "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
            '<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
            f'<a:path w="{size[0]}" h="{size[1]}">{paths}</a:path></a:pathLst></a:custGeom>'
        )
        self._add(name, alt, corner * GRAIN, size * GRAIN, form, look)

    def dot(self, x: float, y: float, size: float, name: str, alt: str, look: Look) -> None:
        """Add a circle around a point."""
        form = '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>'
        corner = np.array([x - size / 2, y - size / 2]) * EMU
        self._add(name, alt, corner, np.array([size, size]) * EMU, form, look)

    def rectangle(self, box: Box, name: str, alt: str, look: Look) -> None:
        """Add a rectangle."""
        form = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        corner, size = np.array([box.left, box.top]), np.array([box.width, box.height])
        self._add(name, alt, corner * EMU, size * EMU, form, look)

    def put(self, shapes: Any) -> Any:
        """Add the group to a slide and return it as the library knows it."""
        box = self.box
        place = (
            f'x="{round(box.left * EMU)}" y="{round(box.top * EMU)}"',
            f'cx="{round(box.width * EMU)}" cy="{round(box.height * EMU)}"',
        )
        shapes._spTree.append(
            parse_xml(
                f"<p:grpSp {nsdecls('p', 'a')}><p:nvGrpSpPr>{_named(next(self.numbers), self)}"
                "<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>"
                f"<a:off {place[0]}/><a:ext {place[1]}/><a:chOff {place[0]}/><a:chExt {place[1]}/>"
                f"</a:xfrm></p:grpSpPr>{''.join(self.members)}</p:grpSp>"
            )
        )
        return shapes[-1]

    def _add(
        self, name: str, alt: str, corner: np.ndarray, size: np.ndarray, form: str, look: Look
    ) -> None:
        x, y = (round(float(number)) for number in corner)
        wide, high = (round(float(number)) for number in size)
        number = next(self.numbers)
        self.members.append(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(name)} '
            f"descr={quoteattr(alt)}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>"
            f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
            f"{form}{_fill(look)}{_outline(look)}</p:spPr></p:sp>"
        )


def line(shapes: Any, start: tuple[float, float], end: tuple[float, float], look: Look) -> Any:
    """Add a straight line between two points of a slide."""
    (x, y), (to_x, to_y) = start, end
    connector = shapes.add_connector(1, Pt(x), Pt(y), Pt(to_x), Pt(to_y))
    style = connector._element.find(".//{*}style")
    if style is not None:
        connector._element.remove(style)
    properties = connector._element.spPr
    properties.append(parse_xml(_outline(look).replace("<a:ln ", f"<a:ln {nsdecls('a')} ", 1)))
    return connector


def describe(shape: Any, alt: str, name: str = "") -> None:
    """Give a chart or a table its alt text, read to somebody who cannot see it."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("descr", alt)
    if name:
        properties.set("name", name)


def _named(number: int, group: Group) -> str:
    name, alt = quoteattr(group.name), quoteattr(group.alt)
    return f'<p:cNvPr id="{number}" name={name} descr={alt}/>'


def _rings(shape: shapely.Geometry) -> list[np.ndarray]:
    """Return every ring of an area, holes among them: overlapping rings leave a hole."""
    parts = [part for part in shapely.get_parts(shape) if not part.is_empty]
    polygons = [part for part in parts if part.geom_type == "Polygon"]
    return [
        shapely.get_coordinates(ring)
        for polygon in polygons
        for ring in (polygon.exterior, *polygon.interiors)
    ]


def _path(ring: np.ndarray) -> str:
    (x, y), *rest = ring[:-1].tolist()
    lines = "".join(f'<a:lnTo><a:pt x="{to_x}" y="{to_y}"/></a:lnTo>' for to_x, to_y in rest)
    return f'<a:moveTo><a:pt x="{x}" y="{y}"/></a:moveTo>{lines}<a:close/>'


def _fill(look: Look) -> str:
    if not look.fill:
        return "<a:noFill/>"
    if look.pattern:
        return (
            f'<a:pattFill prst="{PATTERNS[look.pattern]}"><a:fgClr>{_colour(MUTED)}</a:fgClr>'
            f"<a:bgClr>{_colour(look.fill)}</a:bgClr></a:pattFill>"
        )
    return f"<a:solidFill>{_colour(look.fill)}</a:solidFill>"


def _outline(look: Look) -> str:
    if not look.outline or not look.line:
        return "<a:ln ><a:noFill/></a:ln>"
    return (
        f'<a:ln w="{round(look.line * EMU)}"><a:solidFill>{_colour(look.outline)}</a:solidFill>'
        "<a:round/></a:ln>"
    )


def _colour(colour: str) -> str:
    return f'<a:srgbClr val="{colour.lstrip("#").upper()}"/>'
