"""Where things are. The only module that knows a path or an environment variable."""

import os
import shutil
from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parent.parent
CATALOG_DIR = PROJECT_DIR / "data" / "catalog"
DEMO_DIR = PROJECT_DIR / "data" / "demo"
PLANS_DIR = PROJECT_DIR / "data" / "plans"
QUERIES_DIR = PROJECT_DIR / "queries"
STATIC_DIR = PROJECT_DIR / "static"

# Where Chromium and its kin are found when nobody names one.
BROWSERS = (
    "chromium",
    "google-chrome",
    "google-chrome-stable",
    "chromium-browser",
    "microsoft-edge",
    "chrome",
    "msedge",
)
WINDOWS_BROWSERS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
MAC_BROWSERS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
)


def home_dir() -> Path:
    """Return the one folder in which this installation writes (``CHILDCARE_HOME``)."""
    return Path(os.environ.get("CHILDCARE_HOME") or PROJECT_DIR / "data" / "local")


def releases_dir() -> Path:
    """Return the folder of built databases (数据版本), one immutable file each."""
    return home_dir() / "releases"


def originals_dir() -> Path:
    """Return the folder of handed-in files (原件), each under the hash of its content."""
    return home_dir() / "originals"


def submissions_dir() -> Path:
    """Return the folder of files still being worked on (报送件)."""
    return home_dir() / "submissions"


def release_events_file() -> Path:
    """Return the file that says which release was made current when and by whom, one a line."""
    return home_dir() / "release_events.jsonl"


def publishing_lock_file() -> Path:
    """Return the file that whoever changes the current release holds locked."""
    return home_dir() / "publishing.lock"


def own_plans_dir() -> Path:
    """Return the folder of this installation's own plans (本地计划)."""
    return home_dir() / "plans"


def task_notes_file() -> Path:
    """Return the file of this installation's progress notes (进展记录), one a line."""
    return home_dir() / "task_notes.jsonl"


def audit_log_file() -> Path:
    """Return the file of the audit log (审计日志), one line an action, only ever appended."""
    return home_dir() / "audit_log.jsonl"


def access_file() -> Path:
    """Return the file that says who has which role (权限文件), where people sign in."""
    return home_dir() / "access.toml"


def map_maker() -> str:
    """Return who made the maps (编制单位), named beside their review number."""
    return os.environ.get("CHILDCARE_MAP_MAKER", "").strip()


def browser_program() -> Path | None:
    """Return the browser that draws pictures (``CHILDCARE_CHROMIUM``, else the usual names).

    None where there is none, or where the one named is no file.
    """
    if named := os.environ.get("CHILDCARE_CHROMIUM", "").strip():
        return Path(named) if Path(named).is_file() else None
    for name in BROWSERS:
        if found := shutil.which(name):
            return Path(found)
    roots = [os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
    places = [Path(root) / part for root in roots if root for part in WINDOWS_BROWSERS]
    places += [Path("/Applications") / part for part in MAC_BROWSERS]
    return next((place for place in places if place.is_file()), None)


def current_release_file() -> Path:
    """Return the small text file that names the current release."""
    return home_dir() / "current.txt"


def current_database() -> Path | None:
    """Return the database of the current release, or None when nothing was built yet."""
    pointer = current_release_file()
    if not pointer.is_file():
        return None
    database = releases_dir() / pointer.read_text(encoding="utf-8").strip()
    return database if database.is_file() else None
