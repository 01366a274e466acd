"""Limits of the import (导入上限), declared in data/catalog/import_limits.toml."""

from dataclasses import dataclass

from childcare.catalog import toml_file


@dataclass(frozen=True)
class ImportLimits:
    """What the import takes in, and how much it says about it; the file says why."""

    name: str
    file_megabytes: int
    unpacked_megabytes: int
    sniffed_kilobytes: int
    findings_per_check: int
    nearest_metres: float
    simplification_per_extent: float
    boundary_bytes_per_area: int
    heading_rows: int
    sheet_rows: int
    sheet_columns: int
    sheet_cells: int
    unpacked_times: int
    archive_entries: int
    boundary_corners: int
    boundary_shapes: int
    chance_of_shift: float
    cell_characters: int
    first_year: int
    last_year: int
    submission_files: int


IMPORT_LIMITS = toml_file.declare_all(ImportLimits, "import_limits")["import"]
