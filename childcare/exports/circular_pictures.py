"""The pictures of a circular (通报插图): map, course and ranking, drawn by one browser."""

from collections.abc import Sequence

from childcare.analyses.finding import Finding
from childcare.analyses.geometry import Geometry
from childcare.analyses.stamp import Stamp
from childcare.catalog import briefing, label
from childcare.catalog.circular import PICTURE
from childcare.exports.picture_browser import PictureError
from childcare.exports.pictures import Tell, Wish, pictures

KINDS = (briefing.MAP, briefing.TREND, briefing.RANKING)


def circular_pictures(
    findings: Sequence[Finding], stamp: Stamp, geometry: Geometry, tell: Tell
) -> tuple[dict[str, bytes], str]:
    """Return PNG by name of a view, and why there are none, which is empty where there are.

    Without a browser a circular has its tables only; nothing else depends on it.
    """
    first = {one.kind: one for one in reversed(findings) if not one.is_change}
    views = tuple(first[kind].name for kind in KINDS if kind in first)
    if not views:
        return {}, ""
    wish = Wish(PICTURE, formats=("png",), views=views, with_words=False)
    try:
        made = list(pictures(findings, stamp, geometry, wish, tell))
    except PictureError as error:
        return {}, label("circular.no_pictures", why=error)
    return {picture.finding.name: picture.files["png"] for picture in made}, ""
