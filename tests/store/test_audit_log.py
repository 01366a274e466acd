"""Does the audit log keep every line, and does it show what was changed afterwards?"""

import json
import multiprocessing
from pathlib import Path

import pytest

from childcare.settings import audit_log_file
from childcare.store.audit_log import AuditError, read_audit, record
from childcare.store.person import Person

WANG = Person("王", "planner", "", "wang@office")


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the audit log into a home of its own."""
    monkeypatch.setenv("CHILDCARE_HOME", str(tmp_path / "home"))
    return tmp_path


def write_three() -> list[bytes]:
    for subject in ("一", "二", "三"):
        record(WANG, "exported", subject=subject)
    return audit_log_file().read_bytes().splitlines()


def test_a_line_says_who_did_what_when_to_what() -> None:
    record(WANG, "published", subject="20260101", area="980101", detail="年度数据")
    (entry,) = read_audit().entries
    assert (entry.name, entry.role, entry.person_subject) == ("王", "planner", "wang@office")
    assert (entry.action, entry.subject, entry.area) == ("published", "20260101", "980101")
    assert entry.detail == "年度数据"
    assert entry.at.tzinfo is not None


def test_a_log_that_nobody_touched_is_whole() -> None:
    write_three()
    log = read_audit()
    assert [one.subject for one in log.entries] == ["一", "二", "三"]
    assert log.broken == ()
    assert len(log.last) == 64


def test_a_missing_log_is_empty_and_whole() -> None:
    assert (read_audit().entries, read_audit().broken, read_audit().last) == ((), (), "")


@pytest.mark.parametrize(
    ("touched", "broken"),
    [
        (lambda lines: [lines[0], lines[1].replace(b"exported", b"signed_in"), lines[2]], (3,)),
        (lambda lines: [lines[0], lines[1].replace(b"exported", b"unheard_of"), lines[2]], (2, 3)),
        (lambda lines: [lines[0], lines[2]], (2,)),
        (lambda lines: [lines[1], lines[2]], (1,)),
        (lambda lines: [lines[0], lines[1], lines[1], lines[2]], (3,)),
        (lambda lines: [lines[1], lines[0], lines[2]], (1, 2, 3)),
        (lambda lines: [lines[0], lines[1][:20], lines[2]], (2, 3)),
    ],
    ids=["changed", "made_up", "taken_out", "first_taken_out", "put_in", "exchanged", "torn"],
)
def test_what_was_changed_later_is_found(touched: object, broken: tuple[int, ...]) -> None:
    lines = touched(write_three())  # type: ignore[operator]
    audit_log_file().write_bytes(b"\n".join(lines) + b"\n")
    assert read_audit().broken == broken


def test_a_line_torn_off_by_a_power_failure_is_named_and_the_chain_goes_on() -> None:
    lines = write_three()
    audit_log_file().write_bytes(b"\n".join([*lines[:2], lines[2][:30]]))
    record(WANG, "signed_out")
    log = read_audit()
    assert log.broken == (3,)
    assert [one.action for one in log.entries] == ["exported", "exported", "signed_out"]


def test_a_last_line_taken_away_changes_the_hash_that_was_noted() -> None:
    lines = write_three()
    noted = read_audit().last
    audit_log_file().write_bytes(b"\n".join(lines[:2]) + b"\n")
    assert read_audit().broken == ()
    assert read_audit().last != noted


def test_an_action_that_is_not_declared_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        record(WANG, "looked_around")


def test_texts_of_any_length_and_kind_stay_one_line() -> None:
    record(WANG, "uploaded", subject="a\nb\r\n" + "长" * 9_000, detail='"}{\u2028')
    record(WANG, "uploaded", subject="next")
    log = read_audit()
    assert [len(one.subject) for one in log.entries] == [500, 4]
    assert log.entries[0].subject.startswith("a b  长")
    assert log.entries[0].detail == '"}{ '
    assert log.broken == ()


def test_what_cannot_be_written_is_said_in_a_sentence(own_home: Path) -> None:
    audit_log_file().mkdir(parents=True)
    with pytest.raises(AuditError, match=r"审计日志.*没有执行"):
        record(WANG, "exported")


def test_many_writers_at_once_keep_one_chain() -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write_some, args=(number,)) for number in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    log = read_audit()
    assert len(log.entries) == 10
    assert log.broken == ()
    names = {json.loads(line)["name"] for line in audit_log_file().read_bytes().splitlines()}
    assert names == {"0", "1"}


def _write_some(number: int) -> None:
    for _ in range(5):
        record(Person(str(number), "planner"), "exported")
