"""Options: dominated, refused, maximin, Nash product, and a second look at the favourite."""

from itertools import product

import pytest
from hypothesis import given

from facilitator.engine.bargaining.charts import WIDEST, option_letters, options_chart
from facilitator.engine.bargaining.options import (
    OptionAnalysis,
    Ratings,
    analyse_options,
    dominates,
    nash_product,
)
from facilitator.engine.bargaining.wording import (
    favourites_lines,
    option_lines,
    option_remarks,
    settling_lines,
)
from tests.engine.bargaining.drawn import NAMES, PARTIES, ratings


def rated(lowest: int = 0, highest: int = 10, /, **marks: tuple[int, int]) -> OptionAnalysis:
    return analyse_options(
        Ratings(PARTIES, marks, {option: option for option in marks}, lowest, highest)
    )


CLINIC = rated(2, 10, one_floor=(7, 8), lease=(6, 7), agency=(2, 9), wait=(8, 2))


def test_an_option_is_dominated_by_one_that_is_better_for_one_and_no_worse_for_the_other() -> None:
    assert CLINIC.by_option["lease"].better == ("one_floor",)
    assert CLINIC.efficient == ("one_floor", "agency", "wait")
    equal = rated(a=(5, 5), b=(5, 5), c=(5, 6))
    assert equal.efficient == ("c",)
    assert rated(a=(5, 5), b=(5, 5)).efficient == ("a", "b")


def test_an_option_is_refused_by_who_gave_it_the_lowest_mark_there_is() -> None:
    refused = {row.option: row.refused_by for row in CLINIC.standings}
    assert refused == {"one_floor": (), "lease": (), "agency": ("manager",), "wait": ("leader",)}
    assert CLINIC.acceptable == ("one_floor", "lease")


@pytest.mark.parametrize(
    ("marks", "maximin", "nash"),
    [
        # Maximin and Nash part: lower marks 4 and 3; products 4 * 4 and 3 * 9.
        ({"even": (4, 4), "wide": (3, 9)}, ("even",), ("wide",)),
        # The same lower mark: the other mark decides.
        ({"a": (4, 6), "b": (9, 4), "c": (4, 4)}, ("b",), ("b",)),
        # A tie in everything: both are put forward.
        ({"a": (4, 6), "b": (6, 4)}, ("a", "b"), ("a", "b")),
        # What somebody refuses is not put forward, whatever the other gives it.
        ({"a": (0, 10), "b": (1, 1)}, ("b",), ("b",)),
        ({"a": (0, 10), "b": (10, 0)}, (), ()),
    ],
)
def test_the_yardsticks_put_forward_what_was_worked_out_by_hand(
    marks: dict[str, tuple[int, int]], maximin: tuple[str, ...], nash: tuple[str, ...]
) -> None:
    analysis = rated(**marks)
    assert (analysis.maximin, analysis.nash) == (maximin, nash)


# Nash's own example (The Bargaining Problem, Econometrica 18, 1950): Bill and Jack can barter.
# Utility to Bill and to Jack of what Bill owns, and of what Jack owns.
BILLS = {"book": (2, 4), "whip": (2, 2), "ball": (2, 1), "bat": (2, 2), "box": (4, 1)}
JACKS = {"pen": (10, 1), "toy": (4, 1), "knife": (6, 2), "hat": (2, 2)}


def barters() -> dict[str, tuple[int, int]]:
    """Return every barter in which neither loses, with what each gains by it."""
    found = {}
    goods = BILLS | JACKS
    for moved in product((False, True), repeat=len(goods)):
        names = [name for name, moves in zip(goods, moved, strict=True) if moves]
        bill = sum(goods[name][0] * (-1 if name in BILLS else 1) for name in names)
        jack = sum(goods[name][1] * (1 if name in BILLS else -1) for name in names)
        if bill >= 0 and jack >= 0:
            found[" ".join(names)] = (bill, jack)
    return found


def test_nashs_own_example_of_a_barter_comes_out_as_he_gives_it() -> None:
    analysis = rated(0, 100, **barters())
    assert analysis.nash == ("book whip ball bat pen toy knife",)
    assert analysis.by_option[analysis.nash[0]].marks == (12, 5)


def test_the_favourite_is_set_beside_what_is_better_for_one_and_no_worse_for_the_other() -> None:
    assert CLINIC.better_than("one_floor") == ()
    assert settling_lines(CLINIC, "one_floor", NAMES) == (
        "Nothing here is better for one of you and no worse for the other than “one_floor”.",
    )
    assert settling_lines(CLINIC, "lease", NAMES) == (
        "“one_floor” is better than “lease” for both: 7 and 8 against 6 and 7.",
    )
    one_sided = rated(chosen=(5, 5), other=(5, 8))
    assert settling_lines(one_sided, "chosen", NAMES) == (
        "“other” is better than “chosen” for Ada and no worse for Ben: 5 and 8 against 5 and 5.",
    )
    with pytest.raises(KeyError):
        CLINIC.better_than("no such option")


def test_of_several_favourites_one_is_not_held_against_the_other() -> None:
    assert favourites_lines(CLINIC, ["lease", "one_floor"], NAMES) == (
        "Nothing here is better for one of you and no worse for the other than these.",
    )
    assert favourites_lines(CLINIC, ["lease", "agency"], NAMES) == (
        "“one_floor” is better than “lease” for both: 7 and 8 against 6 and 7.",
    )


def test_remarks_say_what_the_numbers_say() -> None:
    assert option_remarks(CLINIC, "one_floor", NAMES) == (
        "best for the worse-off",
        "highest product",
    )
    assert option_lines(CLINIC, NAMES)[1:3] == (
        "lease: 6 from Ben, 7 from Ada; “one_floor” is better for both",
        "agency: 2 from Ben, 9 from Ada; Ben would refuse",
    )


@given(given_=ratings())
def test_no_recommendation_is_dominated_or_refused(given_: Ratings) -> None:
    analysis = analyse_options(given_)
    for option in (*analysis.maximin, *analysis.nash):
        marks = given_.marks[option]
        assert not any(dominates(other, marks) for other in given_.marks.values())
        assert given_.lowest not in marks


@given(given_=ratings())
def test_every_dominated_option_is_told_what_is_better_and_that_is_not_dominated_itself(
    given_: Ratings,
) -> None:
    analysis = analyse_options(given_)
    for row in analysis.standings:
        is_dominated = any(dominates(other, row.marks) for other in given_.marks.values())
        assert row.is_dominated == is_dominated
        assert all(dominates(given_.marks[better], row.marks) for better in row.better)
        assert set(row.better) <= set(analysis.efficient)


@given(given_=ratings())
def test_swapping_the_parties_swaps_the_result(given_: Ratings) -> None:
    straight, swapped = analyse_options(given_), analyse_options(given_.swapped())
    assert swapped.parties == straight.parties[::-1]
    assert (swapped.maximin, swapped.nash) == (straight.maximin, straight.nash)
    assert swapped.efficient == straight.efficient
    for one, other in zip(straight.standings, swapped.standings, strict=True):
        assert (one.option, one.marks, set(one.refused_by), one.better) == (
            other.option,
            other.marks[::-1],
            set(other.refused_by),
            other.better,
        )


@given(given_=ratings())
def test_the_nash_product_is_the_highest_there_is(given_: Ratings) -> None:
    analysis = analyse_options(given_)
    highest = max(nash_product(marks, given_.lowest) for marks in given_.marks.values())
    assert bool(analysis.nash) == (highest > 0)
    assert all(nash_product(given_.marks[o], given_.lowest) == highest for o in analysis.nash)


@given(given_=ratings())
def test_the_chart_shows_every_option_in_eighty_columns(given_: Ratings) -> None:
    analysis = analyse_options(given_)
    chart = options_chart(analysis, {"manager": "B" * 90, "leader": "Ada"})
    assert all(len(line) <= WIDEST for line in chart)
    grid = "".join(line.partition("|")[2] for line in chart)
    drawn = sum(mark in "*ABCDEFGHIJKL" for mark in grid)
    assert drawn == len(set(given_.marks.values()))


def test_letters_stand_for_options_in_their_order() -> None:
    assert option_letters(CLINIC) == {"one_floor": "A", "lease": "B", "agency": "C", "wait": "D"}
