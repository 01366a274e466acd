"""The staffing standard (保育人员配备标准): how many children to one care worker, by class."""

from dataclasses import dataclass

from childcare.catalog import toml_file

# Slots of each kind of class (班型) in the register, the youngest children first.
CLASSES = ("infant_class_slots", "toddler_class_slots", "older_class_slots")
MIXED = "mixed_class_slots"


@dataclass(frozen=True)
class StaffingStandard:
    """How many children one care worker (保育人员) may look after.

    Attributes:
        children_per_care_worker: For each of ``CLASSES``, the most children.
        mixed_class_between: The strictest and the loosest ratio that may hold in a mixed class.
        is_confirmed: Whether somebody read it in the printed document.
    """

    name: str
    children_per_care_worker: dict[str, int]
    mixed_class_between: list[int]
    is_confirmed: bool
    source_zh: str
    source_en: str

    def __post_init__(self) -> None:
        """Refuse a class without a ratio, and a ratio that is none."""
        ratios = self.children_per_care_worker
        toml_file.require(set(ratios) == set(CLASSES), f"needs a ratio for each of {CLASSES}")
        toml_file.require(all(ratio > 0 for ratio in ratios.values()), "has a ratio below 1")
        is_pair = len(self.mixed_class_between) == 2
        toml_file.require(
            is_pair and 0 < self.mixed_class_between[0] <= self.mixed_class_between[-1],
            "needs the strictest and the loosest ratio of a mixed class",
        )

    @property
    def strictest(self) -> dict[str, int]:
        """Return the fewest children to one care worker that may hold in each kind of class."""
        return self.children_per_care_worker | {MIXED: self.mixed_class_between[0]}

    @property
    def loosest(self) -> dict[str, int]:
        """Return the most children to one care worker that may hold in each kind of class."""
        return self.children_per_care_worker | {MIXED: self.mixed_class_between[1]}


STAFFING = toml_file.declare_all(StaffingStandard, "staffing")["national"]
