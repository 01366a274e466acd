"""A drawn figure taken apart again (拆开的图), so that it can be set for another sheet."""

import base64
from typing import Any

import numpy as np
import plotly.graph_objects as go


def opened(figure: go.Figure) -> dict[str, Any]:
    """Return data and layout as plain values; numbers that plotly packed are arrays again."""
    return {name: _plain(part) for name, part in figure.to_dict().items()}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        if "bdata" in value:
            packed = np.frombuffer(base64.b64decode(value["bdata"]), value["dtype"])
            shape = [int(side) for side in str(value.get("shape", packed.size)).split(",")]
            return packed.reshape(shape)
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value
