"""Kendall's tau-b: the values of scipy, and what holds for any two lists of ranks."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.engine.bargaining.rank_correlation import kendall_tau_b, tau_b_of_orders

# scipy.stats.kendalltau (variant "b") of scipy 1.17.1, to 15 places. The fourth row is the example
# in scipy's own documentation.
FROM_SCIPY = [
    ([1, 2, 3, 4, 5], [3, 4, 1, 2, 5], "0.2"),
    ([1, 2, 3, 4], [4, 3, 2, 1], "-1"),
    ([1, 2, 3, 4], [1, 2, 3, 4], "1"),
    ([12, 2, 1, 12, 2], [1, 4, 7, 1, 0], "-0.471404520791032"),
    ([1, 1, 2, 3], [1, 2, 2, 3], "0.8"),
    ([1, 2, 2, 3, 3, 3], [2, 1, 1, 3, 3, 2], "0.522232967867094"),
    ([5, 5, 5, 1], [1, 2, 3, 4], "-0.707106781186548"),
    ([0, 0, 1, 1], [0, 1, 0, 1], "0"),
    ([1, 2, 2, 2], [1, 1, 1, 2], "0.333333333333333"),
    ([3, 1, 4, 1, 5, 9, 2, 6], [2, 7, 1, 8, 2, 8, 1, 8], "0.160514470781026"),
    (list(range(10)), [1, 2, 4, 3, 6, 5, 8, 7, 10, 9], "0.822222222222222"),
]


@pytest.mark.parametrize(("first", "second", "value"), FROM_SCIPY)
def test_tau_b_is_the_value_that_scipy_gives(
    first: list[int], second: list[int], value: str
) -> None:
    tau = kendall_tau_b(first, second)
    assert tau is not None
    assert tau.rounded(15) == Decimal(value)


@pytest.mark.parametrize(("first", "second"), [([1, 1, 1], [1, 2, 3]), ([1], [1]), ([], [])])
def test_tau_b_is_undefined_where_scipy_says_nan(first: list[int], second: list[int]) -> None:
    assert kendall_tau_b(first, second) is None


def test_without_ties_tau_b_is_a_fraction_and_with_them_it_stays_under_the_root() -> None:
    without = tau_b_of_orders("ABC", "ACB")
    assert without is not None
    assert without.fraction == Fraction(1, 3)
    tied = kendall_tau_b([5, 5, 5, 1], [1, 2, 3, 4])
    assert tied is not None
    assert tied.fraction is None
    assert (tied.surplus, tied.radicand) == (-3, 18)


def test_lists_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        kendall_tau_b([1, 2], [1])


RANKS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12)


@given(pairs=RANKS)
def test_swapping_the_lists_changes_nothing_and_reversing_one_turns_the_sign(
    pairs: list[tuple[int, int]],
) -> None:
    first, second = [one for one, _ in pairs], [other for _, other in pairs]
    tau, swapped = kendall_tau_b(first, second), kendall_tau_b(second, first)
    assert tau == swapped
    reversed_ = kendall_tau_b(first, [-rank for rank in second])
    assert (tau is None) == (reversed_ is None)
    if tau is not None and reversed_ is not None:
        assert tau.surplus == -reversed_.surplus
        assert tau.at_least(Fraction(-1))
        assert not tau.at_least(Fraction(1)) or tau.fraction == 1


@given(pairs=RANKS, limit=st.fractions(-1, 1, max_denominator=20))
def test_a_limit_is_compared_without_rounding(
    pairs: list[tuple[int, int]], limit: Fraction
) -> None:
    tau = kendall_tau_b([one for one, _ in pairs], [other for _, other in pairs])
    if tau is not None and tau.fraction is not None:
        assert tau.at_least(limit) == (tau.fraction >= limit)
