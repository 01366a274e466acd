"""The export panel (导出): documents about the area and month looked at, made while one waits."""

import pandas as pd
import streamlit as st

from childcare.catalog import label, spoken
from childcare.catalog.labels import language
from childcare.catalog.pictures import PRESETS
from childcare.exports import file_name
from childcare.exports.picture_browser import PictureError
from childcare.exports.pictures import Wish
from childcare.ui import carry_away, filters, remembered
from childcare.ui.export_files import EXPORTS, Asked, Export
from childcare.ui.plain_text import plain_text

MADE, PICTURES = "made_export", "pictures"
MEDIA = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


def show_exports(area: str, month: pd.Timestamp) -> None:
    """Offer every document about an area and month, in a panel of its own."""
    with st.popover(label("export.panel"), help=label("export.panel_hint")):
        _panel(area, month)


# What is made here leaves the page around it alone.
@st.fragment
def _panel(area: str, month: pd.Timestamp) -> None:
    when = month.strftime(filters.MONTH_FORMAT)
    st.markdown(label("export.about", area=plain_text(filters.region_name(area)), month=when))
    documents = st.container()
    asked = Asked(area, month, _wish())
    pressed = None
    for export in EXPORTS:
        # Pictures stand below what one may choose about them.
        with documents if export.name != PICTURES else st.container():
            if st.button(export.spoken(), key=f"export_{export.name}", width="stretch"):
                pressed = export
    if pressed:
        _make(pressed, asked)
    _offer(asked)


def _wish() -> Wish:
    """Ask how pictures are wanted."""
    preset = st.selectbox(
        label("export.preset"),
        list(PRESETS),
        format_func=lambda name: spoken(PRESETS[name]),
        key="export_preset",
    )
    greyscale = st.toggle(label("export.greyscale"), key="export_greyscale")
    return Wish(PRESETS[preset], greyscale)


def _make(export: Export, asked: Asked) -> None:
    """Make a document, telling how far it has come, and keep it until another one is made."""
    st.session_state.pop(MADE, None)
    bar = st.progress(0.0, label("export.making", document=export.spoken()))

    def tell(done: int, total: int) -> None:
        words = label("export.made_so_far", document=export.spoken(), done=done, total=total)
        bar.progress(done / max(total, 1), words)

    try:
        content = export.build(asked, tell)
    except PictureError as error:
        bar.empty()
        st.warning(plain_text(str(error)))
        return
    bar.empty()
    st.session_state[MADE] = (_about(export, asked), export, content)


def _offer(asked: Asked) -> None:
    """Offer what was made, as long as it is about what is looked at."""
    about, export, content = st.session_state.get(MADE, (None, None, b""))
    if export is None or about != _about(export, asked):
        return
    parts = [asked.month.strftime(filters.MONTH_FORMAT), filters.region_name(asked.area)]
    parts.append(export.spoken())
    if export.name == PICTURES:
        parts.append(spoken(asked.wish.preset))
        parts += [label("picture.grey")] if asked.wish.greyscale else []
    carry_away.offer(
        label("export.download", document=export.spoken(), size=f"{len(content) / 1024:,.0f}"),
        content,
        file_name=f"{file_name(*parts)}.{export.ending}",
        mime=MEDIA[export.ending],
        type="primary",
        key="export_download",
        width="stretch",
    )


def _about(export: Export, asked: Asked) -> tuple[object, ...]:
    """Return what a document rests on: with another one of them it is old."""
    wish = asked.wish if export.name == PICTURES else None
    return (asked.area, asked.month, wish, *remembered.seen(), language())
