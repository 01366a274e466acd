"""Reading plan files (计划文件): those of the project, then those of this installation."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from childcare.catalog import toml_file
from childcare.catalog.plans import Figure, Plan, Task
from childcare.catalog.target import Target, month_of
from childcare.catalog.toml_file import DeclarationError, declare
from childcare.settings import PLANS_DIR, own_plans_dir


def load_plans() -> dict[str, Plan]:
    """Return the plans of the project, then those of this installation, read anew when one changed.

    Raises:
        DeclarationError: the file, the entry and what is wrong with it.
    """
    return _plans_of(plan_files())


def plan_files() -> tuple[tuple[Path, int], ...]:
    """Return every plan file with the time of its last change: what an answer rests on."""
    folders = (PLANS_DIR, own_plans_dir())
    paths = (path for folder in folders for path in sorted(folder.glob("*.toml")))
    return tuple((path, path.stat().st_mtime_ns) for path in paths)


@lru_cache(maxsize=4)
def _plans_of(files: tuple[tuple[Path, int], ...]) -> dict[str, Plan]:
    return read_plans(*dict.fromkeys(path.parent for path, _ in files))


def read_plans(*folders: Path) -> dict[str, Plan]:
    """Read every plan file of the folders, in file order; a later folder may replace a plan.

    Raises:
        DeclarationError: the file, the entry and what is wrong with it.
    """
    paths = {path.stem: path for folder in folders for path in sorted(folder.glob("*.toml"))}
    return {name: read_plan(path) for name, path in paths.items()}


def read_plan(path: Path) -> Plan:
    """Read one plan file.

    Raises:
        DeclarationError: the file, the entry and what is wrong with it.
    """
    content = toml_file.read_path(path)
    parts: dict[str, dict[str, Any]] = {
        "targets": _entries(Target, path.name, content.pop("targets", {})),
        "figures": _entries(Figure, path.name, content.pop("figures", {})),
        "tasks": _entries(Task, path.name, content.pop("tasks", {})),
    }
    plan = declare(Plan, path.name, path.stem, content | parts)
    for target in plan.targets.values():
        _require_within(path.name, plan, target)
    for task in plan.tasks.values():
        if unknown := sorted(set(task.targets) - set(plan.targets)):
            raise DeclarationError(path.name, task.name, f"names unknown targets {unknown}")
    return plan


def _entries(kind: type[Any], file: str, content: Mapping[str, Any]) -> dict[str, Any]:
    if not isinstance(content, dict):
        raise DeclarationError(file, kind.__name__.lower(), "must be a table of entries")
    return {name: declare(kind, file, name, fields) for name, fields in content.items()}


def _require_within(file: str, plan: Plan, target: Target) -> None:
    """Refuse a target whose milestones or due month lie outside the plan's years."""
    years = [int(year) for year in target.milestones]
    if target.due:
        years.append(month_of(target.due).year)
    for year in years:
        if not plan.first_year <= year <= plan.last_year:
            reason = f"is due in {year}, outside {plan.first_year}-{plan.last_year}"
            raise DeclarationError(file, target.name, reason)
