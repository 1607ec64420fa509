"""Trades: what one weighs high and the other low, and exchanges that help both."""

import pytest
from hypothesis import given

from facilitator.engine.bargaining.charts import WIDEST, weights_chart
from facilitator.engine.bargaining.trades import trade_map
from facilitator.engine.bargaining.weights import Weights
from facilitator.engine.bargaining.wording import trade_lines, weight_lines
from tests.engine.bargaining.drawn import NAMES, PARTIES, weights

CLINIC = Weights(
    PARTIES,
    {"Start date": (8, 40), "Staffing": (45, 10), "Scope": (25, 27), "Reporting": (22, 23)},
)


def test_what_one_weighs_high_and_the_other_low_can_be_given() -> None:
    made = trade_map(CLINIC)
    assert {row.issue: row.gives for row in made.issues} == {
        "Start date": "manager",
        "Staffing": "leader",
        "Scope": None,
        "Reporting": None,
    }
    assert made.common == ("Scope", "Reporting")


def test_a_trade_says_what_each_would_give_and_get() -> None:
    (trade,) = trade_map(CLINIC).trades
    assert trade.gives == ("Start date", "Staffing")
    assert (trade.costs, trade.gets) == ((8, 10), (45, 40))
    assert trade_lines(trade_map(CLINIC), NAMES) == (
        (
            "Ben could give way on Start date and get Staffing (8 points for 45), "
            "if Ada gives way on Staffing and gets Start date (10 points for 40)."
        ),
    )


@pytest.mark.parametrize(
    ("pair", "gives"),
    [
        ((20, 10), "leader"),
        ((19, 10), None),  # not twice as high
        ((18, 9), None),  # less than a tenth of all points apart
        ((10, 0), "leader"),
        ((10, 20), "manager"),
        ((0, 0), None),
    ],
)
def test_weights_are_far_apart_from_twice_as_high_and_a_tenth_of_all(
    pair: tuple[int, int], gives: str | None
) -> None:
    rest = (100 - pair[0], 100 - pair[1])
    made = trade_map(Weights(PARTIES, {"it": pair, "the rest": rest}))
    assert made.issues[0].gives == gives


def test_what_only_one_could_give_is_no_trade() -> None:
    made = trade_map(Weights(PARTIES, {"a": (10, 30), "b": (45, 35), "c": (45, 35)}))
    assert made.trades == ()
    assert trade_lines(made, NAMES) == (
        "No exchange stands out: you weigh these much alike, or only one could give.",
    )


@given(given_=weights())
def test_a_trade_is_worth_more_to_each_than_it_costs(given_: Weights) -> None:
    for trade in trade_map(given_).trades:
        assert all(get > cost for cost, get in zip(trade.costs, trade.gets, strict=True))
        mine, yours = trade.gives
        assert trade.gets == (given_.issues[yours][0], given_.issues[mine][1])


@given(given_=weights())
def test_no_issue_stands_in_two_trades(given_: Weights) -> None:
    given_away = [issue for trade in trade_map(given_).trades for issue in trade.gives]
    assert len(given_away) == len(set(given_away))


@given(given_=weights())
def test_swapping_the_parties_swaps_the_map(given_: Weights) -> None:
    straight, swapped = trade_map(given_), trade_map(given_.swapped())
    assert [row.gives for row in swapped.issues] == [row.gives for row in straight.issues]
    assert [row.weights[::-1] for row in swapped.issues] == [row.weights for row in straight.issues]


@given(given_=weights())
def test_the_chart_fits_eighty_columns_and_has_a_line_for_every_issue(given_: Weights) -> None:
    made = trade_map(given_)
    chart = weights_chart(made, {"manager": "B" * 90, "leader": "Ada"})
    assert len(chart) == len(given_.issues) + 1
    assert all(len(line) <= WIDEST for line in chart)


def test_the_map_reads_as_lines() -> None:
    assert weight_lines(trade_map(CLINIC), NAMES)[::2] == (
        "Start date: 8 for Ben, 40 for Ada; Ben could give",
        "Scope: 25 for Ben, 27 for Ada; both hold to it",
    )


def test_bars_show_the_weights_in_proportion() -> None:
    _, start, staffing, *_ = weights_chart(trade_map(CLINIC), NAMES)
    assert start.count("█") == 2 + 11
    assert staffing.count("█") == 12 + 3
