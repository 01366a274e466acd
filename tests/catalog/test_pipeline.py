"""Odds that could not be used stop the program and say why."""

import pytest

from childcare.catalog.pipeline import PIPELINE, Pipeline
from childcare.catalog.toml_file import DeclarationError, declare

GOOD = {
    "odds": PIPELINE.odds,
    "yearly_closing": 0.02,
    "source_zh": "测试",
    "source_en": "test",
}


def declared(**changed: object) -> Pipeline:
    return declare(Pipeline, "pipeline.toml", "pipeline", GOOD | changed)


def test_a_city_may_set_its_own_odds():
    assert declared(odds=PIPELINE.odds | {"approved": 0.55}).odds["approved"] == 0.55


def test_a_stage_without_odds_is_refused():
    without = {stage: odds for stage, odds in PIPELINE.odds.items() if stage != "approved"}
    with pytest.raises(DeclarationError, match="needs odds for the stages"):
        declared(odds=without)


def test_odds_of_an_unknown_stage_are_refused():
    with pytest.raises(DeclarationError, match="no others"):
        declared(odds=PIPELINE.odds | {"dreamt": 0.1})


@pytest.mark.parametrize("wrong", [1.2, -0.1, "0.9"])
def test_odds_outside_0_to_1_are_refused(wrong):
    with pytest.raises(DeclarationError, match="building"):
        declared(odds=PIPELINE.odds | {"building": wrong})


def test_a_closing_share_above_1_is_refused():
    with pytest.raises(DeclarationError, match="yearly_closing"):
        declared(yearly_closing=2)
