"""The circular (通报): its form after GB/T 9704 and its rules, from data/catalog/circular.toml."""

from dataclasses import dataclass, field

from childcare.catalog import toml_file
from childcare.catalog.indicators import INDICATORS
from childcare.catalog.pictures import Preset
from childcare.catalog.toml_file import declare, require

_FILE = "circular.toml"
ALIGNMENTS = ("left", "center", "right", "justify")
BY_RANK, BY_AREA = "rank", "area"
MILLIMETRE = 72 / 25.4  # points


@dataclass(frozen=True)
class PageForm:
    """Paper and type area (版心), in millimetres; how many lines and characters it holds.

    ``footer`` is from the edge of the paper to the page number, ``latin`` the font of digits.
    """

    name: str
    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    lines: int
    characters: int
    footer: float
    latin: str

    def __post_init__(self) -> None:
        """Refuse a page without room for text."""
        require(self.type_width > 0 and self.type_height > 0, "leaves no room between its margins")
        require(self.lines > 0 and self.characters > 0, "needs lines and characters")

    @property
    def type_width(self) -> float:
        """Return the width of the type area in millimetres."""
        return self.width - self.left - self.right

    @property
    def type_height(self) -> float:
        """Return the height of the type area in millimetres."""
        return self.height - self.top - self.bottom

    @property
    def line_pitch(self) -> float:
        """Return from line to line, in points."""
        return self.type_height * MILLIMETRE / self.lines

    @property
    def character_pitch(self) -> float:
        """Return from character to character, in points."""
        return self.type_width * MILLIMETRE / self.characters


@dataclass(frozen=True)
class TextStyle:
    """How one kind of text is set; ``line`` in points, 0 for the page's pitch, -1 for as needed."""

    name: str
    font: str
    fallbacks: list[str]
    size: float
    align: str
    indent: int = 0
    line: float = 0
    bold: bool = False

    def __post_init__(self) -> None:
        """Refuse what no office program could set."""
        require(self.align in ALIGNMENTS, f"has align = {self.align!r}, not one of {ALIGNMENTS}")
        require(self.size > 0, f"has size = {self.size}")


@dataclass(frozen=True)
class StandardTable:
    """One standard table (标准表): an indicator of every part, with ranks."""

    name: str
    indicator: str
    decimals: int
    order: str
    label_zh: str
    label_en: str

    def __post_init__(self) -> None:
        """Refuse what cannot be ranked as a ratio of two counts."""
        known = self.indicator in INDICATORS
        require(known and INDICATORS[self.indicator].is_ratio, f"needs a ratio: {self.indicator}")
        require(self.order in (BY_RANK, BY_AREA), f"has order = {self.order!r}")
        require(self.decimals >= 0, f"has decimals = {self.decimals}")


@dataclass(frozen=True)
class SlowRule:
    """When an area counts as slow (进度较慢)."""

    name: str
    last_share: float
    tables: int
    task: str

    def __post_init__(self) -> None:
        """Refuse a share that would hold everybody, or nobody."""
        require(0 < self.last_share < 1, f"has last_share = {self.last_share}, not in 0 to 1")
        require(0 < self.tables <= len(TABLES), f"has tables = {self.tables}")
        require(self.task in INDICATORS, f"has unknown task {self.task!r}")


@dataclass(frozen=True)
class MissingRule:
    """Which indicators have their uncovered units named, and how many at the most."""

    name: str
    most_names: int
    indicators: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Refuse an indicator that nobody declared."""
        unknown = [one for one in self.indicators if one not in INDICATORS]
        require(not unknown, f"has unknown indicators {unknown}")
        require(self.most_names > 0, f"has most_names = {self.most_names}")


_CONTENT = toml_file.read("circular")
PAGE = declare(PageForm, _FILE, "page", _CONTENT["page"])
PICTURE = declare(Preset, _FILE, "picture", _CONTENT["picture"])
STYLES = {
    name: declare(TextStyle, _FILE, name, fields) for name, fields in _CONTENT["styles"].items()
}
TABLES = {
    name: declare(StandardTable, _FILE, name, fields) for name, fields in _CONTENT["tables"].items()
}
SLOW = declare(SlowRule, _FILE, "slow", _CONTENT["slow"])
MISSING = declare(MissingRule, _FILE, "missing", _CONTENT["missing"])
