"""Who is the person where nobody signs in, and is what she may not do neither offered nor done?"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit import config
from streamlit.runtime.secrets import Secrets
from streamlit.testing.v1 import AppTest

from childcare.catalog.roles import PERMISSIONS
from childcare.store.audit_log import AuditError, read_audit
from childcare.store.gate import DeniedError
from childcare.store.person import Person
from childcare.ui import carry_away, sign_in, signed_in

Opened = Callable[..., AppTest]
CONFIGURED = '[auth]\nredirect_uri = "http://localhost/oauth2callback"\ncookie_secret = "x"\n'


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write the audit log into a home of its own."""
    monkeypatch.setenv("CHILDCARE_HOME", str(tmp_path / "home"))


@pytest.fixture
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Return a function that gives the program other secrets."""
    before = config.get_option("secrets.files")

    def write(text: str) -> None:
        file = tmp_path / "secrets.toml"
        file.write_text(text, encoding="utf-8")
        config.set_option("secrets.files", [str(file)])
        fresh = Secrets()
        monkeypatch.setattr(sign_in, "secrets_singleton", fresh)
        monkeypatch.setattr("streamlit.auth_util.secrets_singleton", fresh)
        monkeypatch.setattr(st, "secrets", fresh)

    yield write
    config.set_option("secrets.files", before)


def words(test: AppTest) -> str:
    said = [*test.title, *test.warning, *test.error, *test.markdown, *test.button]
    return "\n".join(str(getattr(one, "value", "")) + getattr(one, "label", "") for one in said)


def test_the_program_listens_to_this_machine_alone() -> None:
    assert config.get_option("server.address") == "localhost"


def test_without_secrets_whoever_sits_here_may_do_everything(opened: Opened) -> None:
    assert not opened("overview").exception
    assert all(signed_in.person().may(one) for one in PERMISSIONS)


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("0.0.0.0", {}),
        ("", {}),
        ("localhost", {"Host": "10.1.2.3:8501"}),
        ("localhost", {"Host": "evil.example"}),
        ("localhost", {"Host": "localhost:8501", "X-Forwarded-For": "10.1.2.3"}),
    ],
)
def test_from_another_machine_one_may_only_look(
    monkeypatch: pytest.MonkeyPatch, address: str, headers: dict[str, str]
) -> None:
    class Context:
        pass

    context: Any = Context()
    context.headers = headers
    monkeypatch.setattr(st, "context", context)
    monkeypatch.setattr(st, "get_option", lambda name: address if name == "server.address" else [])
    person = signed_in._find_out()
    assert {one for one in PERMISSIONS if person.may(one)} == {"read", "export"}
    assert "docs/access.md" in signed_in.situation()


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501"])
def test_this_machine_is_known_by_all_its_names(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    class Context:
        pass

    context: Any = Context()
    context.headers = {"Host": host}
    monkeypatch.setattr(st, "context", context)
    assert not sign_in.is_exposed()


@pytest.mark.parametrize("text", ["[auth", "auth = [", "\udcff"], ids=["table", "list", "bytes"])
def test_secrets_that_cannot_be_read_let_nobody_in(
    opened: Opened, secrets: Callable[[str], None], tmp_path: Path, text: str
) -> None:
    secrets("")
    (tmp_path / "secrets.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    said = words(opened("overview"))
    assert "secrets.toml" in said
    assert "每千人口托位数" not in said


@pytest.mark.parametrize("text", [CONFIGURED, "[auth]\n", 'auth = "yes"\n'])
def test_with_sign_in_set_up_well_or_not_there_is_only_the_way_to_it(
    opened: Opened, secrets: Callable[[str], None], text: str
) -> None:
    secrets(text)
    test = opened("overview")
    assert "每千人口托位数" not in words(test)
    assert [button.label for button in test.button] == ["登录 Sign in"]
    test.button[0].click().run()
    assert not test.exception
    assert "secrets.toml" in words(test)


def test_secrets_of_other_things_ask_nobody_to_sign_in(
    opened: Opened, secrets: Callable[[str], None]
) -> None:
    secrets('[another_program]\nkey = "value"\n')
    assert "登录 Sign in" not in words(opened("overview"))


def test_who_may_not_write_notes_is_shown_no_form(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signed_in, "local_person", lambda: Person("李", "viewer"))
    test = opened("policy_tasks", plan="demo_2023_2025")
    assert not test.exception
    assert not test.text_area


@pytest.mark.usefixtures("own_home")
def test_what_is_taken_away_is_written_down_first() -> None:
    assert carry_away._taken(Person("赵", "viewer", "980101"), lambda: b"1", "表.csv") == b"1"
    (entry,) = read_audit().entries
    assert (entry.action, entry.subject, entry.area) == ("exported", "表.csv", "980101")


@pytest.mark.usefixtures("own_home")
def test_who_may_not_carry_away_gets_no_file() -> None:
    with pytest.raises(DeniedError):
        carry_away._taken(signed_in.NOBODY, lambda: b"1", "表.csv")


def test_what_cannot_be_written_down_is_not_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("CHILDCARE_HOME", str(tmp_path / "file"))
    with pytest.raises(AuditError):
        carry_away._taken(Person("赵", "viewer"), b"1", "表.csv")
