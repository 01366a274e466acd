"""Does every page open as the very first thing asked, in an office without internet?"""

import pytest

from tests.browser.running_app import NEEDS_BROWSER, served

pytestmark = NEEDS_BROWSER


@pytest.fixture
def fresh_address(demonstration_home):
    """Serve the demonstration city anew, so that nobody asked this server anything yet."""
    with served(home=demonstration_home) as url:
        yield url


@pytest.mark.parametrize("path", ["", "overview", "coverage_map", "definitions"])
def test_a_page_can_be_the_very_first_that_is_asked_for(fresh_address, opened, path):
    page = opened(path, url=fresh_address)
    assert "示例市" in page.words() or path == "definitions"
    assert page.requests


def test_nothing_that_the_pages_ask_for_is_missing(opened):
    for path in ("", "coverage_map", "definitions"):
        page = opened(path)
        missing = page.page.evaluate(
            "performance.getEntriesByType('resource')"
            ".filter(({ responseStatus }) => responseStatus >= 400).map(({ name }) => name)"
        )
        # Streamlit finds out where it is served from by asking below every part of the address.
        assert [url for url in missing if not path or f"{path}/_stcore/" not in url] == []


def test_another_host_has_no_address_here(opened):
    page = opened("definitions")
    refused = "fetch('http://example.org/').then(() => 'answered', () => 'refused')"
    assert page.page.evaluate(refused) == "refused"
    page.requests.clear()  # this one was ours
