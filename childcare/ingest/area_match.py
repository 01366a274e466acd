"""Which area is meant by a written code and name (区域匹配)? Certain, to be asked, or none.

A code and a name are two witnesses. Together they are believed; where they contradict each other,
or where a name fits several areas, people are asked. Likeness alone never decides.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from childcare.ingest.area_book import AreaBook
from childcare.ingest.area_key import exact_key, plain_key

# The three words of a report: 已匹配, 待确认, 未匹配.
MATCHED, UNSURE, UNMATCHED = "matched", "unsure", "unmatched"
# Ways that leave no doubt; the other ways of a match are said.
CERTAIN = ("code_and_name", "code", "former_code", "name", "answered")
NOT_OURS = "not_ours"
# So much of two cores must be the same before one is shown beside the other, or asked about.
_SHOWN, _ASKED = 0.5, 0.6
_MOST_CANDIDATES = 5
# With more areas than this without a shape, most of them are simply not in the file.
_MOST_COMPARED = 2000


@dataclass(frozen=True)
class Written:
    """An area as a file writes it: a code, a name, and the larger areas that it is said to be in.

    ``prefix`` is what the list of areas puts before the codes of the file.
    """

    code: str = ""
    name: str = ""
    within: tuple[str, ...] = ()
    prefix: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys under which an answer may stand, the most particular first."""
        return tuple(filter(None, (f"{self.code} {self.name}".strip(), self.name or self.code)))


@dataclass(frozen=True)
class AreaMatch:
    """What became of a written area: the status, how it was found, and whom it may be."""

    status: str
    how: str
    area_code: str = ""
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Matcher:
    """Matches written areas against the list of areas.

    Attributes:
        book: the areas.
        answers: what people have said: a written name (or code, or both) and the name or code of
            its area; empty for none of ours.
        by_name: whether codes are left out of account, because they are old or made up.
        former: today's code of areas that are gone, by their former code.
        former_names: what those were called.
        in_rows: whether rows of tables are matched. They may name a larger area than their code;
            and a former area stays one, since its history is carried over later.
    """

    book: AreaBook
    answers: Mapping[str, str] = field(default_factory=dict)
    by_name: bool = False
    former: Mapping[str, str] = field(default_factory=dict)
    former_names: Mapping[str, str] = field(default_factory=dict)
    in_rows: bool = False

    def match(self, written: Written) -> AreaMatch:
        """Return what one written code and name means, without a look at the others."""
        answer = next((self.answers[key] for key in written.keys if key in self.answers), None)
        if answer is not None:
            return self._answered(answer, written)
        own = "" if self.by_name else self.book.by_code(written.code, written.prefix)
        if own:
            return self._by_code(own, written)
        if not self.by_name and written.code in {*self.former, *self.former_names}:
            return self._by_former_code(written)
        if not written.name:
            return AreaMatch(UNMATCHED, "unknown")
        return self._by_name(written)

    def match_all(self, written: Sequence[Written]) -> list[AreaMatch]:
        """Return what each shape of one file means; two of them do not become one in silence."""
        found = [self.match(one) for one in written]
        claims: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(found):
            if one.status == MATCHED:
                claims[one.area_code].append(place)
        for code, places in claims.items():
            sure = [place for place in places if found[place].how in CERTAIN]
            names = {exact_key(written[place].name) for place in places}
            if len(names) == 1 or len(sure) == len(places):
                continue
            for place in set(places) - set(sure):
                found[place] = AreaMatch(UNSURE, "rivals", candidates=(code,))
        free = self._free(set(claims))
        return [self._second_look(one, two, free) for one, two in zip(written, found, strict=True)]

    def _answered(self, answer: str, written: Written) -> AreaMatch:
        """Return what people have said of a writing."""
        if not answer:
            return AreaMatch(UNMATCHED, NOT_OURS)
        if answer in self.book.names:
            return AreaMatch(MATCHED, "answered", answer)
        named = self.book.within(self.book.called(answer), written.within)
        named = self.book.in_county_of(written.code, named)
        if len(named) == 1:
            return AreaMatch(MATCHED, "answered", named[0])
        return AreaMatch(UNSURE, "unknown_answer", candidates=tuple(named[:_MOST_CANDIDATES]))

    def _by_code(self, own: str, written: Written) -> AreaMatch:
        """Return the area of a known code, unless the name speaks against it."""
        outside = written.within and not self.book.within([own], written.within)
        if not written.name and not outside:
            return AreaMatch(MATCHED, "code", own)
        exact = self.book.called(written.name)
        if self.in_rows and set(exact) & set(self.book.upwards(own)[1:]):
            return AreaMatch(MATCHED, "code", own)
        alike = self.book.called_alike(written.name)
        if outside:
            return AreaMatch(UNSURE, "contradiction", candidates=_first(exact, [own]))
        if own in exact:
            return AreaMatch(MATCHED, "code_and_name", own)
        if not exact and (own in alike or self.book.in_text(written.name) == [own]):
            return AreaMatch(MATCHED, "code_and_like_name", own)
        return AreaMatch(UNSURE, "contradiction", candidates=_first(exact or alike, [own]))

    def _by_former_code(self, written: Written) -> AreaMatch:
        """Return what a former area has become, unless the name is neither the old nor the new."""
        code = written.code
        own = code if self.in_rows else self.former.get(code, "")
        is_former = plain_key(written.name) in ("", plain_key(self.former_names.get(code, "")))
        if is_former or self.former.get(code) in self.book.called_alike(written.name):
            # A former area that was split has no successor whose shape this could be.
            return AreaMatch(MATCHED, "former_code", own) if own else AreaMatch(UNMATCHED, "split")
        named = self.book.called(written.name) or self.book.called_alike(written.name)
        return AreaMatch(UNSURE, "contradiction", candidates=_first(named, filter(None, [own])))

    def _formerly(self, name: str) -> list[str]:
        """Return the areas, of today or in rows former ones, that once bore just this name."""
        codes = [
            c for c, former in self.former_names.items() if exact_key(former) == exact_key(name)
        ]
        return codes if self.in_rows else list(filter(None, map(self.former.get, codes)))

    def _by_name(self, written: Written) -> AreaMatch:
        """Return the area of a name alone: the same name, one like it, one in a longer text."""
        book = self.book
        alike = book.called_alike(written.name)
        core = book.core(written.name)
        same_rank = [code for code in alike if core.may_be(book.cores[code])]
        tiers = {
            "name": book.called(written.name),
            "former_name": self._formerly(written.name),
            "like_name": same_rank,
            "other_rank": [] if core.is_larger else alike,
            "longer_text": book.in_text(written.name),
        }
        how = next((how for how, codes in tiers.items() if codes), "")
        if not how:
            return AreaMatch(UNMATCHED, "unknown")
        inside = book.within(tiers[how], written.within)
        if not inside:
            return AreaMatch(UNSURE, "elsewhere", candidates=_first(tiers[how]))
        if not self.by_name and book.is_from_elsewhere(written.code):
            return AreaMatch(UNMATCHED, "other_county", candidates=_first(inside))
        left = book.in_county_of(written.code, inside)
        if len(left) > 1:
            return AreaMatch(UNSURE, "several", candidates=_first(left))
        return AreaMatch(MATCHED, how, left[0])

    def _free(self, taken: set[str]) -> list[str]:
        """Return the areas without a shape, of the kinds of which others have one."""
        book = self.book
        depths = {len(book.upwards(code)) for code in taken}
        left = [code for code in book.names if code not in taken and not book.is_smallest(code)]
        free = [code for code in left if not depths or len(book.upwards(code)) in depths]
        return free if len(free) <= _MOST_COMPARED else []

    def _second_look(self, written: Written, found: AreaMatch, free: list[str]) -> AreaMatch:
        """Ask about a shape that may be of an area that is left without one."""
        if found.how == "other_county" and set(found.candidates) & set(free):
            return replace(found, status=UNSURE)
        if found.how != "unknown" or not written.name:
            return found
        if not self.by_name and self.book.is_from_elsewhere(written.code):
            return found
        near = self.book.like(written.name, free, _SHOWN)
        asked = self.book.like(written.name, near, _ASKED)
        if asked:
            return AreaMatch(UNSURE, "similar", candidates=_first(asked))
        return replace(found, candidates=_first(near))


def _first(*found: Iterable[str]) -> tuple[str, ...]:
    """Return the first of several candidates, none twice."""
    return tuple(dict.fromkeys(code for codes in found for code in codes))[:_MOST_CANDIDATES]
