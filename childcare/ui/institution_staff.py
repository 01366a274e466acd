"""Care staff against the standard in words (保育人员配备), where a statement can be made."""

from childcare.analyses.institution_card import Staffing
from childcare.catalog import COLUMNS, label, spoken
from childcare.catalog.numbers import whole
from childcare.catalog.staffing import MIXED, STAFFING
from childcare.measures.staffing import ENOUGH_NOW, ENOUGH_WHEN_FULL, SHORT, UNCLEAR, UNKNOWN


def staffing_lines(found: Staffing) -> tuple[str, list[str]]:
    """Return the verdict on the care staff, and the lines below: numbers, rule, source."""
    if found.state == UNKNOWN:
        return label("institution.staff"), [label("institution.staff_unknown")]
    words = {
        ENOUGH_WHEN_FULL: label("institution.staff_enough"),
        ENOUGH_NOW: label("institution.staff_enough_now"),
        SHORT: label("institution.staff_short"),
        UNCLEAR: label("institution.staff_unclear"),
    }
    needed = label(
        "institution.staff_needed",
        staff=whole(found.care_staff),
        full=_range(found.when_full),
    )
    if found.for_present is not None:
        needed += label(
            "institution.staff_present",
            children=whole(found.children),
            present=_range(found.for_present),
        )
    return label("institution.staff_verdict", verdict=words[found.state]), [needed, _rule(found)]


def _range(needed: tuple[int, int]) -> str:
    least, most = needed
    return whole(least) if least == most else label("institution.range", least=least, most=most)


def _rule(found: Staffing) -> str:
    """Return the ratio of each class that the institution has, and its source."""
    ratios = {
        name: label("institution.one_to", number=number)
        for name, number in STAFFING.children_per_care_worker.items()
    }
    strictest, loosest = STAFFING.mixed_class_between
    ratios[MIXED] = label("institution.one_to_between", strictest=strictest, loosest=loosest)
    classes = [
        f"{spoken(COLUMNS[name])} {size} ({ratios[name]})" for name, size in found.classes.items()
    ]
    source = spoken(STAFFING, "source")
    if not STAFFING.is_confirmed:
        source += label("institution.not_confirmed")
    return label(
        "institution.staff_rule", classes=label("sentence.comma").join(classes), source=source
    )
