"""What the plans quote stands in their documents, word for word; what is blank there stays blank.

The documents themselves are no part of the project: set ``CHILDCARE_DOCUMENTS`` to their folder.
"""

import os
import re
from functools import cache
from pathlib import Path

import pytest

from childcare.catalog.plan_files import read_plans
from childcare.catalog.plans import Plan
from childcare.catalog.target import COMPARATORS, FORMS
from childcare.settings import PLANS_DIR, PROJECT_DIR

DOCUMENTS = Path(os.environ.get("CHILDCARE_DOCUMENTS") or PROJECT_DIR.parent / "shared" / "seeds")
# What each document says of itself, without white space.
SAID_BY = {
    "dazu_2023_2025": "大足区3岁以下婴幼儿照护服务能力提升三年行动",
    "suqian_2024": "对市六届人大四次会议第026号建议的答复",
    "wenshang_2023": "汶上:構建多元化嬰幼兒照護服務體系",
    "three_year_action_plan": "普惠托育服务三年行动方案.pdf",
    "city_speech_2025": "在全市普惠托育服务高质量发展推进会议上的讲话",
}
# Pinyin after a character, as one page prints it: 衛(wèi).
GLOSS = re.compile(r"\([a-zà-ɏ\u0300-\u036f]+\)")
# White space, the bars between cells, and marks that scanning left.
NOT_READ = re.compile(r"[\s|〃o?]")
PLANS = read_plans(PLANS_DIR)


def as_read(text: str) -> str:
    """Return a text as a reader takes it in: without glosses, bars, white space, scanning marks."""
    return NOT_READ.sub("", GLOSS.sub("", text))


@cache
def documents() -> list[str]:
    return [as_read(path.read_text("utf-8")) for path in sorted(DOCUMENTS.glob("*.txt"))]


def document_of(plan: str) -> str:
    """Return the one document that names itself as the plan's; skip where none is at hand."""
    if not documents():
        pytest.skip("no documents: set CHILDCARE_DOCUMENTS")
    (found,) = [text for text in documents() if as_read(SAID_BY[plan]) in text]
    return found


def clauses_of(plan: Plan) -> dict[str, str]:
    targets = plan.targets.values()
    quoted = {f"target {one.name}": one.clause for one in targets}
    quoted |= {
        f"target {one.name}, wording {number}": wording
        for one in targets
        for number, wording in enumerate(one.other_clauses, 2)
    }
    return quoted | {f"figure {one.name}": one.clause for one in plan.figures.values()}


@pytest.mark.parametrize("plan", SAID_BY)
def test_every_clause_stands_in_its_document(plan):
    document = document_of(plan)
    quoted = clauses_of(PLANS[plan])
    assert {name: text for name, text in quoted.items() if as_read(text) not in document} == {}


@pytest.mark.parametrize("plan", SAID_BY)
def test_every_task_stands_in_its_document_with_its_units(plan):
    document = document_of(plan)
    printed = {
        f"task {task.name}": as_read(text)
        for task in PLANS[plan].tasks.values()
        for text in (task.section, task.title, task.text, "、".join(task.lead_units))
    }
    assert {name: text for name, text in printed.items() if text not in document} == {}


def test_a_task_s_units_follow_its_text_in_the_table():
    document = document_of("dazu_2023_2025")
    for task in PLANS["dazu_2023_2025"].tasks.values():
        row = task.name, task.text, "、".join(task.lead_units), "、".join(task.responsible_units)
        assert as_read("|".join(row)) in document


def test_a_reader_skips_glosses_and_bars_but_no_words():
    assert as_read("衛(wèi)生 | 〃健康〃 o") == "衛生健康"
    assert as_read("(一)扩大供给(2023—2025年)") == "(一)扩大供给(2023—2025年)"


def test_every_plan_holds_what_its_document_says():
    held = {
        name: (len(plan.targets), len(plan.figures), len(plan.tasks))
        for name, plan in PLANS.items()
    }
    assert held == {
        "city_speech_2025": (7, 21, 9),
        "dazu_2023_2025": (11, 6, 16),
        "demo_2023_2025": (18, 2, 12),
        "demo_2026_2030": (9, 0, 4),
        "national_14th_five_year": (2, 24, 0),
        "national_15th_five_year": (2, 1, 0),
        "suqian_2024": (2, 27, 0),
        "three_year_action_plan": (16, 0, 6),
        "wenshang_2023": (3, 16, 0),
    }


def test_eight_tasks_of_dazu_name_no_responsible_unit():
    tasks = PLANS["dazu_2023_2025"].tasks
    empty = [name for name, task in tasks.items() if not task.responsible_units]
    assert empty == ["5", "8", "10", "11", "12", "14", "15", "16"]
    assert all(task.lead_units for task in tasks.values())


def test_a_task_is_due_only_where_its_text_names_the_year():
    tasks = PLANS["dazu_2023_2025"].tasks
    due = {name: task.due for name, task in tasks.items() if task.due}
    assert due == dict.fromkeys(("2", "3", "5", "6", "7"), "2025-12")


def test_a_dash_is_an_unknown_baseline_and_no_zero():
    targets = PLANS["dazu_2023_2025"].targets
    unknown = {name for name, target in targets.items() if target.baseline is None}
    assert unknown == {
        "inclusive_slot_share",
        "parent_knowledge_rate",
        "health_record_rate",
        "employer_institutions",
    }
    assert targets["guidance_centres"].baseline == 0
    assert targets["guidance_centres"].is_inferred


def test_the_stricter_of_two_wordings_is_judged_and_both_are_kept():
    target = PLANS["dazu_2023_2025"].targets["street_inclusive_coverage"]
    assert (target.comparator, target.value) == (">", 90)
    assert ">90" in target.clause
    assert "90%以上" in target.other_clauses[0]


def test_what_the_speech_leaves_blank_is_never_filled_in():
    plan = PLANS["city_speech_2025"]
    assert all(figure.is_redacted and figure.value is None for figure in plan.figures.values())
    blank = {name for name, target in plan.targets.items() if target.is_redacted}
    assert blank == {
        "new_inclusive_slots",
        "public_kindergarten_toddler_class_share",
        "private_kindergarten_toddler_class_share",
        "training_attendances",
    }
    assert all(not target.due and not target.milestones for target in plan.targets.values())


def test_a_document_without_a_place_binds_none():
    nameless = {name for name, plan in PLANS.items() if not plan.area_code}
    assert nameless == {"city_speech_2025", "three_year_action_plan"}


def test_figures_quoted_from_elsewhere_name_their_source():
    national = [plan for name, plan in PLANS.items() if name.startswith("national")]
    figures = [figure for plan in national for figure in plan.figures.values()]
    assert len(figures) == 25
    assert [figure.name for figure in figures if not figure.source] == []


def test_the_demonstration_says_that_it_is_invented_and_uses_every_form():
    demonstrations = {name: plan for name, plan in PLANS.items() if plan.is_demonstration}
    assert set(demonstrations) == {"demo_2023_2025", "demo_2026_2030"}
    assert all("虚构" in plan.document for plan in demonstrations.values())
    targets = demonstrations["demo_2023_2025"].targets.values()
    assert {target.form for target in targets} == set(FORMS)
    assert {target.comparator for target in targets} == set(COMPARATORS)


def test_every_published_number_of_a_clause_is_the_number_kept():
    """A figure of one document says its number in digits, or says all or one of each."""
    in_words = {
        "management_network_coverage", "township_officer_coverage", "inspection_coverage",
    }  # fmt: skip
    wrong = {
        f"{name}: {figure.name}"
        for name in ("dazu_2023_2025", "suqian_2024", "wenshang_2023")
        for figure in PLANS[name].figures.values()
        if figure.name not in in_words and f"{figure.value:g}" not in _numbers(figure.clause)
    }
    assert wrong == set()


def _numbers(clause: str) -> set[str]:
    return {f"{float(number):g}" for number in re.findall(r"\d+(?:\.\d+)?", clause)}
