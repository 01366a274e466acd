"""Is each release listed as what it is, also one that is old, spoilt or came to nothing?"""

import shutil
from pathlib import Path

import pytest

from childcare.settings import release_events_file, releases_dir
from childcare.store.releases import (
    UnknownReleaseError,
    current_release,
    database_of,
    kept_release,
    kept_releases,
    manifest_file,
)


@pytest.fixture(autouse=True)
def own_home(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = Path(shutil.copytree(home, tmp_path / "home"))
    monkeypatch.setenv("CHILDCARE_HOME", str(folder))
    return folder


def test_without_anything_there_is_no_release(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHILDCARE_HOME", str(tmp_path / "empty"))
    assert kept_releases() == []
    assert current_release() == ""


def test_a_release_names_its_files_its_rows_and_who_made_it_current() -> None:
    (kept,) = kept_releases()
    assert kept.is_current
    assert not kept.is_candidate
    assert kept.manifest
    assert "机构台账.csv" in {one.name for one in kept.manifest.files}
    assert kept.manifest.rows["institution"] == 12
    assert [event.release for event in kept.events] == [kept.name]


@pytest.mark.parametrize("spoilt", ["", "{}", "[1]", '{"version": 99}', '{"version": 1}', "\0"])
def test_one_whose_manifest_is_not_understood_is_listed_and_is_no_candidate(spoilt: str) -> None:
    manifest_file(current_release()).write_text(spoilt)
    old = releases_dir() / "20240101-000000-00000000.duckdb"
    shutil.copy(database_of(current_release()), old)
    kept = kept_releases()
    assert [one.manifest for one in kept] == [None, None]
    assert not any(one.is_candidate for one in kept)


def test_what_is_half_there_is_not_listed() -> None:
    manifest_file("20990101-000000-00000000").write_text("{}")
    (releases_dir() / "20990101-000000-00000000.draft.db").touch()
    (releases_dir() / "..evil.duckdb").touch()
    assert [one.name for one in kept_releases()] == [current_release()]


@pytest.mark.parametrize("name", ["", "..", "../current", "a/b", "a\\b", ".x", "*", "a\0", "托"])
def test_a_way_to_somewhere_else_is_no_name_of_a_release(name: str) -> None:
    with pytest.raises(UnknownReleaseError):
        database_of(name)
    with pytest.raises(UnknownReleaseError):
        kept_release(name)


def test_events_that_are_not_understood_are_passed_over() -> None:
    with release_events_file().open("ab") as file:
        file.write(b'{"version": 1, "action": "eaten"}\n{"vers')
    assert len(kept_release(current_release()).events) == 1
