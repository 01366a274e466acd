"""The guide to plan files shows examples that work, and every key there is."""

import re
from dataclasses import fields

from childcare.catalog.plans import Figure, Plan, Task
from childcare.catalog.target import FORMS, Target
from childcare.settings import PROJECT_DIR

GUIDE = (PROJECT_DIR / "docs" / "plans.md").read_text(encoding="utf-8")
WHOLE, *ENTRIES = re.findall(r"^```toml\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)


def test_the_whole_example_is_a_plan(write_plan):
    plan = write_plan(WHOLE, head="")
    assert (len(plan.targets), len(plan.figures), len(plan.tasks)) == (1, 1, 1)


def test_every_form_has_an_example_that_works(write_plan):
    plan = write_plan("".join(ENTRIES))
    assert {target.form for target in plan.targets.values()} == set(FORMS)
    assert any(target.is_redacted for target in plan.targets.values())


def test_every_key_is_told():
    tables = {"targets", "figures", "tasks", "name"}
    keys = {one.name for kind in (Plan, Target, Figure, Task) for one in fields(kind)} - tables
    assert {key for key in keys if f"`{key}`" not in GUIDE} == set()


def test_every_message_it_quotes_is_given(write_plan):
    target = '[targets.utilisation_rate]\nindicator = "utilisation_rate"\nclause = "原文"\n'
    faults = [
        '[targets.slots_per_1000_population]\nindicator = "slots"\nclause = "原文"\n'
        'value = 1\ncomparator = "=>"\n',
        target + 'form = "benchmark"\n',
        '[targets.kindergarten_toddler_class_share]\nindicator = "slots"\nclause = "原文"\n'
        'form = "milestones"\nmilestones = { 2026 = 4 }\n',
    ]
    said = []
    for fault in faults:
        try:
            write_plan(fault)
        except ValueError as refusal:
            said.append(str(refusal).replace("plan.toml", "my_plan.toml", 1))
    assert len(said) == len(faults)
    assert [message for message in said if message not in GUIDE] == []
