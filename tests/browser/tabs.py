"""Tabs of one browser, used again: what a tab has fetched and compiled serves the next test too.

A new tab compiles the scripts of Streamlit and plotly anew, which takes the processor longer than
all that a test does with the page.
"""

from typing import Any

from tests.browser.app_page import AppPage


class Tabs:
    """A window for each size and scheme, and in it the tabs that no test uses at present."""

    def __init__(self, browser: Any) -> None:
        """Start without a window."""
        self.browser = browser
        self.windows: dict[str, Any] = {}
        self.free: dict[str, list[AppPage]] = {}

    def take(self, **options: Any) -> AppPage:
        """Return a tab as a new one is, in a window with these options."""
        window = repr(sorted(options.items()))
        if window not in self.windows:
            self.windows[window] = self.browser.new_context(**options)
            self.free[window] = []
        if not self.free[window]:
            return AppPage(self.windows[window].new_page(), window)
        tab = self.free[window].pop()
        tab.page.emulate_media(media="null", color_scheme=options.get("color_scheme", "light"))
        tab.page.set_viewport_size(options["viewport"])
        tab.page.mouse.move(0, 0)
        tab.requests.clear()
        tab.errors.clear()
        return tab

    def give_back(self, tab: AppPage) -> None:
        """Leave the application, so that its session ends and nothing of it goes on."""
        tab.page.evaluate("sessionStorage.clear()")
        tab.page.goto("about:blank")
        self.free[tab.window].append(tab)
