"""Words of the names of areas (区域名称用语), declared in data/catalog/area_words.toml."""

from dataclasses import dataclass, field

from childcare.catalog import toml_file


@dataclass(frozen=True)
class AreaWords:
    """Ranks that end a name, peoples before them, and characters that have several forms.

    Attributes:
        ranks: the words of each rank that may stand at the end of a name.
        peoples: names of peoples, which may be left out before the rank.
        variants: the one form under which each variant of a character is compared.
    """

    name: str
    ranks: dict[str, list[str]]
    peoples: dict[str, list[str]]
    variants: dict[str, str]
    forms: dict[int, str] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Refuse a group of one; turn the groups into a table for ``str.translate``."""
        for group in self.variants["groups"].split():
            toml_file.require(len(group) > 1, f"has a group of one character, {group!r}")
            self.forms.update(dict.fromkeys(map(ord, group[1:]), group[0]))

    def rank_words(self) -> list[tuple[str, str]]:
        """Return every word of a rank with the name of its rank, the longest word first."""
        pairs = [(word, rank) for rank, words in self.ranks.items() for word in words]
        return sorted(pairs, key=lambda pair: -len(pair[0]))


AREA_WORDS = toml_file.declare_all(AreaWords, "area_words")["names"]
