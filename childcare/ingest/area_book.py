"""The areas as people may write them (区域名册): by code, by name, by likeness, in longer text."""

from collections import defaultdict
from collections.abc import Collection, Iterable

import pandas as pd

from childcare.catalog import CATEGORIES
from childcare.ingest.area_key import Core, core_of, exact_key, likeness, plain_key
from childcare.ingest.codes import without_country

# Where a name is borne by a township and by villages in it, the township is meant.
_SMALLEST = list(CATEGORIES["level"])[-1]
# Statistical codes have 6 digits for a county, 9 for a township, 12 with zeros or a village.
_COUNTY_DIGITS, _TOWNSHIP_DIGITS, _LONGEST = 6, 9, 12
_SHORTEST_IN_TEXT = 2


class AreaBook:
    """Every area, ready to be asked for; made once, so that thousands are asked quickly."""

    def __init__(self, areas: pd.DataFrame, levels: Collection[str] = ()) -> None:
        """Read the areas (area_code, area_name, level, parent_code).

        With ``levels`` only areas of these are ever found by name; the others tell where they lie.
        """
        self.names: dict[str, str] = dict(zip(areas["area_code"], areas["area_name"], strict=True))
        self._parents = areas.set_index("area_code")["parent_code"].dropna().to_dict()
        is_wanted = areas["level"].isin(levels or list(CATEGORIES["level"]))
        self._wanted = set(areas.loc[is_wanted, "area_code"])
        self._above = set(self._parents.values())
        self._smallest = set(areas.loc[areas["level"] == _SMALLEST, "area_code"])
        self._divided = {self._parents.get(code) for code in self._wanted - self._smallest}
        self._exact: dict[str, list[str]] = defaultdict(list)
        self._plain: dict[str, list[str]] = defaultdict(list)
        self._alike: dict[str, list[str]] = defaultdict(list)
        self.cores: dict[str, Core] = {}
        for code, name in self.names.items():
            plain = plain_key(name)
            self.cores[code] = core_of(plain)
            self._exact[exact_key(name)].append(code)
            self._plain[plain].append(code)
            self._alike[self.cores[code].text].append(code)
        self._counties = {code[:_COUNTY_DIGITS] for code in self.names if _is_national(code)}
        self._longest = max(map(len, self._plain), default=0)

    def upwards(self, code: str) -> list[str]:
        """Return an area and those above it, the nearest first."""
        line = [code]
        while (above := self._parents.get(line[-1])) and above not in line:
            line.append(above)
        return line

    def parent_name(self, code: str) -> str:
        """Return the name of the area above; empty where there is none."""
        return self.names.get(self._parents.get(code, ""), "")

    def is_smallest(self, code: str) -> bool:
        """Say whether an area is a village or community."""
        return code in self._smallest

    def by_code(self, code: str, prefix: str = "") -> str:
        """Return the area of a written code, however long it was written; empty if there is none.

        The country's number, 156, stands before the code in some national files; the zeros that
        make it 12 digits stand behind it in others.
        """
        for given in (code, without_country(code)):
            bare = given.rstrip("0") if _is_national(given) else given
            lengths = [bare.ljust(n, "0") for n in (_COUNTY_DIGITS, _TOWNSHIP_DIGITS, _LONGEST)]
            spelt = [given, *(lengths if given.isdigit() and len(given) >= _COUNTY_DIGITS else [])]
            for one in spelt:
                if prefix + one in self.names:
                    return prefix + one
        return ""

    def is_from_elsewhere(self, code: str) -> bool:
        """Say whether a code is of a county of which the list holds no area."""
        given = without_country(code)
        return (
            _is_national(given)
            and bool(self._counties)
            and given[:_COUNTY_DIGITS] not in self._counties
        )

    def in_county_of(self, code: str, found: list[str]) -> list[str]:
        """Return which of some areas lie in the county of a written code; all if none does."""
        given = without_country(code)
        if len(found) < 2 or not _is_national(given):
            return found
        return [one for one in found if one[:_COUNTY_DIGITS] == given[:_COUNTY_DIGITS]] or found

    def called(self, name: str) -> list[str]:
        """Return the areas of just this name; villages only if nothing larger bears it."""
        return self._without_villages(self._exact.get(exact_key(name), []))

    def larger_of(self, text: str) -> list[str]:
        """Return the areas above others of which a text is just the name."""
        return [code for code in self._exact.get(exact_key(text), []) if code in self._above]

    def larger_alike(self, text: str) -> list[str]:
        """Return the areas above others whose name is like a text: 汶上 is 汶上县."""
        found = self._alike.get(core_of(plain_key(text)).text, [])
        return [code for code in found if code in self._above]

    def innermost(self, codes: Collection[str]) -> tuple[str, ...]:
        """Return areas without those that lie above others of them."""
        above = {one for code in codes for one in self.upwards(code)[1:]}
        return tuple(code for code in dict.fromkeys(codes) if code not in above)

    def called_alike(self, name: str) -> list[str]:
        """Return the areas whose name is this one in other characters, or without its rank.

        A name before which the names of the areas above it stand (汶上县中都街道) is taken apart.
        """
        plain = plain_key(name)
        rest, above = self._without_larger(plain)
        for one, larger in ((plain, set[str]()), (rest, above)):
            if found := self._plain.get(one):
                return self._without_villages(self.within(found, larger))
        found = self._alike.get(self.core(name).text, [])
        return self._without_villages(self.within(found, above))

    def core(self, name: str) -> Core:
        """Return the core of a written name, the names of larger areas before it taken off."""
        plain = plain_key(name)
        rest = plain if plain in self._plain else self._without_larger(plain)[0]
        # 西城区 may be what is left of 西城区街道: then its 区 is no rank.
        return Core(rest) if rest in self._alike else core_of(rest)

    def in_text(self, text: str) -> list[str]:
        """Return the areas whose whole name stands in a longer text, the longest names first.

        Names are looked for, not patterns: 平镇区 is found whole, never cut at its 镇. Areas
        that stand above another one found are left out: they only say where that one lies.
        """
        plain = plain_key(text)
        found: list[str] = []
        for length in range(min(self._longest, len(plain)), _SHORTEST_IN_TEXT - 1, -1):
            for start in range(len(plain) - length + 1):
                piece = plain[start : start + length]
                if codes := self._plain.get(piece):
                    found += codes
                    # What a longer name has taken is of no shorter one.
                    plain = plain[:start] + "\0" * length + plain[start + length :]
        areas = self._wanted_of(self._innermost(found))
        # A county in an address does not say in which of its townships the place lies.
        return [code for code in areas if code not in self._divided]

    def like(self, name: str, among: Collection[str], least: float) -> list[str]:
        """Return those of some areas whose core is like that of a name, the likest first."""
        core = self.core(name).text
        marks = {code: likeness(core, self.cores[code].text) for code in among}
        near = [code for code, mark in marks.items() if mark >= least]
        return sorted(near, key=lambda code: (-marks[code], code))

    def within(self, codes: Iterable[str], larger: Collection[str]) -> list[str]:
        """Return the areas that lie in one of some larger ones; all where none is given."""
        return [code for code in codes if not larger or set(self.upwards(code)) & set(larger)]

    def _innermost(self, found: list[str]) -> list[str]:
        """Return areas without those above others, and of one name those below others."""
        above = {one for code in found for one in self.upwards(code)[1:]}
        inner = [code for code in dict.fromkeys(found) if code not in above]
        tops = [code for code in found if code in above]
        lower = [code for code in inner if not tops or set(self.upwards(code)) & set(tops)]
        return lower or inner

    def _without_larger(self, plain: str) -> tuple[str, set[str]]:
        """Return a plain name without the name of a larger area before it, and those areas."""
        for end in range(min(self._longest, len(plain) - 1), 1, -1):
            above = [one for one in self._plain.get(plain[:end], []) if not self.is_smallest(one)]
            if above and core_of(plain[end:]).text != plain[end:]:
                rest, nearer = self._without_larger(plain[end:])
                return rest, nearer or set(above)
        return plain, set()

    def _wanted_of(self, codes: Iterable[str]) -> list[str]:
        """Return areas of the levels asked for: each itself, or the nearest such above it."""
        lines = ((one for one in self.upwards(code) if one in self._wanted) for code in codes)
        return list(dict.fromkeys(filter(None, (next(line, "") for line in lines))))

    def _without_villages(self, found: list[str]) -> list[str]:
        codes = [code for code in found if code in self._wanted]
        larger = [code for code in codes if code not in self._smallest]
        return larger if len(codes) > 1 and larger else codes


def _is_national(code: str) -> bool:
    """Say whether a code has the form of the statistical code of a township or village."""
    return code.isdigit() and len(code) in (_TOWNSHIP_DIGITS, _LONGEST)
