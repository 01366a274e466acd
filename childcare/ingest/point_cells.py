"""Longitude and latitude in one cell (坐标文本): JSON, Python, WKT, a plain pair."""

import re

import numpy as np
import pandas as pd

from childcare.ingest.headings import HeadingBook

_PAIR = re.compile(r"\d\D*[,\s\uff0c\u3001;]\D*\d")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE]-?\d+)?")


def read_points(texts: pd.Series) -> np.ndarray:
    """Return longitude and latitude from a GeoJSON point or a plain pair; NaN for none."""
    pairs = [
        [float(number) for number in _NUMBER.findall(text)[:2]] if text.strip() else []
        for text in texts
    ]
    return np.array([pair if len(pair) == 2 else (np.nan, np.nan) for pair in pairs]).reshape(-1, 2)


def split_points(
    texts: pd.DataFrame, cells: pd.DataFrame, book: HeadingBook, headings: dict[str, str]
) -> None:
    """Put the two numbers of a point into the columns of longitude and latitude.

    A cell that holds no point keeps its text, so that it is refused by name later on.
    """
    if "latitude" in headings and (texts["latitude"].str.strip() != "").any():
        return
    own = headings.get("longitude", "")
    heading = own or next((one for one in map(str, cells) if book.is_point(one)), "")
    pairs = {text: _NUMBER.findall(text) for text in cells[heading].unique()} if heading else {}
    # Under longitude alone both numbers may stand; if they do not, it is left as it is.
    if not any(len(pair) >= 2 and _PAIR.search(text) for text, pair in pairs.items()):
        return
    for place, name in enumerate(("longitude", "latitude")):
        texts[name] = cells[heading].map(
            {text: pair[place] if len(pair) >= 2 else text for text, pair in pairs.items()}
        )
        headings[name] = heading
