"""What a reveal says: shared or apart, how far, and what to ask each other."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain import events as ev
from facilitator.engine.agenda import Page
from facilitator.engine.comparison import Comparison, compare, relative
from facilitator.engine.comparison.options import kendall_tau
from tests.engine.playbooks import plan_of
from tests.engine.sessions import START, Talk

SEALED = 'who = "both", privacy = "sealed"'


def revealed(items: str, first: dict[str, Any], second: dict[str, Any]) -> tuple[Talk, Page]:
    """Both answer (the manager first), and the answers lie open."""
    talk = Talk(plan_of(items))
    for given_ in (first, second):
        if given_:
            talk.answer(**given_)
    page = talk.page
    assert page.kind == "reveal"
    talk.say(ev.Revealed(at=START, items=page.keys))
    return talk, talk.page


def one(items: str, first: Any, second: Any) -> Comparison:
    talk, page = revealed(items, {"a": first}, {"a": second})
    (found,) = compare(talk.plan, talk.session, page)
    return found


KEYS = {
    "text": "",
    "yesno": "",
    "choice": ', options = ["A", "B", "C"]',
    "choices": ', options = ["A", "B", "C"]',
    "scale": ", min = 0, max = 10",
    "number": ', unit = "h"',
    "money": "",
    "date": "",
    "ranking": ', options = ["A", "B", "C"]',
    "points": ', options = ["A", "B", "C"]',
    "rating": ', each = ["A", "B"], min = 0, max = 10',
    "table": ', columns = [{ id = "way", label = "W", type = "text" }]',
}


@pytest.mark.parametrize(
    ("kind", "first", "second", "verdict", "headline"),
    [
        ("text", "x", "y", "words", "in your own words"),
        ("text", "x", "x", "shared", "word for word the same"),
        ("yesno", True, True, "shared", "both say yes"),
        ("yesno", True, False, "apart", "one yes, one no"),
        ("choice", "A", "B", "apart", "different choices"),
        ("choice", "A", "A", "shared", "the same choice"),
        ("choices", ["A", "B"], ["B", "C"], "apart", "1 of 3 shared"),
        ("choices", ["A"], ["A"], "shared", "the same choices"),
        ("scale", 2, 9, "apart", "7 of 10 steps apart"),
        ("scale", 2, 3, "near", "1 of 10 steps apart"),
        ("scale", 2, 2, "shared", "the same"),
        ("number", 100, 60, "apart", "40 h apart"),
        ("money", 100, 99, "near", "1 EUR apart"),
        ("money", 0, 0, "shared", "the same figure"),
        ("ranking", ["A", "B", "C"], ["A", "B", "C"], "shared", "the same order"),
        ("ranking", ["A", "B", "C"], ["C", "B", "A"], "apart", "nearly opposite orders"),
        ("points", {"A": 100}, {"B": 100}, "apart", "100 of 100 points lie elsewhere"),
        ("points", {"A": 100}, {"A": 100}, "shared", "the same weights"),
        ("rating", [1, 2], [1, 9], "apart", "1 of 2 rows differ"),
        ("rating", [1, 2], [1, 2], "shared", "the same marks"),
        ("table", [{"way": "x"}], [{"way": "y"}], "words", "0 of 2 rows"),
        ("table", [{"way": "x"}], [{"way": "x"}], "shared", "the same rows"),
    ],
)
def test_two_answers_are_compared_by_their_own_measure(
    kind: str, first: Any, second: Any, verdict: str, headline: str
) -> None:
    found = one(f'type = "{kind}", id = "a", ask = "?", {SEALED}{KEYS[kind]}', first, second)
    assert found.verdict == verdict
    assert found.headline.startswith(headline)
    assert found.mark


def test_the_one_who_answered_first_is_read_first() -> None:
    found = one(f'type = "text", id = "a", ask = "?", {SEALED}', "mine", "yours")
    assert [(side.name, side.lines) for side in found.sides] == [
        ("Ben", ("mine",)),
        ("Ada", ("yours",)),
    ]


def test_answers_that_are_apart_bring_a_question_and_shared_ones_none() -> None:
    own = f'type = "yesno", id = "a", ask = "?", probe = "What is missing?", {SEALED}'
    assert one(own, True, False).probe == "What is missing?"
    assert one(own, True, True).probe == ""
    plain = f'type = "yesno", id = "a", ask = "?", {SEALED}'
    assert one(plain, True, False).probe


def test_the_largest_difference_comes_first_and_what_is_shared_last() -> None:
    items = "\n".join(
        f'type = "scale", id = "{name}", ask = "?", min = 0, max = 10, {SEALED}'
        for name in ("same", "near", "far", "farther")
    )
    talk, page = revealed(
        items,
        {"same": 5, "near": 5, "far": 5, "farther": 0},
        {"same": 5, "near": 6, "far": 9, "farther": 10},
    )
    found = [made.item.id for made in compare(talk.plan, talk.session, page)]
    assert found == ["farther", "far", "near", "same"]


def test_an_answer_left_blank_is_named_and_measured_by_nothing() -> None:
    found = one(f'type = "scale", id = "a", ask = "?", required = false, {SEALED}', 3, None)
    assert (found.verdict, found.headline) == ("missing", "not answered by both")
    assert found.sides[1].lines == ("no answer",)


OVERLAP = """
type = "money", id = "a", ask = "?", who = "both", privacy = "overlap", room = "leader <= manager"
""".strip()


@pytest.mark.parametrize(
    ("manager", "leader", "verdict", "headline"),
    [(100, 90, "room", "there is room"), (90, 100, "no_room", "there is none")],
)
def test_an_overlap_item_says_only_whether_there_is_room(
    manager: int, leader: int, verdict: str, headline: str
) -> None:
    found = one(OVERLAP, manager, leader)
    assert (found.verdict, found.headline) == (verdict, headline)
    assert (found.sides, found.details, found.rounds) == ((), (), 1)


def test_an_overlap_item_that_was_not_tested_does_not_claim_there_is_no_room() -> None:
    found = one(f"{OVERLAP}, required = false", 90, None)
    assert (found.verdict, found.headline, found.rounds) == ("missing", "not answered by both", 0)


RANKING = 'type = "ranking"'
A_B, C_D = 'options = ["A", "B"]', 'options = ["C", "D"]'


def pair(one_key: str, other_key: str) -> str:
    return f"""
    type = "money", id = "needed", ask = "N?", who = "leader", privacy = "sealed" {one_key}
    type = "money", id = "there", ask = "T?", who = "manager", privacy = "sealed" {other_key}
    """


@pytest.mark.parametrize(
    "items",
    [
        pair("", ', against = "needed"'),
        pair(', against = "there"', ""),
        pair(', against = "there"', ', against = "needed"'),
        pair(", min = 5", ', against = "needed", min = 7'),
    ],
)
def test_a_pair_of_items_is_shown_once_and_measured_against_each_other(items: str) -> None:
    talk, page = revealed(items, {"there": 90}, {"needed": 100})
    (found,) = compare(talk.plan, talk.session, page)
    assert found.headline.startswith("10 EUR apart")
    assert found.question == "T? / N?"
    assert [side.party for side in found.sides] == ["manager", "leader"]


@pytest.mark.parametrize(
    ("mine", "yours", "answer", "other"),
    [
        ('type = "scale"', 'type = "number", decimals = 1', 3, 4),
        ('type = "scale", max = 5', 'type = "scale", max = 10', 3, 4),
        (f"{RANKING}, {A_B}", f"{RANKING}, {C_D}", ["A", "B"], ["C", "D"]),
        (f'type = "points", {A_B}', 'type = "rating", each = ["C", "D"]', {"A": 100}, [1, 2]),
        (f'type = "choices", {A_B}', f"{RANKING}, {A_B}", ["A"], ["B", "A"]),
    ],
)
def test_a_pair_with_unlike_measures_is_laid_side_by_side(
    mine: str, yours: str, answer: Any, other: Any
) -> None:
    items = f"""
    {mine}, id = "a", ask = "?", who = "leader", privacy = "sealed"
    {yours}, id = "b", ask = "?", who = "manager", privacy = "sealed", against = "a"
    """
    talk, page = revealed(items, {"b": other}, {"a": answer})
    (found,) = compare(talk.plan, talk.session, page)
    assert (found.verdict, found.headline) == ("words", "each by its own measure")
    assert len(found.sides) == 2


def test_an_item_of_one_party_stands_alone() -> None:
    talk, page = revealed(pair("", ""), {"there": 90}, {"needed": 100})
    assert [made.verdict for made in compare(talk.plan, talk.session, page)] == ["alone", "alone"]


def test_a_guess_is_set_beside_what_the_other_said() -> None:
    items = f"""
    type = "scale", id = "a", ask = "?", min = 0, max = 10, {SEALED}
    type = "swap", id = "g", of = "a", ask = "Other?", privacy = "sealed"
    """
    talk, page = revealed(items, {"a": 2, "g": 9}, {"a": 9, "g": 5})
    found = {made.item.id: made for made in compare(talk.plan, talk.session, page)}
    assert found["g"].headline == "the guess: 3 of 10 steps apart"
    assert len(found["g"].sides) == 4
    talk, page = revealed(items, {"a": 2, "g": 9}, {"a": 9, "g": 2})
    found = {made.item.id: made for made in compare(talk.plan, talk.session, page)}
    assert found["g"].headline == "guessed right"


ORDERS = st.permutations("ABCDE").map(tuple)


@given(first=ORDERS, second=ORDERS)
def test_kendalls_tau_is_symmetric_and_turns_its_sign_with_a_reversed_order(
    first: tuple[str, ...], second: tuple[str, ...]
) -> None:
    tau = kendall_tau(first, second)
    assert -1 <= tau <= 1
    assert tau == kendall_tau(second, first)
    assert kendall_tau(first, second[::-1]) == -tau
    assert (tau == 1) == (first == second)


AMOUNTS = st.decimals(-(10**9), 10**9, places=2)


@given(first=AMOUNTS, second=AMOUNTS)
def test_the_distance_of_two_amounts_is_a_share(first: Any, second: Any) -> None:
    size = relative(first, second)
    assert Fraction(0) <= size <= 1
    assert size == relative(second, first)
    assert (size == 0) == (first == second)
