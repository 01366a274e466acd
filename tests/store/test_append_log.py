"""Is the next record made from the line that stands before it, and a failed one taken back?"""

import os
from pathlib import Path

import pytest

from childcare.store.append_log import append_next, append_record, lines_of, read_records


def test_a_record_may_be_made_from_the_line_before_it(tmp_path: Path) -> None:
    log, seen = tmp_path / "log.jsonl", []
    for number in range(3):
        append_next(log, lambda last, number=number: seen.append(last) or {"number": number})
    append_record(log, {"long": "长" * 9000})
    append_next(log, lambda last: seen.append(last) or {})
    assert [b"", *lines_of(log)[:2], lines_of(log)[3]] == seen


def test_of_a_record_that_found_no_room_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "log.jsonl"
    append_record(log, {"number": 1})
    write_really = os.write

    def write_half(descriptor: int, line: bytes) -> int:
        write_really(descriptor, line[:5])
        raise OSError

    with monkeypatch.context() as patch, pytest.raises(OSError):
        patch.setattr(os, "write", write_half)
        append_record(log, {"number": 2})
    append_record(log, {"number": 3})
    assert read_records(log) == ([{"number": 1}, {"number": 3}], 0)


def test_lines_that_are_no_records_are_counted(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    log.write_bytes(b'{"a": 1}\n\n[]\n\xff\n{"a"')
    assert read_records(log) == ([{"a": 1}], 3)
