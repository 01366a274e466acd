"""Writing the files a city hands in (交表): Chinese headings, words instead of codes."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely

from childcare.catalog.categories import CATEGORIES
from childcare.catalog.columns import COLUMNS
from childcare.catalog.sources import load_sources
from childcare.demo.assumptions import ASSUMPTIONS


def file_name(table: str, part: str = "") -> str:
    """Return the name of a table's file, as the default sources file expects it."""
    return load_sources().tables[table].file.replace("*", f"_{part}" if part else "")


def _cell_words(name: str, values: pd.Series) -> pd.Series:
    """Return a column as people write it: words for codes and for yes and no."""
    words = ASSUMPTIONS["words"]
    kind = COLUMNS[name].type
    if kind == "category":
        return values.map({code: entry.label_zh for code, entry in CATEGORIES[name].items()})
    if kind == "yes_no":
        return values.map({True: words["yes"], False: words["no"]})
    if kind in ("count", "integer"):
        return values.astype("Int64")
    return values


def write_table(out: Path, table: str, rows: pd.DataFrame, part: str = "") -> None:
    """Write one table as CSV with a byte order mark, so that spreadsheets read it rightly."""
    worded = {COLUMNS[name].label_zh: _cell_words(name, rows[name]) for name in rows.columns}
    pd.DataFrame(worded).to_csv(
        out / file_name(table, part), index=False, encoding="utf-8-sig", lineterminator="\n"
    )


def _feature(geometry: shapely.Geometry, properties: dict[str, str]) -> dict[str, Any]:
    """Return one GeoJSON feature."""
    shape = json.loads(shapely.to_geojson(geometry))
    return {"type": "Feature", "properties": properties, "geometry": shape}


def _write_features(path: Path, features: list[dict[str, Any]]) -> None:
    """Write features one a line, so that a change shows as the lines it touches."""
    lines = ",\n".join(
        json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features
    )
    text = f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'
    path.write_text(text, encoding="utf-8", newline="\n")


def write_boundaries(out: Path, codes: list[str], titles: list[str], shapes: list[Any]) -> None:
    """Write the polygons of the townships (边界)."""
    source = load_sources().boundaries
    order = np.argsort(np.array(codes), kind="stable")
    features = [
        _feature(shapes[index], {source.code: codes[index], source.title: titles[index]})
        for index in order
    ]
    _write_features(out / source.file.replace("*", ""), features)


def write_waters(out: Path, shapes: list[Any]) -> None:
    """Write the river and the lake (水系)."""
    source = load_sources().backdrop
    kind = {source.kind: ASSUMPTIONS["words"]["water"]}
    _write_features(out / source.file.replace("*", ""), [_feature(shape, kind) for shape in shapes])


def write_sources(out: Path) -> None:
    """Write the sources file: only what the folder is, the rest being the default."""
    words = ASSUMPTIONS["words"]
    keys = ("title_zh", "title_en", "source_zh", "source_en")
    lines = ["[dataset]", *(f'{key} = "{words[key]}"' for key in keys), "is_demonstration = true"]
    (out / "sources.toml").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
