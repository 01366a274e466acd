"""Does every question offer what can be chosen, and does the answer settle it?"""

import tomllib

import pytest

from childcare.catalog.sources import load_sources
from childcare.ingest.finding import problem
from childcare.ingest.inspect import inspect
from childcare.ingest.submission import Answers, SubmissionError
from childcare.ingest.submission_answers import sources_bytes, with_answers
from childcare.ingest.submission_questions import answered, questions
from tests.ingest.submission_course import REGISTER, rows_of


def asked(folder, content, name=REGISTER, answers=None):
    """Return what is asked about one file, with the answers given so far."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    path = None
    if answers:
        path = folder.parent / "sources.toml"
        path.write_bytes(sources_bytes(None, answers))
    return questions(inspect([folder / name], sources=path))


def values(question):
    return [one.value for one in question.choices]


@pytest.mark.parametrize(
    ("heading", "values_offered", "value"),
    [
        ("持证人数", ["certified_care_staff", "certified_staff", ""], "certified_staff"),
        ("持证人数", ["certified_care_staff", "certified_staff", ""], ""),
        ("每月在托人数", ["children_enrolled", ""], "children_enrolled"),
    ],
)
def test_an_unsure_heading_is_asked_and_answered(tmp_path, heading, values_offered, value):
    old = "在托人数" if "在托" in heading else "电子健康档案人数"
    content = rows_of(REGISTER, changed=[(f",{old},", f",{heading},")])
    (question,) = [one for one in asked(tmp_path / "in", content) if one.subject == heading]
    assert question.kind == "heading"
    assert values(question) == values_offered
    again = asked(tmp_path / "in", content, answers=answered(question, value))
    assert heading not in {one.subject for one in again}


def test_a_needed_heading_that_is_not_there_is_sought_among_those_not_read(tmp_path):
    content = rows_of(REGISTER, changed=[(",托位数,", ",核定规模,")])
    (question,) = asked(tmp_path / "in", content)
    assert (question.kind, question.subject, values(question)) == ("missing", "slots", ["核定规模"])
    assert asked(tmp_path / "in", content, answers=answered(question, "核定规模")) == []


def test_of_two_headings_for_one_column_one_is_chosen(tmp_path):
    lines = rows_of(REGISTER).decode().splitlines()
    content = "\n".join([lines[0] + ",总托位数,托位总数", *(f"{one},1,2" for one in lines[1:])])
    content = content.replace(",托位数,", ",托位甲,", 1).encode()
    found = {one.subject: one for one in asked(tmp_path / "in", content)}
    rival = found["slots"]
    assert rival.kind == "rival" and rival.is_needed
    answers = answered(rival, "托位总数")
    assert answers.headings == {"总托位数": "", "托位总数": "slots"}
    again = asked(tmp_path / "in", content, answers=answers)
    assert "slots" not in {one.subject for one in again}


def test_a_file_of_unclear_name_is_asked_for_its_table(tmp_path):
    (question,) = [
        one
        for one in asked(tmp_path / "in", rows_of(REGISTER), name="报表1.csv")
        if one.kind == "table"
    ]
    assert values(question)[0] == "institution"
    assert values(question)[-1] == ""
    assert "area" in values(question)
    with pytest.raises(ValueError, match="otherwise"):
        answered(question, "institution")


@pytest.mark.parametrize(
    ("finding", "value", "answers"),
    [
        (problem("percent_or_fraction", table="reported_value", value="0.35"), "fractions",
         Answers(reading={"percent": "fractions"})),
        (problem("coordinates_may_be_shifted", table="institution", system="gcj02"), "gcj02",
         Answers(reading={"coordinate_system": "gcj02"})),
        (problem("code_lost_zeros", table="institution", column="institution_id",
                 value="3 × 123, 45"), "6",
         Answers(reading={"code_lengths": {"institution_id": 6}})),
        (problem("several_layers", value="镇, 村", layers="镇, 村"), "镇",
         Answers(boundaries={"layer": "镇"})),
    ],
    ids=["percent", "coordinates", "lengths", "layers"],
)  # fmt: skip
def test_questions_about_values_become_lines_of_a_sources_file(tmp_path, finding, value, answers):
    (question,) = questions([finding])
    assert answered(question, value) == answers
    with pytest.raises(ValueError, match="no choice"):
        answered(question, "anything")
    path = tmp_path / "sources.toml"
    path.write_bytes(sources_bytes(None, answers))
    load_sources(path)


def test_codes_can_only_be_longer_than_those_that_lost_zeros():
    short = problem("code_lost_zeros", table="area", column="area_code", value="2 × 12345")
    (question,) = questions([short])
    assert values(question) == ["6", "7", "8", "9", "10", "11"]


@pytest.mark.parametrize(("kind", "part"), [("boundary", "boundaries"), ("table", "areas")])
def test_an_area_in_doubt_is_answered_by_its_code(kind, part):
    candidate = {"area_code": "980101001", "area_name": "甲街道", "parent_name": "东区"}
    match = {
        "kind": kind, "how": "similar", "file": "边界.geojson",
        "code": "9", "name": "甲镇", "status": "unsure",
        "candidates": [candidate], "sentence": "…", "answer_key": "甲镇",
    }  # fmt: skip
    others = [{**match, "status": "matched"}, {**match, "status": "unmatched", "how": "not_ours"}]
    (question,) = questions({"findings": [], "matches": [match, *others]})
    assert values(question) == ["980101001", ""]
    document = with_answers({}, answered(question, "980101001"))
    assert document == {part: {"aliases": {"甲镇": "980101001"}}}


def test_answers_are_put_over_what_a_sources_file_says_and_leave_the_rest(tmp_path):
    before = tmp_path / "sources.toml"
    before.write_text(
        '[dataset]\ntitle_zh = "市"\n[headings]\n"甲" = "slots"\n"乙" = "staff"\n'
        '[reading.code_lengths]\ninstitution_id = 6\n[boundaries]\nfile = "b.zip"\n'
        '[boundaries.aliases]\n"丙" = "丁"\n',
        encoding="utf-8",
    )
    answers = Answers(
        headings={'甲"\\': "", "乙": "care_staff"},
        reading={"code_lengths": {"area_code": 9}},
        boundary_aliases={"戊\n": "980101001"},
    )
    written = tomllib.loads(sources_bytes(before, answers).decode())
    assert written == {
        "dataset": {"title_zh": "市"},
        "headings": {"甲": "slots", "乙": "care_staff", '甲"\\': ""},
        "reading": {"code_lengths": {"institution_id": 6, "area_code": 9}},
        "boundaries": {"file": "b.zip", "aliases": {"丙": "丁", "戊\n": "980101001"}},
    }
    assert sources_bytes(before, Answers()) == before.read_bytes()
    assert sources_bytes(None, Answers()) is None
    before.write_text("=", encoding="utf-8")
    with pytest.raises(SubmissionError, match=r"sources\.toml"):
        sources_bytes(before, answers)


def test_an_answer_is_taken_back_with_none():
    first = Answers(headings={"甲": "slots"}, reading={"code_lengths": {"area_code": 9}})
    later = Answers(headings={"甲": None, "乙": ""}, reading={"code_lengths": {"area_code": None}})
    assert first.merged(later) == Answers(headings={"乙": ""})
    assert not Answers(headings={"甲": "slots"}).merged(Answers(headings={"甲": None}))
