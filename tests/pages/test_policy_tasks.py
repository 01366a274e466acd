"""Does the ledger show every task, open one, keep a note, and refuse what it cannot keep?"""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from childcare.catalog import speaking
from childcare.settings import task_notes_file
from childcare.store.task_notes import KeptNotes, read_notes

Opened = Callable[..., AppTest]
PLAN = """
title_zh = "测试市托育计划(2023—2025年)"
title_en = "Childcare plan of the test city (2023-2025)"
first_year = 2023
last_year = 2025
document = "测府办发[2023]1号(虚构)"
issuer = "测试市人民政府办公室"
issued_on = "2023-03-01"
area_code = "980100"
area_zh = "测试市"
area_en = "Test City"
is_demonstration = true

[targets.slots]
indicator = "slots_per_1000_population"
clause = "每千人口托位数达到4.5个"
value = 4.5
due = "2025-12"

[targets.more_slots]
indicator = "slots_per_1000_population"
clause = "力争每千人口托位数达到9个"
value = 9
due = "2025-12"

[tasks.1]
section = "一、供给"
title = "新建托位"
text = "新建托位。到2025年*每个*街道<b>1所</b>。"
lead_units = ["市卫生健康委", "市教育局"]
responsible_units = ["各区"]
due = "2026-06"
targets = ["slots", "more_slots"]
status = "in_progress"

[tasks.2]
section = "二、质量"
title = "人员培训"
text = "人员培训。"
lead_units = ["市卫生健康委"]
due = "2025-06"
status = "not_started"

[tasks.3]
section = "二、质量"
title = "信息公示"
text = "信息公示。"
status = "done"
"""


@pytest.fixture(autouse=True)
def own_home(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test a home of its own with the plan above, to write its notes in."""
    folder = Path(shutil.copytree(home, tmp_path / "home"))
    (folder / "plans").mkdir()
    (folder / "plans" / "test_plan.toml").write_text(PLAN, encoding="utf-8")
    monkeypatch.setenv("CHILDCARE_HOME", str(folder))
    return folder


def said(test: AppTest) -> str:
    """Return everything the page says, without what keeps Markdown from interpreting it."""
    spoken = [*test.markdown, *test.caption, *test.subheader, *test.text, *test.info]
    shown = (element.value for element in [*spoken, *test.warning, *test.success])
    return "\n".join(shown).replace("\\", "")


def write(test: AppTest, task: str, *, note: str = "", author: str = "", status: str = "") -> None:
    """Fill the form of a task and hand it in."""
    end = f"test_plan_{task}"
    test.text_area(key=f"task_note_{end}").set_value(note)
    test.text_input(key=f"task_author_{end}").set_value(author)
    test.selectbox(key=f"task_status_{end}").set_value(status)
    submit = next(button for button in test.button if button.proto.is_form_submitter)
    submit.click()
    test.run()
    assert not test.exception


def test_the_first_line_says_where_the_tasks_stand(opened: Opened) -> None:
    test = opened("policy_tasks")
    assert not test.exception
    assert (
        "3 项任务:1 项逾期;1 项未启动,1 项推进中,1 项已完成;牵头最多:市卫生健康委(2 项)。"
        in said(test)
    )
    assert "演示数据" in said(test)


def test_the_table_holds_every_task_late_ones_first(opened: Opened) -> None:
    table = opened("policy_tasks").dataframe[0].value
    assert list(table["序号"]) == [2, 1, 3]
    assert list(table["状态"]) == ["未启动", "推进中", "已完成"]
    assert list(table["时限"]) == ["2025-06 逾期", "2026-06", "未列时限"]
    assert list(table["牵头单位"]) == ["市卫生健康委", "市卫生健康委、市教育局", "原文未列"]
    assert list(table["责任单位"]) == ["原文未列", "各区", "原文未列"]
    # 240 / 52 = 4.62: one target is met, the other missed.
    assert list(table["关联目标"]) == ["", "●\u00a0达标 ◆\u00a0未达标", ""]


def test_the_ledger_can_be_carried_away_as_csv_and_workbook(opened: Opened) -> None:
    offered = [button.proto.label for button in opened("policy_tasks").get("download_button")]
    assert offered == ["下载 CSV", "下载 XLSX"]


def test_the_ledger_speaks_english(opened: Opened) -> None:
    test = opened("policy_tasks", lang="en")
    assert not test.exception
    assert "3 tasks, 1 overdue: 1 not started, 1 in progress, 1 done" in said(test).replace(
        "\\", ""
    )
    assert list(test.dataframe[0].value["Responsible units"]) == [
        "None listed",
        "各区",
        "None listed",
    ]


def test_the_task_of_the_link_is_opened_word_for_word(opened: Opened) -> None:
    test = opened("policy_tasks", task="1")
    assert test.subheader[0].value == "1 新建托位"
    assert "新建托位。到2025年*每个*街道<b>1所</b>。" in [text.value for text in test.text]
    assert "测府办发[2023]1号" in said(test)
    assert "力争每千人口托位数达到9个" in said(test)
    assert "◆ 未达标" in test.button(key="open_target_more_slots").label


def test_a_click_on_a_light_opens_its_target(opened: Opened) -> None:
    test = opened("policy_tasks", task="1")
    test.button(key="open_target_more_slots").click()
    test.run()
    assert not test.exception
    assert test.query_params["target"] == "more_slots"
    assert test.query_params["plan"] == "test_plan"


@pytest.mark.parametrize("nonsense", ["", "99", "<b>"])
def test_without_a_known_task_the_first_one_is_opened(opened: Opened, nonsense: str) -> None:
    assert opened("policy_tasks", task=nonsense).subheader[0].value == "2 人员培训"


@pytest.mark.parametrize(
    ("choice", "tasks"),
    [
        ({"lead_unit": "市教育局"}, [1]),
        ({"lead_unit": "市卫生健康委"}, [2, 1]),
        ({"section": "二、质量"}, [2, 3]),
        ({"task_status": "overdue"}, [2]),
        ({"task_status": "done"}, [3]),
        ({"task_status": "in_progress", "section": "一、供给"}, [1]),
        ({"as_of": "2024-12"}, [2, 1, 3]),
        ({"lead_unit": "nobody", "section": "nowhere", "task_status": "happy"}, [2, 1, 3]),
    ],
)
def test_the_filters_of_a_link_choose_the_tasks(
    opened: Opened, choice: dict[str, str], tasks: list[int]
) -> None:
    test = opened("policy_tasks", **choice)
    assert not test.exception
    assert list(test.dataframe[0].value["序号"]) == tasks
    filtered = f"按筛选条件显示 {len(tasks)} 项,本计划共 3 项"
    assert (filtered in said(test)) == (len(tasks) < 3)


def test_in_an_earlier_month_nothing_is_late_yet(opened: Opened) -> None:
    test = opened("policy_tasks", as_of="2024-12")
    assert "3 项任务:无逾期" in said(test)


def test_filters_that_nothing_passes_say_so(opened: Opened) -> None:
    test = opened("policy_tasks", task_status="stopped")
    assert "3 项任务中没有符合筛选条件的" in test.info[0].value


def test_the_units_that_lead_are_counted(opened: Opened) -> None:
    units = opened("policy_tasks").dataframe[1].value
    assert units.to_dict("list") == {
        "牵头单位": ["市卫生健康委", "市教育局", "原文未列"],
        "任务": [2, 1, 1],
        "逾期": [1, 0, 0],
        "已完成": [0, 0, 1],
    }


def test_a_note_changes_the_status_and_is_kept_with_who_and_when(opened: Opened) -> None:
    test = opened("policy_tasks")
    write(test, "2", note="已办 3 期\n**不加粗** <script>", author=" 李梅 ", status="done")
    assert test.toast[0].value == "已登记任务 2 的进展。"
    (note,) = read_notes().notes
    assert (note.plan, note.task, note.status, note.author) == ("test_plan", "2", "done", "李梅")
    assert note.note == "已办 3 期\n**不加粗** <script>"
    table = test.dataframe[0].value.set_index("序号")
    assert table.loc[2, "状态"] == "已完成"
    assert "李梅" in table.loc[2, "最新进展"]
    assert "无逾期" in said(test)
    # It moved to the end of the ledger, and is still the task that is opened.
    assert test.subheader[0].value == "2 人员培训"
    # Shown as it was typed, by the one element that interprets nothing.
    assert note.note in [text.value for text in test.text]
    assert test.text_area(key="task_note_test_plan_2").value == ""
    assert test.text_input(key="task_author_test_plan_2").value == "李梅"


def test_what_a_button_did_is_said_in_the_language_of_the_page(opened: Opened) -> None:
    test = opened("policy_tasks", task="2", lang="en")
    # Outside of the page, the names of its choices are read in English too.
    with speaking("en"):
        write(test, "2", note="first", author="Li")
    assert test.toast[0].value == "The note on task 2 is kept."
    with speaking("en"):
        write(test, "2", note="nameless", author="")
    assert "Please give your name" in said(test)


def test_a_task_that_no_longer_passes_the_filter_is_kept_all_the_same(opened: Opened) -> None:
    test = opened("policy_tasks", task_status="overdue")
    write(test, "2", author="李梅", status="done")
    assert len(read_notes().notes) == 1
    assert "没有符合筛选条件" in test.info[0].value
    assert len(test.toast) == 1


def test_a_note_alone_leaves_the_status_that_others_set_meanwhile(opened: Opened) -> None:
    slow = opened("policy_tasks", task="2")
    write(opened("policy_tasks", task="2"), "2", author="王强", status="in_progress")
    write(slow, "2", note="补充说明", author="李梅")
    assert [note.status for note in read_notes().notes] == ["in_progress", "in_progress"]


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ({"author": "李梅"}, "没有可登记的内容"),
        ({"author": "李梅", "note": "  \n "}, "没有可登记的内容"),
        ({"author": "李梅", "status": "not_started"}, "没有可登记的内容"),
        ({"note": "进展"}, "请填写填报人"),
        ({"note": "长" * 1_001, "author": "李梅"}, "说明最长 1000 字"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(
    opened: Opened, entry: dict[str, str], sentence: str
) -> None:
    test = opened("policy_tasks", task="2")
    write(test, "2", **entry)
    assert sentence in said(test)
    assert read_notes() == KeptNotes()
    # What was written is not lost.
    assert test.text_area(key="task_note_test_plan_2").value == entry.get("note", "")


def test_the_same_note_sent_twice_is_kept_once(opened: Opened) -> None:
    test = opened("policy_tasks", task="2")
    for _ in range(2):
        write(test, "2", note="同一条", author="李梅")
    assert "没有重复登记" in said(test)
    assert len(read_notes().notes) == 1


def test_a_folder_that_cannot_be_written_is_told_and_the_text_stays(
    opened: Opened, own_home: Path
) -> None:
    test = opened("policy_tasks", task="2")
    (own_home / "task_notes.lock").mkdir()
    write(test, "2", note="进展", author="李梅")
    assert "没有登记成功" in said(test)
    assert test.text_area(key="task_note_test_plan_2").value == "进展"


def test_lines_that_cannot_be_read_and_notes_without_a_task_are_told(opened: Opened) -> None:
    gone = {"plan": "withdrawn", "task": "1", "status": "done", "note": "", "author": "李"}
    record = {"version": 1, **gone, "written_at": "2025-12-01T12:00:00+00:00"}
    text = json.dumps(record) + '\n{"version": 1, "pl'
    task_notes_file().write_text(text, encoding="utf-8")
    test = opened("policy_tasks")
    assert not test.exception
    assert "有 1 行读不出来" in said(test)
    assert "另有 1 条记录所属的计划或任务已不在" in said(test)
    assert task_notes_file().read_text(encoding="utf-8") == text


def test_a_plan_without_tasks_says_so(opened: Opened, own_home: Path) -> None:
    bare = PLAN[: PLAN.index("[tasks.1]")]
    (own_home / "plans" / "test_plan.toml").write_text(bare, encoding="utf-8")
    test = opened("policy_tasks")
    assert not test.exception
    assert "没有列出任务" in test.info[0].value


def test_a_plan_of_a_place_without_data_shows_its_sixteen_tasks(opened: Opened) -> None:
    test = opened("policy_tasks", plan="dazu_2023_2025")
    assert not test.exception
    table = test.dataframe[0].value
    assert len(table) == 16
    assert (table["责任单位"] == "原文未列").sum() == 8
    assert "牵头最多:区卫生健康委(12 项)" in said(test)
