"""A plan file that cannot be used stops with its file, its entry and the reason."""

import pytest

from childcare.catalog import DeclarationError
from childcare.catalog.plan_files import load_plans

TARGET = """[targets.promise]
clause = "原文"
indicator = "slots_per_1000_population"
value = 4.5
due = "2025-12"
"""
WRONG = {
    "unknown indicator": (TARGET.replace("slots_per_1000_population", "smiles"), "smiles"),
    "unknown comparator": (TARGET + 'comparator = "=>"\n', "=>"),
    "unknown form": (TARGET + 'form = "soon"\n', "soon"),
    "unknown nature": (TARGET + 'nature = "hoped"\n', "hoped"),
    "no clause": (TARGET.replace("原文", " "), "clause"),
    "a misspelt field": (TARGET + "vlaue = 4\n", "vlaue"),
    "a month that is none": (TARGET.replace("2025-12", "2025"), "2025-12"),
    "due outside the plan's years": (TARGET.replace("2025-12", "2027-12"), "2027"),
    "no value": (TARGET.replace("value = 4.5\n", ""), "value"),
    "a redacted value": (TARGET + "is_redacted = true\n", "value"),
    "a value in words": (TARGET.replace("4.5", '"4.5"'), "4.5"),
    "a range without its upper end": (TARGET + 'comparator = "between"\n', "upper"),
    "a range upside down": (TARGET + 'comparator = "between"\nupper = 4\n', "upper"),
    "milestones without their form": (TARGET + "milestones = { 2024 = 4 }\n", "milestones"),
    "a milestone outside the plan's years": (
        TARGET.replace("value = 4.5\n", 'form = "milestones"\nmilestones = { 2026 = 4 }\n'),
        "2026",
    ),
    "a benchmark without an area": (
        TARGET.replace("value = 4.5\n", 'form = "benchmark"\n'),
        "benchmark_area",
    ),
    "an inference without its note": (TARGET + "is_inferred = true\n", "note"),
    "a note in one language": (TARGET + 'note_zh = "注"\n', "languages"),
    "a task linked to no target": (
        TARGET + '[tasks.1]\nsection = ""\ntitle = "事"\ntext = "事"\ntargets = ["none"]\n',
        "none",
    ),
    "a task of unknown status": (
        TARGET + '[tasks.1]\nsection = ""\ntitle = "事"\ntext = "事"\nstatus = "asleep"\n',
        "asleep",
    ),
    "a figure without a value": ('[figures.one]\nclause = "三"\nindicator = "slots"\n', "value"),
    "a figure of nothing": ('[figures.one]\nclause = "三"\nvalue = 3\n', "indicator"),
}


@pytest.mark.parametrize("fault", WRONG)
def test_a_wrong_entry_is_refused_by_file_entry_and_reason(write_plan, fault):
    entries, said = WRONG[fault]
    with pytest.raises(DeclarationError) as refusal:
        write_plan(entries)
    message = str(refusal.value)
    assert message.startswith("plan.toml: ["), message
    assert said in message
    assert any(entry in message for entry in ("promise", "[1]", "[one]"))


def test_the_entry_that_every_fault_starts_from_is_right(write_plan):
    assert write_plan(TARGET).targets["promise"].value == 4.5


def test_years_in_the_wrong_order_are_refused(write_plan):
    head = 'title_zh = "a"\ntitle_en = "a"\nfirst_year = 2025\nlast_year = 2023\n'
    head += 'document = ""\narea_zh = ""\narea_en = ""\n'
    with pytest.raises(DeclarationError, match="first_year after last_year"):
        write_plan("", head)


def test_a_plan_of_this_installation_stands_beside_those_of_the_project(tmp_path, monkeypatch):
    monkeypatch.setenv("CHILDCARE_HOME", str(tmp_path))
    project = load_plans()
    (tmp_path / "plans").mkdir()
    own = tmp_path / "plans" / "ours.toml"
    text = 'title_zh = "我县"\ntitle_en = "Ours"\nfirst_year = 2026\nlast_year = 2027\n'
    text += 'document = "x"\narea_zh = "县"\narea_en = "county"\n'
    own.write_text(text, encoding="utf-8")
    assert list(load_plans()) == [*project, "ours"]
    own.write_text(text.replace("Ours", "Ours, changed"), encoding="utf-8")
    assert load_plans()["ours"].title_en == "Ours, changed"
