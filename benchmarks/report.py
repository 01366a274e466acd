"""The tables of a benchmark (基准测试结果): medians, late ones, and times the bare application."""

import statistics
from typing import Any

Sample = dict[str, float]
# The overview is the first page, whose address is empty.
PAGES = {"overview": "", "coverage map": "coverage_map", "definitions": "definitions"}
CHANGES = ("bare", "indicator, new", "indicator, seen", "month, new", "month, seen")


def report(found: dict[str, Any]) -> str:
    """Return the measured times as Markdown tables."""
    return "\n".join([*_redraws(found), "", *_wire(found), "", *_openings(found)])


def middle(samples: list[Sample], name: str) -> float:
    """Return the median of one of the times."""
    return statistics.median(sample[name] for sample in samples)


def late(samples: list[Sample], name: str) -> float:
    """Return the time that one change in twenty is over."""
    ordered = sorted(sample[name] for sample in samples)
    return ordered[max(0, round(0.95 * len(ordered)) - 1)]


def _redraws(found: dict[str, Any]) -> list[str]:
    lines = ["| change | map drawn ms (p95) | × | painted | × | both charts | × | page | × | kB |"]
    lines.append("|---" * 10 + "|")
    for name in CHANGES:
        cells = [name]
        for time in ("drawn", "first", "charts", "page"):
            value = middle(found[name], time)
            # Drawn is held against drawn, all that is painted against the painted bare chart.
            bare = middle(found["bare"], "drawn" if time == "drawn" else "first")
            cells += [f"{value:.0f} ({late(found[name], time):.0f})", f"{value / bare:.2f}"]
        cells.append(f"{middle(found[name], 'bytes') / 1000:.1f}")
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def _wire(found: dict[str, Any]) -> list[str]:
    lines = ["| on the wire | kB, median | largest |", "|---|---|---|"]
    for name in ("bare", "indicator", "month"):
        sizes = found[f"wire {name}"]
        median, most = statistics.median(sizes) / 1000, max(sizes) / 1000
        lines.append(f"| {name} | {median:.1f} | {most:.1f} |")
    return lines


def _openings(found: dict[str, Any]) -> list[str]:
    lines = ["| first open | browser cache | drawn ms | × bare |", "|---|---|---|---|"]
    for name in ("bare", *PAGES):
        for cache in ("empty", "filled"):
            samples = found[f"open {name}"][cache]
            time = "first" if samples[0]["first"] else "page"
            value = middle(samples, time)
            ratio = value / middle(found["open bare"][cache], "first")
            lines.append(f"| {name} | {cache} | {value:.0f} | {ratio:.2f} |")
    return lines
