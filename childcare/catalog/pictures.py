"""Presets (版式) of pictures, declared in data/catalog/pictures.toml."""

from dataclasses import dataclass

from childcare.catalog.toml_file import declare_all, require


@dataclass(frozen=True)
class Preset:
    """The size of a picture, and how large type is on it.

    Attributes:
        width, height: of the PNG in pixels.
        enlarged: pixels of the PNG for one pixel of a figure on the screen.
        dots: pixels an inch, as documents that take the picture in read it.
    """

    name: str
    width: int
    height: int
    enlarged: float
    dots: int
    label_zh: str
    label_en: str

    def __post_init__(self) -> None:
        """Refuse sizes that nothing could be drawn on."""
        require(min(self.width, self.height) >= 200, "is smaller than 200 pixels")
        require(max(self.width, self.height) <= 12_000, "is larger than 12,000 pixels")
        require(0.5 <= self.enlarged <= 20, f"has enlarged = {self.enlarged}, not 0.5 to 20")
        require(self.dots > 0, f"has dots = {self.dots}")

    @property
    def drawn(self) -> tuple[int, int]:
        """Return width and height in pixels of the screen, of which the PNG has more."""
        return round(self.width / self.enlarged), round(self.height / self.enlarged)


PRESETS = declare_all(Preset, "pictures")
