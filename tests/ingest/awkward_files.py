"""Files as offices really hand them in, one defect each, made from the six townships.

Every function spoils one file of a folder; CORPUS says what must come of it: a value that is read
all the same, or a finding that names the defect.
"""

import csv
import io
import json
from dataclasses import dataclass
from typing import Any

import openpyxl

from tests.ingest.old_workbook import compound_file, xls_bytes

REGISTER, AREAS, PEOPLE, RATES = "机构台账.csv", "行政区划.csv", "人口.csv", "上报值.csv"
SLOTS = "select count(*), sum(slots) from institution"
AS_EVER = [(12, 420)]


@dataclass(frozen=True)
class Awkward:
    """One spoilt file: how, the finding it must set off, and what must be read of it."""

    name: str
    spoil: Any
    finding: str = ""
    query: str = SLOTS
    expected: Any = None
    is_refused: bool = False


def rows_of(folder, file):
    with (folder / file).open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.reader(opened))


def text_of(rows, separator=","):
    memory = io.StringIO()
    csv.writer(memory, delimiter=separator, lineterminator="\n").writerows(rows)
    return memory.getvalue()


def put(folder, file, rows):
    (folder / file).write_text(text_of(rows), encoding="utf-8")


def saved_as(encoding, separator=",", name=REGISTER, before="", line_end="\n"):
    """Save the register in another encoding, with another separator, under another name."""

    def spoil(folder):
        rows = rows_of(folder, REGISTER)
        (folder / REGISTER).unlink()
        text = (before + text_of(rows, separator)).replace("\n", line_end)
        (folder / name).write_bytes(text.encode(encoding))

    return spoil


def changed(file, change):
    """Change the rows of a file."""

    def spoil(folder):
        rows = rows_of(folder, file)
        put(folder, file, change(rows) or rows)

    return spoil


def cell(file, row, heading, value):
    """Put another value into one cell; rows are counted as in a spreadsheet."""

    def change(rows):
        rows[row - 1][rows[0].index(heading)] = value

    return changed(file, change)


def cells(file, heading, write):
    """Write every value of a column otherwise."""

    def change(rows):
        place = rows[0].index(heading)
        for row in rows[1:]:
            row[place] = write(row[place])

    return changed(file, change)


def heading(file, old, new):
    """Call a column otherwise."""

    def change(rows):
        rows[0][rows[0].index(old)] = new

    return changed(file, change)


def both(*spoils):
    """Spoil a folder in several ways."""

    def spoil(folder):
        for one in spoils:
            one(folder)

    return spoil


def answered(text):
    """Answer a question in the sources file, as its finding says."""

    def spoil(folder):
        with (folder / "sources.toml").open("a", encoding="utf-8") as file:
            file.write("\n" + text + "\n")

    return spoil


def above(*titles):
    """Put rows above the headings of the register."""
    return changed(REGISTER, lambda rows: [*([one] for one in titles), *rows])


def below(*last):
    """Put rows below the register."""
    return changed(REGISTER, lambda rows: [*rows, *last])


def two_rows_of_headings(rows):
    """Put the two kinds of places under one merged heading."""
    upper, lower = list(rows[0]), [""] * len(rows[0])
    at = upper.index("托位数")
    upper[at : at + 2] = ["托位数", ""]
    lower[at : at + 2] = ["合计", "普惠"]
    return [upper, lower, *rows[1:]]


def english_first(rows):
    """Put English headings above the Chinese ones."""
    english = [f"col_{number}" for number in range(len(rows[0]))]
    english[0], english[2], english[15] = "Institution id", "Institution", "Slots"
    return [english, *rows]


def point_column(write):
    """Put longitude and latitude of the register into one column."""

    def change(rows):
        x, y = rows[0].index("经度"), rows[0].index("纬度")
        rows[0][x], rows[0][y] = "坐标", "联系人"
        for row in rows[1:]:
            row[x], row[y] = (write(row[x], row[y]) if row[x] else ""), ""

    return changed(REGISTER, change)


def swapped(rows):
    x, y = rows[0].index("经度"), rows[0].index("纬度")
    for row in rows[1:]:
        row[x], row[y] = row[y], row[x]


def pair_under_longitude(rows):
    x, y = rows[0].index("经度"), rows[0].index("纬度")
    for row in rows[1:]:
        row[x], row[y] = f"{row[x]}\uff0c{row[y]}" if row[x] else "", ""


# --- workbooks ---


def in_workbook(file=REGISTER, name="台账.xlsx", sheet="机构台账", change=None, typed=True):
    """Hand the register in as a workbook; ``change`` gets its sheet."""

    def spoil(folder):
        workbook = openpyxl.Workbook()
        opened = workbook.active
        opened.title = sheet
        for row in rows_of(folder, file):
            opened.append([as_typed(one) if typed else one or None for one in row])
        if change:
            change(opened)
        (folder / file).unlink()
        workbook.save(folder / name)

    return spoil


def as_typed(text):
    """Return a cell as a spreadsheet makes it of what a person types."""
    try:
        return float(text) if text else None
    except ValueError:
        return text


def in_old_workbook(name="台账.xls"):
    """Hand the register in as .xls."""

    def spoil(folder):
        rows = [[as_typed(one) for one in row] for row in rows_of(folder, REGISTER)]
        (folder / REGISTER).unlink()
        (folder / name).write_bytes(xls_bytes({"机构台账": rows}))

    return spoil


def merged_title(sheet):
    sheet.insert_rows(1, 2)
    sheet["A1"] = "XX市托育机构台账(2025年12月)"
    sheet.merge_cells("A1:AD1")
    sheet["A2"] = "填报单位:卫生健康局"


def hidden_rows(sheet):
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[4].hidden = True


def empty_rows_and_columns(sheet):
    sheet.insert_rows(5, 3)
    sheet.insert_cols(4, 2)


def formula(sheet):
    sheet["P3"] = "=10+20"


def far_away_format(sheet):
    """Leave a format a thousand rows below, as dragging the mouse does."""
    sheet["A5000"].font = openpyxl.styles.Font(bold=True)


def reset_dimension(folder):
    """Write into a workbook that its sheet is one cell large, as WPS does."""
    import zipfile

    in_workbook()(folder)
    source = folder / "台账.xlsx"
    with zipfile.ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    part = "xl/worksheets/sheet1.xml"
    start, _, rest = parts[part].partition(b"<dimension ref=")
    parts[part] = start + b'<dimension ref="A1"' + rest[rest.index(b"/>") :]
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def percent_cells(sheet):
    """Show the rates as per cent, as a spreadsheet does: 0.62 looks like 62%."""
    sheet["A4"], sheet["B4"], sheet["C4"], sheet["D4"], sheet["E4"] = (
        "普惠性托位数占比", "980100", "2025-12", 0.62, "%",
    )  # fmt: skip
    sheet["D4"].number_format = "0.0%"


def several_sheets(folder):
    """Name a workbook like a table, and its two sheets like nothing."""
    in_workbook(name="机构台账.xlsx", sheet="Sheet1")(folder)
    workbook = openpyxl.load_workbook(folder / "机构台账.xlsx")
    workbook.create_sheet("Sheet2").append(["机构编号", "托位数"])
    workbook.save(folder / "机构台账.xlsx")


def renamed_to_old(folder):
    in_workbook()(folder)
    (folder / "台账.xlsx").rename(folder / "台账.xls")


def locked(folder):
    content = compound_file({"EncryptionInfo": b"x" * 100, "EncryptedPackage": b"y" * 5000})
    (folder / "台账.xlsx").write_bytes(content)


def locked_old(folder):
    """Save an .xls with the record that says it needs a password."""
    in_old_workbook()(folder)
    path = folder / "台账.xls"
    codepage, password = b"\x42\x00\x02\x00", b"\x2f\x00\x02\x00"
    path.write_bytes(path.read_bytes().replace(codepage, password, 1))


def ciphered(folder):
    in_workbook()(folder)
    (folder / "台账.xlsx").write_bytes(b"b\x14#e?\x00\x13\x01E-SafeNet   LOCK" + bytes(4000))


NAMES = {"980101001": "甲街道", "980101002": "乙街道", "980101101": "丙镇", "980102101": "丁镇",
         "980102102": "戊镇", "980102201": "己乡"}  # fmt: skip


def by_name(write=NAMES.get, title="所属镇街"):
    """Give the townships of the register by name in place of their codes."""
    return both(cells(REGISTER, "行政区划代码", lambda code: write(code) or code),
                heading(REGISTER, "行政区划代码", title))  # fmt: skip


def with_name(name, row=2):
    """Give the name of the township beside its code, of one row otherwise."""

    def change(rows):
        place = rows[0].index("行政区划代码")
        for number, given in enumerate(rows, start=1):
            right = NAMES.get(given[place], "所在乡镇")
            given.append(name if number == row else right)

    return changed(REGISTER, change)


def merged_down(heading_of):
    """Merge the cells of a column over the first two rows, as one writes a township once."""

    def change(sheet):
        headings = [cell.value for cell in sheet[1]]
        letter = sheet.cell(1, headings.index(heading_of) + 1).column_letter
        sheet.merge_cells(f"{letter}2:{letter}3")

    return change


def boundary(change):
    """Change the properties of the boundaries, each by its name."""

    def spoil(folder):
        path = folder / "边界.geojson"
        collection = json.loads(path.read_text(encoding="utf-8"))
        for feature in collection["features"]:
            change(feature["properties"])
        path.write_text(json.dumps(collection), encoding="utf-8")

    return spoil


def boundary_called(old, **properties):
    """Give the boundary of one name another name or code."""
    return boundary(lambda own: own.update(properties) if own["区域名称"] == old else None)


def rate(value, unit="%"):
    """Add one reported rate."""
    row = ["普惠性托位数占比", "980100", "2025-12", value, unit, "测试", "", ""]
    return changed(RATES, lambda rows: [*rows, row])


RATE = "select value from reported_value where indicator = 'inclusive_slot_share'"
LAST = "select opened_on::text from institution where institution_id = 'A1' order by as_of limit 1"
MONTHS = "select min(as_of)::text, max(as_of)::text, count(*) from institution"
POINT = "select longitude, latitude from institution where institution_id = 'A1' limit 1"
A1 = [(118.12, 34.22)]


def month_as(write):
    return cells(REGISTER, "截至月份", write)


CORPUS = [
    # encodings and separators
    Awkward("gb18030", saved_as("gb18030")),
    Awkward("utf-8 without mark", saved_as("utf-8")),
    Awkward("utf-16 with tabs, as Excel's Unicode text", saved_as("utf-16", "\t")),
    Awkward("tabs", saved_as("utf-8", "\t", "机构台账.tsv")),
    Awkward("semicolons", saved_as("utf-8", ";")),
    Awkward("bars", saved_as("gb18030", "|", "机构台账.txt")),
    Awkward("old line ends", saved_as("utf-8", line_end="\r")),
    Awkward("line that names the separator", saved_as("utf-8", ";", before="sep=;\n")),
    Awkward("text that calls itself .xls", saved_as("gb18030", "\t", "机构台账.xls")),
    Awkward("commas at the end of every row",
            changed(REGISTER, lambda r: [[*x, "", ""] for x in r])),
    # headings
    Awkward("titles above", above("XX市托育机构台账", "填报单位:卫生健康局")),
    Awkward("unit above", above("单位:万人"), "unit_above_headings", is_refused=True),
    Awkward("empty lines",
            changed(REGISTER, lambda r: [r[0], *[x for y in r[1:] for x in (y, [])]])),
    Awkward("two rows of headings", changed(REGISTER, two_rows_of_headings)),
    Awkward("English above Chinese", changed(REGISTER, english_first)),
    Awkward("headings again on the next page", changed(REGISTER, lambda r: [*r[:6], r[0], *r[6:]])),
    Awkward("synonym", heading(REGISTER, "托位数", "床位数")),
    Awkward("unit in full-width brackets", heading(REGISTER, "托位数", "托位数\uff08个\uff09")),
    Awkward("spaces in a heading", heading(REGISTER, "托位数", "托 位\u3000数")),
    Awkward("line break in a heading", heading(REGISTER, "托位数", "托位\n数")),
    Awkward("star before a heading", heading(REGISTER, "托位数", "*托位数(必填)")),
    Awkward("brackets that change the meaning", heading(REGISTER, "托位数", "托位数(规划)"),
            "heading_alike", is_refused=True),
    Awkward("heading of two meanings", heading(REGISTER, "持证从业人员数", "持证人数"),
            "heading_unsure", is_refused=True),
    Awkward("heading of two meanings, answered",
            both(heading(REGISTER, "持证从业人员数", "持证人数"),
                 answered('[headings]\n"持证人数" = "certified_staff"')),
            query="select sum(certified_staff) > 0 from institution", expected=[(True,)]),
    Awkward("heading of no meaning, answered",
            both(heading(REGISTER, "持证从业人员数", "持证人数"),
                 answered('[headings]\n"持证人数" = ""')),
            query="select sum(certified_staff) from institution", expected=[(None,)]),
    Awkward("two headings for one column",
            both(heading(REGISTER, "托位数", "床位数"), heading(REGISTER, "月收托费", "托位总数")),
            "headings_rival", is_refused=True),
    Awkward("label beside its synonym", heading(REGISTER, "月收托费", "床位数"),
            "headings_not_read"),
    Awkward("column nobody knows", heading(REGISTER, "月收托费", "园长手机"), "headings_not_read"),
    Awkward("column without heading", heading(REGISTER, "月收托费", ""), "column_without_heading"),
    Awkward("tens of thousands in the heading",
            both(cells(PEOPLE, "常住人口", lambda one: f"{int(one) / 10000}"),
                 heading(PEOPLE, "常住人口", "常住人口(万人)")),
            query="select sum(population_total) from population", expected=[(305000,)]),
    # rows
    Awkward("total below", below(["合计", *[""] * 14, "420"]), "total_row_left_out"),
    Awkward("total under the names", below(["", "", "全 市 合 计", *[""] * 12, "420"]),
            "total_row_left_out"),
    Awkward("total with a serial number", below(["", "", "小计", *[""] * 12, "420"]),
            "total_row_left_out"),
    Awkward("note below", below(["注:数据截至12月底"], ["填表人:张三"]), "note_row_left_out"),
    Awkward("example row of the template", below(["【示例】370830001", "2025-12", *[""] * 28])),
    # numbers
    Awkward("full-width digits", cell(REGISTER, 2, "托位数", "\uff14\uff10")),
    Awkward("unit in the cell", cell(REGISTER, 2, "托位数", "40个")),
    Awkward("thousands and unit", cell(PEOPLE, 2, "常住人口", "19,000 人"),
            query="select sum(population_total) from population", expected=[(305000,)]),
    Awkward("tens of thousands", cell(PEOPLE, 2, "常住人口", "1.9万"),
            query="select sum(population_total) from population", expected=[(305000,)]),
    Awkward("about", cell(REGISTER, 2, "托位数", "约40"), "about_number"),
    Awkward("at least", cell(REGISTER, 2, "托位数", "≥40"), "about_number"),
    Awkward("dash", cell(REGISTER, 2, "月收托费", "—"),
            query="select monthly_fee from institution where source_row = 2", expected=[(None,)]),
    Awkward("stars", cell(REGISTER, 2, "月收托费", "**"), "suppressed_cell",
            "select monthly_fee from institution where source_row = 2", [(None,)]),
    Awkward("none or unknown", cell(REGISTER, 2, "在托人数", "无"), "none_or_unknown",
            is_refused=True),
    Awkward("no number", cell(REGISTER, 2, "托位数", "40-50"), "not_a_number", is_refused=True),
    Awkward("apostrophe before a number", cell(REGISTER, 2, "托位数", "'40")),
    Awkward("trailing .0", cell(REGISTER, 2, "托位数", "40.0")),
    # rates
    Awkward("35%", rate("62%"), query=RATE, expected=[(62.0,)]),
    Awkward("35", rate("62"), query=RATE, expected=[(62.0,)]),
    Awkward("0.35", rate("0.62"), "percent_or_fraction", is_refused=True),
    Awkward("0.35, answered", both(rate("0.62"), answered('[reading]\npercent = "fractions"')),
            query=RATE, expected=[(62.0,)]),
    Awkward("0.35 means 0.35 %", both(rate("0.62"), answered('[reading]\npercent = "points"')),
            query=RATE, expected=[(0.62,)]),
    Awkward("per cent of no rate", cell(RATES, 2, "数值", "4.7%"), "percent_of_no_rate",
            is_refused=True),
    # codes
    Awkward("code with .0", cells(REGISTER, "行政区划代码", lambda one: one + ".0")),
    Awkward("code in scientific notation", cell(REGISTER, 2, "社区代码", "9.80101E+11"),
            "damaged_code", is_refused=True),
    Awkward("code in scientific notation, whole",
            cell(REGISTER, 2, "社区代码", "9.80101001001E+11"),
            query="select community_code from institution where source_row = 2",
            expected=[("980101001001",)]),
    Awkward("spaces in a code", cell(REGISTER, 2, "行政区划代码", " 980 101 001\u3000")),
    Awkward("unseen sign in a code", cell(REGISTER, 2, "行政区划代码", "\u200b980101001\ufeff")),
    Awkward("lost zeros", both(cell(REGISTER, 12, "机构编号", "0012"),
                               cell(REGISTER, 13, "机构编号", "13")), "code_lost_zeros"),
    Awkward("lost zeros, answered",
            both(cell(REGISTER, 12, "机构编号", "0012"), cell(REGISTER, 13, "机构编号", "13"),
                 answered("[reading]\ncode_lengths = { institution_id = 4 }")),
            query="select institution_id from institution where source_row = 13",
            expected=[("0013",)]),
    Awkward("the country before the codes", both(
        cells(AREAS, "行政区划代码", lambda one: "156" + one),
        cells(AREAS, "上级代码", lambda one: one and "156" + one)), "country_prefix"),
    # days
    Awkward("2024.6", month_as(lambda one: one.replace("-", "."))),
    Awkward("Chinese month", month_as(lambda one: one.replace("-", "年") + "月")),
    Awkward("month with spaces", month_as(lambda one: f" {one[:4]} 年 {one[5:]} 月 ")),
    Awkward("January or October", month_as(lambda one: "2025.1" if one[:4] == "2025" else one),
            "month_one_or_ten", is_refused=True),
    Awkward("serial of a spreadsheet", cell(REGISTER, 2, "开办日期", "45170"), "excel_serial", LAST,
            [("2023-09-01",)]),
    Awkward("year of the republic, digits", cell(REGISTER, 2, "开办日期", "1120901"),
            "republic_year", LAST, [("2023-09-01",)]),
    Awkward("month of the republic",
            month_as(lambda one: f"{int(one[:4]) - 1911}{one[5:]}"), "republic_year"),
    Awkward("year of the republic, words", cell(REGISTER, 2, "开办日期", "民国112年9月1日"),
            "republic_year", LAST, [("2023-09-01",)]),
    # words
    Awkward("tick", cell(REGISTER, 2, "有医疗合作", "√")),
    Awkward("space in a word", cell(REGISTER, 2, "载体类型", "独立 机构\u3000")),
    # points
    Awkward("longitude and latitude swapped", changed(REGISTER, swapped), "coordinates_swapped",
            POINT, A1),
    Awkward("a pair in one cell", point_column(lambda x, y: f"{x},{y}"), query=POINT, expected=A1),
    Awkward("a pair under longitude alone", changed(REGISTER, pair_under_longitude), query=POINT,
            expected=A1),
    Awkward("a JSON point",
            point_column(lambda x, y: f'{{"type": "Point", "coordinates": [{x}, {y}]}}'),
            query=POINT, expected=A1),
    Awkward("a Python multipoint",
            point_column(lambda x, y: f"{{'type': 'MultiPoint', 'coordinates': [[{x}, {y}]]}}"),
            query=POINT, expected=A1),
    Awkward("degrees, minutes, seconds",
            both(cell(REGISTER, 2, "经度", "118°07\u203212\u2033E"),
                 cell(REGISTER, 2, "纬度", "北纬34°13\u203212\u2033")), query=POINT, expected=A1),
    Awkward("another system, declared", answered('[reading]\ncoordinate_system = "gcj02"'),
            "coordinates_converted"),
    # workbooks
    Awkward("xlsx", in_workbook()),
    Awkward("xls", in_old_workbook()),
    Awkward("xlsx that calls itself .xls", renamed_to_old),
    Awkward("wrong dimension, as WPS saves", reset_dimension),
    Awkward("merged titles", in_workbook(change=merged_title)),
    Awkward("hidden rows", in_workbook(change=hidden_rows), "hidden_rows_read"),
    Awkward("empty rows and columns", in_workbook(change=empty_rows_and_columns)),
    Awkward("a format far below", in_workbook(change=far_away_format)),
    Awkward("a formula never reckoned", in_workbook(change=formula), "formula_without_value",
            is_refused=True),
    Awkward("rates shown as per cent", in_workbook(RATES, sheet="上报值", change=percent_cells),
            query=RATE, expected=[(62.0,)]),
    Awkward("one sheet without a name", in_workbook(name="机构台账2025.xlsx", sheet="Sheet1")),
    Awkward("spaces around the name of a sheet", in_workbook(sheet=" 机构 台账 ")),
    Awkward("several sheets without a name", several_sheets, "which_sheet", is_refused=True),
    Awkward("a sheet under another name", in_workbook(name="数据.xlsx", sheet="托育机构"),
            "might_be_table", "select count(*) from area", [(13,)]),
    Awkward("a password", locked, "locked_workbook", is_refused=True),
    Awkward("a password of an .xls", locked_old, "locked_workbook", is_refused=True),
    Awkward("ciphered by a program of the office", ciphered, "ciphered_file", is_refused=True),
    Awkward("a township merged over its rows", in_workbook(change=merged_down("行政区划代码")),
            "merged_cells_filled"),
    Awkward("a number merged over rows", in_workbook(change=merged_down("托位数")),
            "merged_number", is_refused=True),
    # areas by name
    Awkward("townships by name", by_name()),
    Awkward("names in the column of codes", cells(REGISTER, "行政区划代码", NAMES.get)),
    Awkward("names without their rank", by_name(lambda code: NAMES[code][:-1].rstrip("街")),
            "areas_named_otherwise"),
    Awkward("names of another rank", by_name(lambda code: NAMES[code].replace("乡", "镇")),
            "areas_named_otherwise"),
    Awkward("names within addresses", by_name(lambda code: f"测试市{NAMES[code]}和平路8号"),
            "areas_named_otherwise"),
    Awkward("a name that nobody bears", by_name(lambda code: NAMES[code].replace("甲", "子")),
            "area_name_unknown", is_refused=True),
    Awkward("a name that nobody bears, answered",
            both(by_name(lambda code: NAMES[code].replace("甲", "子")),
                 answered('[areas.aliases]\n"子街道" = "980101001"'))),
    Awkward("rows that are not ours, answered",
            both(by_name(lambda code: NAMES[code].replace("己乡", "外乡")),
                 answered('[areas.aliases]\n"外乡" = ""')), "rows_not_ours",
            "select count(*) from institution where area_code = '980102201'", [(0,)]),
    Awkward("a code and the name of another township", with_name("丁镇"),
            "area_contradicts_name", is_refused=True),
    Awkward("codes and names that agree", with_name("甲街道")),
    # boundaries
    Awkward("a boundary in variant characters", boundary_called("丁镇", 区域名称="丁鎮"),
            "boundaries_named_otherwise", "select count(*) from boundary", [(9,)]),
    Awkward("a boundary of an old rank", boundary_called("戊镇", 区域名称="戊乡"),
            "boundaries_named_otherwise", "select count(*) from boundary", [(9,)]),
    Awkward("a boundary with an old code",
            boundary_called("戊镇", 行政区划代码="980102202"), "",
            "select area_code from boundary_match where matched_by = 'name'", [("980102102",)]),
    Awkward("a boundary with a code that is another's today",
            boundary_called("戊镇", 行政区划代码="980102201"), "boundary_contradicts_name",
            is_refused=True),
    Awkward("a boundary with a code that is another's today, answered",
            both(boundary_called("戊镇", 行政区划代码="980102201"),
                 answered('[boundaries.aliases]\n"戊镇" = "戊镇"')), "",
            "select count(*) from boundary", [(9,)]),
    Awkward("boundaries without names", boundary(lambda own: own.pop("区域名称")),
            "boundaries_without_names", "select count(*) from boundary", [(9,)]),
    Awkward("a boundary of nobody, answered",
            both(boundary_called("己乡", 行政区划代码="980109999", 区域名称="外乡"),
                 answered('[boundaries.aliases]\n"外乡" = ""')), "area_without_boundary",
            "select count(*) from boundary", [(8,)]),
]  # fmt: skip
