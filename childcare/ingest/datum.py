"""GCJ-02 and BD-09 (火星坐标, 百度坐标): the shifted systems of Chinese web maps, taken back.

Neither is published. The formulas are those of the public reimplementations, such as
the eviltransform project of googollee; the way back is found by repeated correction,
for GCJ-02 exactly, for BD-09 to some centimetres.
"""

import numpy as np

_SEMI_MAJOR = 6378245.0
_ECCENTRICITY_SQUARED = 0.00669342162296594323
_BAIDU_TURN = np.pi * 3000 / 180
_BAIDU_SHIFT = (0.0065, 0.006)
_CORRECTIONS = 6
# Outside of this rectangle around China nothing is shifted.
_WEST, _EAST, _SOUTH, _NORTH = 72.004, 137.8347, 0.8293, 55.8271

Points = tuple[np.ndarray, np.ndarray]


def to_gcj02(longitudes: np.ndarray, latitudes: np.ndarray) -> Points:
    """Return points of WGS-84 (or CGCS2000) as web maps in China show them, in degrees."""
    x, y = longitudes - 105.0, latitudes - 35.0
    radians = np.radians(latitudes)
    magic = 1 - _ECCENTRICITY_SQUARED * np.sin(radians) ** 2
    per_metre_north = 180 / (
        _SEMI_MAJOR * (1 - _ECCENTRICITY_SQUARED) / (magic * np.sqrt(magic)) * np.pi
    )
    per_metre_east = 180 / (_SEMI_MAJOR / np.sqrt(magic) * np.cos(radians) * np.pi)
    inside = (longitudes > _WEST) & (longitudes < _EAST)
    inside &= (latitudes > _SOUTH) & (latitudes < _NORTH)
    east, north = _metres_east(x, y) * per_metre_east, _metres_north(x, y) * per_metre_north
    return longitudes + np.where(inside, east, 0), latitudes + np.where(inside, north, 0)


def from_gcj02(longitudes: np.ndarray, latitudes: np.ndarray) -> Points:
    """Return points of GCJ-02 in WGS-84, in degrees."""
    east, north = longitudes, latitudes
    for _ in range(_CORRECTIONS):
        shifted_east, shifted_north = to_gcj02(east, north)
        east = east - (shifted_east - longitudes)
        north = north - (shifted_north - latitudes)
    return east, north


def from_bd09(longitudes: np.ndarray, latitudes: np.ndarray) -> Points:
    """Return points of BD-09 in WGS-84, in degrees."""
    x, y = longitudes - _BAIDU_SHIFT[0], latitudes - _BAIDU_SHIFT[1]
    length = np.hypot(x, y) - 0.00002 * np.sin(y * _BAIDU_TURN)
    angle = np.arctan2(y, x) - 0.000003 * np.cos(x * _BAIDU_TURN)
    return from_gcj02(length * np.cos(angle), length * np.sin(angle))


def to_bd09(longitudes: np.ndarray, latitudes: np.ndarray) -> Points:
    """Return points of WGS-84 as Baidu's maps have them, in degrees."""
    x, y = to_gcj02(longitudes, latitudes)
    length = np.hypot(x, y) + 0.00002 * np.sin(y * _BAIDU_TURN)
    angle = np.arctan2(y, x) + 0.000003 * np.cos(x * _BAIDU_TURN)
    return length * np.cos(angle) + _BAIDU_SHIFT[0], length * np.sin(angle) + _BAIDU_SHIFT[1]


def _waves(along: np.ndarray, parts: tuple[tuple[float, float], ...]) -> np.ndarray:
    """Return a sum of sine waves: height and divisor of each."""
    return np.sum([height * np.sin(along * np.pi / divisor) for height, divisor in parts], axis=0)


def _metres_north(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return the shift to the north, in metres."""
    plain = -100 + 2 * x + 3 * y + 0.2 * y**2 + 0.1 * x * y + 0.2 * np.sqrt(np.abs(x))
    waves = _waves(x, ((20, 1 / 6), (20, 1 / 2)))
    waves = waves + _waves(y, ((20, 1), (40, 3), (160, 12), (320, 30)))
    return np.asarray(plain + waves * 2 / 3)


def _metres_east(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return the shift to the east, in metres."""
    plain = 300 + x + 2 * y + 0.1 * x**2 + 0.1 * x * y + 0.1 * np.sqrt(np.abs(x))
    waves = _waves(x, ((20, 1 / 6), (20, 1 / 2), (20, 1), (40, 3), (150, 12), (300, 30)))
    return np.asarray(plain + waves * 2 / 3)


SYSTEMS = {"gcj02": from_gcj02, "bd09": from_bd09}
