"""Does the overview offer documents about what is looked at, and say why one cannot be made?"""

from typing import Any


def _downloads(page: Any) -> list[str]:
    return [one.label for one in page.get("download_button")]


def test_each_document_is_made_and_then_offered(opened):
    page = opened("overview")
    assert not page.exception
    assert _downloads(page) == []
    for name in ("deck", "workbook"):
        page = page.button(key=f"export_{name}").click().run()
        assert not page.exception
        (offered,) = _downloads(page)
        assert "KB" in offered


def test_without_a_browser_pictures_say_so_and_all_else_is_made(opened, monkeypatch, tmp_path):
    monkeypatch.setenv("CHILDCARE_CHROMIUM", str(tmp_path / "nowhere"))
    page = opened("overview")
    page = page.button(key="export_pictures").click().run()
    assert not page.exception
    assert "CHILDCARE_CHROMIUM" in page.warning[0].value.replace("\\", "")
    assert _downloads(page) == []
    page = page.button(key="export_circular").click().run()
    assert not page.exception
    assert len(_downloads(page)) == 1


def test_what_was_made_of_another_month_is_offered_no_more(opened):
    page = opened("overview").button(key="export_deck").click().run()
    assert len(_downloads(page)) == 1
    months = next(one for one in page.selectbox if "2024-12" in one.options)
    page = months.select_index(months.options.index("2024-12")).run()
    assert not page.exception
    assert _downloads(page) == []
