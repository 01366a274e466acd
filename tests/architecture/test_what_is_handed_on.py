"""Nothing of one machine, and nothing that calls home, is handed on."""

import re
import sys
import tomllib
from pathlib import Path

from childcare.settings import PROJECT_DIR
from tests.architecture.project_files import (
    CODE,
    imported_modules,
    name,
    project_files,
)

READABLE = {".py", ".toml", ".md", ".sql", ".js", ".css", ".txt", ".sh", ".json", ""}
LARGEST_READ = 2_000_000
# Split, so that this file does not find itself.
MACHINE_PATH = re.compile(
    r"(?<![\w.])/(?:home|root|work|Users|mnt|opt)" + r"/\w|\b[C-Z]:\\" + r"(?:Users|work)"
)
REGISTRY = re.compile(
    r"pypi\." + r"org|pythonhosted\." + r"org|registry\." + r"npmjs|conda\." + r"anaconda"
    r"|mirrors?\.\w+\." + r"(?:com|edu)"
)
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt", "requirements-fuzz.txt")
# The name to install and the name to import are not always the same.
INSTALLED_AS = {
    "python_calamine": "python-calamine",
    "xlsxwriter": "XlsxWriter",
    "pptx": "python-pptx",
    "docx": "python-docx",
}
# Imported by Streamlit, where sign-in is set up.
IMPORTED_FOR_SIGN_IN = {"Authlib", "httpx"}


def _lines() -> list[tuple[str, str]]:
    return [
        (f"{name(path)}:{number}", line)
        for path in project_files()
        if path.suffix in READABLE and path.stat().st_size < LARGEST_READ
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    ]


def test_no_path_of_a_machine() -> None:
    assert [f"{where} {line}" for where, line in _lines() if MACHINE_PATH.search(line)] == []


def test_no_package_registry_is_named() -> None:
    assert [f"{where} {line}" for where, line in _lines() if REGISTRY.search(line)] == []


def test_the_browser_is_sent_to_no_other_host() -> None:
    scripts = [path for path in (PROJECT_DIR / "static").glob("*.*s") if ".min." not in path.name]
    hosts = [
        f"{name(path)} {host}"
        for path in [*CODE, *scripts]
        for host in re.findall(r"https?://([\w.-]+)", path.read_text(encoding="utf-8"))
        # The name of a kind of XML, which nobody fetches.
        if host != "www.w3.org"
    ]
    assert hosts == []


def test_nothing_is_reported_to_the_makers_of_streamlit() -> None:
    text = (PROJECT_DIR / ".streamlit/config.toml").read_text(encoding="utf-8")
    config = tomllib.loads(text)
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["showErrorLinks"] is False


def test_every_dependency_is_pinned() -> None:
    for file in REQUIREMENTS:
        loose = [line for line in _requirements(file) if "==" not in line]
        assert loose == [], file


def test_the_declared_dependencies_are_the_imported_ones() -> None:
    declared = {line.split("==")[0] for line in _requirements("requirements.txt")}
    imported = {
        INSTALLED_AS.get(top, top)
        for path in CODE
        for module in imported_modules(path)
        if (top := module.split(".")[0]) not in sys.stdlib_module_names | {"childcare"}
    }
    assert declared == imported | IMPORTED_FOR_SIGN_IN


def test_every_dependency_has_a_reason() -> None:
    reasons = (PROJECT_DIR / "CONTRIBUTING.md").read_text(encoding="utf-8")
    names = [line.split("==")[0] for file in REQUIREMENTS for line in _requirements(file)]
    assert [package for package in names if f"`{package}`" not in reasons] == []


def test_continuous_integration_can_start() -> None:
    assert _is_executable(PROJECT_DIR / ".ci/run")
    assert _is_executable(PROJECT_DIR / "tests/browser/install_browser.sh")


def _requirements(file: str) -> list[str]:
    lines = (PROJECT_DIR / file).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-r"))]


def _is_executable(path: Path) -> bool:
    return bool(path.stat().st_mode & 0o111)
