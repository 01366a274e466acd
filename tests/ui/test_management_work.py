"""What a button did is said in the language of the page."""

from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from childcare.catalog import label
    from childcare.ui import choices
    from childcare.ui.management_work import GOOD, attempt, say, show_said

    def save() -> None:
        say(GOOD, label("management.answers_saved"))

    choices.begin_run()
    st.button("save", on_click=lambda: attempt(save))
    show_said()


def test_a_button_speaks_english_on_an_english_page():
    app = AppTest.from_function(page)
    app.query_params["lang"] = "en"
    app.run().button[0].click().run()
    assert app.success[0].value.startswith("Your answers are saved")


def asking() -> None:
    import streamlit as st

    from childcare.ui.management_work import Watched

    asked: Watched[str] = st.session_state.setdefault("watched", Watched(most=2))
    made = st.session_state.setdefault("made", [])

    def answer(key: str) -> str:
        return asked.ask(key, "…", lambda tell: (tell(1, 2, "half"), made.append(key), key * 2)[2])

    st.write([answer(key) for key in "aabcab"])


def test_an_answer_is_made_once_while_it_is_among_the_latest():
    app = AppTest.from_function(asking).run()
    assert not app.exception
    assert app.session_state["made"] == ["a", "b", "c", "a", "b"]
