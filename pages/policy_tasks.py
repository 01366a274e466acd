"""Policy tasks page (任务台账): who does what by when, what is overdue, what was written down?"""

import streamlit as st

from childcare.catalog import label, spoken
from childcare.ui import show, task_choice, task_opened, task_panel

view = task_choice.choose_tasks()
if view is None:
    st.info(label("task.no_plan"))
elif not view.ledger:
    st.info(label("task.none", plan=show.plain_text(spoken(view.plan, "title"))))
elif not view.shown:
    st.info(label("task.none_left", all=len(view.ledger)))
else:
    task_panel.show_answer(view)
    opened = task_panel.show_ledger(view)
    left, right = st.columns([0.64, 0.36], gap="medium")
    with left:
        task_opened.show_task(view, opened)
    with right:
        task_panel.show_lead_units(view)
