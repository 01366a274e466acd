"""One headless browser that draws all pictures of an export (画图浏览器), without any network."""

import json
import os
import queue
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from childcare.catalog import label
from childcare.charts.theme import FONT
from childcare.exports.picture_server import Answer, PictureServer, Work
from childcare.settings import STATIC_DIR, browser_program

SCRIPT = "plotly.min.js"

# Seconds until the browser must have answered first, and then for each picture.
FIRST, EACH = 60.0, 60.0
POLL = 0.5
TRIES, PAUSE = 40, 0.1
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--hide-scrollbars",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-sync",
    "--disable-component-update",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
    "--no-proxy-server",
    # No name is ever looked up: nothing but this machine can be reached.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


class PictureError(RuntimeError):
    """Pictures cannot be drawn; the message is for people."""


def fonts_wanted(text: str) -> bytes:
    """Return the font stack and every character of a text beyond ASCII, as the page asks for it."""
    characters = "".join(sorted({one for one in text if ord(one) > 127 and one.isprintable()}))
    return json.dumps({"family": FONT, "characters": characters}).encode()


def drawn(work: Work) -> Iterator[Answer]:
    """Give the pictures of a work as they are drawn: an SVG for each, then its PNG if wanted.

    Raises:
        PictureError: there is no browser, it fails or falls silent, or a character has no font.
    """
    with PictureServer(work) as server, _browser(server.url) as process:
        answers = _answers(server, process)
        missing = _checked(next(answers)).content.decode("utf-8")
        if missing:
            raise PictureError(label("picture.no_font", characters=missing[:12]))
        wanted = sum(1 + (json.loads(one)["png"] is not None) for one in work.jobs)
        for _ in range(wanted):
            yield _checked(next(answers))


def _checked(answer: Answer) -> Answer:
    """Return what came back, unless it says that drawing failed."""
    if answer.kind == "failed":
        raise PictureError(label("picture.failed", why=answer.content.decode("utf-8")))
    return answer


def _answers(server: PictureServer, process: subprocess.Popen[bytes]) -> Iterator[Answer]:
    """Give what the browser hands back, as long as it lives and goes on."""
    limit = FIRST
    while True:
        until = time.monotonic() + limit
        while True:
            try:
                answer = server.answers.get(timeout=POLL)
                break
            except queue.Empty:
                if process.poll() is not None or time.monotonic() > until:
                    raise PictureError(label("picture.silent", program=browser_program())) from None
        limit = EACH
        yield answer


@contextmanager
def _browser(url: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start a browser with a profile of its own, and end it."""
    program = browser_program()
    if program is None:
        raise PictureError(label("picture.no_browser"))
    if not (STATIC_DIR / SCRIPT).is_file():
        raise PictureError(label("picture.no_script"))
    profile = Path(tempfile.mkdtemp(prefix="childcare-pictures-"))
    flags = [*FLAGS, f"--user-data-dir={profile}"]
    # A sandbox needs a user with fewer rights than the superuser.
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")
    quiet = subprocess.DEVNULL
    process = subprocess.Popen([str(program), *flags, url], stdout=quiet, stderr=quiet, stdin=quiet)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        _remove(profile)


def _remove(profile: Path) -> None:
    """Remove the profile; what the browser left running may still write into it for a moment."""
    for _ in range(TRIES):
        shutil.rmtree(profile, ignore_errors=True)
        if not profile.exists():
            return
        time.sleep(PAUSE)
