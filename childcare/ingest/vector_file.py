"""Reading Shapefile and GeoPackage (矢量边界文件) through GDAL, in a folder of its own."""

import codecs
import struct
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from childcare.ingest.archive import DAMAGED, refuse_bomb
from childcare.ingest.finding import BadInputError, problem

_PARTS = (".shp", ".shx", ".dbf", ".prj")
_INSIDE = (".gpkg", ".kml", ".geojson", ".json", ".topojson")
# A record of a DBF that was deleted begins with this sign.
_DELETED = b"*"
# NameError: pyogrio stumbles so over a projection whose text it cannot decode.
_DAMAGED = (RuntimeError, ValueError, OSError, KeyError, NameError, shapely.errors.ShapelyError)
_MOST_RECORDS_TESTED = 20_000


@dataclass(frozen=True)
class Features:
    """The features of one layer, and the coordinate system that the file names, or ""."""

    features: list[tuple[dict[str, Any], BaseGeometry | None]]
    declared: str


def read_vector(path: Path, source_name: str, layer: str) -> Features:
    """Return the features of a .shp or .gpkg.

    Raises:
        BadInputError: it cannot be read, or holds several layers and none was named.
    """
    # The form of a Shapefile's texts is seen from them: .cpg is missing or wrong too often.
    options = {"encoding": dbf_encoding(path)} if path.suffix.lower() == ".shp" else {}
    try:
        if path.suffix.lower() != ".shp":
            options["layer"] = choose_layer(_layers(path), layer, source_name)
        frame = gpd.read_file(path, engine="pyogrio", **options)
    except _DAMAGED as error:
        place = {"source_name": source_name, "value": str(error)[:200]}
        raise BadInputError(problem("not_a_shape_file", **place)) from error
    if not isinstance(frame, gpd.GeoDataFrame):
        raise BadInputError(problem("not_a_shape_file", source_name=source_name))
    declared = frame.crs.to_wkt() if frame.crs else ""
    if frame.crs is not None and frame.crs.is_geographic:
        declared = "EPSG:4490" if frame.crs.to_epsg() in (4490, 4326) else declared
    names = [name for name in frame.columns if name != frame.geometry.name]
    records = frame[names].astype(object).where(frame[names].notna(), None).to_dict("records")
    return Features(list(zip(records, frame.geometry, strict=True)), declared)


@contextmanager
def unpacked(path: Path, layer: str) -> Iterator[Path]:
    """Give the map file inside an archive, under a name of our own making.

    Raises:
        BadInputError: there is none, there are several, or the archive is made to do harm.
    """
    try:
        refuse_bomb(path)
        with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as folder:
            members = {_true_name(entry): entry for entry in archive.infolist()}
            found = {
                _stem(name): name
                for name in members
                if name.lower().endswith((".shp", *_INSIDE)) and not _stem(name).startswith(".")
            }
            chosen = found[choose_layer(list(found), layer, path.name)]
            target = Path(folder) / f"layer{PurePosixPath(chosen).suffix.lower()}"
            for name, entry in members.items():
                ending = PurePosixPath(name).suffix.lower()
                if name == chosen or (_stem_of(name) == _stem_of(chosen) and ending in _PARTS):
                    target.with_suffix(ending).write_bytes(_part(archive.read(entry), ending))
            yield target
    except DAMAGED as error:
        place = {"source_name": path.name, "value": str(error)[:200]}
        raise BadInputError(problem("not_a_shape_file", **place)) from error


def _part(content: bytes, ending: str) -> bytes:
    """Return a part of a map file; a projection written in GB18030 becomes UTF-8 for GDAL."""
    if ending != ".prj" or content.isascii():
        return content
    try:
        content.decode()
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace").encode()
    return content


def choose_layer(layers: list[str], wanted: str, source_name: str) -> str:
    """Return the layer to read.

    Raises:
        BadInputError: there is none, or there are several and none of them was named.
    """
    if wanted in layers:
        return wanted
    if len(layers) == 1:
        return layers[0]
    if not layers:
        raise BadInputError(problem("not_a_shape_file", source_name=source_name))
    names = ", ".join(layers)
    raise BadInputError(
        problem("several_layers", source_name=source_name, value=names, layers=names)
    )


def dbf_encoding(path: Path) -> str:
    """Return in which encoding the texts of a Shapefile are: UTF-8 if all of them can be."""
    table = path.with_suffix(".dbf")
    if not table.is_file():
        return "UTF-8"
    content = table.read_bytes()
    try:
        for text in _dbf_texts(content):
            # A text cut off within a sign is no other encoding.
            codecs.getincrementaldecoder("utf-8")().decode(text.rstrip(b" \0"))
    except (UnicodeDecodeError, struct.error):
        return "GB18030"
    return "UTF-8"


def _dbf_texts(content: bytes) -> Iterator[bytes]:
    """Give the names of the fields of a DBF, then the texts in its records."""
    count, header, length = struct.unpack_from("<IHH", content, 4)
    places = []
    at = 1
    for start in range(32, header - 1, 32):
        field = content[start : start + 32]
        if field[:1] == b"\r" or len(field) < 32:
            break
        yield field[:11].split(b"\0", 1)[0]
        if field[11:12] == b"C":
            places.append((at, at + field[16]))
        at += field[16]
    for number in range(min(count, _MOST_RECORDS_TESTED)):
        record = content[header + number * length : header + (number + 1) * length]
        if record[:1] != _DELETED:
            yield from (record[first:last] for first, last in places)


def _layers(path: Path) -> list[str]:
    """Return the layers that may hold polygons."""
    layers = gpd.list_layers(path)
    kinds = layers["geometry_type"].fillna("")
    fitting = layers[kinds.str.contains("Polygon|Unknown|Collection", regex=True)]
    return [str(name) for name in fitting["name"]]


def _true_name(entry: zipfile.ZipInfo) -> str:
    """Return the name of a member; archives made in China often hold GB18030 without saying so."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


def _stem(name: str) -> str:
    """Return the last part of a member's name without its ending: what a person calls a layer."""
    return PurePosixPath(name.replace("\\", "/")).stem


def _stem_of(name: str) -> str:
    """Return a member's name, folder included, without its ending."""
    return str(PurePosixPath(name.replace("\\", "/")).with_suffix(""))
