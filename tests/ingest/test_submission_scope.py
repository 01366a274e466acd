"""Does a county hand in its own rows only, whatever its files say and whatever is answered?"""

from dataclasses import asdict

import pytest

from childcare.ingest import submissions
from childcare.ingest.submission import Answers, SubmissionError
from childcare.settings import current_release_file
from childcare.store.releases import kept_releases
from tests.ingest.submission_course import (
    OTHER,
    PLANNER,
    REGISTER,
    SIX_TOWNSHIPS,
    SUBMITTER,
    east_register,
    handed_in_by_east,
    rows_of,
)

pytestmark = pytest.mark.usefixtures("own_home")


def refused(number, person=SUBMITTER):
    """Try a submission out, which must fail and leave no candidate; return its failures."""
    before = len(kept_releases()), current_release_file().read_bytes()
    result = submissions.try_out(person, number)
    assert result.release is None
    assert (len(kept_releases()), current_release_file().read_bytes()) == before
    with pytest.raises(SubmissionError):
        submissions.hand_in(SUBMITTER, number)
    return [one for one in result.findings if one.severity == "fail"]


def places(failures):
    return {(one.check_name, one.table, one.source_row, one.value) for one in failures}


def test_rows_that_concern_another_county_are_named():
    register = east_register(
        # A2 is said to lie in the west, and A3 to be an institution of the west.
        ("A2,2026-01,甲二托育,980101001", "A2,2026-01,甲二托育,980102101"),
        ("A3,2026-01", "D1,2026-01"),
    )
    number = handed_in_by_east(register=register)
    titles = "机构编号,称号,称号级别,授予日期,文号\nD1,普惠认定,市级,2020-01-01,x\n"
    submissions.add_file(SUBMITTER, number, "称号.csv", titles.encode())
    people = rows_of("人口.csv", "980102101", "2024-12-31", changed=[("2024-12-31", "2026-01-31")])
    submissions.add_file(SUBMITTER, number, "人口.csv", people)
    points = rows_of("社区服务点.csv", "980102", changed=[("2025-12", "2026-01")])
    submissions.add_file(SUBMITTER, number, "社区服务点.csv", points)
    named = places(refused(number))
    assert {place[0] for place in named} == {"county_row_of_another"}
    lines = register.decode().splitlines()
    moved = next(n for n, line in enumerate(lines, 1) if line.startswith("A2"))
    taken = next(n for n, line in enumerate(lines, 1) if line.startswith("D1"))
    assert named == {
        ("county_row_of_another", "institution", moved, "980102101"),
        # The other is now in both counties, by whichever of its rows.
        ("county_row_of_another", "institution", taken, "D1"),
        ("county_row_of_another", "designation", 2, "D1"),
        ("county_row_of_another", "population", 2, "980102101"),
        ("county_row_of_another", "service_point", 2, "980102101201"),
    }


@pytest.mark.parametrize("file", ["行政区划.csv", "边界.geojson", "水系.geojson"])
def test_areas_and_boundaries_are_the_whole_regions(file):
    number = handed_in_by_east()
    submissions.add_file(SUBMITTER, number, file, (SIX_TOWNSHIPS / file).read_bytes())
    failures = refused(number)
    named = {(one.check_name, one.source_name) for one in failures}
    assert named == {("county_file_of_region", file)}


def test_a_sources_file_rules_all_files_and_is_no_countys():
    number = handed_in_by_east()
    with pytest.raises(SubmissionError, match="来源声明"):
        submissions.add_file(SUBMITTER, number, "sources.toml", b"[headings]\n")


@pytest.mark.parametrize(
    "answers",
    [
        Answers(headings={"普惠托位数": ""}),
        Answers(reading={"coordinate_system": "gcj02"}),
    ],
    ids=lambda answers: str(next(filter(None, asdict(answers).values()))),
)
def test_an_answer_that_would_move_rows_of_others_is_refused(answers):
    number = handed_in_by_east()
    submissions.answer(SUBMITTER, number, answers)
    failures = refused(number)
    assert failures
    assert "county_moves_others" in {one.check_name for one in failures}


def test_an_answer_about_its_own_heading_is_no_matter_of_others():
    register = east_register(("在托人数", "目前在托"))
    number = handed_in_by_east(register=register)
    submissions.answer(SUBMITTER, number, Answers(headings={"目前在托": "children_enrolled"}))
    result = submissions.try_out(SUBMITTER, number)
    assert result.release, result.findings


def test_of_other_files_a_county_reads_what_stops_it_without_their_rows():
    number = handed_in_by_east()
    # What no file can be read without is missing from hers and from the whole region's.
    submissions.answer(SUBMITTER, number, Answers(headings={"托位数": ""}))
    own = [one for one in refused(number) if one.source_name]
    assert {one.source_name for one in own} <= {REGISTER}
    shown = submissions.last_try(SUBMITTER, number).findings
    # She reads her own file under its name, and no line of anybody else's.
    own_lines = east_register().decode().splitlines()
    for one in shown:
        assert one.source_name in ("", REGISTER)
        assert (one.source_row or 1) <= len(own_lines)
    # A planner sees the whole, and which of two files of one name is meant.
    whole = {one.source_name for one in submissions.last_try(PLANNER, number).findings}
    assert {"机构台账_980101.csv", REGISTER} <= whole


def test_what_is_read_of_a_county_is_its_own_files_alone():
    number = handed_in_by_east()
    looked = submissions.look(SUBMITTER, number)
    assert [(one["table"], one["rows"]) for one in looked["tables"]] == [("institution", 6)]
    with submissions.files_laid_out(SUBMITTER, number) as paths:
        assert [path.name for path in paths] == [REGISTER]
    assert OTHER.area not in str(looked)
