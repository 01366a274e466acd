"""Is a staffing standard refused that nobody could judge by?"""

from typing import Any

import pytest

from childcare.catalog import DeclarationError, toml_file
from childcare.catalog.staffing import STAFFING, StaffingStandard

GOOD: dict[str, Any] = {
    "children_per_care_worker": {
        "infant_class_slots": 3,
        "toddler_class_slots": 5,
        "older_class_slots": 7,
    },
    "mixed_class_between": [5, 7],
    "is_confirmed": False,
    "source_zh": "甲",
    "source_en": "A",
}


def test_the_ratios_are_those_of_the_national_standard() -> None:
    assert STAFFING.children_per_care_worker == GOOD["children_per_care_worker"]
    assert STAFFING.strictest["mixed_class_slots"] == 5
    assert STAFFING.loosest["mixed_class_slots"] == 7


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"children_per_care_worker": {"infant_class_slots": 3}}, "needs a ratio for each"),
        (
            {
                "children_per_care_worker": GOOD["children_per_care_worker"]
                | {"older_class_slots": 0}
            },
            "has a ratio below 1",
        ),
        ({"mixed_class_between": [7, 5]}, "needs the strictest and the loosest"),
        ({"mixed_class_between": [5]}, "needs the strictest and the loosest"),
    ],
)
def test_a_bad_standard_is_refused(changed: dict[str, Any], problem: str) -> None:
    with pytest.raises(DeclarationError, match=problem):
        toml_file.declare(StaffingStandard, "staffing.toml", "national", GOOD | changed)
