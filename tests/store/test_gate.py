"""May each role do what it is there for, and nothing else; and is every refusal written down?"""

from pathlib import Path

import pytest

from childcare.catalog.roles import ACTIONS, PERMISSIONS, ROLES
from childcare.store import person as people
from childcare.store.audit_log import AuditError, read_audit
from childcare.store.gate import DeniedError, demand
from childcare.store.person import Person, local_person

MAY = {
    "viewer": {"read", "export"},
    "county_submitter": {"read", "export", "draft"},
    "planner": {"read", "export", "draft", "publish"},
    "administrator": {"read", "export", "draft", "publish", "restore", "audit"},
}


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write the audit log into a home of its own."""
    monkeypatch.setenv("CHILDCARE_HOME", str(tmp_path / "home"))


def test_each_role_has_its_permissions_and_no_other() -> None:
    given = {
        role: {one for one in PERMISSIONS if Person("somebody", role, "980101").may(one)}
        for role in ROLES
    }
    assert given == MAY


@pytest.mark.parametrize("role", ["", "root", "Administrator"])
def test_a_role_that_is_not_declared_may_do_nothing(role: str) -> None:
    assert not any(Person("somebody", role).may(one) for one in PERMISSIONS)


def test_a_county_submitter_without_a_county_may_do_nothing() -> None:
    assert not any(Person("somebody", "county_submitter").may(one) for one in PERMISSIONS)


def test_whoever_sits_at_the_machine_may_do_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    assert all(local_person().may(one) for one in PERMISSIONS)

    def nobody() -> str:
        raise KeyError

    monkeypatch.setattr(people.getpass, "getuser", nobody)
    assert local_person().name


def test_what_is_allowed_passes_and_leaves_no_trace() -> None:
    demand(Person("赵", "county_submitter", "980101"), "draft", area="980101")
    demand(Person("王", "planner"), "publish", area="980101")
    assert read_audit().entries == ()


@pytest.mark.parametrize(
    ("person", "permission", "area", "said"),
    [
        (Person("李", "viewer"), "draft", "", "查看人员"),
        (Person("李", ""), "read", "", "无角色"),
        (Person("王", "planner"), "restore", "", "规划人员"),
        (Person("赵", "county_submitter", "980101"), "draft", "980102", "980101"),
        # What belongs to the whole region is not hers either.
        (Person("赵", "county_submitter", "980101"), "draft", "", "980101"),
        (Person("赵", "planner", "980101"), "publish", "980102", "980101"),
    ],
)
def test_a_refusal_is_a_sentence_and_is_written_down(
    person: Person, permission: str, area: str, said: str
) -> None:
    with pytest.raises(DeniedError) as refused:
        demand(person, permission, area=area, subject="0007")
    assert said in str(refused.value)
    (entry,) = read_audit().entries
    assert (entry.action, entry.name, entry.role, entry.person_area) == (
        "denied",
        person.name,
        person.role,
        person.area,
    )
    assert (entry.subject, entry.area, entry.detail) == ("0007", area, permission)


def test_a_refusal_that_cannot_be_written_down_is_none_the_less_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("CHILDCARE_HOME", str(tmp_path / "file"))
    with pytest.raises(AuditError, match="审计日志"):
        demand(Person("李", "viewer"), "draft")


def test_every_action_has_a_name() -> None:
    assert {"signed_in", "signed_out", "uploaded", "exported", "denied"} <= set(ACTIONS)
