"""Answers as people read them."""

import datetime as dt
from typing import Any

import pytest

from facilitator.domain.items import AskedItem
from facilitator.engine.answers import parse
from facilitator.engine.wording import day_in_words, lines_of
from tests.engine.playbooks import plan_of
from tests.engine.sessions import Talk

TALK = Talk(
    plan_of(
        """
        type = "text", id = "words", ask = "?"
        type = "yesno", id = "ready", ask = "?"
        type = "choices", id = "topics", ask = "?", options = ["A", "B"], least = 0
        type = "scale", id = "pulse", ask = "?"
        type = "number", id = "staff", ask = "?", decimals = 2, unit = "h"
        type = "money", id = "amount", ask = "?"
        type = "date", id = "start", ask = "?"
        type = "ranking", id = "order", ask = "?", options = ["A", "B"]
        type = "points", id = "effort", ask = "?", options = ["A", "B"]
        type = "rating", id = "marks", ask = "?", who = "together", each = ["A", "B"],
          labels = ["low", "high"]
        type = "table", id = "ways", ask = "?", least = 0, columns = [{ id = "way",
          label = "W", type = "text" },
          { id = "saves", label = "S", type = "money", required = false },
          { id = "sure", label = "?", type = "yesno", required = false }]
        type = "table", id = "lanes", ask = "?", rows = ["Money", "People"], columns = [{ id = "by",
          label = "B", type = "text" }]
        type = "text", id = "why", ask = "?", who = "both", privacy = "sealed"
        type = "paraphrase", id = "heard", of = "why"
        type = "commitments", id = "promises", ask = "?"
        """
    )
)


@pytest.mark.parametrize(
    ("name", "raw", "lines"),
    [
        ("words", "hello", ("hello",)),
        ("ready", True, ("yes",)),
        ("topics", ["B", "A"], ("B, A",)),
        ("topics", [], ("none",)),
        ("pulse", 3, ("3",)),
        ("staff", 1234, ("1,234 h",)),
        ("amount", 120000, ("120,000 EUR",)),
        ("start", dt.date(2026, 12, 24), ("Thu 24 Dec 2026",)),
        ("order", ["B", "A"], ("1. B", "2. A")),
        ("effort", {"A": 60, "B": 40}, ("A: 60", "B: 40")),
        ("marks", [1, 2], ("A: low", "B: high")),
        (
            "ways",
            [{"way": "Rent", "saves": 5, "sure": False}, {"way": "x"}],
            ("Rent · 5 EUR · no", "x"),
        ),
        ("ways", [], ("none",)),
        ("lanes", [{"by": "a"}, {"by": "b"}], ("Money: a", "People: b")),
        ("heard", {"says": "you care", "confirmed": False}, ("you care", "not confirmed")),
        (
            "promises",
            [
                {
                    "what": "Call",
                    "owner": "leader",
                    "due": dt.date(2026, 12, 24),
                    "measure": "a note",
                },
                {"what": "Rest", "owner": "both"},
            ],
            ("Ada: Call by Thu 24 Dec 2026 (measured by: a note)", "both: Rest"),
        ),
        ("promises", [], ("none",)),
    ],
)
def test_answers_are_lines_to_read(name: str, raw: Any, lines: tuple[str, ...]) -> None:
    item = TALK.plan.playbook.item(name)
    assert isinstance(item, AskedItem)
    value = parse(item, raw, TALK.context())
    assert value is not None
    assert lines_of(item, value, TALK.context()) == lines


def test_days_are_written_the_same_whatever_the_locale() -> None:
    assert day_in_words(dt.date(2027, 3, 1)) == "Mon 1 Mar 2027"
