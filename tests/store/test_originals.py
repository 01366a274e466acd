"""Is a handed-in file kept once, unchanged, and under a name that leads nowhere?"""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childcare.store import originals
from childcare.store.originals import (
    LONGEST_NAME,
    Original,
    keep,
    laid_out_names,
    lay_out,
    path_of,
    plain_name,
)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CHILDCARE_HOME", str(tmp_path / "home"))
    return tmp_path


def test_the_same_content_is_kept_once_however_it_comes(own_home: Path) -> None:
    file = own_home / "机构台账.csv"
    file.write_bytes("机构\n".encode())
    first, second = keep(file, file.name), keep(file.read_bytes(), "b.csv", area="980101")
    assert (first.sha256, first.size) == (second.sha256, second.size)
    assert (second.name, second.area) == ("b.csv", "980101")
    assert [path.name for path in originals.originals_dir().iterdir()] == [first.sha256]
    assert path_of(first.sha256).read_bytes() == file.read_bytes()


def test_a_kept_file_is_not_to_be_written_to(own_home: Path) -> None:
    assert path_of(keep(b"x", "a.csv").sha256).stat().st_mode & 0o222 == 0


def test_half_a_file_is_replaced_by_the_whole_one(own_home: Path) -> None:
    place = path_of(keep(b"whole", "a.csv").sha256)
    place.chmod(0o600)
    place.write_bytes(b"wh")
    keep(b"whole", "a.csv")
    assert place.read_bytes() == b"whole"


@pytest.mark.parametrize(
    ("given_name", "plain"),
    [
        ("机构台账.csv", "机构台账.csv"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\current.txt", "current.txt"),
        ("/tmp/a b.csv", "a b.csv"),
        ("C:\\数据\\a.csv ", "a.csv"),
        ("a\x00b\n.csv", "ab.csv"),
        ("\u202egpj.csv", "gpj.csv"),
        ("a<b>.csv..", "ab.csv"),
        ("NUL.csv", "_NUL.csv"),
    ],
)
def test_a_name_is_reduced_to_a_plain_one(given_name: str, plain: str) -> None:
    assert plain_name(given_name) == plain


@pytest.mark.parametrize("name", ["", ".", "..", "a/", "/", "\\", " . ", "\u200b", "a/.."])
def test_a_name_of_which_nothing_is_left_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="without a name"):
        plain_name(name)


@given(st.text(max_size=300))
def test_no_name_leads_out_of_its_folder(name: str) -> None:
    try:
        plain = plain_name(name)
    except ValueError:
        return
    assert Path(plain).name == plain
    assert len(plain.encode()) <= LONGEST_NAME + 1
    assert plain_name(plain) == plain


@pytest.mark.parametrize("sha256", ["", "../current.txt", "A" * 64, "a" * 63, "a" * 64 + "\n"])
def test_what_is_no_hash_is_no_way_to_a_file(sha256: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        path_of(sha256)


def test_two_of_one_name_are_laid_out_with_the_codes_of_their_counties(own_home: Path) -> None:
    kept = [
        keep(b"all", "a.csv"),
        keep(b"east", "A.csv", area="980101"),
        keep(b"west", "a.csv", area="980102"),
        keep(b"other", "b.csv", area="980101"),
    ]
    lay_out(kept, own_home / "laid")
    assert {path.name: path.read_bytes() for path in (own_home / "laid").iterdir()} == {
        "a.csv": b"all",
        "A_980101.csv": b"east",
        "a_980102.csv": b"west",
        "b.csv": b"other",
    }


def test_two_of_one_name_and_one_county_are_refused() -> None:
    with pytest.raises(ValueError, match="one name"):
        laid_out_names([Original("a.csv", "0" * 64, 1), Original("A.csv", "1" * 64, 1)])


def test_an_original_that_is_gone_is_missed(own_home: Path) -> None:
    with pytest.raises(FileNotFoundError):
        lay_out([Original("a.csv", "0" * 64, 1)], own_home / "laid")
