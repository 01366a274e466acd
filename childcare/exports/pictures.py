"""Pictures to carry away (图片): every view of a briefing as PNG and SVG, alone or in one ZIP."""

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from plotly.utils import PlotlyJSONEncoder

from childcare.analyses.finding import Finding
from childcare.analyses.geometry import Geometry
from childcare.analyses.stamp import Stamp
from childcare.catalog import label, spoken
from childcare.catalog.briefing import VIEWS
from childcare.catalog.pictures import PRESETS, Preset
from childcare.charts.finding_figure import finding_figure
from childcare.exports.file_names import file_name
from childcare.exports.picture_browser import drawn, fonts_wanted
from childcare.exports.picture_server import Work, job

MONTH = "%Y-%m"
DOTS_PER_METRE = 1 / 0.0254
# After the signature of a PNG and its first chunk, which is always as long.
HEADER = 33

Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class Wish:
    """What pictures are wanted.

    Attributes:
        preset: size and type.
        greyscale: greys and hatches instead of colours, values beside names.
        formats: ``png``, ``svg`` or both.
        views: names of views of the briefing; all of them where empty.
        with_words: False leaves sentence and stamp out, for a document that says them beside it.
    """

    preset: Preset = PRESETS["slide"]
    greyscale: bool = False
    formats: tuple[str, ...] = ("png", "svg")
    views: tuple[str, ...] = ()
    with_words: bool = True


@dataclass
class Picture:
    """One view as a picture; ``files`` holds its bytes by format."""

    name: str
    finding: Finding
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def caption(self) -> str:
        """Return sentence and subtitle."""
        return f"{self.finding.title}\n{self.finding.subtitle}".strip()


def pictures(
    findings: Sequence[Finding], stamp: Stamp, geometry: Geometry, wish: Wish, tell: Tell
) -> Iterator[Picture]:
    """Give each finding as a picture, in order, as soon as it is drawn; one browser draws all.

    ``tell`` is called with how many are done and how many there are.

    Raises:
        PictureError: pictures cannot be drawn on this machine; the message says why.
    """
    chosen = [one for one in findings if not wish.views or one.name in wish.views]
    if not chosen:
        return
    texts = [_figure_text(one, stamp, geometry, wish) for one in chosen]
    size = (wish.preset.width, wish.preset.height) if "png" in wish.formats else None
    frames = [one.frame for one in chosen if "parent_code" in one.frame]
    codes = {str(code) for one in frames for code in [*one.index, *one["parent_code"].dropna()]}
    work = Work(
        jobs=[job(json.loads(text), size) for text in texts],
        boundaries=geometry.geojson(sorted(codes)),
        fonts=fonts_wanted("".join(texts)),
    )
    formats = ("svg", "png") if size else ("svg",)
    named = [_name(number, one, stamp, wish) for number, one in enumerate(chosen, start=1)]
    waiting = [Picture(name, one) for name, one in zip(named, chosen, strict=True)]
    done = 0
    for answer in drawn(work):
        picture = waiting[answer.number]
        if answer.kind in wish.formats:
            picture.files[answer.kind] = _finished(answer.content, answer.kind, wish.preset)
        if answer.kind == formats[-1]:
            done += 1
            tell(done, len(chosen))
            yield picture


def pictures_zip(made: Sequence[Picture], stamp: Stamp) -> bytes:
    """Return the pictures in one ZIP, with a list of what each of them says."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for picture in made:
            for ending, content in picture.files.items():
                # A PNG is packed already.
                packed = zipfile.ZIP_STORED if ending == "png" else zipfile.ZIP_DEFLATED
                archive.writestr(f"{picture.name}.{ending}", content, packed)
        # The mark at the beginning tells old editors that the list is in UTF-8.
        archive.writestr(f"{label('picture.list')}.txt", index(made, stamp).encode("utf-8-sig"))
    return buffer.getvalue()


def index(made: Sequence[Picture], stamp: Stamp) -> str:
    """Return sentence, subtitle and notes of each picture, and the stamp of all, as text."""
    lines = [stamp.text, ""]
    for picture in made:
        finding = picture.finding
        lines += [picture.name, picture.caption, *finding.notes]
        lines += [text for text in (finding.definition, finding.source) if text]
        lines.append("")
    return "\r\n".join("\r\n".join(line.splitlines()) for line in lines)


def zip_name(stamp: Stamp, wish: Wish) -> str:
    """Return the file name of all pictures, with its ending."""
    words = [label("picture.all"), spoken(wish.preset)]
    words += [label("picture.grey")] if wish.greyscale else []
    return file_name(stamp.month.strftime(MONTH), stamp.area_name, *words) + ".zip"


def _name(number: int, finding: Finding, stamp: Stamp, wish: Wish) -> str:
    """Return a telling file name; the number keeps the order of the briefing."""
    words = [spoken(VIEWS[finding.name])] + ([label("picture.grey")] if wish.greyscale else [])
    return file_name(f"{number:02d}", stamp.month.strftime(MONTH), stamp.area_name, *words)


def _figure_text(finding: Finding, stamp: Stamp, geometry: Geometry, wish: Wish) -> str:
    width, height = wish.preset.drawn
    figure = finding_figure(
        finding,
        stamp,
        width=width,
        height=height,
        greyscale=wish.greyscale,
        geometry=geometry,
        with_words=wish.with_words,
    )
    return json.dumps(figure.to_dict(), cls=PlotlyJSONEncoder, ensure_ascii=False)


def _finished(content: bytes, kind: str, preset: Preset) -> bytes:
    """Return a PNG with its resolution written in, so that documents take it in at its size."""
    if kind != "png":
        return content
    dots = round(preset.dots * DOTS_PER_METRE)
    body = b"pHYs" + struct.pack(">IIB", dots, dots, 1)
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return content[:HEADER] + chunk + content[HEADER:]
