"""When two entries are likely one institution (疑似重复): data/catalog/likeness.toml."""

from dataclasses import dataclass

from childcare.catalog import toml_file


@dataclass(frozen=True)
class Names:
    """What is left out of a name, what may never differ, and from which length a slip may be."""

    name: str
    generic: list[str]
    telling: str
    shortest_with_slip: int

    def __post_init__(self) -> None:
        """Refuse a length at which any two names would be alike."""
        toml_file.require(self.shortest_with_slip >= 2, "needs shortest_with_slip of 2 or more")


@dataclass(frozen=True)
class Places:
    """How near counts, in metres, and how many at one point are no address."""

    name: str
    near: float
    most_at_one_point: int

    def __post_init__(self) -> None:
        """Refuse a distance that nothing is within."""
        toml_file.require(self.near >= 0, "has a distance below 0")


_declared = toml_file.read("likeness")
ALIKE = toml_file.declare(Names, "likeness.toml", "names", _declared["names"])
PLACES = toml_file.declare(Places, "likeness.toml", "places", _declared["places"])
