"""Findings about one indicator in many areas: map, ranking, trend, composition, empty areas."""

from typing import Any

import pandas as pd

from childcare.analyses.briefing_sentences import spread_sentence, trend_sentence, whole_sentence
from childcare.analyses.coverage import change_classes, compare, with_previous, without_any_slot
from childcare.analyses.figure_words import is_estimated, subtitle, warnings
from childcare.analyses.finding import Finding
from childcare.analyses.institutions import open_institutions
from childcare.analyses.sentences import change_sentence, coverage_sentence, empty_sentence
from childcare.analyses.situation import Situation, reference_of
from childcare.analyses.trend import trend
from childcare.catalog import INDICATORS, REFERENCES, Indicator, label, spoken
from childcare.catalog.briefing import View


def map_finding(view: View, at: Situation) -> Finding | None:
    """Return the areas classed by their value, or by its change since some years before."""
    indicator, level = INDICATORS[view.indicator], at.level(view)
    frame = at.coverage(indicator, level, at.month)
    compared = at.month - pd.DateOffset(years=view.years_before) if view.years_before else None
    classes = at.classes(indicator, level)
    if compared is not None:
        frame = compare(frame, at.coverage(indicator, level, compared), indicator)
        classes = change_classes(frame, indicator)
    if _is_unknown(frame["value" if compared is None else "change"], at):
        return None
    if compared is None:
        title, rules = coverage_sentence(frame, indicator, classes), [_class_rule(indicator)]
    else:
        title, rules = change_sentence(frame, indicator), [label("briefing.rule_change")]
    rules.append(label("briefing.rule_states"))
    return _finding(
        view, at, title, frame, indicator, level, rules, classes=classes, compared=compared
    )


def ranking_finding(view: View, at: Situation) -> Finding | None:
    """Return the areas by their value, each with its rank a year before."""
    indicator, level = INDICATORS[view.indicator], at.level(view)
    frame = at.coverage(indicator, level, at.month)
    if _is_unknown(frame["value"], at):
        return None
    frame = with_previous(frame, at.coverage(indicator, level, at.year_before))
    title = spread_sentence(frame, indicator)
    classes = at.classes(indicator, level)
    title = title or coverage_sentence(frame, indicator, classes)
    rules = [_class_rule(indicator), label("briefing.rule_ranks")]
    return _finding(view, at, title, frame, indicator, level, rules, classes=classes)


def trend_finding(view: View, at: Situation) -> Finding | None:
    """Return how the whole moved month by month, and today's highest and lowest part."""
    indicator, level = INDICATORS[view.indicator], at.level(view)
    series = at.trend(indicator)
    series = series[series["as_of"] <= at.month]
    if series["value"].notna().sum() < 2:
        return None
    lines = [(at.area, at.area_name, series)]
    if at.has_parts:
        now = at.coverage(indicator, level, at.month).dropna(subset=["value"])
        places = [int(now["value"].argmax()), int(now["value"].argmin())] if len(now) else []
        extremes = list(dict.fromkeys(str(now.index[place]) for place in places))
        counts = at.counts_of(level, at.area)
        for code in extremes:
            part = trend(counts, code, indicator)
            lines.append((code, at.tree.name(code), part[part["as_of"] <= at.month]))
    rows = [part.assign(area_code=code, area_name=name) for code, name, part in lines]
    frame = pd.concat(rows, ignore_index=True)[["area_code", "area_name", "as_of", "value"]]
    title = trend_sentence(series, indicator, reference_of(indicator), at.area_name)
    return _finding(view, at, title, frame, indicator, "", [])


def composition_finding(view: View, at: Situation) -> Finding | None:
    """Return what a share is made of in each area: its numerator, and the rest."""
    indicator, level = INDICATORS[view.indicator], at.level(view)
    frame = at.coverage(indicator, level, at.month)
    if _is_unknown(frame["value"], at):
        return None
    frame = frame.assign(first=frame["numerator"], rest=frame["denominator"] - frame["numerator"])
    now, _ = at.values(indicator)
    title = whole_sentence(now, indicator, reference_of(indicator), at.area_name)
    classes = at.classes(indicator, level)
    if at.has_parts:
        title += label("briefing.semicolon") + coverage_sentence(frame, indicator, classes)
    rules = [_class_rule(indicator)]
    return _finding(view, at, title, frame, indicator, level, rules, classes=classes)


def empty_finding(view: View, at: Situation) -> Finding | None:
    """Return the areas without any slot, on a map with every institution."""
    if "township" not in at.tree.levels_below(at.area) or not at.has_parts:
        return None
    indicator, level = INDICATORS[view.indicator], at.level(view)
    townships = at.coverage(INDICATORS["slots"], "township", at.month)
    if townships["value"].isna().all():
        return None
    counts = at.counts_of("township", at.area)
    empty = without_any_slot(counts, at.tree, at.area, at.month)
    title = empty_sentence(townships, empty).removesuffix(label("sentence.stop"))
    frame = at.coverage(indicator, level, at.month)
    frame = frame.assign(is_empty=frame.index.isin(empty.index))
    points = open_institutions(at.connection, as_of=at.month, within=at.area)
    rules = [label("briefing.rule_empty")]
    return _finding(view, at, title, frame, indicator, level, rules, points=points)


def _is_unknown(values: pd.Series, at: Situation) -> bool:
    """Say whether there is nothing to show: no part of the area, or none with a value."""
    return not at.has_parts or bool(values.isna().all())


def _class_rule(indicator: Indicator) -> str:
    if indicator.name in REFERENCES and indicator.better_when != "none":
        value = indicator.format(REFERENCES[indicator.name].value)
        return label("briefing.rule_anchored", value=value)
    return label("briefing.rule_steps")


def _finding(
    view: View,
    at: Situation,
    title: str,
    frame: pd.DataFrame,
    indicator: Indicator,
    level: str,
    rules: list[str],
    **more: Any,
) -> Finding:
    """Return a finding about an indicator, with what its slide's notes say."""
    notes = warnings(frame, indicator) if "state" in frame else []
    if "state" in frame and is_estimated(frame, indicator):
        title = label("note.estimated_title", finding=title)
    compared = more.get("compared")
    return Finding(
        name=view.name,
        kind=view.kind,
        title=title,
        subtitle=subtitle(indicator, at.month, at.area_name, level=level, compared=compared),
        frame=frame,
        area=at.area,
        month=at.month,
        level=level,
        indicator=indicator,
        reference=float("nan") if compared is not None else reference_of(indicator),
        notes=notes,
        definition=definition_of(indicator),
        source=source_of(indicator, at),
        rule="\n".join(rules),
        **more,
    )


def definition_of(indicator: Indicator) -> str:
    """Return what an indicator means and how it is computed, one line each."""
    lines = [
        label(
            "briefing.definition",
            indicator=spoken(indicator),
            definition=spoken(indicator, "definition"),
        )
    ]
    if indicator.is_ratio:
        lines.append(label("briefing.formula", formula=indicator.formula()))
    return "\n".join(lines)


def source_of(indicator: Indicator, at: Situation) -> str:
    """Return where the figures and the reference value come from, one line each."""
    lines = [label("caption.source", source=at.release.source)] if at.release.source else []
    if indicator.name in REFERENCES:
        reference = REFERENCES[indicator.name]
        value = indicator.format(reference.value, with_unit=True)
        lines.append(label("briefing.reference", value=value, source=spoken(reference, "source")))
    return "\n".join(lines)
