"""Reads a guide as a person follows it: what to do, in which order, and where a picture stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Words of the screen stand in 「」, and may hold such words themselves.
WORDS = r"「((?:[^「」]|「[^「」]*」)*)」"
VERBS = ("打开", "按", "下载", "得到", "填", "选", "上传", "粘贴", "改", "看到")
ACTION = re.compile(rf"({'|'.join(VERBS)})((?:、?{WORDS})+)")
STEP = re.compile(r"^\d+\. ")
PICTURE = re.compile(r"^!\[[^\]]+\]\(pictures/(\S+)\)$")
PASTED = re.compile(rf"^\| (\S+) \| (\S+) \| (名单的|每行都写){WORDS} \|$", re.MULTILINE)


@dataclass(frozen=True)
class Deed:
    """One thing to do or to see: a verb and the words behind it, and the line it stands in."""

    verb: str
    words: tuple[str, ...]
    line: int


def deeds(guide: Path) -> Iterator[Deed]:
    """Give every deed of the numbered lines, and every picture, in the order of the guide."""
    for number, line in enumerate(guide.read_text(encoding="utf-8").splitlines(), start=1):
        if found := PICTURE.match(line):
            yield Deed("picture", (found[1],), number)
        elif STEP.match(line):
            rest = ACTION.sub("", line)
            assert "「" not in rest, f"line {number} names words that nobody presses: {rest}"
            for action in ACTION.finditer(line):
                yield Deed(action[1], tuple(re.findall(WORDS, action[2])), number)


@dataclass(frozen=True)
class Pasted:
    """A column of a sheet, and what it is filled with: a column of the list, or always the same."""

    sheet: str
    column: str
    content: str
    is_column: bool


def pasted(guide: Path) -> list[Pasted]:
    """Return the table of the guide that says what is pasted where."""
    text = guide.read_text(encoding="utf-8")
    return [
        Pasted(sheet, column, content, how == "名单的")
        for sheet, column, how, content in PASTED.findall(text)
    ]
