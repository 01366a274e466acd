"""The least that Streamlit can do (空白对照): one select box and one small bar chart."""

import plotly.graph_objects as go
import streamlit as st

chosen = st.selectbox("number", [f"number {number}" for number in range(60)])
height = int(chosen.split()[1])
figure = go.Figure(go.Bar(x=["a", "b", "c", "d", "e"], y=[height + step for step in range(5)]))
st.plotly_chart(figure.update_layout(title=chosen), theme=None)
