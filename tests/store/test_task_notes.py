"""Is every note kept, whoever writes at the same time and whatever happens to the last line?"""

import json
import multiprocessing
import os
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from childcare.settings import task_notes_file
from childcare.store.file_lock import locked
from childcare.store.task_notes import (
    LONGEST_AUTHOR,
    LONGEST_NOTE,
    TaskNote,
    append_note,
    read_notes,
)

NOON = datetime(2025, 12, 1, 12, 0, tzinfo=UTC)


def note_of(task: str = "1", **more: object) -> TaskNote:
    fields = {
        "plan": "plan",
        "task": task,
        "status": "in_progress",
        "note": "已开工",
        "author": "李",
    }
    return TaskNote(**{**fields, "written_at": NOON, **more})  # type: ignore[arg-type]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "task_notes.jsonl"


def test_a_note_is_read_as_it_was_written(kept: Path) -> None:
    note = note_of(note='两行\n"引号" <b>\\ | 表情 😀\u2028')
    append_note(note, kept)
    assert read_notes(kept).notes == (note,)
    assert read_notes(kept).unreadable == 0


def test_one_line_holds_one_note_with_its_version(kept: Path) -> None:
    append_note(note_of(note="一\n二"), kept)
    append_note(note_of("2", note=""), kept)
    lines = kept.read_text(encoding="utf-8").split("\n")
    assert lines[-1] == ""
    assert [json.loads(line)["task"] for line in lines[:-1]] == ["1", "2"]
    assert json.loads(lines[0])["version"] == 1


def test_the_time_is_kept_in_utc(kept: Path) -> None:
    in_china = NOON.astimezone(timezone(timedelta(hours=8)))
    append_note(note_of(written_at=in_china), kept)
    assert "2025-12-01T12:00:00+00:00" in kept.read_text(encoding="utf-8")
    assert read_notes(kept).notes[0].written_at == NOON


def test_without_a_file_there_are_no_notes(kept: Path) -> None:
    assert read_notes(kept).notes == ()


def test_the_file_lies_in_the_folder_of_the_installation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHILDCARE_HOME", str(tmp_path))
    append_note(note_of())
    assert task_notes_file() == tmp_path / "task_notes.jsonl"
    assert len(read_notes().notes) == 1


@pytest.mark.parametrize("lost", [1, 2, 20, 60])
def test_a_torn_last_line_is_counted_and_not_glued_to_the_next(kept: Path, lost: int) -> None:
    append_note(note_of("1"), kept)
    append_note(note_of("2"), kept)
    os.truncate(kept, kept.stat().st_size - lost)
    is_whole = lost == 1  # only the end of the line is missing
    assert read_notes(kept).unreadable == (0 if is_whole else 1)
    append_note(note_of("3"), kept)
    found = read_notes(kept)
    assert [note.task for note in found.notes] == (["1", "2", "3"] if is_whole else ["1", "3"])
    assert found.unreadable == (0 if is_whole else 1)


def test_a_character_torn_in_the_middle_spoils_its_own_line_only(kept: Path) -> None:
    append_note(note_of("1"), kept)
    with kept.open("ab") as file:
        file.write('{"version": 1, "note": "托'.encode()[:-1])
    append_note(note_of("2"), kept)
    assert [note.task for note in read_notes(kept).notes] == ["1", "2"]


@pytest.mark.parametrize(
    "line",
    [
        "{}",
        "[]",
        "7",
        "null",
        "\0\0\0\0",
        '{"version": 2, "plan": "of tomorrow"}',
        json.dumps({"version": 1, "plan": "p", "task": "1", "status": "happy", "note": "",
                    "author": "a", "written_at": "2025-12-01T12:00:00+00:00"}),
        json.dumps({"version": 1, "plan": "p", "task": "1", "status": "done", "note": "",
                    "author": "a", "written_at": "yesterday"}),
        json.dumps({"version": 1, "plan": "p", "task": "1", "status": "done", "note": 7,
                    "author": "a", "written_at": "2025-12-01T12:00:00+00:00"}),
        json.dumps({"version": 1, "plan": "p", "task": ["1"], "status": ["done"], "note": "",
                    "author": "a", "written_at": "2025-12-01T12:00:00+00:00"}),
        "[" * 100_000,
    ],
)  # fmt: skip
def test_a_line_that_is_not_understood_is_counted_and_left_where_it_is(
    kept: Path, line: str
) -> None:
    append_note(note_of("1"), kept)
    with kept.open("ab") as file:
        file.write(line.encode() + b"\n")
    append_note(note_of("2"), kept)
    found = read_notes(kept)
    assert [note.task for note in found.notes] == ["1", "2"]
    assert found.unreadable == 1
    assert line.encode() in kept.read_bytes()


def test_notes_of_a_plan_that_is_gone_are_kept(kept: Path) -> None:
    gone = note_of("77", plan="withdrawn")
    append_note(gone, kept)
    assert read_notes(kept).of("withdrawn", "77") == [gone]


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "happy"},
        {"author": ""},
        {"author": "x" * (LONGEST_AUTHOR + 1)},
        {"note": "x" * (LONGEST_NOTE + 1)},
        {"written_at": datetime(2025, 12, 1)},
    ],
)
def test_a_note_that_could_not_be_shown_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="has "):
        note_of(**{"status": "done", **wrong})


def write_many(path: Path, writer: str, start: object) -> None:
    """Write 40 notes, each of a size that takes more than one block of a file."""
    start.wait()  # type: ignore[attr-defined]
    for number in range(40):
        append_note(note_of(f"{writer}-{number}", note=writer * LONGEST_NOTE), path, patience=60)


def test_processes_that_write_at_once_lose_nothing(kept: Path) -> None:
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(3)
    writers = [context.Process(target=write_many, args=(kept, name, start)) for name in "甲乙丙"]
    for process in writers:
        process.start()
    for process in writers:
        process.join(90)
    assert [process.exitcode for process in writers] == [0, 0, 0]
    found = read_notes(kept)
    assert found.unreadable == 0
    for writer in "甲乙丙":
        own = [note.task for note in found.notes if note.task.startswith(writer)]
        assert own == [f"{writer}-{number}" for number in range(40)]


def test_who_waits_too_long_is_told_and_writes_nothing(kept: Path) -> None:
    append_note(note_of("1"), kept)
    with locked(kept.with_suffix(".lock")), pytest.raises(TimeoutError):
        append_note(note_of("2"), kept, patience=0.1)
    append_note(note_of("3"), kept)
    assert [note.task for note in read_notes(kept).notes] == ["1", "3"]


def hold_and_die(path: Path) -> None:
    with locked(path):
        os._exit(1)


def test_a_program_that_died_holds_no_lock(kept: Path) -> None:
    kept.parent.mkdir(parents=True)
    context = multiprocessing.get_context("spawn")
    dying = context.Process(target=hold_and_die, args=(kept.with_suffix(".lock"),))
    dying.start()
    dying.join(60)
    assert dying.exitcode == 1
    append_note(note_of(), kept, patience=0.5)
    assert len(read_notes(kept).notes) == 1
