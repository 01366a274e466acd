"""From longitudes and latitudes to points on a slide (投影), as maps on the screen are drawn."""

from dataclasses import dataclass

import numpy as np
import shapely

from childcare.analyses.geometry import Extent
from childcare.exports.deck_measure import Box


@dataclass(frozen=True)
class Projection:
    """From degrees to points on a slide, as maps on the screen are drawn (Mercator)."""

    west: float
    north: float
    scale: float
    left: float
    top: float

    def shape(self, shape: shapely.Geometry) -> shapely.Geometry:
        """Return an area in points."""
        return shapely.transform(shape, self.places)

    def places(self, degrees: np.ndarray) -> np.ndarray:
        """Return longitudes and latitudes, in two columns, in points."""
        x = self.left + (degrees[:, 0] - self.west) * self.scale
        y = self.top + (self.north - _stretched(degrees[:, 1])) * self.scale
        return np.column_stack([x, y])

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return one place in points."""
        x, y = self.places(np.array([[longitude, latitude]]))[0]
        return float(x), float(y)


def fitted_projection(extent: Extent, box: Box) -> Projection:
    """Return the projection that fills a box with an extent, in its middle."""
    south, north = (float(one) for one in _stretched(np.array([extent.south, extent.north])))
    wide, high = extent.east - extent.west, north - south
    scale = min(box.width / wide, box.height / high)
    left = box.left + (box.width - wide * scale) / 2
    return Projection(extent.west, north, scale, left, box.top + (box.height - high * scale) / 2)


def _stretched(latitudes: np.ndarray) -> np.ndarray:
    """Return latitudes as Mercator stretches them, in degrees."""
    return np.degrees(np.log(np.tan(np.pi / 4 + np.radians(latitudes) / 2)))
