"""Names and texts from files, shown as they are and never as Markdown (纯文本)."""

import re

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~$:&=-])")
# At the beginning of a line it would be the number of a list.
_NUMBERED = re.compile(r"^(\s*\d+)\.", re.MULTILINE)
# Markdown makes a link of what looks like one, escaped or not, unless something stands within.
_ADDRESS = re.compile(r"(?i)(https?(?=:)|www(?=\.))")
_NO_WIDTH = "\u200b"


def plain_text(text: str) -> str:
    """Return a text that Markdown shows as it is: names come from files."""
    plain = _MARKDOWN.sub(r"\\\1", _ADDRESS.sub(rf"\1{_NO_WIDTH}", text))
    return _NUMBERED.sub(r"\1\\.", plain)
