"""Who may see what, proved against a real sign-in service: nothing before, one's own after.

The service speaks the whole authorization-code flow of OpenID Connect on this machine; the
browser goes through it as a person does.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from childcare.ingest import submissions
from childcare.settings import PROJECT_DIR
from childcare.store.audit_log import AuditEntry, read_audit
from childcare.store.person import Person
from tests.browser.running_app import NEEDS_BROWSER, served

pytestmark = NEEDS_BROWSER
PAGES = [path.stem for path in sorted((PROJECT_DIR / "pages").glob("*.py"))]
EAST, WEST = "980101", "980102"
# Words and numbers that stand on pages for whoever may see them.
OF_THE_CITY = ("测试市", "东区", "西县", "甲一托育", "丁一托育", "980101", "每千人口托位数")
OF_WEST = ("西县", "丁镇", "戊镇", "己乡", "丁一托育", "丁二托育", "己一托育", "测试市")
PEOPLE = {
    "planner": {"name": "王规划", "roles": ["planner"]},
    "viewer": {"name": "李查看", "roles": "viewer"},
    "east": {"name": "赵东区", "roles": ["county"], "county_code": EAST},
    "nobody": {"name": "孙无权", "roles": ["visitor"]},
}
ACCESS = """
[grants.planners]
role = "planner"
claim = "roles"
value = "planner"

[grants.viewers]
role = "viewer"
claim = "roles"
value = "viewer"

[grants.counties]
role = "county_submitter"
claim = "roles"
value = "county"
area_claim = "county_code"
"""
SECRETS = """
[auth]
redirect_uri = "http://localhost:{{port}}/oauth2callback"
cookie_secret = "a text as long as this one, used by nobody else"
client_id = "childcare"
client_secret = "childcare"
server_metadata_url = "http://localhost:{provider}/.well-known/openid-configuration"
"""


@pytest.fixture(scope="module")
def provider() -> Iterator[int]:
    """Run a sign-in service that knows these people, and return its port."""
    service = pytest.importorskip("oidc_provider_mock")
    people = [service.User(sub=sub, claims=claims) for sub, claims in PEOPLE.items()]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
        with service.run_server_in_thread(require_nonce=True, user_claims=people) as server:
            yield server.server_port


@pytest.fixture(scope="module")
def own_home(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the six townships with an access file."""
    copy = Path(shutil.copytree(home, tmp_path_factory.mktemp("sign_in") / "home"))
    (copy / "access.toml").write_text(ACCESS, encoding="utf-8")
    return copy


@pytest.fixture(scope="module")
def guarded(
    own_home: Path, provider: int, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Serve the application with sign-in set up."""
    secrets = tmp_path_factory.mktemp("secrets") / "secrets.toml"
    secrets.write_text(SECRETS.format(provider=provider), encoding="utf-8")
    with served(home=own_home, **{"secrets.files": str(secrets)}) as url:
        yield url


class Visit:
    """One person's window, and everything the server ever sent to it."""

    def __init__(self, page: Any, url: str) -> None:
        """Listen to all that comes over the wire from now on."""
        self.page, self.url, self.received = page, url, []
        page.on("websocket", self._listen)

    def _listen(self, websocket: Any) -> None:
        websocket.on("framereceived", lambda frame: self.received.append(_bytes(frame)))

    def go(self, path: str = "") -> str:
        """Open a page and return what stands on it once it is still."""
        self.page.goto(self.url + path)
        return self.text()

    def text(self) -> str:
        self.page.wait_for_function(STILL, timeout=60_000)
        return str(self.page.inner_text("body"))

    def sign_in(self, sub: str) -> str:
        self.go()
        self.page.click("button:has-text('Sign in')")
        self.page.wait_for_url("**/oauth2/authorize**")
        self.page.fill("input[name=sub]", sub)
        self.page.press("input[name=sub]", "Enter")
        self.page.wait_for_url(self.url + "**")
        return self.text()

    def was_sent(self, word: str) -> bool:
        """Say whether a word came over the wire."""
        everything = b"".join(self.received)
        return word.encode() in everything or json.dumps(word)[1:-1].encode() in everything


STILL = """() => {
  const app = document.querySelector(".stApp");
  const still = app?.dataset.testScriptState === "notRunning"
    && document.querySelector("[data-testid=stMain] [data-testid=stElementContainer]")
    && !document.querySelector("[data-stale=true]");
  window.stillSince = still ? window.stillSince ?? performance.now() : undefined;
  return still && performance.now() - window.stillSince > 400;
}"""


def _bytes(frame: Any) -> bytes:
    return frame.encode() if isinstance(frame, str) else bytes(frame)


Visiting = Callable[[], Visit]


@pytest.fixture
def visiting(browser: Any, guarded: str) -> Iterator[Visiting]:
    """Return a function that opens a window that nobody has signed in from."""
    contexts = []

    def visit() -> Visit:
        contexts.append(
            browser.new_context(locale="zh-CN", viewport={"width": 1366, "height": 800})
        )
        return Visit(contexts[-1].new_page(), guarded)

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture
def log(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[AuditEntry]]:
    """Return a function that gives what was written into the audit log since the test began."""
    monkeypatch.setenv("CHILDCARE_HOME", str(own_home))
    before = len(read_audit().entries)

    def since() -> list[AuditEntry]:
        read = read_audit()
        assert read.broken == ()
        return list(read.entries[before:])

    return since


def test_nobody_sees_anything_before_signing_in(visiting: Visiting) -> None:
    visit = visiting()
    for page in ["", *PAGES]:
        shown = visit.go(page + f"?area={EAST}&lang=zh&submission=1")
        assert "登录 Sign in" in shown, page
        assert [word for word in OF_THE_CITY if word in shown] == [], page
    assert visit.received
    assert [word for word in OF_THE_CITY if visit.was_sent(word)] == []
    assert visit.page.locator("[data-testid=stMain] button").count() == 1


def test_whoever_has_no_role_is_told_what_to_give_to_the_administrator(
    visiting: Visiting, log: Callable[[], list[AuditEntry]]
) -> None:
    visit = visiting()
    shown = visit.sign_in("nobody")
    assert "尚未分配权限" in shown
    assert "nobody" in shown
    visit.go(f"institutions?area={EAST}")
    assert [word for word in OF_THE_CITY if visit.was_sent(word)] == []
    assert {(one.action, one.person_subject) for one in log()} == {("denied", "nobody")}


def test_a_faulty_access_file_lets_nobody_in_until_it_is_mended(
    visiting: Visiting, own_home: Path
) -> None:
    file = own_home / "access.toml"
    file.write_text(ACCESS.replace('role = "viewer"', 'role = "king"'), encoding="utf-8")
    try:
        visit = visiting()
        shown = visit.sign_in("planner")
        assert "access.toml: [viewers]" in shown
        assert "king" in shown
        assert not visit.was_sent("每千人口托位数")
    finally:
        file.write_text(ACCESS, encoding="utf-8")
    assert "每千人口托位数" in visit.go()


def test_a_county_submitter_is_sent_nothing_of_another_county(
    visiting: Visiting, log: Callable[[], list[AuditEntry]]
) -> None:
    visit = visiting()
    assert "东区" in visit.sign_in("east")
    for page in PAGES:
        shown = visit.go(f"{page}?area={WEST}&institution=D1&level=county")
        assert [word for word in OF_WEST if word in shown] == [], page
    assert "甲一托育" in visit.go("institutions")
    assert [word for word in OF_WEST if visit.was_sent(word)] == []
    # What is hers did come: it was listened rightly.
    assert visit.was_sent("甲一托育")
    with visit.page.expect_download() as waiting:
        visit.page.locator("[data-testid=stDownloadButton] button").first.click()
    taken = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    assert "甲一托育" in taken
    assert [word for word in OF_WEST if word in taken] == []
    entries = log()
    assert (entries[0].action, entries[0].person_area) == ("signed_in", EAST)
    assert entries[-1].action == "exported"
    assert (entries[-1].name, entries[-1].area) == ("赵东区", EAST)


def test_the_file_of_boundaries_holds_those_of_the_own_county(visiting: Visiting) -> None:
    visit = visiting()
    visit.sign_in("east")
    with visit.page.expect_response(lambda one: one.url.startswith(visit.url + "media/")) as got:
        visit.go(f"coverage_map?area={WEST}")
    boundaries = got.value.text()
    assert '"id":"980101001"' in boundaries
    assert WEST not in boundaries


def test_drafts_of_another_county_are_not_reached_by_their_number_in_the_link(
    visiting: Visiting, own_home: Path, log: Callable[[], list[AuditEntry]]
) -> None:
    west = Person("周西县", "county_submitter", WEST, "west")
    number = submissions.start(west, title="西县的报送").number
    visit = visiting()
    visit.sign_in("east")
    link = f"data_management?section=import&submission={number}"
    assert "西县的报送" not in visit.go(link)
    for made_up in ("../../access", "20990101-000000-aaaa", f"{number}%00"):
        visit.go(f"data_management?section=import&submission={made_up}")
    visit.go("data_management")
    assert not visit.was_sent("西县的报送")
    refused = [one for one in log() if one.action == "denied" and one.name == "赵东区"]
    assert number in {one.subject for one in refused}
    assert {one.person_area for one in refused} == {EAST}


def test_a_viewer_finds_nothing_to_upload_publish_or_restore_by_whatever_link(
    visiting: Visiting, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHILDCARE_HOME", str(own_home))
    title = "规划人员的数据"
    number = submissions.start(Person("王规划", "planner"), title=title).number
    visit = visiting()
    visit.sign_in("viewer")
    for section in ("import", "releases", "log"):
        shown = visit.go(f"data_management?section={section}&submission={number}&step=publish")
        assert title not in shown, section
        main = visit.page.locator("[data-testid=stMain]")
        assert main.locator("[data-testid=stFileUploader], [data-testid=stForm]").count() == 0
        for action in ("发布", "恢复", "重新启用", "新建"):
            assert main.get_by_role("button", name=action).count() == 0, (section, action)
    assert not visit.was_sent(title)


def test_signing_out_ends_what_one_may_see(
    visiting: Visiting, log: Callable[[], list[AuditEntry]]
) -> None:
    visit = visiting()
    assert "西县" in visit.sign_in("planner")
    visit.page.click(".st-key-sign_out button")
    # The sign-in service asks whether one wants to leave it, too; whatever is answered:
    visit.page.wait_for_url("**/oauth2/end_session**")
    assert "登录 Sign in" in visit.go("coverage_map")
    assert [one.action for one in log()] == ["signed_in", "signed_out"]


def test_a_forged_or_foreign_cookie_is_no_sign_in(visiting: Visiting) -> None:
    visit = visiting()
    visit.page.context.add_cookies(
        [{"name": "_streamlit_user", "value": '{"is_logged_in":true}', "url": visit.url}]
    )
    assert "登录 Sign in" in visit.go()


def test_without_sign_in_other_machines_may_only_look(browser: Any, home: Path) -> None:
    with served(home=home, **{"server.address": "0.0.0.0"}) as url:
        visit = Visit(browser.new_page(), url)
        assert "每千人口托位数" in visit.go()
        assert "没有配置登录" in visit.go("data_management")
        assert visit.page.locator("[data-testid=stFileUploader]").count() == 0
        visit.page.close()
