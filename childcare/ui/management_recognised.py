"""Step 2, what was recognised (识别结果): tables, headings, areas, and what has to be asked."""

from typing import Any

import pandas as pd
import streamlit as st

from childcare.catalog import label, language
from childcare.ingest import submissions
from childcare.ingest.submission import Submission, SubmissionError
from childcare.ingest.submission_files import files_to_build
from childcare.ingest.submission_trial import counted
from childcare.ui import management_questions, show, signed_in
from childcare.ui.management_words import table_names
from childcare.ui.management_work import Tell, Watched
from childcare.ui.plain_text import plain_text

Looked = dict[str, Any]
MATCHED, UNSURE, UNMATCHED = "matched", "unsure", "unmatched"


def show_recognised(submission: Submission) -> None:
    """Show what would be read of the files, and ask what is not sure."""
    try:
        looked = look(submission)
    except SubmissionError as error:
        st.error(plain_text(str(error)))
        return
    _show_answer(looked)
    management_questions.ask(submission, looked)
    _show_tables(looked)
    _show_areas(looked)


def look(submission: Submission) -> Looked:
    """Return what would be read of a submission; asked once for each state of it."""
    person, number = signed_in.person(), submission.number

    def made(tell: Tell) -> Looked:
        # Every file is read by itself, then with all others.
        told = counted(tell, 2 * len(files_to_build(submission)))
        return submissions.look(person, number, tell=told)

    key = (person, number, submission.fingerprint(), language())
    return _looked.ask(key, label("management.looking"), made)


_looked: Watched[Looked] = Watched()


def _show_answer(looked: Looked) -> None:
    """Say in a sentence how much was recognised; an empty sheet of the template is no table."""
    filled = [one for one in looked["tables"] if one["rows"]]
    headings = sum(len(one["columns"]) for one in filled)
    sentence = label(
        "management.recognised",
        tables=len(filled),
        rows=f"{sum(one['rows'] for one in looked['tables']):,}",
        headings=headings,
        shapes=sum(one["shapes"] for one in looked["shapes"]),
    )
    st.markdown(f"**{sentence}**")


def _show_tables(looked: Looked) -> None:
    """Show each file and sheet with the table it fills, and each heading with its column."""
    tables = sorted(looked["tables"], key=lambda one: not one["rows"])
    if tables:
        show.show_table(tables_table(tables))
        with st.expander(label("management.headings_read")):
            show.show_table(headings_table(tables))
    if looked["shapes"]:
        show.show_table(shapes_table(looked["shapes"]))


def tables_table(tables: list[Looked]) -> pd.DataFrame:
    """Return one row a file or sheet: which table, how many rows, what is not read."""
    comma, names = label("sentence.comma"), table_names()
    return _without_blank_columns(
        {
            label("management.file"): [one["file"] for one in tables],
            label("management.sheet"): [one["sheet"] for one in tables],
            label("management.table"): [
                names.get(one["table"], one["table_name"]) for one in tables
            ],
            label("management.rows"): [one["rows"] for one in tables],
            label("management.heading_row"): [one["heading_row"] for one in tables],
            label("management.headings"): [len(one["columns"]) for one in tables],
            label("management.not_read"): [comma.join(one["not_read"]) for one in tables],
        }
    )


def headings_table(tables: list[Looked]) -> pd.DataFrame:
    """Return one row a heading: which column it is taken for, and by what."""
    comma = label("sentence.comma")
    rows = [
        {
            label("management.file"): one["file"],
            label("management.sheet"): one["sheet"],
            label("management.heading"): _heading_text(column["heading"], comma),
            label("management.column"): column["name"],
            label("management.matched_by"): matched_by(column["matched_by"]),
            label("management.factor"): column["factor"],
        }
        for one in tables
        for column in one["columns"]
    ]
    return pd.DataFrame(rows)


def _without_blank_columns(columns: dict[str, list[Any]]) -> pd.DataFrame:
    """Return a table without the columns in which nothing stands."""
    return pd.DataFrame({name: cells for name, cells in columns.items() if any(cells)})


def _heading_text(heading: Any, comma: str) -> str:
    return heading if isinstance(heading, str) else comma.join(str(part) for part in heading)


def matched_by(how: str) -> str:
    """Return in words by what a heading was recognised."""
    names = {
        "label": label("management.by_label"),
        "synonym": label("management.by_synonym"),
        "declared": label("management.by_declared"),
    }
    return names.get(how, how or label("management.by_declared"))


def shapes_table(shapes: list[Looked]) -> pd.DataFrame:
    """Return one row a file of shapes."""
    comma = label("sentence.comma")
    return pd.DataFrame(
        {
            label("management.file"): [one["file"] for one in shapes],
            label("management.shapes"): [one["shapes"] for one in shapes],
            label("management.properties"): [comma.join(one["properties"]) for one in shapes],
        }
    )


def _show_areas(looked: Looked) -> None:
    """Show how many areas were matched, and all that were not matched for certain."""
    matches = looked.get("matches", [])
    if not matches:
        return
    counts = {MATCHED: 0, UNSURE: 0, UNMATCHED: 0}
    for one in matches:
        counts[one["status"]] += 1
    st.markdown(f"**{label('management.areas_matched', **counts)}**")
    names = {
        MATCHED: label("match.matched"),
        UNSURE: label("match.unsure"),
        UNMATCHED: label("match.unmatched"),
    }
    order = {UNMATCHED: 0, UNSURE: 1, MATCHED: 2}
    listed = sorted(matches, key=lambda one: order[one["status"]])
    table = pd.DataFrame(
        {
            label("management.state"): [names[one["status"]] for one in listed],
            label("management.file"): [one["file"] for one in listed],
            label("management.written_name"): [one["name"] for one in listed],
            label("management.written_code"): [one["code"] for one in listed],
            label("management.taken_for"): [one["area_name"] for one in listed],
            label("management.sentence"): [one["sentence"] for one in listed],
        }
    )
    with st.expander(label("management.areas_listed"), expanded=counts[MATCHED] < len(matches)):
        show.show_table(table)
