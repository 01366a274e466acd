"""Does the access file let in those it names, in the role it gives, and nobody else?"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from childcare.catalog import DeclarationError
from childcare.settings import access_file
from childcare.store.access_file import Access, NoAccessError, person_of, read_access, texts_of
from childcare.store.person import Person

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
COUNTIES = ("980101", "980102")
FILE = """
[sign_in]
name_claim = "display"
hours = 8

[grants.planners]
role  = "planner"
claim = "roles"
value = "childcare-planner"

[grants.east]
role  = "county_submitter"
claim = "groups"
value = "east"
area  = "980101"

[grants.counties]
role       = "county_submitter"
claim      = "realm_access.roles"
value      = "county"
area_claim = "county_code"

[grants.one_person]
role  = "administrator"
claim = "email"
value = "admin@office.example"
"""


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the access file of a home of its own."""
    monkeypatch.setenv("CHILDCARE_HOME", str(tmp_path))


def access(text: str = FILE) -> Access:
    access_file().write_text(text, encoding="utf-8")
    return read_access()


def let_in(**claims: Any) -> Person:
    signed_in = {"sub": "u1", "iat": NOW.timestamp() - 60, "display": "王敏", **claims}
    return person_of(signed_in, access(), counties=COUNTIES, now=NOW)


def refused(**claims: Any) -> NoAccessError:
    with pytest.raises(NoAccessError) as error:
        let_in(**claims)
    return error.value


@pytest.mark.parametrize("held", ["childcare-planner", ["other", "childcare-planner"]])
def test_a_claim_may_be_one_text_or_a_list(held: object) -> None:
    assert let_in(roles=held) == Person("王敏", "planner", "", "u1")


def test_a_claim_may_lie_inside_another() -> None:
    person = let_in(realm_access={"roles": ["county"]}, county_code="980102")
    assert person == Person("王敏", "county_submitter", "980102", "u1")


def test_a_county_may_stand_in_the_file_or_in_a_claim_also_as_a_number_or_a_list_of_one() -> None:
    assert let_in(groups="east").area == "980101"
    for code in (980102, ["980102"]):
        assert let_in(realm_access={"roles": "county"}, county_code=code).area == "980102"


def test_the_first_entry_that_fits_counts() -> None:
    assert let_in(groups="east", roles="childcare-planner").role == "planner"


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"roles": "Childcare-Planner"},
        {"roles": "childcare-planner2"},
        {"roles": {"childcare-planner": True}},
        {"roles": [["childcare-planner"]]},
        {"roles": None},
        {"groups": "childcare-planner"},
        {"realm_access": "county"},
        {"email": "admin@office.example", "email_verified": False},
    ],
    ids=str,
)
def test_whoever_is_not_named_is_told_the_name_to_give_to_the_administrator(
    claims: dict[str, Any],
) -> None:
    error = refused(**claims)
    assert "u1" in str(error)
    assert error.person.role == ""


@pytest.mark.parametrize(
    ("county", "said"),
    [
        (None, "0 个"),
        ([], "0 个"),
        (["980101", "980102"], "2 个"),
        ("980199", "980199"),
        ("980101 ", "980101 "),
        ("", "代码为"),
    ],
)
def test_a_county_that_is_missing_or_unknown_is_refused(county: object, said: str) -> None:
    assert said in str(refused(realm_access={"roles": "county"}, county_code=county))


def test_the_refusal_of_a_county_does_not_fall_through_to_a_later_entry() -> None:
    error = refused(realm_access={"roles": "county"}, county_code="1", email="admin@office.example")
    assert "1" in str(error)


@pytest.mark.parametrize(
    "moment",
    [None, "soon", True, NOW.timestamp() - 8 * 3600 - 1],
    ids=["none", "text", "yes", "old"],
)
def test_an_old_sign_in_has_to_be_done_again(moment: object) -> None:
    error = refused(roles="childcare-planner", iat=moment)
    assert error.is_expired


def test_somebody_without_a_subject_is_nobody() -> None:
    assert refused(roles="childcare-planner", sub="").is_expired


def test_without_a_name_the_subject_stands_for_it() -> None:
    assert let_in(roles="childcare-planner", display=" ").name == "u1"
    assert len(let_in(roles="childcare-planner", display="长" * 900).name) == 40


@pytest.mark.parametrize(
    ("text", "entry", "fault"),
    [
        ("roles = [", "-", "no TOML"),
        ("", "grants", "nobody may enter"),
        ("[grants]", "grants", "nobody may enter"),
        ("grants = 3", "grants", "nobody may enter"),
        ("[users]\na = 1", "users", "none of the sections"),
        ('[grants.a]\nrole = "root"\nclaim = "c"\nvalue = "v"', "a", "unknown role"),
        ('[grants.a]\nrole = "viewer"\nclaim = "c"', "a", "lacks"),
        ('[grants.a]\nrole = "viewer"\nclaim = "c"\nvalue = 1', "a", "value"),
        ('[grants.a]\nrole = "viewer"\nclaim = ""\nvalue = "v"', "a", "empty"),
        ('[grants.a]\nrole = "viewer"\nclaim = "c"\nvalue = "v"\nlevel = 1', "a", "unknown fields"),
        ('[grants.a]\nrole = "county_submitter"\nclaim = "c"\nvalue = "v"', "a", "county"),
        (
            '[grants.a]\nrole = "planner"\nclaim = "c"\nvalue = "v"\narea = "1"\narea_claim = "x"',
            "a",
            "both",
        ),
        (FILE.replace("hours = 8", "hours = 0"), "sign_in", "hours"),
        (FILE.replace("hours = 8", 'hours = "8"'), "sign_in", "hours"),
    ],
)
def test_a_faulty_file_names_file_entry_and_fault(text: str, entry: str, fault: str) -> None:
    with pytest.raises(DeclarationError) as error:
        access(text)
    assert str(error.value).startswith(f"access.toml: [{entry}]")
    assert fault in str(error.value)


def test_a_missing_file_lets_nobody_in() -> None:
    with pytest.raises(DeclarationError, match=r"access\.toml"):
        read_access()


def test_a_change_counts_at_once() -> None:
    assert access().grants[0].role == "planner"
    assert access(FILE.replace('role  = "planner"', 'role  = "viewer" ')).grants[0].role == "viewer"


ANYTHING = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=9),
    lambda inner: (
        some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=40)
@given(claims=some.dictionaries(some.text(max_size=9), ANYTHING, max_size=4), name=some.text())
def test_no_claim_whatever_it_holds_makes_anything_else_than_texts(
    claims: dict[str, Any], name: str
) -> None:
    assert all(isinstance(one, str) for one in texts_of(claims, name))
