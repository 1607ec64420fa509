"""Everything that is worked out can be explained in a sentence."""

import re

import pytest

from facilitator.engine.comparison.comparers import COMPARERS
from facilitator.engine.explanations import (
    ANALYSES,
    COMPARISONS,
    Explanation,
    analysis_explained,
    comparison_explained,
)

ALL = {**COMPARISONS, **ANALYSES}
VERDICTS = re.compile(r"\b(right|wrong|should|must|fairest|better person|winner|loser)\b", re.I)


def test_every_type_that_is_compared_has_its_explanation() -> None:
    assert COMPARERS.keys() | {"swap", "overlap"} == COMPARISONS.keys()
    assert comparison_explained("scale") is COMPARISONS["scale"]
    assert analysis_explained("nash") is ANALYSES["nash"]


@pytest.mark.parametrize("explanation", ALL.values(), ids=ALL)
def test_an_explanation_is_one_sentence(explanation: Explanation) -> None:
    assert explanation.text.endswith(".")
    assert ". " not in explanation.text
    assert len(explanation.text) < 300


@pytest.mark.parametrize("explanation", [e for name, e in ALL.items() if name != "paraphrase"])
def test_no_explanation_says_who_is_right_or_what_to_choose(explanation: Explanation) -> None:
    assert not VERDICTS.search(explanation.text)


def test_a_line_for_exports_names_the_source() -> None:
    assert ANALYSES["nash"].line.endswith("(Nash, The Bargaining Problem, 1950)")
    assert ANALYSES["refused"].line == ANALYSES["refused"].text
