"""Do names on a map stand side by side, never one over another?"""

import numpy as np
import pandas as pd
import pytest
import shapely

from childcare.analyses import Geometry
from childcare.charts.lettering import text_width
from childcare.charts.map_labels import CHARACTER, LINE, WORDS, fitting, overlap


@pytest.mark.parametrize("height", [300, 640])
def test_names_never_lie_over_each_other(height: int) -> None:
    random = np.random.default_rng(11)
    codes = [f"{k:03d}" for k in range(120)]
    corners = random.uniform(0, 1, (120, 2))
    shapes = {
        code: shapely.box(x, y, x + 0.2, y + 0.1)
        for code, (x, y) in zip(codes, corners, strict=True)
    }
    frame = pd.DataFrame(
        {
            "area_name": ["托" * (2 + k % 5) for k in range(120)],
            "longitude": corners[:, 0] + 0.1,
            "latitude": corners[:, 1] + 0.05,
        },
        index=codes,
    )
    geometry = Geometry(shapes, [])
    extent = geometry.extent(codes)
    assert extent is not None
    chosen = fitting(frame, geometry, extent, height=height)
    scale = (height - WORDS) / (extent.north - extent.south)
    boxes = []
    for code in chosen:
        half = text_width(frame.loc[code, "area_name"]) * CHARACTER / 2
        x = frame.loc[code, "longitude"] * scale * extent.shrink
        y = frame.loc[code, "latitude"] * scale
        boxes.append((x - half, y - LINE / 2, x + half, y + LINE / 2))
    assert 3 < len(chosen) < 120
    pairs = [(a, b) for a in range(len(boxes)) for b in range(a)]
    # A hundredth of a pixel apart, for the dust of binary fractions.
    shrunk = [(w + 0.01, s + 0.01, e - 0.01, n - 0.01) for w, s, e, n in boxes]
    assert not [pair for pair in pairs if overlap(shrunk[pair[0]], shrunk[pair[1]])]


def test_boxes_that_only_touch_do_not_overlap() -> None:
    assert overlap((0, 0, 2, 2), (1, 1, 3, 3))
    assert not overlap((0, 0, 2, 2), (2, 0, 4, 2))
    assert not overlap((0, 0, 2, 2), (0, 3, 2, 5))
