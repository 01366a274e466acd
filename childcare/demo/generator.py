"""Making the demonstration place (演示数据) from a seed: land, people, institutions, files."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from childcare.catalog import label
from childcare.demo import files, kindergartens, other_tables, people, places, points, timeline
from childcare.demo.annual_tasks import annual_tasks
from childcare.demo.area_table import make_places
from childcare.demo.assumptions import ASSUMPTIONS
from childcare.demo.institutions import complete, place_institutions
from childcare.demo.land import Land, make_land
from childcare.demo.months import number, text
from childcare.demo.people import Move, People
from childcare.demo.places import Places
from childcare.demo.projects import projects
from childcare.demo.register import register_rows
from childcare.demo.reports import reported_values

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Town:
    """Everything that was invented and stays the same from month to month."""

    land: Land
    places: Places
    people: People
    move: Move | None
    rows: pd.DataFrame
    kindergartens: pd.DataFrame
    point_chance: np.ndarray


def _quiet(_: str) -> None:
    """Tell nobody."""


def generate(
    out: Path,
    *,
    seed: int = 20251231,
    townships: int = 115,
    institutions: int = 700,
    months: int = 61,
    last_month: str = "2025-12",
    tell: Tell = _quiet,
) -> None:
    """Write the files of an invented place into ``out``; the same seed gives the same bytes."""
    out.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(seed)
    last = number(last_month)
    first = last - months + 1
    tell(label("demo.making_land", townships=townships))
    town = _invent(townships, institutions, rng)
    tell(label("demo.writing_areas"))
    _write_places(out, town, people.dates(first, last))
    slots = _write_registers(out, town, first, last, tell)
    files.write_table(out, "designation", other_tables.designations(town.rows, last, rng))
    reported = reported_values(town.places, town.people, slots, last, rng)
    files.write_table(out, "reported_value", reported)
    planned = projects(town.rows, town.places, town.people, last, rng)
    files.write_table(out, "project", planned)
    tasks = annual_tasks(town.rows, town.places, first, last, rng)
    files.write_table(out, "annual_task", tasks)
    files.write_sources(out)
    tell(label("demo.finished", folder=out.name))


def _invent(townships: int, institutions: int, rng: np.random.Generator) -> Town:
    """Invent the place and the whole course of its institutions."""
    root, sizes = places.levels_above(townships)
    is_large = townships > ASSUMPTIONS["land"]["large_from_townships"]
    land = make_land(townships, sizes, rng)
    tree = make_places(land, root, rng)
    living = people.settle(land, tree, is_large, rng)
    move = people.choose_move(land, tree, living) if root in ("city", "county") else None
    rows = place_institutions(tree, living, institutions, rng)
    rows = timeline.open_institutions(rows, tree, living, rng)
    rows = timeline.make_inclusive(rows, tree, rng)
    rows = points.locate(rows, land, tree, move, rng)
    schools = kindergartens.make_kindergartens(rows, tree, living, rng)
    rows = complete(rows, tree, schools, rng)
    chance = rng.random(len(tree.communities))
    return Town(land, tree, living, move, rows, schools, chance)


def _write_places(out: Path, town: Town, dates: list[str]) -> None:
    """Write the areas, their polygons, the water and the population."""
    tree = town.places
    files.write_table(out, "area", tree.areas)
    titles = tree.areas.set_index("area_code")["area_name"]
    codes = list(tree.codes)
    files.write_boundaries(out, codes, [titles[code] for code in codes], list(town.land.polygons))
    files.write_waters(out, town.land.waters)
    parts = [people.population_rows(tree, town.people, town.move, date) for date in dates]
    files.write_table(out, "population", pd.concat(parts, ignore_index=True))


def _write_registers(out: Path, town: Town, first: int, last: int, tell: Tell) -> dict[int, int]:
    """Write the registers year by year and the half-yearly tables; return each month's slots."""
    slots: dict[int, int] = {}
    schools, service_points = [], []
    for year in range(first // 12, last // 12 + 1):
        tell(label("demo.writing_register", year=year))
        parts = []
        for month in range(max(first, year * 12), min(last, year * 12 + 11) + 1):
            register = register_rows(town.rows, town.places, town.move, month)
            parts.append(_reported(register, town.places, month))
            running = register["closed_on"].isna() & register["is_counted"]
            slots[month] = int(register["slots"][running].sum())
            if month % 6 == 5:
                schools.append(kindergartens.snapshot(town.kindergartens, register, town.places))
                service_points.append(
                    other_tables.service_points(town.places, register, town.point_chance, month)
                )
        files.write_table(out, "institution", pd.concat(parts, ignore_index=True), str(year))
    for table, made in (("kindergarten", schools), ("service_point", service_points)):
        if made:
            files.write_table(out, table, pd.concat(made, ignore_index=True))
    return slots


def _reported(register: pd.DataFrame, tree: Places, month: int) -> pd.DataFrame:
    """Leave out the county that did not report (未报送) in one month."""
    if text(month) != ASSUMPTIONS["institutions"]["missing_month"]:
        return register
    poorest = tree.official_county[tree.wealth[tree.county].argmin()]
    away = set(tree.codes[tree.county_codes == poorest])
    return register[~register["area_code"].isin(away)]
