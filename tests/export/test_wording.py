"""How answers are put into words, whatever a record holds."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.items import ITEM_TYPES
from facilitator.export.wording import WORDINGS, by_form, cell_in_words, moment_in_words, worded

anything = st.recursive(
    st.text()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.decimals()
    | st.dates()
    | st.datetimes()
    | st.times(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
description_values = st.dictionaries(
    st.sampled_from(["unit", "rows", "labels", "columns", "options", "min", "max"]), anything
)


def test_every_type_that_a_record_can_hold_has_its_words() -> None:
    assert set(WORDINGS) == set(ITEM_TYPES) - {"note", "gate", "commitments"}


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ({"type": "text"}, "As it is", "As it is"),
        ({"type": "yesno"}, True, "yes"),
        ({"type": "yesno"}, False, "no"),
        ({"type": "choice"}, "Last year", "Last year"),
        ({"type": "choices"}, ["Nurses", "Rent"], "Nurses; Rent"),
        ({"type": "choices"}, [], "none"),
        ({"type": "scale"}, 4, "4"),
        ({"type": "number", "unit": "posts"}, 1200, "1,200 posts"),
        ({"type": "number"}, "-1234.50", "-1,234.5"),
        ({"type": "money", "unit": "EUR"}, "120000.00", "120,000 EUR"),
        ({"type": "money", "unit": "EUR"}, "0.50", "0.50 EUR"),
        ({"type": "money", "unit": "JPY"}, "120000", "120,000 JPY"),
        ({"type": "date"}, dt.date(2026, 12, 8), "Tue 8 Dec 2026"),
        ({"type": "ranking"}, ["Reach", "Cost"], "1. Reach\n2. Cost"),
        ({"type": "points"}, {"Now": 20, "Later": 80}, "Now: 20; Later: 80"),
        ({"type": "table"}, [{"a": "x", "b": 1}, {"a": "y"}], "a: x; b: 1\na: y"),
        ({"type": "rating", "rows": ["A", "B"]}, [1, 2], "A: 1\nB: 2"),
        ({"type": "rating", "labels": ["bad", "good"]}, [1, 2], "1: bad\n2: good"),
        ({"type": "paraphrase"}, {"says": "So", "confirmed": True}, "So (confirmed)"),
        ({"type": "paraphrase"}, {"says": "So", "confirmed": False}, "So (not confirmed)"),
        ({"type": "swap", "unit": "EUR"}, "120000.00", "120,000 EUR"),
        ({"type": "swap"}, ["Reach", "Cost"], "Reach; Cost"),
        ({"type": "computed", "unit": "EUR"}, "30000.00", "30,000 EUR"),
        ({"type": "computed"}, "1234.5", "1,234.5"),
        ({"type": "computed"}, "2026", "2026"),
        ({"type": "computed"}, True, "yes"),
    ],
)
def test_each_type_is_worded_for_people(kind: dict[str, Any], value: Any, words: str) -> None:
    assert worded(kind, value) == words


@settings(deadline=None)
@given(
    kind=st.sampled_from(sorted(WORDINGS)) | st.text(),
    description=description_values,
    value=anything,
)
def test_any_value_of_any_type_is_worded_and_never_refused(
    kind: str, description: dict[str, Any], value: Any
) -> None:
    assert isinstance(worded(description | {"type": kind}, value), str)


def test_a_number_too_long_to_read_is_shown_as_it_is_written() -> None:
    assert by_form(Decimal("1e999999")) == "1E+999999"
    assert by_form(Decimal("NaN")) == "NaN"
    assert worded({"type": "money", "unit": "EUR"}, "1e999999999") == "1e999999999"


def test_a_cell_with_a_unit_is_a_number_whatever_its_column_says() -> None:
    assert cell_in_words({"id": "saves", "unit": "EUR"}, "20000.00") == "20,000 EUR"
    assert cell_in_words({"id": "what"}, "20000") == "20000"


def test_a_moment_says_its_zone() -> None:
    assert moment_in_words(dt.datetime(2026, 12, 8, 9, 5, tzinfo=dt.UTC)) == (
        "Tue 8 Dec 2026, 09:05 UTC"
    )
