"""A page of the application in the browser, driven as a person drives it."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

# Notes the moments of the last visible change, question and answer, so that nothing waits longer
# than the page needs, and nothing is looked at before the server has answered.
WATCH = """
window.changed = window.asked = window.answered = performance.now();
new MutationObserver((records) => {
  if (records.some(({ target }) => !target.closest?.("canvas, head"))) changed = performance.now();
}).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
const Native = window.WebSocket;
window.WebSocket = class extends Native {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", () => (answered = performance.now()));
  }
  send(message) {
    asked = performance.now();
    super.send(message);
  }
};
"""
READY = """(figures) => document.querySelector(".stApp")?.dataset.testScriptState === "notRunning"
  && document.querySelector("[data-testid=stMain] [data-testid=stElementContainer]")
  && document.querySelectorAll(".figure-plot:has(.main-svg)").length >= figures
  && !document.querySelector("[data-stale=true]")
  && (answered > asked || performance.now() - asked > 4000)
  && performance.now() - Math.max(changed, answered) > 250"""
FIGURES = {
    "": 2,
    "overview": 2,
    "coverage_map": 2,
    "target_progress": 1,
    "regional_balance": 2,
    "institutions": 1,
}
AREAS = ".figure-plot .choroplethlayer > g.trace:first-child path.choroplethlocation"
# A spot well inside the shape: plotly itself finds out which area lies under the mouse.
SPOT = """(shape) => {
  const { x, y, width, height } = shape.getBBox();
  const matrix = shape.getScreenCTM();
  for (let step = 0; step < 225; step += 1) {
    const place = new DOMPoint(
      x + width * ((step * 7 + 7) % 15 + 0.5) / 15,
      y + height * ((step * 4 + Math.floor(step / 15) + 7) % 15 + 0.5) / 15);
    const around = [[-3, -3], [3, -3], [-3, 3], [3, 3]].map(
      ([right, down]) => new DOMPoint(place.x + right, place.y + down));
    if (around.every((corner) => shape.isPointInFill(corner))) {
      const { x: left, y: top } = place.matrixTransform(matrix);
      return [left, top];
    }
  }
  return null;
}"""


class AppPage:
    """One tab of a browser: opening, choosing, clicking, waiting until it is quiet."""

    def __init__(self, page: Any, window: str = "") -> None:
        """Listen to what the page asks for and what goes wrong."""
        self.page = page
        self.window = window
        self.requests: list[str] = []
        self.errors: list[str] = []
        page.set_default_timeout(30_000)
        page.add_init_script(WATCH)
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("websocket", lambda socket: self.requests.append(socket.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def go(self, url: str) -> None:
        """Open an address and wait until everything is drawn."""
        self.page.goto(url)
        self.settle()

    def settle(self) -> None:
        """Wait until the script has ended, the figures are drawn and nothing moves."""
        self.page.wait_for_timeout(60)  # what was just done needs a moment to be sent
        path = urlsplit(self.page.url).path.rstrip("/").rsplit("/", 1)[-1]
        self.page.wait_for_function(READY, arg=FIGURES.get(path, 0), polling=50)

    def query(self) -> dict[str, str]:
        """Return the choices that stand in the URL."""
        return {name: values[0] for name, values in parse_qs(urlsplit(self.page.url).query).items()}

    def choose(self, box: str, option: str) -> None:
        """Choose an option of a select box."""
        field = self.page.get_by_role("combobox", name=box)
        field.click()
        field.fill(option)
        self.page.get_by_role("option", name=option, exact=True).click()
        self.page.mouse.move(2, 2)
        self.settle()

    def press(self, text: str) -> None:
        """Press a button, a segment, a tab or a link by its words."""
        self.page.get_by_text(text, exact=True).locator("visible=true").first.click()
        self.settle()

    def visit(self, name: str) -> None:
        """Go to another page by the navigation at the top."""
        before = self.page.url
        self.page.get_by_role("link", name=name, exact=True).click()
        self.page.wait_for_url(lambda url: url != before)
        self.settle()

    def areas(self) -> int:
        """Return how many areas of the map are really drawn."""
        return self.page.evaluate(
            "selector => [...document.querySelectorAll(selector)]"
            ".filter(path => path.getAttribute('d') && path.getBBox().width > 0).length",
            AREAS,
        )

    def spot(self, code: str) -> tuple[float, float]:
        """Return a spot of the area on the map where the mouse meets it."""
        handle = self.page.evaluate_handle(
            "([selector, code]) => [...document.querySelectorAll(selector)]"
            ".find(path => path.__data__.loc === code)",
            [AREAS, code],
        )
        handle.evaluate("shape => shape.scrollIntoView({ block: 'center' })")
        found = handle.evaluate(SPOT)
        assert found, f"nothing of {code} can be reached by the mouse"
        return found[0], found[1]

    def click_area(self, code: str) -> None:
        """Click an area on the map."""
        x, y = self.spot(code)
        self.page.mouse.move(x - 1, y)
        self.page.mouse.move(x, y)
        self.page.mouse.click(x, y)
        self.page.mouse.move(2, 2)
        self.settle()

    def codes(self) -> list[str]:
        """Return the codes of the areas on the map."""
        return self.page.evaluate(
            "selector => [...document.querySelectorAll(selector)].map(path => path.__data__.loc)",
            AREAS,
        )

    def title(self, number: int = 0) -> str:
        """Return the title and subtitle of a figure."""
        return self.page.locator(".figure").nth(number).locator(".gtitle").text_content()

    def words(self) -> str:
        """Return everything that can be read in the page."""
        return self.page.locator("[data-testid=stMain]").inner_text()

    def view(self) -> list[float]:
        """Return where the map looks: projection scale and centre."""
        return self.page.evaluate(
            "() => { const { projection, center } = document.querySelector('.figure-plot')"
            "._fullLayout.geo; return [projection.scale, center.lon, center.lat]; }"
        )

    def save(self, button: str, folder: Path, figure: int | None = None) -> Path:
        """Press a download button and return the file."""
        place = self.page if figure is None else self.page.locator(".figure").nth(figure)
        with self.page.expect_download() as waiting:
            place.get_by_text(button, exact=True).first.click()
        file = folder / waiting.value.suggested_filename
        waiting.value.save_as(file)
        return file

    def assert_no_failure(self) -> None:
        """Fail when the page showed an exception, met an error or asked another host."""
        assert self.errors == []
        assert self.page.locator("[data-testid=stException]").count() == 0
        assert self.page.locator("[role=dialog]:visible").all_inner_texts() == []
        outside = [
            url
            for url in self.requests
            if not re.match(r"(blob:|data:|(http|ws)://localhost[:/])", url)
        ]
        assert outside == []
