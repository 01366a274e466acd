"""Meeting mode (会议模式): ``?mode=meeting`` puts the briefing on the screen, and nothing else.

The browser gets all views at once and goes from one to the next by itself; which view it shows
stands in the URL, as ``view``. So does everything else, and the page behind a view, its question
button, is a plain link: going back brings the same view.
"""

from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from childcare.catalog import label
from childcare.catalog.meeting import SCREENS
from childcare.settings import STATIC_DIR
from childcare.ui import briefing_data, choices, data, filters
from childcare.ui.figure import json_bytes, loader
from childcare.ui.meeting_views import meeting_view

MODE, MEETING, VIEW = "mode", "meeting", "view"
_mount = st.components.v2.component(
    "childcare_meeting",
    html='<div class="meeting"></div>',
    js=loader("meeting.js"),
    isolate_styles=False,
)


def is_on() -> bool:
    """Say whether the URL asks for meeting mode."""
    return choices.get(MODE) == MEETING


def enter_button() -> None:
    """Offer to put the area and month looked at on the screen of a meeting."""
    st.button(
        label("meeting.enter"),
        help=label("meeting.enter_hint"),
        on_click=choices.put,
        args=(MODE, MEETING),
        key="enter_meeting",
    )


def show() -> None:
    """Put the views of the briefing on the screen, as far as their data exist."""
    area, month = filters.chosen_area(), chosen_month()
    found = {finding.name: finding for finding in briefing_data.briefing(area=area, month=month)}
    held = choices.held()
    kept = {name: value for name, value in held.items() if name not in (MODE, VIEW)}
    judged = next((one.assessments for one in found.values() if one.assessments), ())
    stamp = briefing_data.stamp(area=area, month=month)
    views = [
        meeting_view(screen, found[name], stamp, judged=judged, held=kept)
        for name, screen in SCREENS.items()
        if name in found
    ]
    if not views:
        _say_nothing()
        return
    message = {
        "views": views,
        "stamp": stamp.lines,
        "leave": urlencode(kept),
        "texts": _texts(),
    }
    st.html(STATIC_DIR / "meeting.css")
    _mount(key="meeting", data=json_bytes(message))


def _say_nothing() -> None:
    """Say that there is nothing to show, and offer the way out."""
    st.info(label("meeting.nothing"))
    st.button(label("meeting.leave"), on_click=choices.put, args=(MODE, ""), key="leave_meeting")


def chosen_month() -> pd.Timestamp:
    """Return the month looked at: that of the URL, or the latest."""
    listed = data.months()
    named = {month.strftime(filters.MONTH_FORMAT): month for month in listed}
    return named.get(choices.get("as_of"), listed[0])


def _texts() -> dict[str, str]:
    return {
        "name": label("meeting.name"),
        "previous": label("meeting.previous"),
        "next": label("meeting.next"),
        "question": label("meeting.question"),
        "leave": label("meeting.leave"),
    }
