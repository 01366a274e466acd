"""The screens (会议画面) of meeting mode and their order, declared in data/catalog/meeting.toml."""

from dataclasses import dataclass

from childcare.catalog import toml_file
from childcare.catalog.briefing import VIEWS


@dataclass(frozen=True)
class Screen:
    """One view of the briefing on the screen of a meeting.

    Attributes:
        name: of the view in data/catalog/briefing.toml.
        page: name of the file in pages/ that answers questions about it, without its ending.
    """

    name: str
    page: str

    def __post_init__(self) -> None:
        """Refuse a screen of a view that no briefing has."""
        toml_file.require(self.name in VIEWS, "is no view of briefing.toml")


SCREENS = toml_file.declare_all(Screen, "meeting")
