"""Whenever a program is killed, what was current is whole, and so is all that is listed."""

import multiprocessing
import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from childcare.cli import main
from childcare.ingest import (
    HeldError,
    NotDoneError,
    StaleBaseError,
    build,
    build_beside,
    publish,
    release,
    remove_candidate,
    restore,
)
from childcare.store.originals import digest_of, lay_out, path_of
from childcare.store.person import Person, local_person
from childcare.store.release_events import release_events
from childcare.store.releases import current_release, database_of, kept_release, kept_releases
from tests.ingest import killed_process
from tests.ingest.conftest import SIX_TOWNSHIPS

REGISTER = "机构台账.csv"
ME = local_person()
# Enough for a release; the fewer files, the more moments.
FEW = ("行政区划.csv", "人口.csv", REGISTER, "幼儿园.csv", "边界.geojson", "sources.toml")
LI = Person("李", "planner")


@pytest.fixture(scope="module")
def context() -> Any:
    """Return a way to start processes that have imported all they need."""
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(["tests.ingest.killed_process"])
    return made


@pytest.fixture
def few(own_home: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Return two small cities that differ in one number."""
    folders = tmp_path / "first", tmp_path / "second"
    for folder in folders:
        folder.mkdir()
        for name in FEW:
            shutil.copy(SIX_TOWNSHIPS / name, folder / name)
    register = folders[1] / REGISTER
    register.write_text(register.read_text("utf-8").replace("甲一托育", "甲一托育园"), "utf-8")
    return folders


class Watched:
    """A home in which processes die, and what must hold of it after each."""

    def __init__(self, home: Path, context: Any) -> None:
        """Begin with a home of which nothing is known yet."""
        self.home, self.context = home, context
        self.known: dict[str, str] = {}
        self.cities: dict[str, str] = {}

    def digits(self, release: str) -> str:
        if release not in self.known:
            self.known[release] = killed_process.digits(release)
        return self.known[release]

    def run(self, what: str, target: str, *, seconds: float | None = None, change: int = 0) -> int:
        """Let a process do something until it is killed, or for once to its end."""
        answers = self.context.SimpleQueue()
        given = (str(self.home), what, target, change, answers)
        process = self.context.Process(target=killed_process.act_and_die, args=given)
        process.start()
        process.join(seconds if seconds is not None else 300)
        process.kill()
        process.join(60)
        return answers.get() if process.exitcode == 0 else 0

    def is_whole(self, allowed: set[str]) -> None:
        """See that the current release is one of those, and that all that is listed is whole."""
        assert self.digits(current_release()) in allowed
        assert release_events()[-1].release == current_release()
        for kept in kept_releases():
            assert self.digits(kept.name) in self.cities.values()
            assert kept.manifest is not None
            for original in kept.manifest.files:
                assert path_of(original.sha256).stat().st_size == original.size


@pytest.fixture
def watched(few: tuple[Path, Path], own_home: Path, context: Any) -> Watched:
    made = Watched(own_home, context)
    made.cities[""] = made.digits(current_release())
    for folder in few:
        release = build(folder).release
        assert release
        made.cities[str(folder)] = made.digits(release)
    return made


def test_killed_at_fifty_moments_the_current_release_is_the_old_one_or_the_new_one(
    watched: Watched, few: tuple[Path, Path]
) -> None:
    chance = random.Random(20251201)
    begun = time.monotonic()
    changes = watched.run("build", str(few[0]))
    lasts = time.monotonic() - begun
    assert changes > 20
    first, second = (one.name for one in kept_releases()[:2])
    changes_of_restore = watched.run("restore", second)
    moments = [("build", {"seconds": chance.uniform(0, lasts)}) for _ in range(20)]
    moments += [("build", {"change": chance.randint(1, changes)}) for _ in range(20)]
    moments += [("restore", {"change": chance.randint(1, changes_of_restore)}) for _ in range(10)]
    chance.shuffle(moments)
    for number, (what, when) in enumerate(moments):
        before = current_release()
        city = str(few[number % 2])
        target = city if what == "build" else (second if before == first else first)
        watched.run(what, target, **when)
        new = watched.cities[target] if what == "build" else watched.digits(target)
        watched.is_whole({new, watched.digits(before)})
    for kept in kept_releases():
        assert killed_process.digits(kept.name) == watched.digits(kept.name)
    assert build(few[0]).release == current_release()
    left = {path.name for path in watched.home.iterdir()} - {"current.txt", "originals", "releases"}
    assert not [
        name for name in left if not name.endswith((".jsonl", ".lock", ".chain", ".waiting"))
    ]
    assert not list(watched.home.rglob("*.draft*"))


@pytest.mark.parametrize("cut_off_before", [1, 2, 3])
def test_tidying_up_that_is_cut_off_is_finished_by_the_next(
    own_home: Path, monkeypatch: pytest.MonkeyPatch, cut_off_before: int
) -> None:
    for suffix in ("", ".db", ".db.wal"):
        (own_home / "releases" / f"20200101-000000-aaaaaaaa.draft{suffix}").touch()
    unlink_really, removed = Path.unlink, []

    def unlink(path: Path, missing_ok: bool = False) -> None:
        removed.append(path)
        if len(removed) == cut_off_before + 1:  # the first is that of the manifest
            raise KeyboardInterrupt
        unlink_really(path, missing_ok=missing_ok)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Path, "unlink", unlink)
        with release.draft("bbbbbbbb"):
            pass
    with release.draft("bbbbbbbb"):
        pass
    assert not list(own_home.rglob("*.draft*"))


def test_two_who_publish_at_once_get_one_release_and_one_sentence(
    few: tuple[Path, Path], own_home: Path, context: Any
) -> None:
    base = current_release()
    candidates = [build_beside(folder, base=base).release for folder in few]
    assert current_release() == base
    start, answers = context.Barrier(2), context.SimpleQueue()
    processes = [
        context.Process(
            target=killed_process.publish_at_once, args=(str(own_home), one, start, answers)
        )
        for one in candidates
    ]
    for process in processes:
        process.start()
    said = dict(answers.get() for _ in processes)
    for process in processes:
        process.join(60)
    winners = [release for release, sentence in said.items() if not sentence]
    assert winners == [current_release()]
    assert set(said.values()) - {""} <= {"HeldError", "StaleBaseError"}
    assert [event.release for event in release_events()][1:] == winners


def test_the_second_publisher_is_told_at_once_who_holds_the_lock_and_since_when(
    folder: Path, own_home: Path, context: Any
) -> None:
    before = current_release()
    is_held, may_end = context.Event(), context.Event()
    given = (str(own_home), "王处长", is_held, may_end)
    holder = context.Process(target=killed_process.hold, args=given)
    holder.start()
    assert is_held.wait(60)
    for attempt in (
        lambda: build(folder),
        lambda: publish(before, person=ME, why="why"),
        lambda: restore(before, person=ME, why="why"),
        lambda: remove_candidate(before, person=ME),
    ):
        begun = time.monotonic()
        with pytest.raises(HeldError, match=r"王处长 .*20\d\d-\d\d-\d\d \d\d:\d\d"):
            attempt()
        assert time.monotonic() - begun < 2
    assert build_beside(folder).release, "what nobody sees yet may be built meanwhile"
    may_end.set()
    holder.join(60)
    assert build(folder).release == current_release() != before


def test_a_candidate_whose_base_is_not_current_any_more_is_refused_and_says_who_was_quicker(
    few: tuple[Path, Path],
) -> None:
    base = current_release()
    first, second = (str(build_beside(folder, base=base, person=LI).release) for folder in few)
    assert {one.name for one in kept_releases() if one.is_candidate} == {first, second}
    publish(first, person=LI, why="十二月数据")
    with pytest.raises(StaleBaseError, match=f"{base}.*{first}.*李"):
        publish(second, person=LI, why="也是十二月")
    assert current_release() == first
    assert kept_release(second).is_candidate
    remove_candidate(second, person=LI)
    assert second not in {one.name for one in kept_releases()}
    with pytest.raises(NotDoneError, match="不能删除"):
        remove_candidate(base, person=LI)


def test_what_becomes_of_a_release_is_kept_with_who_and_why(few: tuple[Path, Path]) -> None:
    old = current_release()
    new = str(build_beside(few[0], base=old, person=LI, why="试").release)
    made = kept_release(new).manifest
    assert made and (made.base, made.built_by, made.why) == (old, "李", "试")
    assert made.rows["institution"] == 12
    publish(new, person=LI, why="十二月数据")
    restore(old, person=ME, why="数据有误")
    told = [(event.release, event.action, event.by, event.why) for event in release_events()]
    assert told[1:] == [
        (new, "published", "李", "十二月数据"),
        (old, "restored", ME.name, "数据有误"),
    ]
    assert [(one.name, one.is_current, one.is_candidate) for one in kept_releases()] == [
        (new, False, False),
        (old, True, False),
    ]
    with pytest.raises(NotDoneError, match="恢复"):
        publish(new, person=ME, why="why")


@pytest.mark.parametrize("act", [publish, restore])
@pytest.mark.parametrize("name", ["../current", "a/b", "..", "", "no such", "x" * 200, "con\\x"])
def test_a_name_that_is_none_is_refused_in_a_sentence(
    own_home: Path, act: Callable[..., None], name: str
) -> None:
    with pytest.raises(NotDoneError, match="没有名为"):
        act(name, person=ME, why="why")


@pytest.mark.parametrize("act", [publish, restore])
def test_without_a_reason_nothing_is_changed(own_home: Path, act: Callable[..., None]) -> None:
    with pytest.raises(NotDoneError, match="原因"):
        act(current_release(), person=ME, why=" ")


def test_a_damaged_release_does_not_become_current(few: tuple[Path, Path]) -> None:
    old = current_release()
    new = str(build(few[0]).release)
    database = database_of(old)
    database.chmod(0o600)
    database.write_bytes(database.read_bytes()[:5000])
    with pytest.raises(NotDoneError, match="损坏"):
        restore(old, person=ME, why="back")
    assert current_release() == new


def test_originals_are_kept_once_and_a_release_is_built_again_from_them(
    few: tuple[Path, Path], own_home: Path, tmp_path: Path
) -> None:
    release = str(build(few[0]).release)
    made = kept_release(release).manifest
    assert made and made.sources
    assert {one.name for one in made.files} == {*FEW} - {"sources.toml"}
    for one in [*made.files, made.sources]:
        assert path_of(one.sha256).read_bytes() == (few[0] / one.name).read_bytes()
        assert digest_of(path_of(one.sha256)) == one.sha256
    shutil.rmtree(few[0])
    kept = len(list((own_home / "originals").iterdir()))
    lay_out([*made.files, made.sources], tmp_path / "again")
    again = build_beside(tmp_path / "again", originals=made.files).release
    assert again[-8:] == release[-8:]
    assert killed_process.digits(again) == killed_process.digits(release)
    assert len(list((own_home / "originals").iterdir())) == kept


def test_an_old_release_gives_the_same_digits_after_new_data(
    few: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    def table() -> str:
        capsys.readouterr()
        assert main(["table", "indicators", "--as-of", "2025-12"]) == 0
        return capsys.readouterr().out

    old, before = current_release(), table()
    register = few[1] / REGISTER
    register.write_text(
        register.read_text("utf-8").replace(",0,30,30,1500", ",0,31,30,1500"), "utf-8"
    )
    assert build(few[1]).release
    assert table() != before
    restore(old, person=ME, why="back")
    assert table() == before
