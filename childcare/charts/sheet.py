"""The room a figure has to stand alone (版面): its size, and how many characters a line holds."""

from dataclasses import dataclass
from math import floor

from childcare.analyses.finding import Finding
from childcare.analyses.stamp import Stamp
from childcare.catalog import label
from childcare.catalog.briefing import VIEWS
from childcare.charts.lettering import filled, wrapped
from childcare.charts.theme import LINE, SIZE_SMALL, SIZE_TEXT, SIZE_TITLE, Caption

# A half-width character as a share of the size of type; bold ones are a little wider.
PLAIN, BOLD = 0.52, 0.57
EDGE = 8
# Below this width a figure is set as on a phone.
NARROW = 600


@dataclass(frozen=True)
class Sheet:
    """What one figure is drawn on, in pixels at the usual sizes of type; silent without words."""

    width: int
    height: int
    is_silent: bool = False

    @property
    def is_narrow(self) -> bool:
        """Say whether columns do not fit beside one another."""
        return self.width < NARROW

    @property
    def is_upright(self) -> bool:
        """Say whether a legend stands below what it explains rather than beside it."""
        return self.is_narrow or self.height > self.width

    @property
    def inner_width(self) -> int:
        """Return the width between the margins."""
        return self.width - 2 * EDGE

    def caption(self, finding: Finding, stamp: Stamp, *more: str) -> Caption:
        """Return the words of a finding: its sentence, what is measured, notes and stamp."""
        if self.is_silent:
            return Caption("", "", [], finding.alt, self._lines())
        foot = [*more, *finding.notes, *stamp.lines]
        return Caption(finding.title, finding.subtitle, foot, finding.alt, self._lines())

    def left_for_rows(self, caption: Caption) -> int:
        """Return the height between subtitle and foot note."""
        return self.height - sum(words_height(caption))

    def _lines(self) -> tuple[int, int, int]:
        """Return how many half-width characters a title, a subtitle and a foot note hold."""
        room = self.inner_width
        return (
            characters(room, SIZE_TITLE, BOLD),
            characters(room, SIZE_TEXT),
            characters(room, SIZE_SMALL),
        )


def characters(room: float, size: float, wide: float = PLAIN) -> int:
    """Return how many half-width characters of a size fit into some pixels."""
    return max(floor(room / (size * wide)), 4)


def words_height(caption: Caption) -> tuple[int, int]:
    """Return the margins above and below that the words of a figure take."""
    lines = caption.lines or (1, 1, 1)
    title = wrapped(caption.title, lines[0]).count("<br>") + 1
    subtitle = wrapped(caption.subtitle, lines[1]).count("<br>") + 1
    foot = filled(caption.foot, lines[2]).count("<br>") + 1
    above = 14 + LINE * (title * SIZE_TITLE + subtitle * SIZE_TEXT)
    return round(above), round(14 + LINE * foot * SIZE_SMALL)


def shown_rows(finding: Finding, room: float, row: float) -> int:
    """Return how many rows of a finding are shown: what the view allows and the room holds."""
    allowed = VIEWS[finding.name].most_rows or len(finding.frame)
    return max(1, min(allowed, len(finding.frame), floor(room / row)))


def shown_note(finding: Finding, shown: int) -> list[str]:
    """Return that rows were left out, where some were."""
    total = len(finding.frame)
    return [label("briefing.shown", all=total, shown=shown)] if shown < total else []
