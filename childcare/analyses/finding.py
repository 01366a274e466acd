"""One finding (结论) of a briefing: a sentence, the numbers it is made of, and what they mean."""

from dataclasses import dataclass, field

import pandas as pd

from childcare.analyses.assessment import Assessment
from childcare.analyses.balance import Balance
from childcare.catalog import Indicator
from childcare.measures.classes import Classes


@dataclass(frozen=True)
class Finding:
    """What one slide, picture or screen says, as data.

    ``frame`` holds, by ``kind``:
        title: one row a sentence, column ``text``.
        headlines: one row an indicator, columns ``indicator`` (its name), ``label``, ``value``,
            ``change`` (since the same month of the year before), ``reference``, ``is_reported``.
        map, ranking: coverage of the areas, as ``analyses.coverage`` returns it; a ranking also
            has ``previous`` and ``previous_rank``, of the same month of the year before.
        trend: ``area_code``, ``area_name``, ``as_of``, ``value``; the whole area comes first,
            then its highest and its lowest part of today.
        composition: coverage, with ``first`` and ``rest``: the numerator, and what it lacks to
            the denominator.
        targets: the rows of ``analyses.target_table``, in the order of ``assessments``.
        gap: the areas of ``analyses.gap``, those that lack most first.
        empty: coverage of all areas, those without any slot marked in ``is_empty``.
        balance: the Lorenz curve of the month, as ``measures.inequality.lorenz_curve`` returns it,
            with ``area_name``.
        profile: the counties by rank, with ``area_name``, ``value``, ``state``, ``rank``,
            ``previous_rank`` and ``is_own``.
        tasks: ``title``, ``lead_units``, ``due`` and ``status`` in words, ``is_overdue``.

    Attributes:
        name: of the view in data/catalog/briefing.toml.
        title: the finding, one sentence made by rule from the numbers.
        subtitle: what is measured, when, where.
        area: code of the area spoken of; ``level`` that of the areas shown.
        reference: the value that bars and lines are held against, NaN for none.
        reference_text: what is written at it, where it is not the indicator's own reference.
        compared: the month a change is measured from, or None.
        points: institutions to draw on the map, or None.
        balances: of the month, and of a year before where the same areas are known.
        beside: a table in words that stands beside the chart, its columns named as headings.
        notes: what a reader must know before quoting it.
        definition, source, rule: what stands in the notes of a slide.
    """

    name: str
    kind: str
    title: str
    subtitle: str
    frame: pd.DataFrame
    area: str
    month: pd.Timestamp
    level: str = ""
    indicator: Indicator | None = None
    classes: Classes | None = None
    reference: float = float("nan")
    reference_text: str = ""
    compared: pd.Timestamp | None = None
    points: pd.DataFrame | None = None
    assessments: tuple[Assessment, ...] = ()
    balances: tuple[Balance, ...] = ()
    beside: pd.DataFrame | None = None
    notes: list[str] = field(default_factory=list)
    definition: str = ""
    source: str = ""
    rule: str = ""

    @property
    def is_change(self) -> bool:
        """Say whether two months are compared."""
        return self.compared is not None

    @property
    def alt(self) -> str:
        """Return what is read to somebody who cannot see the picture."""
        return f"{self.title} {self.subtitle}".strip()
