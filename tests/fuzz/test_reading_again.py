"""A table read again from another form, encoding or order of columns says the same."""

import csv
import io
import os
from datetime import date

import openpyxl
import pandas as pd
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from childcare.catalog.sources import load_sources
from childcare.ingest.arrange import arrange
from childcare.ingest.inputs import inputs_of
from childcare.ingest.parse import UnreadableError, read_code, read_number
from childcare.ingest.recognise import table_columns
from childcare.ingest.tables import type_rows

# ``make fuzz`` asks for more.
FEW = settings(max_examples=int(os.environ.get("FUZZ_EXAMPLES", "10")))
HEADINGS = ["机构编号", "截至月份", "机构名称", "行政区划代码", "托位数", "月收托费"]
# What a person types: no line break or quote, and no word that means nothing or a total.
WORDS = st.text("甲乙丙托育园中心ABcd12·()-", min_size=1, max_size=12).map(lambda text: f"名{text}")
ROWS = st.lists(
    st.tuples(
        st.integers(1, 10**6).map("A{:07}".format),
        st.dates(date(2000, 1, 1), date(2030, 12, 1)).map("{:%Y-%m}".format),
        WORDS,
        st.integers(100000, 999999).map(str),
        st.integers(0, 5000).map(str) | st.just(""),
        st.integers(0, 9999).map(str) | st.just(""),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda row: row[0],
)


def read(folder, name: str, content: bytes) -> list[dict[str, object]]:
    """Return the typed rows of a register, without where they stand."""
    path = folder / name
    path.write_bytes(content)
    (one,) = inputs_of([path], load_sources()).tables
    columns = table_columns()["institution"]
    rows, _ = type_rows(arrange(one.read(columns), one.source, columns), one.source)
    path.unlink()
    kept = [column for column in rows.column_names if column not in ("source_name", "source_row")]
    table: list[dict[str, object]] = pa.table(rows).select(sorted(kept)).to_pylist()
    return table


def as_text(rows: list[list[str]], separator: str = ",", line_end: str = "\n") -> str:
    memory = io.StringIO()
    csv.writer(memory, delimiter=separator, lineterminator=line_end).writerows(rows)
    return memory.getvalue()


def as_workbook(rows: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "机构台账"
    for row in rows:
        book.active.append(row)
    memory = io.BytesIO()
    book.save(memory)
    return memory.getvalue()


@FEW
@given(rows=ROWS, data=st.data())
def test_any_encoding_separator_order_of_columns_and_form_reads_the_same(
    tmp_path_factory, rows, data
):
    folder = tmp_path_factory.mktemp("form")
    table = [HEADINGS, *map(list, rows)]
    expected = read(folder, "机构台账.csv", as_text(table).encode())
    assert len(expected) == len(rows)
    order = data.draw(st.permutations(range(len(HEADINGS))))
    turned = [[row[place] for place in order] for row in table]
    encoding = data.draw(st.sampled_from(["utf-8-sig", "gb18030", "utf-16"]))
    separator = data.draw(st.sampled_from([",", "\t", ";", "|"]))
    line_end = data.draw(st.sampled_from(["\n", "\r\n"]))
    text = as_text(turned, separator, line_end)
    assert read(folder, "机构台账.csv", text.encode(encoding)) == expected
    assert read(folder, "机构台账.xlsx", as_workbook(turned)) == expected


@given(number=st.integers(0, 10**12), form=st.sampled_from(["{}", "{:,}", " {} ", "{}个", "约{}"]))
def test_a_whole_number_is_read_however_it_is_written(number, form):
    assert read_number(form.format(number)) == number


@given(text=st.text(max_size=30))
def test_whatever_stands_in_a_cell_is_read_or_refused_by_name(text):
    for reader in (read_number, read_code):
        try:
            value = reader(text)
        except UnreadableError as error:
            assert str(error)
        else:
            assert not pd.isna(value)
