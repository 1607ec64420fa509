"""The lines below a comparison: what lies where, largest first."""

from decimal import Decimal
from typing import Any

import pytest

from facilitator.domain import events as ev
from facilitator.engine.comparison import Comparison, compare, relative
from facilitator.engine.comparison.figures import share_in_words
from facilitator.engine.comparison.probes import FAIR_PROBES
from tests.engine.playbooks import plan_of
from tests.engine.sessions import START, Talk


def compared(item: str, first: Any, second: Any) -> Comparison:
    """Return the comparison of the manager's (Ben's) and the leader's (Ada's) answer."""
    talk = Talk(plan_of(f'{item}, id = "a", ask = "?", who = "both", privacy = "sealed"'))
    talk.answer(a=first)
    talk.answer(a=second)
    talk.say(ev.Revealed(at=START, items=("a",)))
    (found,) = compare(talk.plan, talk.session, talk.page)
    return found


LANES = (
    'type = "table", rows = ["Money", "Hiring"], columns = '
    '[{ id = "who", label = "Who", type = "choice", options = ["Leader", "Manager"] }]'
)
WANTS = 'type = "table", columns = [{ id = "want", label = "Want", type = "text" }]'


@pytest.mark.parametrize(
    ("item", "first", "second", "headline", "details"),
    [
        (
            'type = "money"',
            90_000,
            120_000,
            "30,000 EUR apart (25 %)",
            ("Ben is 30,000 EUR below: a quarter of the larger figure",),
        ),
        (
            'type = "number", unit = "posts", decimals = 1',
            Decimal("6.5"),
            4,
            "2.5 posts apart (38 %)",
            ("Ada is 2.5 posts below: about two fifths of the larger figure",),
        ),
        (
            'type = "date"',
            "2027-03-01",
            "2027-03-22",
            "21 days (3 weeks) apart",
            ("Ben has the earlier day",),
        ),
        (
            'type = "choices", options = ["A", "B", "C"]',
            ["A", "B"],
            ["B", "C"],
            "1 of 3 shared",
            ("both: B", "only Ben: A", "only Ada: C"),
        ),
        (
            'type = "ranking", options = ["A", "B", "C", "D"]',
            ["A", "B", "C", "D"],
            ["B", "C", "D", "A"],
            "hardly any order in common",
            ("furthest apart: A, 1 for Ben, 4 for Ada",),
        ),
        (
            'type = "points", options = ["A", "B", "C"]',
            {"A": 60, "B": 30, "C": 10},
            {"A": 20, "B": 30, "C": 50},
            "40 of 100 points lie elsewhere",
            ("A: 60 for Ben, 20 for Ada", "C: 10 for Ben, 50 for Ada"),
        ),
        (
            LANES,
            [{"who": "Leader"}, {"who": "Leader"}],
            [{"who": "Leader"}, {"who": "Manager"}],
            "1 of 2 rows differ",
            ("the same: Money", "apart: Hiring"),
        ),
        (
            WANTS,
            [{"want": "Rest"}, {"want": "A reserve"}],
            [{"want": "a  reserve"}, {"want": "A door"}, {"want": "Pride"}],
            "1 of 4 rows in the same words",
            ("only Ben: 1 row", "only Ada: 2 rows"),
        ),
    ],
)
def test_a_comparison_says_what_lies_where(
    item: str, first: Any, second: Any, headline: str, details: tuple[str, ...]
) -> None:
    found = compared(item, _days(first), _days(second))
    assert (found.headline, found.details) == (headline, details)


def _days(value: Any) -> Any:
    import datetime as dt

    return dt.date.fromisoformat(value) if isinstance(value, str) else value


def test_lists_of_free_words_are_laid_side_by_side_and_not_judged() -> None:
    found = compared(WANTS, [{"want": "Rest"}], [{"want": "A door"}])
    assert (found.verdict, found.probe) == ("words", "")


def test_rows_of_two_that_hold_the_same_in_another_order_are_not_mixed_up() -> None:
    found = compared(
        LANES, [{"who": "Leader"}, {"who": "Manager"}], [{"who": "Manager"}, {"who": "Leader"}]
    )
    assert found.headline == "2 of 2 rows differ"


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (100, 90, "a tenth"),
        (100, 80, "a fifth"),
        (100, 76, "about a quarter"),
        (100, 66, "about a third"),
        (100, 50, "half"),
        (100, 96, "less than a twentieth"),
        (100, 1, "nearly all"),
        (100, 0, "all"),
    ],
)
def test_a_share_is_told_by_the_nearest_plain_name(first: int, second: int, words: str) -> None:
    assert share_in_words(relative(Decimal(first), Decimal(second))) == words


def test_a_large_difference_brings_a_question_that_fits_it() -> None:
    assert compared('type = "money"', 10, 90).probe == FAIR_PROBES["money"]
    assert compared('type = "money"', 89, 90).probe == ""
    own = 'type = "money", probe = "And {braces}?"'
    assert compared(own, 10, 90).probe == "And {braces}?"


def test_no_room_brings_a_question_that_asks_for_no_figure() -> None:
    item = (
        'type = "money", id = "a", ask = "?", who = "both", privacy = "overlap", '
        'room = "leader <= manager"'
    )
    talk = Talk(plan_of(item))
    talk.answer(a=10)
    talk.answer(a=90)
    talk.say(ev.Revealed(at=START, items=("a",)))
    (found,) = compare(talk.plan, talk.session, talk.page)
    assert found.probe == "What besides the figure could make room?"


def test_a_swap_tells_how_far_off_each_guess_is() -> None:
    talk = Talk(
        plan_of(
            """
            type = "scale", id = "a", ask = "?", who = "both", privacy = "sealed", max = 10
            type = "swap", id = "g", of = "a", ask = "Other?", privacy = "sealed"
            """
        )
    )
    talk.answer(a=2, g=9)
    talk.answer(a=9, g=5)
    talk.say(ev.Revealed(at=START, items=("a", "g")))
    found = {made.item.id: made for made in compare(talk.plan, talk.session, talk.page)}
    assert found["g"].details == ("Ben's guess: the same", "Ada's guess: 3 of 9 steps apart")


@pytest.mark.parametrize(
    ("highest", "other", "verdict"),
    [(5, 2, "near"), (5, 3, "apart"), (3, 2, "apart"), (4, 2, "near"), (11, 3, "near")],
)
def test_one_step_is_near_where_there_are_more_than_two(
    highest: int, other: int, verdict: str
) -> None:
    assert compared(f'type = "scale", max = {highest}', 1, other).verdict == verdict
