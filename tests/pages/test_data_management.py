"""Can a city be loaded, checked, published and brought back from the browser alone?"""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from childcare.settings import current_release_file
from childcare.store.person import Person
from childcare.store.releases import current_release, kept_releases
from childcare.ui import signed_in
from tests.conftest import SIX_TOWNSHIPS

Opened = Callable[..., AppTest]
As = Callable[..., Person]
PAGE = "data_management"
EAST, WEST = "980101", "980102"
REGISTER = "机构台账.csv"


@pytest.fixture
def own_home(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the six townships to write in."""
    folder = Path(shutil.copytree(home, tmp_path / "home"))
    monkeypatch.setenv("CHILDCARE_HOME", str(folder))
    return folder


@pytest.fixture
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an installation in which nothing was ever loaded."""
    monkeypatch.setenv("CHILDCARE_HOME", str(tmp_path / "empty"))
    return tmp_path / "empty"


@pytest.fixture
def seen_by(monkeypatch: pytest.MonkeyPatch) -> As:
    """Return a function that makes somebody else sit before the page."""

    def change(
        role: str, area: str = "", name: str = "某人", patch: pytest.MonkeyPatch = monkeypatch
    ) -> Person:
        person = Person(name=name, role=role, area=area, subject=name)
        patch.setattr(signed_in, "local_person", lambda: person)
        return person

    return change


def words(test: AppTest) -> str:
    """Return everything a page says, as people read it."""
    kinds = (test.markdown, test.caption, test.info, test.success, test.warning, test.error)
    return "\n".join(element.value for kind in kinds for element in kind).replace("\\", "")


def labels(test: AppTest) -> list[str]:
    """Return what the buttons of a page say."""
    return [button.label for button in test.button]


def press(test: AppTest, key: str) -> AppTest:
    """Press a button."""
    return test.button(key=key).click().run()


def started(test: AppTest, *, title: str = "六月", kind: str = "") -> AppTest:
    """Start a submission."""
    test.text_input(key="new_title").set_value(title)
    if kind:
        test.radio(key="new_kind").set_value(kind)
    return next(one for one in test.button if one.label == "开始").click().run()


def uploaded(test: AppTest, *files: tuple[str, bytes]) -> AppTest:
    """Hand in files."""
    test.file_uploader[0].set_value([(name, content, "") for name, content in files])
    return test.run()


def checked(test: AppTest) -> AppTest:
    """Go on from the files to the check, and wait for what it finds."""
    press(test, "way_recognised")
    return press(test, "way_findings")


def published(test: AppTest, why: str = "录入") -> AppTest:
    """Go on from the check and publish."""
    press(test, "way_preview")
    press(test, "way_publish")
    next(one for one in test.text_input if one.key.startswith("publish_words")).set_value(why)
    return press(test, "publish")


def register(old: str = "", new: str = "") -> tuple[str, bytes]:
    """Return the register of the six townships with some of its text replaced."""
    text = (SIX_TOWNSHIPS / REGISTER).read_text(encoding="utf-8-sig")
    assert old in text
    return REGISTER, text.replace(old, new, 1).encode()


def files() -> list[tuple[str, bytes]]:
    """Return all files of the six townships."""
    return [(path.name, path.read_bytes()) for path in sorted(SIX_TOWNSHIPS.iterdir())]


@pytest.mark.parametrize(
    ("section", "language"),
    [("import", "en"), ("completeness", "zh"), ("releases", "en"), ("log", "zh")],
)
def test_every_section_shows(opened: Opened, section: str, language: str) -> None:
    test = opened(PAGE, lang=language, section=section)
    assert not test.exception
    assert current_release() in words(test)


def test_the_first_line_says_which_data_and_how_new(opened: Opened) -> None:
    said = words(opened(PAGE))
    assert "数据到 2025-12" in said
    assert "没有待办" in said
    assert "单机使用" in said


def test_other_pages_lead_here_while_there_is_no_data(opened: Opened, empty_home: Path) -> None:
    test = opened("overview")
    assert not test.exception
    assert "到「数据管理」上传文件" in words(test)
    assert [link.proto.label for link in test.get("page_link")] == ["数据管理"]


def test_an_empty_installation_is_filled_from_the_browser_alone(
    opened: Opened, empty_home: Path
) -> None:
    test = started(opened(PAGE))
    number = test.query_params["submission"]
    assert "还没有数据" in words(test)
    uploaded(test, *files())
    # Closing the browser loses nothing: the link alone brings everything back.
    test = opened(PAGE, submission=number)
    assert "认出 9 张表" in words(test)
    press(test, "way_findings")
    assert "可以发布" in words(test)
    press(test, "way_preview")
    assert "此前没有可比的版本" in words(test)
    assert current_release() == ""
    press(test, "way_publish")
    press(test, "publish")
    assert "请写明事由" in words(test)
    assert current_release() == ""
    next(one for one in test.text_input if one.key.startswith("publish_words")).set_value("首次")
    press(test, "publish")
    assert not test.exception
    assert "已发布:版本" in words(test)
    assert current_release() in words(test)
    assert not opened("coverage_map").exception


def test_a_fault_is_told_by_file_row_and_heading_and_nothing_changes(
    opened: Opened, own_home: Path
) -> None:
    before = current_release()
    test = checked(uploaded(started(opened(PAGE)), register("A1,2025-12", "A1,去年底")))
    assert "不能发布" in words(test)
    found = test.dataframe[0].value
    assert list(found.loc[found["级别"] == "■ 错误", "值"]) == ["去年底"]
    assert list(found.loc[found["级别"] == "■ 错误", "文件"]) == [REGISTER]
    assert test.button(key="way_preview").disabled
    assert [one.proto.label for one in test.get("download_button")][:2] == [
        "下载批注工作簿",
        "下载 CSV",
    ]
    assert current_release() == before
    # The mended file takes the place of the wrong one; what was found before is not shown for it.
    press(test, "step_files")
    uploaded(test, register("A1,2025-12", "A1,2025-12"))
    press(test, "step_findings")
    assert "还没有校验" in words(test)


def test_an_update_is_seen_before_it_is_published_and_the_old_release_after(
    opened: Opened, own_home: Path, seen_by: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = current_release()
    test = started(opened(PAGE), kind="update")
    assert "以版本" in words(test)
    uploaded(test, register("A1,2025-12,甲一托育", "A1,2025-12,甲一新托育"))
    checked(test)
    press(test, "way_preview")
    assert "修改 1 行" in words(test)

    candidate = next(one.name for one in kept_releases() if one.is_candidate)
    assert "正在看待发布版本" in words(opened("policy_tasks", release=candidate))
    with monkeypatch.context() as patch:
        seen_by("viewer", patch=patch)
        assert f"没有名为 {candidate} 的版本" in words(opened("policy_tasks", release=candidate))
        listed = opened(PAGE, section="releases")
        assert candidate not in list(listed.dataframe[0].value["版本"])

    published(press(test, "step_findings"))
    assert current_release() == candidate

    test = opened("institutions", release=old, institution="A1")
    assert "正在看旧版" in words(test)
    assert "甲一新托育" not in str(test.dataframe[0].value)
    press(test, "leave_release")
    assert "正在看旧版" not in words(test)
    assert "release" not in test.query_params
    assert "甲一新托育" in str(test.dataframe[0].value)

    test = opened(PAGE, section="releases", kept=old)
    assert "没有待办" in words(test)
    assert list(test.dataframe[0].value["状态"]) == ["● 当前", "○ 曾发布"]
    press(test, "restore")
    assert "请写明事由" in words(test)
    test.text_input(key="restore_why").set_value("新数据有误")
    press(test, "restore")
    assert current_release() == old
    assert "已恢复" in words(test)


def test_rows_that_a_file_of_the_same_name_takes_away_are_said_before_publishing(
    opened: Opened, own_home: Path
) -> None:
    name, content = register()
    heading, *rows = content.decode().splitlines()
    latest = [row for row in rows if ",2025-12," in row]
    test = started(opened(PAGE), kind="update")
    uploaded(test, (name, "\n".join([heading, *latest]).encode()))
    press(checked(test), "way_preview")
    said = f"机构台账 {len(rows) - len(latest)} 行"
    assert len(latest) < len(rows)
    assert said in words(test)
    assert said in words(press(test, "way_publish"))


@pytest.mark.parametrize("name", ["../../current", "20261122-000000-00000000"])
def test_a_release_that_is_not_there_is_said_and_the_current_one_shown(
    opened: Opened, name: str
) -> None:
    test = opened("policy_tasks", release=name)
    assert not test.exception
    assert f"没有名为 {name} 的版本" in words(test)


def test_a_viewer_sees_completeness_and_releases_and_no_button_that_changes_anything(
    opened: Opened, own_home: Path, seen_by: As
) -> None:
    seen_by("viewer")
    test = opened(PAGE, section="import")
    assert not test.exception
    assert test.segmented_control(key="choose_section").options == ["完整性与时效", "版本"]
    test = opened(PAGE, section="releases")
    changing = ("restore", "file_", "publish", "step_")
    assert [one.key for one in test.button if one.key and one.key.startswith(changing)] == []


def test_a_county_hands_in_and_the_city_sends_back_or_publishes(
    opened: Opened, own_home: Path, seen_by: As
) -> None:
    # The register of a later month: what the city has of this county stays as it is.
    own = "\n".join(
        line.replace(",2025-12,", ",2026-01,")
        for line in register()[1].decode().splitlines()
        if "机构编号" in line or (f",{WEST}" in line and ",2025-12," in line)
    )
    seen_by("county_submitter", WEST, "西县张三")
    test = uploaded(started(opened(PAGE)), (REGISTER, own.encode()))
    number = test.query_params["submission"]
    checked(test)
    assert not test.exception
    assert "可以发布" in words(test), words(test)
    press(test, "way_preview")
    assert "东区" not in str([one.value for one in test.dataframe])
    press(test, "way_publish")
    assert "发布" not in labels(test)
    press(test, "publish")
    assert "已提交" in words(test)

    seen_by("county_submitter", EAST, "东区李四")
    assert "六月" not in words(opened(PAGE, submission=number))

    seen_by("planner", name="市级王五")
    assert "待审核 1 件" in words(opened(PAGE))
    test = opened(PAGE, submission=number, step="publish")
    press(test, "send_back")
    assert "退回要写明原因" in words(test)
    next(one for one in test.text_input if one.key.startswith("publish_words")).set_value("缺人数")
    press(test, "send_back")
    assert "已退回" in words(test)

    seen_by("county_submitter", WEST, "西县张三")
    test = opened(PAGE, submission=number, step="publish")
    assert "市级王五" in words(test)
    assert "缺人数" in words(test)
    press(test, "publish")

    seen_by("planner", name="市级王五")
    before = current_release()
    test = opened(PAGE, submission=number, step="publish")
    next(one for one in test.text_input if one.key.startswith("publish_words")).set_value("可以")
    press(test, "publish")
    assert "已发布" in words(test)
    assert current_release() != before


def test_a_number_that_does_not_exist_is_said_as_one_of_another_county(
    opened: Opened, own_home: Path, seen_by: As
) -> None:
    started(opened(PAGE), kind="update")
    seen_by("planner")
    number = opened(PAGE)
    key = next(one.key for one in number.button if one.key.startswith("open_"))
    seen_by("county_submitter", EAST)
    texts = {
        opened(PAGE, submission=one).warning[0].value
        for one in (key.removeprefix("open_"), "20260101-0123456789abcdef", "../../x", "<b>")
    }
    assert len(texts) == 1


def test_what_could_mean_two_things_is_asked_and_read_as_answered(
    opened: Opened, own_home: Path
) -> None:
    test = uploaded(started(opened(PAGE), kind="update"), register("在托人数", "在托人数量"))
    press(test, "way_recognised")
    boxes = [one for one in test.selectbox if (one.key or "").startswith("question_")]
    assert len(boxes) == 1
    assert boxes[0].value is None
    boxes[0].set_value("children_enrolled")
    next(one for one in test.button if one.label == "保存回答").click().run()
    assert "回答已保存" in words(test)
    assert "没有需要回答的问题" in words(test)
    assert "children_enrolled" in words(test)


def test_files_are_left_out_taken_back_and_removed(opened: Opened, own_home: Path) -> None:
    test = started(opened(PAGE), kind="update")
    assert "沿用" in words(test)
    leave = next(one for one in test.button if (one.key or "").endswith("_在建项目.csv"))
    assert leave.label == "不再使用"
    leave.click().run()
    assert "~~在建项目.csv~~" in words(test)
    back = next(one for one in test.button if (one.key or "").endswith("_在建项目.csv"))
    assert back.label == "恢复使用"
    back.click().run()
    assert "~~" not in words(test)


def test_names_of_files_are_shown_as_they_are(opened: Opened, own_home: Path) -> None:
    test = started(opened(PAGE), title="**粗** <b>x</b>", kind="update")
    uploaded(test, ("__b__ $x$ [a](b).csv", b"a,b\n1,2\n"))
    shown = [one.value for one in test.markdown if "(b" in one.value.replace("\\", "")]
    assert "\\_\\_b\\_\\_ \\$x\\$ \\[a\\]\\(b\\).csv" in shown[0]
    title = next(one.value for one in test.markdown if one.value.startswith("### "))
    assert title == "### \\*\\*粗\\*\\* \\<b\\>x\\</b\\>"
    assert not test.exception


def test_the_log_says_who_did_what_and_whether_it_was_altered(
    opened: Opened, own_home: Path
) -> None:
    uploaded(started(opened(PAGE), kind="update"), register())
    test = opened(PAGE, section="log")
    assert "没有被改过" in words(test)
    assert "上传文件" in list(test.dataframe[0].value["操作"])
    log = next(own_home.glob("audit*.jsonl"))
    lines = log.read_text(encoding="utf-8").splitlines()
    first = json.loads(lines[0]) | {"name": "nobody"}
    log.write_text("\n".join([json.dumps(first), *lines[1:]]) + "\n", encoding="utf-8")
    assert "记录被改过或写坏了" in words(opened(PAGE, section="log"))


@pytest.mark.parametrize(
    "nonsense",
    [
        {"section": "all"},
        {"step": "seventh"},
        {"submission": "x"},
        {"section": "releases", "kept": "x"},
        {"section": "completeness", "filled": "x", "as_of": "1999-01", "area": "0"},
        {"section": "log", "action": "x", "about": "["},
    ],
    ids=str,
)
def test_nonsense_in_a_link_does_no_harm(opened: Opened, nonsense: dict[str, str]) -> None:
    assert not opened(PAGE, **nonsense).exception


def test_completeness_tells_a_county_that_did_not_report_from_one_without_rows(
    opened: Opened, altered_home: Callable[[str], None]
) -> None:
    altered_home("delete from institution where as_of = '2025-12-01' and area_code like '980102%'")
    test = opened(PAGE, section="completeness")
    assert not test.exception
    files_offered = [one.proto.label for one in test.get("download_button")]
    assert files_offered == ["下载 CSV", "下载 XLSX"] * 2


def test_a_release_that_vanished_while_one_looks_is_no_crash(
    opened: Opened, own_home: Path
) -> None:
    current_release_file().write_text("gone.duckdb\n", encoding="utf-8")
    test = opened(PAGE, section="releases")
    assert not test.exception
    assert "还没有数据" in words(test)
