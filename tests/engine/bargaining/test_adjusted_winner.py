"""Adjusted Winner: the published examples, and what Brams and Taylor prove of it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.engine.bargaining.adjusted_winner import Division, adjusted_winner
from facilitator.engine.bargaining.weights import Weights, weights_of
from facilitator.engine.bargaining.wording import division_lines
from tests.engine.bargaining.drawn import NAMES, PARTIES, weights

# The Panama Canal treaty (points from Raiffa 1982): Brams and Taylor, Fair Division (1996), and
# pages.nyu.edu/adjustedwinner/panama.htm. "64 + 15p = 53 + 15(1 - p)": p = 2/15, 66 points each.
PANAMA = {
    "US defense rights": (22, 9),
    "Use rights": (22, 15),
    "Land and water": (15, 15),
    "Expansion rights": (14, 3),
    "Duration": (11, 15),
    "Expansion routes": (6, 5),
    "Compensation": (4, 11),
    "Jurisdiction": (2, 7),
    "US military rights": (2, 7),
    "Defense role of Panama": (2, 13),
}
# Bob and Carol's assets: pages.nyu.edu/adjustedwinner/awProcedure.htm. Carol keeps 5/6 of the
# account, and each has 56 2/3 points.
ASSETS = {
    "Retirement account": (50, 40),
    "Home": (20, 30),
    "Summer cottage": (15, 10),
    "Investments": (10, 10),
    "Other": (5, 10),
}
# Bob and Carol's divorce: pages.nyu.edu/adjustedwinner/divorce_hyp.htm, after Negotiating to
# Settlement in Divorce (1987). Bob keeps 3/5 of the house, 69 points each. (The page prints 23 for
# Bob's custody, but its total of 100 needs 25.)
DIVORCE = {"Custody": (25, 65), "Alimony": (60, 25), "House": (15, 10)}
# The Trump divorce: Brams and Taylor, The Win-Win Solution (1999). The mansion is shared, and each
# has about 72.7 points.
TRUMP = {
    "Connecticut estate": (10, 38),
    "Palm Beach mansion": (40, 20),
    "Trump Plaza apartment": (10, 30),
    "Trump Tower triplex": (38, 10),
    "Cash and jewelry": (2, 2),
}


@pytest.mark.parametrize(
    ("issues", "first_gets", "split", "kept_by_first", "points"),
    [
        (
            PANAMA,
            ("US defense rights", "Use rights", "Expansion rights", "Expansion routes"),
            "Land and water",
            Fraction(2, 15),
            Fraction(66),
        ),
        (ASSETS, ("Summer cottage",), "Retirement account", Fraction(5, 6), Fraction(170, 3)),
        (DIVORCE, ("Alimony",), "House", Fraction(3, 5), Fraction(69)),
        (TRUMP, ("Trump Tower triplex",), "Palm Beach mansion", Fraction(13, 15), Fraction(218, 3)),
    ],
)
def test_the_published_examples_come_out_as_published(
    issues: dict[str, tuple[int, int]],
    first_gets: tuple[str, ...],
    split: str,
    kept_by_first: Fraction,
    points: Fraction,
) -> None:
    division = adjusted_winner(Weights(("first", "second"), issues))
    assert division.whole("first") == first_gets
    assert division.split is not None
    assert division.split.issue == split
    assert division.split.shares == (kept_by_first, 1 - kept_by_first)
    assert division.points == (points, points)
    assert set(division.whole("second")) == issues.keys() - {*first_gets, split}


def worth_to(division: Division, viewer: int, holder: int) -> Fraction:
    """Return what the part of `holder` is worth to `viewer`."""
    parts = (
        row.shares[holder] * division.weights.issues[row.issue][viewer] for row in division.issues
    )
    return sum(parts, Fraction(0))


@given(given_=weights())
def test_both_end_with_the_same_points_and_neither_would_rather_have_the_others_part(
    given_: Weights,
) -> None:
    division = adjusted_winner(given_)
    one, other = division.points
    assert one == other
    assert worth_to(division, 0, 0) >= worth_to(division, 0, 1)
    assert worth_to(division, 1, 1) >= worth_to(division, 1, 0)
    assert division.proportion >= Fraction(1, 2)


@given(given_=weights())
def test_the_division_is_exact_and_splits_one_issue_at_most(given_: Weights) -> None:
    division = adjusted_winner(given_)
    assert all(sum(row.shares) == 1 for row in division.issues)
    assert all(isinstance(share, Fraction) for row in division.issues for share in row.shares)
    assert sum(row.is_split for row in division.issues) <= 1
    rows = [row.issue for row in division.issues]
    assert set(rows) | set(division.unclaimed) == set(given_.issues)
    assert not set(rows) & set(division.unclaimed)


@given(given_=weights())
def test_nothing_is_better_for_one_and_no_worse_for_the_other(given_: Weights) -> None:
    """A division is efficient when every issue a party holds is worth relatively more to it."""
    division = adjusted_winner(given_)
    ratios = {
        row.issue: Fraction(given_.issues[row.issue][0], sum(given_.issues[row.issue]))
        for row in division.issues
    }
    held_by_first = [ratios[row.issue] for row in division.issues if row.shares[0]]
    held_by_second = [ratios[row.issue] for row in division.issues if row.shares[1]]
    assert min(held_by_first, default=1) >= max(held_by_second, default=0)


@given(given_=weights())
def test_swapping_the_parties_swaps_the_result(given_: Weights) -> None:
    straight, swapped = adjusted_winner(given_), adjusted_winner(given_.swapped())
    assert swapped.points == straight.points
    if not _nobody_is_ahead_and_something_is_tied(given_):
        assert {row.issue: row.shares[::-1] for row in swapped.issues} == {
            row.issue: row.shares for row in straight.issues
        }


def _nobody_is_ahead_and_something_is_tied(given_: Weights) -> bool:
    """Whether nothing but their order tells the two apart where an issue is tied."""
    lead = sum(one for one, other in given_.issues.values() if one > other) - sum(
        other for one, other in given_.issues.values() if other > one
    )
    return lead == 0 and any(one == other > 0 for one, other in given_.issues.values())


def test_an_issue_that_nobody_weighs_is_left_open() -> None:
    division = adjusted_winner(Weights(PARTIES, {"a": (100, 0), "b": (0, 100), "c": (0, 0)}))
    assert division.unclaimed == ("c",)
    assert division.split is None
    assert division.points == (Fraction(100), Fraction(100))


def test_a_single_issue_is_shared_by_halves() -> None:
    division = adjusted_winner(Weights(PARTIES, {"a": (100, 100)}))
    assert division.split is not None
    assert division.split.shares == (Fraction(1, 2), Fraction(1, 2))


@pytest.mark.parametrize(
    "issues", [{"a": (60, 100), "b": (30, 0)}, {"a": (-10, 50), "b": (110, 50)}]
)
def test_points_that_are_not_the_same_total_are_refused(
    issues: dict[str, tuple[int, int]],
) -> None:
    with pytest.raises(ValueError, match="the same total"):
        Weights(PARTIES, issues)


def test_points_on_different_issues_are_refused() -> None:
    with pytest.raises(ValueError, match="the same issues"):
        weights_of(PARTIES, {"manager": {"a": 100}, "leader": {"b": 100}})


def test_the_division_reads_as_who_gets_what_and_what_each_comes_to() -> None:
    lines = division_lines(adjusted_winner(Weights(PARTIES, DIVORCE)), NAMES)
    assert lines == (
        "Ben would get Alimony.",
        "Ada would get Custody.",
        "House would be shared: 60 % of it Ben's way, 40 % Ada's.",
        (
            "Ben and Ada would each come to 69 of their own 100 points: the same for both, "
            "and more than half of what each asked for."
        ),
    )


@given(given_=weights(), extra=st.integers(1, 9))
def test_the_row_of_issues_does_not_hang_on_how_many_points_there_are(
    given_: Weights, extra: int
) -> None:
    larger = Weights(
        given_.parties, {k: (a * extra, b * extra) for k, (a, b) in given_.issues.items()}
    )
    assert adjusted_winner(larger).issues == adjusted_winner(given_).issues
