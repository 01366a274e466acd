"""Writing .xls (BIFF8 in a compound file), which no library of ours writes any more.

The least that a reader needs: https://learn.microsoft.com/en-us/openspecs/office_file_formats/ms-xls
"""

import struct

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
# Shorter streams would lie in sectors of another size.
_SHORTEST_STREAM = 4096


def xls_bytes(sheets):
    """Return a workbook of sheets: rows of texts, numbers and None by name."""
    return compound_file({"Workbook": _workbook_stream(sheets)})


def compound_file(streams):
    """Return a compound file with a few streams."""
    sectors, entries = [], []
    fat = []
    for name, content in streams.items():
        padded = content.ljust(max(_SHORTEST_STREAM, -(-len(content) // _SECTOR) * _SECTOR), b"\0")
        first, count = len(fat), len(padded) // _SECTOR
        sectors.append(padded)
        fat += [*range(first + 1, first + count), _END]
        entries.append((name, 2, first, len(padded)))
    directory = [("Root Entry", 5, _END, 0), *entries]
    directory_first = len(fat)
    table = b"".join(_entry(*one, number, len(directory)) for number, one in enumerate(directory))
    table = table.ljust(-(-len(table) // _SECTOR) * _SECTOR, b"\0")
    count = len(table) // _SECTOR
    fat += [*range(directory_first + 1, directory_first + count), _END]
    fat_first = len(fat)
    blocks = 1
    while blocks * (_SECTOR // 4) < len(fat) + blocks:
        blocks += 1
    fat += [_FAT] * blocks
    fat += [_FREE] * (blocks * _SECTOR // 4 - len(fat))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, blocks, directory_first, 0,
                          _SHORTEST_STREAM, _END, 0, _END, 0)  # fmt: skip
    places = [*range(fat_first, fat_first + blocks)]
    header += struct.pack("<109I", *places, *[_FREE] * (109 - blocks))
    return header + b"".join(sectors) + table + struct.pack(f"<{len(fat)}I", *fat)


def _entry(name, kind, first, size, number, entries):
    """Return one entry of the directory; the streams hang below the root to the right."""
    text = (name + "\0").encode("utf-16-le")
    child = 1 if number == 0 and entries > 1 else _FREE
    right = number + 1 if 0 < number < entries - 1 else _FREE
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(text), kind, 1, _FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", first, size)
    )


def _record(number, content):
    return struct.pack("<HH", number, len(content)) + content


def _text(text):
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _workbook_stream(sheets):
    """Return the records of a workbook: its list of sheets, then each of them."""
    bodies = [_sheet(rows) for rows in sheets.values()]
    begin = _record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))
    begin += _record(0x0042, struct.pack("<H", 1200))
    end = _record(0x000A, b"")
    names = [struct.pack("<BB", len(name), 1) + name.encode("utf-16-le") for name in sheets]
    at = len(begin) + sum(4 + 6 + len(name) for name in names) + len(end)
    for name, body in zip(names, bodies, strict=True):
        begin += _record(0x0085, struct.pack("<IBB", at, 0, 0) + name)
        at += len(body)
    return begin + end + b"".join(bodies)


def _sheet(rows):
    """Return the records of one sheet."""
    records = [_record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 0))]
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            place = struct.pack("<HHH", row, column, 0)
            if isinstance(value, int | float):
                records.append(_record(0x0203, place + struct.pack("<d", value)))
            elif value:
                records.append(_record(0x0204, place + _text(value)))
    return b"".join([*records, _record(0x000A, b"")])
