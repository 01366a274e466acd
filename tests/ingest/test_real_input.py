"""Two real cities go through the same import; skipped where their files are not at hand."""

import os
from pathlib import Path

import pytest

from childcare.ingest import build, finding_lines
from childcare.settings import PROJECT_DIR
from childcare.store import connect

REAL = Path(os.environ.get("CHILDCARE_REAL_DATA") or PROJECT_DIR.parent / "shared" / "real")
SOURCES = PROJECT_DIR / "data" / "sources"


@pytest.fixture
def import_city(own_home):
    """Return a function that imports a real city and returns a connection to the release."""
    opened = []

    def build_city(name):
        if not (REAL / name).is_dir():
            pytest.skip(f"no real data of {name}: set CHILDCARE_REAL_DATA")
        result = build(REAL / name, sources=SOURCES / f"{name}.toml")
        assert result.release, finding_lines(result.findings)
        opened.append(connect())
        return opened[-1], result.findings

    yield build_city
    for connection in opened:
        connection.close()


def test_toronto_has_its_published_places_and_people(import_city):
    connection, findings = import_city("toronto")
    slots, counted, everyone = connection.execute(
        "select sum(slots) filter (where is_counted), count(*) filter (where is_counted), count(*)"
        " from institution"
    ).fetchone()
    people, areas = connection.execute(
        "select sum(population_total), count(*) from population"
    ).fetchone()
    assert (slots, counted, everyone) == (17435, 694, 1082)
    assert (people, areas) == (2761290, 158)
    assert slots / people * 1000 == pytest.approx(6.314, abs=0.001)
    assert {finding.check_name for finding in findings} == {
        "population_older_than_register",
        "unusual_institution_size",
    }


def test_every_centre_of_toronto_lies_in_a_neighbourhood_of_one_unbroken_city(import_city):
    connection, _ = import_city("toronto")
    assert connection.execute(
        "select count(*) from institution inner join area using (area_code)"
        " where area.level = 'township'"
    ).fetchone() == (1082,)
    assert connection.execute("select count(*) from boundary").fetchone() == (159,)
    assert connection.execute(
        "select count(*) from institution_place where lies_in is null"
    ).fetchone() == (0,)


def test_wenshang_is_matched_by_name_because_the_boundaries_carry_old_codes(import_city):
    connection, findings = import_city("wenshang")
    assert {finding.check_name for finding in findings} <= {"file_not_used"}
    assert connection.execute("select count(*) from boundary").fetchone() == (16,)
    # Old code 370830202 of the boundary file was 刘楼镇; its centre tells whose polygon it is.
    assert connection.execute(
        "select longitude between 116.38 and 116.46 and latitude between 35.57 and 35.63"
        " from area where area_name = '刘楼镇' and area_code = '370830112'"
    ).fetchone() == (True,)


def test_wenshang_keeps_estimates_apart_from_the_census(import_city):
    connection, _ = import_city("wenshang")
    assert connection.execute(
        "select population_method, sum(population_total), count(children_age_1)"
        " from population group by population_method order by population_method"
    ).fetchall() == [("census", 687544, 0), ("estimate", 687545, 0)]
    assert connection.execute(
        "select value from reported_value where period = '2023-08-01' order by value"
    ).fetchall() == [(4.55,), (3142.0,)]
