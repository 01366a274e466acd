"""Where things are. The only module that knows a path or an environment variable."""

import os
from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parent.parent
CATALOG_DIR = PROJECT_DIR / "data" / "catalog"
DEMO_DIR = PROJECT_DIR / "data" / "demo"
PLANS_DIR = PROJECT_DIR / "data" / "plans"
QUERIES_DIR = PROJECT_DIR / "queries"
STATIC_DIR = PROJECT_DIR / "static"


def home_dir() -> Path:
    """Return the one folder in which this installation writes (``CHILDCARE_HOME``)."""
    return Path(os.environ.get("CHILDCARE_HOME") or PROJECT_DIR / "data" / "local")


def releases_dir() -> Path:
    """Return the folder of built databases (数据版本), one immutable file each."""
    return home_dir() / "releases"


def own_plans_dir() -> Path:
    """Return the folder of this installation's own plans (本地计划)."""
    return home_dir() / "plans"


def task_notes_file() -> Path:
    """Return the file of this installation's progress notes (进展记录), one a line."""
    return home_dir() / "task_notes.jsonl"


def map_maker() -> str:
    """Return who made the maps (编制单位), named beside their review number (``CHILDCARE_MAP_MAKER``)."""
    return os.environ.get("CHILDCARE_MAP_MAKER", "").strip()


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
