"""Can files be worked on by those who may, by several at once, without anything lost?"""

import json
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from childcare.analyses.release_diff import row_changes
from childcare.catalog import label
from childcare.ingest import publishing, submission_editing, submission_store, submissions
from childcare.ingest.publishing import StaleBaseError
from childcare.ingest.submission import Answers, SubmissionError
from childcare.ingest.submission_files import ADDED, KEPT, LEFT_OUT, REPLACED, composition
from childcare.settings import current_release_file, submissions_dir
from childcare.store import connect
from childcare.store.audit_log import read_audit
from childcare.store.gate import DeniedError
from childcare.store.originals import lay_out, path_of
from childcare.store.releases import current_release, database_of, kept_release, manifest_file
from tests.ingest.submission_course import (
    EAST,
    OTHER,
    PLANNER,
    REGISTER,
    SIX_TOWNSHIPS,
    SUBMITTER,
    VIEWER,
    WEST,
    east_register,
    handed_in_by_east,
    rows_of,
)

pytestmark = pytest.mark.usefixtures("own_home")

ASKED = {
    "get": lambda person, number: submissions.get(person, number),
    "files": lambda person, number: submissions.files(person, number),
    "add_file": lambda person, number: submissions.add_file(person, number, "a.csv", b"a"),
    "remove_file": lambda person, number: submissions.remove_file(person, number, REGISTER),
    "leave_out": lambda person, number: submissions.leave_out(person, number, REGISTER),
    "take_back": lambda person, number: submissions.take_back(person, number, REGISTER),
    "answer": lambda person, number: submissions.answer(person, number, Answers()),
    "name_table": lambda person, number: submissions.name_table(person, number, "a", "area"),
    "look": lambda person, number: submissions.look(person, number),
    "try_out": lambda person, number: submissions.try_out(person, number),
    "last_try": lambda person, number: submissions.last_try(person, number),
    "hand_in": lambda person, number: submissions.hand_in(person, number),
    "withdraw": lambda person, number: submissions.withdraw(person, number),
    "rebase": lambda person, number: submissions.rebase(person, number),
    "files_laid_out": lambda person, number: submissions.files_laid_out(person, number).__enter__(),
    "send_back": lambda person, number: submissions.send_back(person, number, "x"),
    "publish": lambda person, number: submissions.publish(person, number, why="x"),
}
OF_PLANNERS = ("send_back", "publish")


def names_and_origins(number):
    composed = composition(submissions.get(PLANNER, number))
    return {(one.original.name, one.original.area): one.origin for one in composed}


def everything(release, folder):
    """Lay out what a release was made of, and build it anew beside."""
    manifest = kept_release(release).manifest
    lay_out(manifest.files, folder / "files")
    sources = folder / "sources.toml"
    sources.write_bytes(path_of(manifest.sources.sha256).read_bytes())
    return publishing.build_beside(folder / "files", sources=sources, originals=manifest.files)


def test_the_table_of_attempts_names_every_function():
    assert set(ASKED) | {"start", "mine", "is_behind"} == set(submissions.__all__)


@pytest.mark.parametrize("step", ASKED)
def test_another_countys_number_and_none_at_all_read_the_same(step):
    number = handed_in_by_east()
    before = submissions.get(PLANNER, number)
    nobodys = "20260101-0123456789abcdef"
    said = []
    for asked in (number, nobodys):
        with pytest.raises(DeniedError) as denied:
            ASKED[step](OTHER, asked)
        said.append(str(denied.value))
    assert said[0] == said[1]
    assert REGISTER not in said[0]
    assert submissions.get(PLANNER, number) == before
    denials = [one for one in read_audit().entries if one.action == "denied"]
    assert [one.subject for one in denials] == [number, nobodys]
    # Only the log knows which of them was somebody's; a planner's step is refused before that.
    told_apart = [one.area for one in denials]
    assert told_apart == ([WEST, WEST] if step in OF_PLANNERS else [EAST, ""])


@pytest.mark.parametrize("step", ASKED)
def test_a_viewer_may_do_none_of_it(step):
    number = handed_in_by_east()
    with pytest.raises(DeniedError):
        ASKED[step](VIEWER, number)


@pytest.mark.parametrize(
    "number",
    ["", ".", "..", "../releases", "..\\x", "20260101-0123456789abcdef/..", "/etc/passwd",
     "20260101-0123456789ABCDEF", "20260101-0123456789abcdef\n", "%2e%2e", "x" * 5000],
)  # fmt: skip
def test_what_is_no_number_never_becomes_a_path(number):
    with pytest.raises(DeniedError, match=re.escape(label("submission.unknown"))):
        submissions.get(PLANNER, number)
    assert not submissions_dir().exists()


def test_numbers_are_too_many_to_guess():
    numbers = {submissions.start(PLANNER, title="x").number for _ in range(20)}
    assert len({number[9:] for number in numbers}) == 20


def test_a_county_begins_for_itself_on_the_current_release_and_for_nobody_else():
    begun = submissions.start(SUBMITTER, title=" 一月\n数据 ")
    assert (begun.area, begun.on_release, begun.title) == (EAST, current_release(), "一月 数据")
    with pytest.raises(DeniedError):
        submissions.start(SUBMITTER, title="x", area=WEST)
    with pytest.raises(DeniedError):
        submissions.start(VIEWER, title="x")


def test_everybody_sees_what_is_hers_and_planners_see_all():
    east = handed_in_by_east()
    west = submissions.start(OTHER, title="西县").number
    whole = submissions.start(PLANNER, title="全市").number
    assert [one.number for one in submissions.mine(SUBMITTER)] == [east]
    assert [one.number for one in submissions.mine(OTHER)] == [west]
    assert {one.number for one in submissions.mine(PLANNER)} == {east, west, whole}


def test_a_planner_begins_for_no_county_that_nobody_knows():
    with pytest.raises(SubmissionError, match="980199"):
        submissions.start(PLANNER, title="x", area="980199")


@pytest.mark.parametrize("name", ["../x.csv", "..\\x.csv", "/etc/x.csv", "C:\\x.csv", "a/../x.csv"])
def test_a_file_name_with_folders_keeps_its_last_part(name, own_home):
    number = handed_in_by_east()
    submissions.add_file(SUBMITTER, number, name, b"1")
    assert [one.name for one in submissions.get(SUBMITTER, number).files] == [REGISTER, "x.csv"]
    assert not list(own_home.parent.glob("**/x.csv"))


@pytest.mark.parametrize("name", ["", "..", "/", "a/", "\x00"])
def test_a_file_without_a_name_is_refused_in_a_sentence(name):
    number = handed_in_by_east()
    with pytest.raises(SubmissionError, match=label("submission.no_name")[:8]):
        submissions.add_file(SUBMITTER, number, name, b"1")


def test_a_countys_file_never_takes_the_place_of_anothers():
    number = handed_in_by_east()
    origins = names_and_origins(number)
    assert origins[REGISTER, ""] == KEPT
    assert origins[REGISTER, EAST] == ADDED
    # A county is shown its own alone, and leaves nothing else out.
    shown = submissions.files(SUBMITTER, number)
    assert [one.original.area for one in shown] == [EAST]
    with pytest.raises(SubmissionError):
        submissions.leave_out(SUBMITTER, number, "人口.csv")


def test_a_planner_replaces_leaves_out_and_takes_back():
    number = submissions.start(PLANNER, title="x", on_release=current_release()).number
    submissions.add_file(PLANNER, number, REGISTER, b"1")
    submissions.leave_out(PLANNER, number, "称号.csv")
    origins = names_and_origins(number)
    assert origins[REGISTER, ""] == REPLACED
    assert origins["称号.csv", ""] == LEFT_OUT
    submissions.take_back(PLANNER, number, "称号.csv")
    submissions.remove_file(PLANNER, number, REGISTER)
    assert set(names_and_origins(number).values()) == {KEPT}


def test_too_large_too_many_and_empty_are_refused_in_sentences(monkeypatch):
    small = replace(submission_editing.IMPORT_LIMITS, file_megabytes=1, submission_files=2)
    monkeypatch.setattr(submission_editing, "IMPORT_LIMITS", small)
    number = handed_in_by_east()
    with pytest.raises(SubmissionError, match="1 MB"):
        submissions.add_file(SUBMITTER, number, "b.csv", b"x" * 1_000_001)
    with pytest.raises(SubmissionError, match="空"):
        submissions.add_file(SUBMITTER, number, "b.csv", b"")
    submissions.add_file(SUBMITTER, number, "b.csv", b"x")
    with pytest.raises(SubmissionError, match="2"):
        submissions.add_file(SUBMITTER, number, "c.csv", b"x")
    # The same name takes the place of the one before.
    submissions.add_file(SUBMITTER, number, "B.csv", b"y")
    assert len(submissions.get(SUBMITTER, number).files) == 2


def test_two_persons_at_once_lose_nothing():
    number = handed_in_by_east()

    def work(place):
        person = SUBMITTER if place % 2 else PLANNER
        submissions.add_file(person, number, f"{place}.csv", str(place).encode())
        submissions.answer(person, number, Answers(headings={f"h{place}": "slots"}))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(16)))
    submission = submissions.get(PLANNER, number)
    assert {one.name for one in submission.files} == {REGISTER, *(f"{n}.csv" for n in range(16))}
    assert len(submission.answers.headings) == 16


def test_a_full_disk_is_said_and_leaves_all_as_it_was(monkeypatch):
    number = handed_in_by_east()
    before = submissions.get(SUBMITTER, number)

    def full(path, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(submission_store, "write_whole", full)
    with pytest.raises(SubmissionError, match="No space left"):
        submissions.add_file(SUBMITTER, number, "b.csv", b"x")
    assert submissions.get(SUBMITTER, number) == before


def test_a_spoilt_record_hides_no_other_submission():
    spoilt, other = handed_in_by_east(), handed_in_by_east()
    (submissions_dir() / spoilt / "submission.json").write_text("{", encoding="utf-8")
    assert [one.number for one in submissions.mine(SUBMITTER)] == [other]
    with pytest.raises(SubmissionError, match=spoilt):
        submissions.get(SUBMITTER, spoilt)


def test_a_file_of_unclear_name_is_given_the_name_of_its_table():
    number = submissions.start(PLANNER, title="x", on_release=current_release()).number
    submissions.add_file(PLANNER, number, "报表1.csv", east_register())
    submissions.name_table(PLANNER, number, "报表1.csv", "institution")
    assert [one.name for one in submissions.get(PLANNER, number).files] == ["机构台账_报表1.csv"]
    with pytest.raises(SubmissionError):
        submissions.name_table(PLANNER, number, "机构台账_报表1.csv", "nothing")
    # Mended and handed in again under the name it has at home, it takes its own place.
    submissions.add_file(PLANNER, number, "报表1.csv", east_register() + b"\n")
    assert [one.name for one in submissions.get(PLANNER, number).files] == ["机构台账_报表1.csv"]


def test_a_sheet_and_a_file_of_shapes_are_given_the_names_they_are_read_by():
    number = submissions.start(PLANNER, title="x", on_release=current_release()).number
    submissions.add_file(PLANNER, number, "花名册.xlsx", b"x")
    submissions.add_file(PLANNER, number, "乡镇.zip", b"x")
    submissions.name_table(PLANNER, number, "花名册.xlsx:Sheet1", "institution")
    submissions.name_table(PLANNER, number, "乡镇.zip", "boundaries")
    names = [one.name for one in submissions.get(PLANNER, number).files]
    assert names == ["机构台账_花名册.xlsx", "边界_乡镇.zip"]


def test_a_countys_month_goes_from_file_to_release(own_home, tmp_path):
    base = current_release()
    number = handed_in_by_east()
    with pytest.raises(SubmissionError, match="试建"):
        submissions.hand_in(SUBMITTER, number)
    result = submissions.try_out(SUBMITTER, number)
    assert result.release, result.findings
    assert current_release() == base
    assert submissions.last_try(SUBMITTER, number).candidate == result.release
    submissions.hand_in(SUBMITTER, number, "请审核")
    with pytest.raises(SubmissionError, match="提交"):
        submissions.add_file(SUBMITTER, number, "b.csv", b"x")
    with pytest.raises(SubmissionError, match="原因"):
        submissions.send_back(PLANNER, number, " ")
    submissions.send_back(PLANNER, number, "请补名称")
    submissions.answer(SUBMITTER, number, Answers(headings={"园长手机": ""}))
    with pytest.raises(SubmissionError, match="试建"):
        submissions.publish(PLANNER, number, why="一月")
    submissions.try_out(SUBMITTER, number)
    submissions.hand_in(SUBMITTER, number)
    with pytest.raises(DeniedError):
        submissions.publish(SUBMITTER, number, why="一月")
    with pytest.raises(SubmissionError, match="为什么"):
        submissions.publish(PLANNER, number, why=" ")
    published = submissions.publish(PLANNER, number, why="一月")
    assert current_release() == published
    notes = [one.action for one in submissions.get(SUBMITTER, number).notes]
    assert notes == ["handed_in", "sent_back", "handed_in", "published"]
    done = [one.action for one in read_audit().entries if one.action != "denied"]
    expected = ["uploaded", "built", "handed_in", "sent_back", "built", "handed_in", "published"]
    assert [one for one in done if one in expected][-7:] == expected
    with connect(database_of(base)) as before, connect() as after:
        rows = row_changes(before, after).set_index("table")
        assert rows.loc["institution", ["added", "removed", "changed"]].tolist() == [6, 0, 0]
        assert rows.drop("institution")[["added", "removed", "changed"]].to_numpy().sum() == 0
        # The release is made of its originals alone: the same digits from them, answers included.
        again = everything(published, tmp_path)
        with connect(database_of(again.release)) as rebuilt:
            same = row_changes(after, rebuilt)[["added", "removed", "changed"]]
            assert same.to_numpy().sum() == 0
    laid_out = {(one.name, one.area) for one in kept_release(published).manifest.files}
    assert {(REGISTER, ""), (REGISTER, EAST)} <= laid_out


def test_what_was_published_meanwhile_is_said_and_taken_over():
    number = handed_in_by_east()
    submissions.try_out(SUBMITTER, number)
    newer = f"{current_release()}-b"
    for path in (database_of(current_release()), manifest_file(current_release())):
        shutil.copyfile(path, path.with_stem(newer))
    current_release_file().write_text(f"{newer}.duckdb\n", encoding="utf-8")
    assert submissions.is_behind(submissions.get(PLANNER, number))
    with pytest.raises(StaleBaseError):
        submissions.publish(PLANNER, number, why="一月")
    assert submissions.get(PLANNER, number).state == "open"
    assert submissions.rebase(PLANNER, number).on_release == newer
    with pytest.raises(SubmissionError, match="试建"):
        submissions.publish(PLANNER, number, why="一月")
    submissions.try_out(PLANNER, number)
    # Cut off after the switch and before it was written down here: said once, published once.
    candidate = submissions.get(PLANNER, number).candidate
    publishing.publish(candidate, person=PLANNER, why="一月")
    assert submissions.publish(PLANNER, number, why="一月") == candidate
    assert len(kept_release(candidate).events) == 1


def test_a_release_without_originals_is_no_base():
    manifest_file(current_release()).unlink()
    with pytest.raises(SubmissionError, match=current_release()):
        submissions.start(PLANNER, title="x", on_release=current_release())
    with pytest.raises(SubmissionError):
        submissions.start(PLANNER, title="x", on_release="../releases/x")


def test_a_new_city_begins_from_its_own_files_alone(monkeypatch, tmp_path):
    monkeypatch.setenv("CHILDCARE_HOME", str(tmp_path / "empty"))
    with pytest.raises(SubmissionError, match="全市"):
        submissions.start(SUBMITTER, title="x")
    number = submissions.start(PLANNER, title="新城市").number
    with pytest.raises(SubmissionError, match="文件"):
        submissions.try_out(PLANNER, number)
    for path in sorted(SIX_TOWNSHIPS.iterdir()):
        submissions.add_file(PLANNER, number, path.name, path.read_bytes())
    people = rows_of("人口.csv", changed=[("常住人口", "年末人数")])
    submissions.add_file(PLANNER, number, "人口.csv", people)
    assert submissions.try_out(PLANNER, number).release is None
    kept = submissions.last_try(PLANNER, number)
    assert kept.candidate == ""
    assert "missing_heading" in {one.check_name for one in kept.findings}
    answers = Answers(headings={"年末人数": "population_total"})
    submissions.answer(PLANNER, number, answers)
    assert submissions.last_try(PLANNER, number) is None
    told = []
    assert submissions.try_out(PLANNER, number, tell=told.append).release
    assert told
    assert submissions.publish(PLANNER, number, why="开始") == current_release()
    record = json.loads((submissions_dir() / number / "submission.json").read_text("utf-8"))
    assert record["state"] == "published"
