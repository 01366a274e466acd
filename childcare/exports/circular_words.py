"""Texts as a circular prints them (公文用语): full-width punctuation, dates in words, no gaps."""

import re

from childcare.catalog import label, language

_CHINESE = r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef\u2014\u201c\u201d\u2018\u2019]"
_FULL_WIDTH = 0xFEE0
_DATE = re.compile(r"(?<![\d-])(\d{4})-(\d{2})(?:-(\d{2}))?(?![\d-])")
_GAP = re.compile(rf"(?<={_CHINESE}) (?=[\w+<>\u2264\u2265])|(?<=[\w%+)]) (?={_CHINESE})")
_SIGN = re.compile(r"([<>=\u2264\u2265]) (?=\d)")
_POINT = re.compile(rf"(?<={_CHINESE})[,;:!?]|[,;:!?](?={_CHINESE})|(?<=[%)])[,;](?=\s*\S)")
_BRACKETS = re.compile(r"(.?)\(([^()]*)\)")


def formal(text: str) -> str:
    """Return a text in the form of a circular; in English as it is.

    Screens write Chinese with half-width punctuation and gaps around numbers; documents do not.
    Thousands keep their commas.
    """
    if language() != "zh":
        return text
    text = _DATE.sub(_in_words, text)
    text = _SIGN.sub(r"\1", _GAP.sub("", text))
    text = _BRACKETS.sub(_wide_brackets, text)
    return _POINT.sub(lambda found: _wide(found[0]), text)


def _in_words(found: re.Match[str]) -> str:
    year, month, day = found.groups()
    text = label("circular.month", year=year, month=int(month))
    return text + label("circular.day", day=int(day)) if day else text


def _wide_brackets(found: re.Match[str]) -> str:
    before, inside = found.groups()
    if not re.search(_CHINESE, before + inside):
        return found[0]
    return f"{before}{_wide('(')}{inside}{_wide(')')}"


def _wide(sign: str) -> str:
    return chr(ord(sign) + _FULL_WIDTH)


def sentence(text: str) -> str:
    """Return a text that ends as a sentence."""
    stop = label("sentence.stop")
    return formal(text.rstrip().removesuffix(stop)) + stop


def listed(names: list[str] | tuple[str, ...], most: int) -> str:
    """Return names in a row; beyond ``most`` only how many there are."""
    text = label("sentence.comma").join(names[:most])
    if len(names) <= most:
        return text
    return label("circular.and_others", names=text, number=len(names))
