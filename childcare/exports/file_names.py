"""Telling names for downloaded files."""

import re

# What Windows, WPS or a shell would stumble over.
LONGEST = 200  # bytes, leaving room for an ending
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]+')


def file_name(*parts: str) -> str:
    """Return the parts joined by underscores, without what a file system refuses.

    ``2025-12_<area>_<indicator>_<level>`` is the pattern of every picture and table.
    """
    cleaned = (_FORBIDDEN.sub("-", part).strip("-.") for part in parts)
    name = "_".join(part for part in cleaned if part)
    # File systems count bytes, of which a Chinese character has three.
    return name.encode()[:LONGEST].decode(errors="ignore")
