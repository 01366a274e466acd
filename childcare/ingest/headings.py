"""Which column does a heading mean (表头识别)? Declared words decide, doubt is asked."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from childcare.catalog import COLUMNS
from childcare.catalog.cell_words import CELL_WORDS
from childcare.catalog.sources import TableSource
from childcare.ingest.named_columns import with_names

_BRACKETS = re.compile(r"[(\[{<\u3010](.*?)[)\]}>\u3011]")
_ORNAMENT = re.compile(r"[*#:\u3001\"'\u2018\u2019\u201c\u201d]+")
# A word of one sign stands in too many others to mean anything.
_SHORTEST = 2
_MOST_SUGGESTED = 3
DECLARED, LABEL, SYNONYM = "declared", "label", "synonym"
_SURENESS = (DECLARED, LABEL, SYNONYM)


def tidy_heading(heading: object) -> str:
    """Return a heading without line breaks and doubled or outer spaces."""
    return " ".join(str(heading).split())


def plain_heading(heading: str) -> str:
    """Return a heading in lower case, half-width, without spaces and ornaments."""
    wide = unicodedata.normalize("NFKC", heading)
    return _ORNAMENT.sub("", "".join(wide.split())).lower()


def factor_of(unit: str) -> int | None:
    """Return by what a unit multiplies (万人: 10,000; 个: 1), or None if it is no unit."""
    if unit in CELL_WORDS.units or unit in CELL_WORDS.harmless or unit == "%":
        return 1
    for word, factor in CELL_WORDS.factors.items():
        if unit == word or (unit.startswith(word) and unit[len(word) :] in CELL_WORDS.units):
            return factor
    return None


def split_unit(heading: str) -> tuple[str, int]:
    """Return a plain heading without brackets that hold a unit, and by what the unit multiplies.

    Brackets that hold anything else stay: they change what the heading means.
    """
    factor = 1
    bare = plain_heading(heading)
    for bracket in list(_BRACKETS.finditer(bare)):
        inside = factor_of(bracket[1].removeprefix(CELL_WORDS.unit_title))
        if inside is not None:
            bare = bare.replace(bracket[0], "")
            factor *= inside
    return bare, factor


@dataclass(frozen=True)
class Meaning:
    """What a heading may mean, and how surely; ``factor`` is that of a unit in brackets."""

    columns: tuple[str, ...] = ()
    how: str = ""
    factor: int = 1


@dataclass(frozen=True)
class Match:
    """The heading of each column, how it was found, and the headings nobody could place."""

    chosen: dict[str, str] = field(default_factory=dict)
    how: dict[str, str] = field(default_factory=dict)
    factors: dict[str, int] = field(default_factory=dict)
    # A heading that could mean any of several columns.
    several: dict[str, tuple[str, ...]] = field(default_factory=dict)
    # A column that any of several headings could mean.
    rivals: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unread: tuple[str, ...] = ()


class HeadingBook:
    """Every way in which the headings of one table may be written."""

    def __init__(self, source: TableSource, columns: Collection[str]) -> None:
        """Collect the declared headings, our own, and their synonyms."""
        columns = with_names(source.name, columns)
        self._columns = [name for name in columns if name in COLUMNS]
        summed = [heading for one in source.added_up() for heading in (*one.columns, one.when)]
        flagged = [heading for added in source.flags.values() for heading in added]
        foreign = {*summed, *flagged, *source.keep, source.locate_by} - {""}
        self.foreign = {tidy_heading(heading) for heading in foreign}
        self._declared = {
            tidy_heading(heading): name
            for heading, name in {**source.answers, **source.columns}.items()
            if name in columns
        }
        # What was answered with nothing is no column of ours.
        self._ignored = {tidy_heading(one) for one, name in source.answers.items() if not name}
        self._labels: dict[str, str] = {}
        self._synonyms: dict[str, set[str]] = defaultdict(set)
        # An answer is for the files that have its heading; the others keep their usual ones.
        taken = {name for name in source.columns.values() if name in columns}
        for name in self._columns:
            if name in taken:
                continue
            self._labels |= {plain_heading(label): name for label in self._labels_of(name)}
            for word in (*COLUMNS[name].synonyms, name):
                self._synonyms[plain_heading(word)].add(name)
        self._points = {plain_heading(word) for word in CELL_WORDS.points}
        self._holds_points = {"longitude", "latitude"} <= set(columns)

    @staticmethod
    def _labels_of(name: str) -> tuple[str, str]:
        return COLUMNS[name].label_zh, COLUMNS[name].label_en

    def meaning(self, heading: str) -> Meaning:
        """Return what a heading may mean."""
        tidy = tidy_heading(heading)
        if tidy in self._ignored:
            return Meaning()
        if tidy in self._declared:
            return Meaning((self._declared[tidy],), DECLARED, split_unit(tidy)[1])
        bare, factor = split_unit(tidy)
        for text, times in ((plain_heading(tidy), 1), (bare, factor)):
            if text in self._labels:
                return Meaning((self._labels[text],), LABEL, times)
            if text in self._synonyms:
                return Meaning(tuple(sorted(self._synonyms[text])), SYNONYM, times)
        return Meaning()

    def knows(self, heading: str) -> bool:
        """Say whether a heading belongs to the table."""
        tidy = tidy_heading(heading)
        return bool(tidy in self.foreign or self.meaning(tidy).columns or self.is_point(tidy))

    def is_point(self, heading: str) -> bool:
        """Say whether a heading stands over longitude and latitude in one cell."""
        return self._holds_points and plain_heading(heading) in self._points

    def examples(self) -> list[str]:
        """Return headings to name when none was found."""
        own = [self._labels_of(name)[0] for name in self._columns]
        return sorted([*self._declared, *self.foreign]) or own

    def alike(self, heading: str) -> list[str]:
        """Return the columns whose labels or synonyms contain a heading, or are part of it."""
        bare, _ = split_unit(heading)
        if len(bare) < _SHORTEST:
            return []
        words = [(word, name) for word, name in self._labels.items()]
        words += [(word, name) for word, names in self._synonyms.items() for name in names]
        found = {
            name: min(abs(len(word) - len(bare)), 99)
            for word, name in sorted(words, key=lambda one: -abs(len(one[0]) - len(bare)))
            if len(word) >= _SHORTEST and (word in bare or bare in word)
        }
        return sorted(found, key=lambda name: found[name])[:_MOST_SUGGESTED]

    def match(self, headings: Collection[str]) -> Match:
        """Return the heading of each column; a column with two equally sure ones has none."""
        meanings = {heading: self.meaning(heading) for heading in headings if heading}
        single = {h: one for h, one in meanings.items() if len(one.columns) == 1}
        result = Match()
        for name in self._columns:
            own = [heading for heading, one in single.items() if one.columns == (name,)]
            best = min((_SURENESS.index(single[heading].how) for heading in own), default=0)
            sure = [heading for heading in own if single[heading].how == _SURENESS[best]]
            if best == _SURENESS.index(LABEL):
                # A file in two languages has each label once; the Chinese one counts.
                exact = [label for label in self._labels_of(name) if label in sure]
                sure = exact[:1] or sure
            if len(sure) > 1:
                result.rivals[name] = tuple(sure)
            elif sure:
                result.chosen[name] = sure[0]
                result.how[name] = single[sure[0]].how
                result.factors[name] = single[sure[0]].factor
        several = {h: one.columns for h, one in meanings.items() if len(one.columns) > 1}
        result.several.update(several)
        used = {*result.chosen.values(), *several, *self.foreign, *self._ignored}
        used |= {heading for rivals in result.rivals.values() for heading in rivals}
        unread = tuple(h for h in meanings if h not in used and not self.is_point(h))
        return Match(
            result.chosen, result.how, result.factors, result.several, result.rivals, unread
        )
