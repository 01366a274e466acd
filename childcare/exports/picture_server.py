"""What the drawing browser fetches and hands back (画图服务): on this machine only, for one export.

The browser asks the loopback address under a secret path; nothing else is served, and nothing is
fetched from anywhere. Figures go out one at a time, pictures come back as they are drawn.
"""

import json
import queue
import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from childcare.settings import STATIC_DIR

PAGE = (
    '<!doctype html><html><head><meta charset="utf-8"></head><body>'
    '<script src="static/plotly.min.js"></script>'
    '<script type="module" src="static/picture_page.js"></script></body></html>'
)
TYPES = {".js": "text/javascript", ".json": "application/json", "": "text/html; charset=utf-8"}


@dataclass(frozen=True)
class Work:
    """What one browser is to draw.

    Attributes:
        jobs: JSON of each figure, with the size of its PNG in pixels, if one is wanted.
        boundaries: GeoJSON that maps are drawn from.
        fonts: JSON of the font stack and of all characters that must be readable.
    """

    jobs: Sequence[bytes]
    boundaries: bytes
    fonts: bytes


@dataclass(frozen=True)
class Answer:
    """What came back: ``kind`` is unreadable, svg, png or failed."""

    kind: str
    number: int
    content: bytes


class PictureServer:
    """Serves one work to one browser, as a context; ``answers`` fills as pictures are drawn."""

    def __init__(self, work: Work) -> None:
        """Listen on a free port of the loopback address."""
        self.work = work
        self.answers: queue.Queue[Answer] = queue.Queue()
        self.secret = secrets.token_urlsafe(16)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        """Return the address of the page that draws."""
        host, port = self._server.server_address[:2]
        return f"http://{host!s}:{port}/{self.secret}/"

    def __enter__(self) -> "PictureServer":
        """Begin to answer."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Answer no more."""
        self._server.shutdown()
        self._server.server_close()

    def content(self, path: str) -> tuple[bytes, str] | None:
        """Return what stands under a path and its kind, empty bytes for no more jobs."""
        fixed = {"": PAGE.encode(), "fonts": self.work.fonts, "boundaries": self.work.boundaries}
        if path in fixed:
            return fixed[path], TYPES[".json" if path else ""]
        first, _, rest = path.partition("/")
        if first == "job" and rest.isdigit():
            number = int(rest)
            return (self.work.jobs[number] if number < len(self.work.jobs) else b""), TYPES[".json"]
        file = (STATIC_DIR / rest).resolve()
        is_ours = first == "static" and file.is_relative_to(STATIC_DIR) and file.is_file()
        return (file.read_bytes(), TYPES.get(file.suffix, "")) if is_ours else None

    def take(self, path: str, content: bytes) -> None:
        """Keep what the browser hands back."""
        kind, *rest = path.split("/")
        number = int(rest[0]) if rest else 0
        self.answers.put(Answer(rest[1] if kind == "done" else kind, number, content))

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = self._path()
                found = None if path is None else server.content(path)
                if found is None:
                    self._send(404)
                else:
                    self._send(200 if found[0] else 204, *found)

            def do_POST(self) -> None:
                path = self._path()
                if path is None:
                    return self._send(404)
                server.take(path, self.rfile.read(int(self.headers.get("Content-Length", 0))))
                return self._send(204)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

            def _path(self) -> str | None:
                asked = self.path.partition("?")[0].removeprefix("/")
                secret, _, rest = asked.partition("/")
                return rest if secret == server.secret else None

            def _send(self, status: int, content: bytes = b"", kind: str = "") -> None:
                self.send_response(status)
                self.send_header("Content-Type", kind or TYPES[".json"])
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

        return Handler


def job(figure: dict[str, Any], png: tuple[int, int] | None) -> bytes:
    """Return one figure as the page asks for it; ``figure`` holds plain values only."""
    size = {"width": png[0], "height": png[1]} if png else None
    return json.dumps({"figure": figure, "png": size}, ensure_ascii=False).encode("utf-8")
