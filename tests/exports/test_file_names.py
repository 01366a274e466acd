"""Is a file's name telling, and one that every system takes?"""

import pytest

from childcare.exports import file_name


def test_the_parts_are_joined_by_underscores() -> None:
    assert file_name("2025-12", "示例市", "每千人口托位数") == "2025-12_示例市_每千人口托位数"


@pytest.mark.parametrize("character", list('\\/:*?"<>|\t\n\r\x00\x1f '))
def test_what_a_file_system_refuses_becomes_a_hyphen(character: str) -> None:
    assert file_name(f"甲{character}乙") == "甲-乙"


def test_several_forbidden_characters_become_one_hyphen() -> None:
    assert file_name('甲 :/"乙') == "甲-乙"


@pytest.mark.parametrize("part", ["..", ".甲", "甲.", "../甲", "/甲/"])
def test_a_name_never_leads_into_another_folder_or_hides(part: str) -> None:
    name = file_name(part)
    assert "/" not in name
    assert not name.startswith(".")
    assert not name.endswith(".")


def test_empty_parts_leave_no_trace() -> None:
    assert file_name("甲", "", "???", "乙") == "甲_乙"


def test_a_long_chinese_name_with_its_ending_fits_into_255_bytes() -> None:
    assert len(f"{file_name('甲' * 300)}.xlsx".encode()) <= 255
