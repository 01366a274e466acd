"""Does the figure send little, send it whole, and fetch its boundaries by URL?"""

import base64
import json
from typing import Any

import numpy as np
from streamlit.testing.v1 import AppTest

from childcare.ui.figure import Frames


def page() -> None:
    """Draw one map of two areas, as a page would."""
    import plotly.graph_objects as go
    import streamlit as st

    from childcare.catalog import set_language
    from childcare.ui.figure import Frames, show_figure

    set_language(st.session_state.get("language", "zh"))
    areas = go.Choropleth(locations=["01", "02"], z=st.session_state.get("z", [1, 2]))
    figure = go.Figure([areas, go.Scattergeo(lon=[1.0], lat=[2.0])])
    frames = Frames(labels=["2025-11", "2025-12"], titles=["a", "b"], z=[[0, 1], [1, 2]], start=1)
    show_figure(
        figure,
        key="map",
        file_name="map",
        alt="Two areas",
        geojson=st.session_state.get("geojson", b'{"type":"FeatureCollection","features":[]}'),
        frames=frames if st.session_state.get("playing") else None,
    )


def sent(**state: Any) -> dict[str, Any]:
    """Run the page and return what the browser would receive."""
    test = AppTest.from_function(page)
    for name, value in state.items():
        test.session_state[name] = value
    test.run()
    assert not test.exception
    message: dict[str, Any] = json.loads(test.get("bidi_component")[0].proto.bytes)
    return message


def test_boundaries_travel_as_a_url_and_only_to_areas() -> None:
    areas, places = sent()["figure"]["data"]
    assert areas["geojson"].startswith("/")
    assert "geojson" not in places


def test_equal_boundaries_have_an_equal_url_and_changed_ones_another() -> None:
    first, again = (sent()["figure"]["data"][0]["geojson"] for _ in range(2))
    other = sent(geojson=b'{"type":"FeatureCollection","features":[{}]}')
    assert first == again != other["figure"]["data"][0]["geojson"]


def test_a_dictionary_of_boundaries_is_served_like_bytes() -> None:
    as_bytes, as_dictionary = b'{"type":"FeatureCollection"}', {"type": "FeatureCollection"}
    urls = {
        sent(geojson=given)["figure"]["data"][0]["geojson"] for given in [as_bytes, as_dictionary]
    }
    assert len(urls) == 1


def test_the_default_template_of_plotly_does_not_travel() -> None:
    assert "template" not in sent()["figure"]["layout"]


def test_numbers_travel_packed() -> None:
    z = sent(z=np.array([3, 4], dtype="int8"))["figure"]["data"][0]["z"]
    assert np.frombuffer(base64.b64decode(z["bdata"]), dtype=z["dtype"]).tolist() == [3, 4]


def test_the_buttons_speak_the_language_of_the_session() -> None:
    chinese, english = sent(language="zh"), sent(language="en")
    assert english["texts"]["play"] == "Play" != chinese["texts"]["play"]
    assert chinese["texts"].keys() == english["texts"].keys()


def test_a_figure_without_frames_has_no_player_and_one_with_frames_fetches_them() -> None:
    assert sent()["frames"] is None
    playing = sent(playing=True)
    assert playing["frames"].startswith("/")
    assert playing["start"] == 1


def test_whole_numbers_of_a_time_lapse_take_a_byte_each() -> None:
    content = json.loads(Frames(labels=["a"], titles=["A"], z=[[0, 5, -128]]).content)
    assert np.frombuffer(base64.b64decode(content["z"]), dtype=np.int8).tolist() == [0, 5, -128]
    assert content["whole"]


def test_fractions_of_a_time_lapse_keep_their_value_and_their_gaps() -> None:
    content = json.loads(Frames(labels=["a"], titles=["A"], z=[[0.5, np.nan]]).content)
    values = np.frombuffer(base64.b64decode(content["z"]), dtype=np.float32)
    assert not content["whole"]
    assert values[0] == 0.5
    assert np.isnan(values[1])
