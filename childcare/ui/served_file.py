"""Bytes that the browser fetches by URL instead of receiving them with every answer.

Boundaries (边界) and time-lapse frames are large and seldom change. Streamlit keeps such files in
memory, names them by their content and forgets them when no session uses them any more, so the
browser fetches each of them once, and a file never needs a place on disk or a release number.
"""

from streamlit import runtime


def serve_bytes(content: bytes, *, coordinates: str, media_type: str = "application/json") -> str:
    """Return the URL of ``content`` for this session, or an empty text when nothing serves.

    The file lives as long as the latest run of the page asked for it, so call this on every run;
    equal content always has the same URL.

    Args:
        content: What the browser will receive. Above 1 MiB Streamlit fingerprints a sample only.
        coordinates: Where in the page it is used; the next file there replaces it.
        media_type: The MIME type it is sent with.
    """
    if not runtime.exists():
        return ""
    files = runtime.get_instance().media_file_mgr
    return files.add(content, media_type, coordinates)
