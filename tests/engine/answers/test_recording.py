"""The form of an answer in a record: what the design pins, and nothing that TOML cannot hold."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
import tomli
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.items import AskedItem
from facilitator.domain.text import format_number
from facilitator.engine.answers import parse, to_record
from facilitator.engine.answers.recording import computed_to_record
from tests.engine.playbooks import plan_of
from tests.engine.sessions import Talk

ITEMS = """
type = "text", id = "words", ask = "?"
type = "yesno", id = "ready", ask = "?"
type = "choices", id = "topics", ask = "?", options = ["A", "B"]
type = "scale", id = "pulse", ask = "?"
type = "number", id = "heads", ask = "?"
type = "number", id = "staff", ask = "?", decimals = 1
type = "money", id = "sum", ask = "?"
type = "date", id = "start", ask = "?"
type = "ranking", id = "order", ask = "?", options = ["A", "B"]
type = "points", id = "effort", ask = "?", options = ["A", "B"]
type = "rating", id = "scores", ask = "?", who = "together", each = ["A", "B"]
type = "table", id = "ideas", ask = "?", columns = [{ id = "idea", label = "I", type = "text" },
  { id = "cost", label = "C", type = "money", required = false }]
type = "text", id = "why", ask = "?", who = "both", privacy = "sealed"
type = "paraphrase", id = "heard", of = "why"
type = "money", id = "guessed", ask = "?", who = "both", privacy = "sealed"
type = "swap", id = "guess", of = "guessed", ask = "?", privacy = "sealed"
"""
TALK = Talk(plan_of(ITEMS))
DAY = dt.date(2026, 12, 24)


@pytest.mark.parametrize(
    ("name", "raw", "written"),
    [
        ("words", "hello", "hello"),
        ("ready", False, False),
        ("topics", ["B", "A"], ["B", "A"]),
        ("pulse", 3, 3),
        ("heads", Decimal("12.0"), 12),
        ("staff", 4, "4.0"),
        ("sum", 120000, "120000.00"),
        ("start", DAY, DAY),
        ("order", ["B", "A"], ["B", "A"]),
        ("effort", {"B": 40, "A": 60}, {"A": 60, "B": 40}),
        ("scores", [2, 5], [2, 5]),
        (
            "ideas",
            [{"cost": 5, "idea": "x"}, {"idea": "y"}],
            [{"idea": "x", "cost": "5.00"}, {"idea": "y"}],
        ),
        ("heard", {"says": "a", "confirmed": False}, {"says": "a", "confirmed": False}),
        ("guess", 7, "7.00"),
    ],
)
def test_answers_have_their_pinned_form(name: str, raw: Any, written: Any) -> None:
    item = TALK.plan.playbook.item(name)
    assert isinstance(item, AskedItem)
    value = parse(item, raw, TALK.context())
    assert value is not None
    record = to_record(item, value, TALK.context())
    assert record == written
    assert type(record) is type(written)


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (Decimal(30000), "EUR", "30000.00"),
        (Decimal("0.125"), "EUR", "0.13"),
        (Decimal("-0.001"), "EUR", "0.00"),
        (Decimal("1e30"), "EUR", "1" + "0" * 30 + ".00"),
        (Decimal("75"), "%", 75),
        (Decimal("75.0"), None, "75.0"),
        (Decimal("0.5"), "EURO", "0.5"),
        (Decimal(1) / 3, None, "0.333333"),
        (Decimal(2**63 - 1), None, 2**63 - 1),
        (Decimal(2**63), None, str(2**63)),
        (Decimal(-(2**63)), None, -(2**63)),
        (True, None, True),
        ("words", None, "words"),
        (DAY, None, DAY),
    ],
)
def test_computed_values_have_their_pinned_form(value: Any, unit: str | None, written: Any) -> None:
    record = computed_to_record(value, unit, "EUR", 2)
    assert record == written
    assert type(record) is type(written)


NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**40), max_value=10**40)


@given(value=NUMBERS, unit=st.sampled_from(["EUR", None]))
def test_a_computed_number_is_written_as_texts_show_it_and_can_be_read_again(
    value: Decimal, unit: str | None
) -> None:
    record = computed_to_record(value, unit, "EUR", 2)
    assert tomli.loads(tomli_w.dumps({"together": record})) == {"together": record}
    if isinstance(record, int):
        assert -(2**63) <= record < 2**63
    shown = format_number(value, 2 if unit else None)
    assert Decimal(str(record)) == Decimal(shown.replace(",", ""))
