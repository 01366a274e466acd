"""Lights (状态灯) of targets: words, shapes, rules and colours, from data/catalog/lights.toml."""

from dataclasses import dataclass, field

from childcare.catalog import toml_file
from childcare.catalog.labels import spoken
from childcare.catalog.toml_file import declare, require

MET, NEAR, BEHIND, MISSED = "met", "near", "behind", "missed"
UNKNOWN, NO_BENCHMARK, NOT_JUDGED = "unknown", "no_benchmark", "not_judged"
COLOUR_WORDS = ("green", "blue", "yellow", "orange", "red", "grey")
_FILE = "lights.toml"


@dataclass(frozen=True)
class Status:
    """What the state of a target is called, its shape, and the rule that gives it."""

    name: str
    label_zh: str
    label_en: str
    mark: str
    rule_zh: str
    rule_en: str

    def rule(self) -> str:
        """Return the rule in the language in use, with its share as a percentage."""
        return spoken(self, "rule").format(share=f"{LIGHT_RULES.near_share:.0%}")

    def spoken_light(self) -> str:
        """Return shape and word, as every light is written."""
        return f"{self.mark} {spoken(self)}"


@dataclass(frozen=True)
class LightRules:
    """The numbers of the rules.

    Attributes:
        near_share: In flight, the share of what is due by now from which a target is on course.
        reported_age: Months after which a reported value no longer speaks for the month judged.
    """

    name: str
    near_share: float
    reported_age: int

    def __post_init__(self) -> None:
        """Refuse a share that could never, or always, be reached."""
        require(0 < self.near_share <= 1, f"has near_share = {self.near_share}, not in 0 to 1")
        require(self.reported_age >= 0, f"has reported_age = {self.reported_age}")


@dataclass(frozen=True)
class Scheme:
    """One colour scheme (红黄绿 …): the colour word of each status; grey where none is named."""

    name: str
    label_zh: str
    label_en: str
    colours: dict[str, str] = field(default_factory=dict)
    steps: list[dict[str, float | str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Refuse an unknown status or colour, and steps out of order."""
        for status, colour in self.colours.items():
            require(status in STATUSES, f"colours the unknown status {status!r}")
            require(colour in COLOUR_WORDS, f"uses the unknown colour {colour!r}")
        bounds = [float(step["from"]) for step in self.steps]
        require(bounds == sorted(bounds, reverse=True), "has steps that do not go from high to low")
        for step in self.steps:
            require(step["colour"] in COLOUR_WORDS, f"uses the unknown colour {step['colour']!r}")

    def colour(self, status: str, share: float) -> str:
        """Return the colour word of a light.

        ``share`` is the value over what is wanted, as far as it is known (NaN where not).
        """
        if status in self.colours:
            return self.colours[status]
        if status in (NEAR, BEHIND, MISSED):
            for step in self.steps:
                if share >= float(step["from"]):
                    return str(step["colour"])
        return "grey"


_CONTENT = toml_file.read("lights")
STATUSES = {
    name: declare(Status, _FILE, name, fields) for name, fields in _CONTENT["statuses"].items()
}
LIGHT_RULES = declare(LightRules, _FILE, "rules", _CONTENT["rules"])
SCHEMES = {
    name: declare(Scheme, _FILE, name, fields) for name, fields in _CONTENT["schemes"].items()
}
