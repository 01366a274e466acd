"""A served application and a browser to look at it with."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from childcare.settings import PROJECT_DIR, STATIC_DIR

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    # An office without internet: no other host has an address.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
NEEDS_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no browser is installed"),
    pytest.mark.skipif(
        not (STATIC_DIR / "plotly.min.js").exists(), reason="python -m childcare setup was not run"
    ),
]


@contextmanager
def served(
    script: str = "app.py",
    *,
    folder: Path = PROJECT_DIR,
    home: Path | None = None,
    **options: str,
) -> Iterator[str]:
    """Run a Streamlit script on a free port and return its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {"server.port": str(port), "server.headless": "true", **options}
    command = [sys.executable, "-m", "streamlit", "run", script]
    command += [f"--{name}={value}" for name, value in options.items()]
    environment = {"PYTHONPATH": str(PROJECT_DIR), "PATH": os.environ["PATH"]}
    environment |= {"HOME": str(home or folder), "CHILDCARE_HOME": str(home or "")}
    server = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    base = options.get("server.baseUrlPath", "")
    url = f"http://localhost:{port}/{base + '/' if base else ''}"
    try:
        _wait_for(url + "_stcore/health")
        yield url
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(url: str) -> None:
    for _ in range(150):
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the server did not start")
