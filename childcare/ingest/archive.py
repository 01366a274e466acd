"""Looking into a handed-in archive (压缩包) before anything of it is unpacked."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from childcare.catalog.import_limits import IMPORT_LIMITS
from childcare.ingest.finding import BadInputError, problem

_CHUNK = 1 << 20
# Definitions can make a few bytes of XML into gigabytes; no table or map needs them.
_DEFINITION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# What reading an archive raises that is damaged, locked, or packed in a way nobody uses.
DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError,
           ValueError, KeyError)  # fmt: skip
_XML = (".xml", ".kml", ".rels", ".vml")
# Below this size nothing is a bomb, however well it was packed.
_HARMLESS_MEGABYTES = 50


def refuse_bomb(path: Path) -> None:
    """Refuse an archive that unpacks to too much, or whose table of contents lies.

    Raises:
        BadInputError: too much in it, far more than its size lets expect, damaged, or with XML
            definitions.
        one of ``DAMAGED``: this is no archive that can be read.
    """
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        most = IMPORT_LIMITS.unpacked_megabytes
        if unpacked > most * 1_000_000 or len(entries) > IMPORT_LIMITS.archive_entries:
            raise BadInputError(problem("unpacks_to_too_much", source_name=path.name, most=most))
        times = unpacked / max(path.stat().st_size, 1)
        if unpacked > _HARMLESS_MEGABYTES * 1_000_000 and times > IMPORT_LIMITS.unpacked_times:
            raise BadInputError(problem("unpacks_to_too_much", source_name=path.name, most=most))
        for entry in entries:
            if entry.filename.lower().endswith(_XML):
                _read_through(archive, entry, path.name)


def _read_through(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, source_name: str) -> None:
    """Read one XML file to its end: the reader stops where the contents say, and then checks."""
    before = b""
    for chunk in chunks(archive, entry):
        if _DEFINITION.search(before[-16:] + chunk):
            raise BadInputError(problem("xml_definitions", source_name=source_name))
        before = chunk


def chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo | str) -> Iterator[bytes]:
    """Give the content of one file of an archive piece by piece."""
    with archive.open(entry) as opened:
        while chunk := opened.read(_CHUNK):
            yield chunk


def refuse_definitions(content: bytes, source_name: str) -> None:
    """Refuse an XML file with definitions of its own.

    Raises:
        BadInputError: it has some.
    """
    if _DEFINITION.search(content):
        raise BadInputError(problem("xml_definitions", source_name=source_name))
